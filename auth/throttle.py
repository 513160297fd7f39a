"""How often somebody may try: counters in SQL that every node shares, under digests that fade."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from flask import request
from flask_limiter import Limiter
from limits.storage import Storage
from sqlalchemy import Insert, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.models import Attempt
from auth.parts import now, the_parts
from auth.session_maker import SessionMaker
from crypto.context import encode
from crypto.instance import InstanceKeys

SCHEME = "casework-attempts"
FREE_TRIES = 3
LONGEST_WAIT = 15 * 60
FREE_TRIES_EVERYWHERE = 20
LONGEST_WAIT_EVERYWHERE = 30
REMEMBERED_SECONDS = 24 * 60 * 60
GRAIN, COARSER_BY = 60, 6
"""A counter ends at a whole minute; one of an hour at a whole sixth of it."""


def digest(keys: InstanceKeys, at: datetime, *parts: str) -> bytes:
    """A 32-byte digest that means nothing without the instance secret, and another every day."""
    context = encode("casework/attempt/1", at.astimezone(UTC).date(), *parts)
    return hmac.digest(keys.throttle, context, "sha256")


def address_digest() -> bytes:
    """The digest of the address this request came from. The address itself is kept nowhere."""
    return digest(the_parts().keys, now(), "address", request.remote_addr or "")


class AttemptStorage(Storage):
    """Flask-Limiter's counters on the Attempt table, in short transactions of their own."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - limits reads a plain list from the class

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False) -> None:
        super().__init__(uri, wrap_exceptions)

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with _own() as db:
            counted = add(db, _keyed(key), seconds=expiry, at=now(), amount=amount)
            db.commit()
        return counted

    def get(self, key: str) -> int:
        with _own(writing=False) as db:
            return amount_of(db, _keyed(key), now())

    def get_expiry(self, key: str) -> float:
        with _own(writing=False) as db:
            until = db.scalar(select(Attempt.until_second).where(Attempt.key == _keyed(key)))
        return float(until or now().timestamp())

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        return None

    def clear(self, key: str) -> None:
        with _own() as db:
            forget(db, _keyed(key))
            db.commit()


limiter = Limiter(
    key_func=lambda: address_digest().hex(),
    storage_uri=f"{SCHEME}://",
    headers_enabled=False,
    default_limits=[],
)
"""Limits per address: wide, for a whole factory stands behind one address."""
SIGN_IN_LIMIT = "60 per minute; 600 per hour"


def add(db: Session, key: bytes, *, seconds: int, at: datetime, amount: int = 1) -> int:
    """Count one more under a key and give the sum; a counter past its end begins anew."""
    second = int(at.timestamp())
    end = counted_until(second, seconds)
    fresh = {"id": uuid4(), "key": key, "amount": amount, "until_second": end}
    is_over = Attempt.until_second <= second
    statement: Insert = (
        _insert(db)
        .values(fresh)
        .on_conflict_do_update(
            index_elements=[Attempt.key],
            set_={
                "amount": case((is_over, amount), else_=Attempt.amount + amount),
                "until_second": case((is_over, end), else_=Attempt.until_second),
            },
        )
        .returning(Attempt.amount)
    )
    return int(db.execute(statement).scalar_one())


def counted_until(second: int, seconds: int) -> int:
    """When a counter begun at a second ends: never early, and at a round time.

    The end less the length would else be the second at which somebody wrote. A counter of a
    day ends with the day, in UTC, since its digest is another one tomorrow.
    """
    if seconds >= REMEMBERED_SECONDS:
        return (second // REMEMBERED_SECONDS + 1) * REMEMBERED_SECONDS
    grain = max(GRAIN, seconds // COARSER_BY)
    return -(-(second + seconds) // grain) * grain


def pause(db: Session, key: bytes, *, seconds: int, at: datetime) -> None:
    """Set a pause under a key, in the place of one that was. It ends to the second."""
    until = int(at.timestamp()) + seconds
    fresh = _insert(db).values(id=uuid4(), key=key, amount=1, until_second=until)
    # Two may fail at once: each sets a pause, the later one stands.
    db.execute(
        fresh.on_conflict_do_update(index_elements=[Attempt.key], set_={"until_second": until})
    )


def amount_of(db: Session, key: bytes, at: datetime) -> int:
    """What was counted under a key that is not past its end."""
    second = int(at.timestamp())
    counted = select(Attempt.amount).where(Attempt.key == key, Attempt.until_second > second)
    return db.scalar(counted) or 0


def forget(db: Session, *keys: bytes) -> None:
    """Begin anew under these keys."""
    db.execute(delete(Attempt).where(Attempt.key.in_(keys)))


def sweep(db: Session, at: datetime) -> None:
    """Delete counters past their end."""
    db.execute(delete(Attempt).where(Attempt.until_second <= int(at.timestamp())))


@dataclass(frozen=True)
class Tries:
    """The failed tries on one account or number: from this address, and from everywhere.

    The delay grows with each failure and never becomes a lock: from one address to a quarter of
    an hour, and for everybody else together to half a minute, so that a stranger who tries
    cannot keep her out. What is typed is counted alike, whether it names anybody or not.
    """

    here: bytes
    everywhere: bytes

    @classmethod
    def on(cls, keys: InstanceKeys, at: datetime, what: str, typed: str, address: bytes) -> "Tries":
        """The counters for something typed, such as ("account", folded address)."""
        return cls(digest(keys, at, what, typed, address.hex()), digest(keys, at, what, typed))

    def wait(self, db: Session, at: datetime) -> int:
        """How many seconds she is to wait before the next try; 0 when she may try."""
        second = int(at.timestamp())
        keys = (self._pause(self.here), self._pause(self.everywhere))
        ends = db.scalars(select(Attempt.until_second).where(Attempt.key.in_(keys)))
        return max([0, *(end - second for end in ends)])

    def failed(self, db: Session, at: datetime) -> None:
        """Count a failure and set the next pause."""
        pauses = (
            (self.here, FREE_TRIES, LONGEST_WAIT),
            (self.everywhere, FREE_TRIES_EVERYWHERE, LONGEST_WAIT_EVERYWHERE),
        )
        for key, free, longest in pauses:
            counted = add(db, key, seconds=REMEMBERED_SECONDS, at=at)
            if counted >= free:
                seconds = min(longest, 2 ** min(counted - free + 1, 12))
                pause(db, self._pause(key), seconds=seconds, at=at)

    def succeeded(self, db: Session) -> None:
        """Forget the failures from here; those from everywhere fade with the day."""
        forget(db, self.here, self._pause(self.here))

    @staticmethod
    def _pause(key: bytes) -> bytes:
        return hmac.digest(key, b"pause", "sha256")


def _own(*, writing: bool = True) -> Session:
    maker: SessionMaker = the_parts().sessions
    return maker(writing=writing)


def _keyed(key: str) -> bytes:
    return digest(the_parts().keys, now(), "limit", key)


def _insert(db: Session) -> sqlite.Insert | postgresql.Insert:
    if db.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Attempt)
    return sqlite.insert(Attempt)

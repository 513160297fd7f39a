"""A case's trail for tests: its keys, acts of made-up people, and days that were closed."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from auth.trail import write
from auth.trail_days import close
from auth.trail_rows import Act, ActorKind
from crypto.checkpoints import LogSigner

LOG = LogSigner("casework.example/trail", b"l" * 32)
CHAIR = UUID("c" * 32)
CASE = UUID("a" * 32)
MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
WEDNESDAY = date(2026, 3, 4)
THURSDAY = date(2026, 3, 5)


class Key(msgspec.Struct, frozen=True):
    """A trail key, as a cover lists it."""

    from_number: int
    key: bytes


KEYS = [Key(0, b"t" * 32)]
OTHER_KEYS = [Key(0, b"o" * 32)]


def act(day: date = MONDAY, verb: str = "case:note:written", **facts: str) -> Act:
    """What the chair did at twenty past nine."""
    at = datetime(day.year, day.month, day.day, 9, 20, tzinfo=UTC)
    return Act(
        actor=CHAIR, actor_kind=ActorKind.PERSON, verb=verb, subject=CASE, at=at, facts=facts
    )


def written(db: Session, count: int, day: date = MONDAY) -> list[int]:
    """So many acts of the chair on a day; gives back their running numbers."""
    return [write(db, KEYS, act(day, mark=str(each))) for each in range(count)]


def two_closed_days(db: Session) -> None:
    """Three acts on Monday, two on Tuesday, both days closed on Wednesday; one act since."""
    written(db, 3, MONDAY)
    written(db, 2, TUESDAY)
    close(db, LOG, WEDNESDAY)
    written(db, 1, WEDNESDAY)
    db.commit()

"""Sessions: neither half is worth anything alone, and each ends when it should."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_bytes
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth import sessions
from auth.actor import Rank
from auth.models import LiveSession
from auth.sessions import Found, Limits
from crypto.instance import InstanceKeys
from crypto.seeds import SEED_BYTES

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
LIMITS = Limits(idle_minutes=15, absolute_hours=8)
SEEDS = bytes(SEED_BYTES)


@pytest.fixture
def cookie(db: Session, keys: InstanceKeys) -> str:
    """The cookie of a session that somebody of the staff began at NOW."""
    made = sessions.begin(db, keys, Rank.STAFF, uuid4(), NOW, seeds=(SEEDS,))
    db.flush()
    return made


def found(db: Session, keys: InstanceKeys, cookie: str, at: datetime = NOW) -> Found | None:
    """What a cookie finds."""
    return sessions.find(db, keys, cookie, LIMITS, at)


def test_a_cookie_finds_the_seeds_that_were_put_in(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    there = found(db, keys, cookie)

    assert there is not None
    assert there.held.seeds == (SEEDS,)


def test_the_row_alone_opens_nothing(db: Session, keys: InstanceKeys, cookie: str) -> None:
    ident = urlsafe_b64decode(cookie)[:16]

    assert found(db, keys, urlsafe_b64encode(ident + token_bytes(32)).decode()) is None


def test_cookie_and_row_open_nothing_without_the_instance_secret(db: Session, cookie: str) -> None:
    assert found(db, InstanceKeys(token_bytes(32)), cookie) is None


def test_a_sealed_half_moved_to_another_session_opens_nothing(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    share, sealed = db.execute(select(LiveSession.share, LiveSession.sealed)).one()
    other = sessions.begin(db, keys, Rank.STAFF, uuid4(), NOW, seeds=(SEEDS,))
    db.flush()
    db.execute(update(LiveSession).values(share=share, sealed=sealed))

    assert found(db, keys, other) is None


@pytest.mark.parametrize("nonsense", ["", "short", "ü" * 64, "A" * 64, "%%%"])
def test_any_other_cookie_finds_nothing(db: Session, keys: InstanceKeys, nonsense: str) -> None:
    assert found(db, keys, nonsense) is None


def test_unused_for_a_quarter_of_an_hour_it_ends(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    assert found(db, keys, cookie, NOW + timedelta(minutes=15)) is not None
    assert found(db, keys, cookie, NOW + timedelta(minutes=16)) is None


def test_used_all_day_it_ends_after_eight_hours(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    nearly, over = NOW + timedelta(hours=7, minutes=59), NOW + timedelta(hours=8, minutes=1)
    there = found(db, keys, cookie)
    assert there is not None

    sessions.touch(db, keys, there, nearly)

    assert found(db, keys, cookie, nearly) is not None
    assert found(db, keys, cookie, over) is None


def test_last_seen_is_written_at_most_once_a_minute(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    there = found(db, keys, cookie)
    assert there is not None

    assert not sessions.is_stale(there, NOW + timedelta(seconds=59))
    assert sessions.is_stale(there, NOW + timedelta(seconds=60))


def test_a_session_that_was_ended_does_not_come_back_by_being_used(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    there = found(db, keys, cookie)
    assert there is not None

    sessions.end(db, there.digest)
    sessions.touch(db, keys, there, NOW)

    assert found(db, keys, cookie) is None


def test_signing_out_everywhere_ends_hers_and_nobody_elses(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    her = uuid4()
    hers = [sessions.begin(db, keys, Rank.STAFF, her, NOW, seeds=(SEEDS,)) for _ in range(2)]
    db.flush()

    assert len(sessions.used(db, keys, her, LIMITS, NOW)) == 2
    sessions.end_everywhere(db, keys, her)

    assert [found(db, keys, each) for each in hers] == [None, None]
    assert found(db, keys, cookie) is not None


def test_dead_rows_are_swept_away_and_living_ones_stay(
    db: Session, keys: InstanceKeys, cookie: str
) -> None:
    assert sessions.sweep(db, keys, LIMITS, NOW + timedelta(minutes=10)) == 0
    assert sessions.sweep(db, keys, LIMITS, NOW + timedelta(minutes=45)) == 1


def test_a_row_does_not_tell_staff_from_a_survivor(db: Session, keys: InstanceKeys) -> None:
    sessions.begin(db, keys, Rank.STAFF, uuid4(), NOW, seeds=(SEEDS, SEEDS))
    sessions.begin(db, keys, Rank.SURVIVOR, uuid4(), NOW, seeds=(SEEDS,), number=uuid4())
    sessions.begin(db, keys, Rank.NUMBER, uuid4(), NOW, opening_key=bytes(32), number=uuid4())
    db.flush()

    rows = db.scalars(select(LiveSession)).all()
    assert {len(row.sealed) for row in rows} == {len(rows[0].sealed)}
    assert {row.slot for row in rows} == {rows[0].slot}


def test_nothing_of_a_session_is_printed(db: Session, keys: InstanceKeys, cookie: str) -> None:
    there = found(db, keys, cookie)

    assert "x00" not in repr(there)
    assert cookie not in repr(there)
    assert "x00" not in repr(there.held if there else None)


def test_the_bytes_are_those_of_the_document(db: Session, keys: InstanceKeys, cookie: str) -> None:
    ident, secret = urlsafe_b64decode(cookie)[:16], urlsafe_b64decode(cookie)[16:]
    row = db.scalars(select(LiveSession)).one()
    info = framed(b"casework/session/1", row.share)
    key = HKDF(SHA256(), 32, salt=None, info=info).derive(secret + keys.session)
    bound = b"\x01" + framed(b"live_session", sha256(ident).digest(), b"sealed")

    plain = AESGCM(key).decrypt(row.sealed[1:13], row.sealed[13:], bound)

    assert row.id_digest == sha256(ident).digest()
    assert len(plain) == 512
    assert SEEDS in plain


def framed(*parts: bytes) -> bytes:
    """Each part behind its length in four bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)

"""Closing the trail's days: yesterday's commitments into the tree, and its head signed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from auth.models import Checkpoint as CheckpointRow
from auth.models import Leaf, TrailEntry
from auth.trail_rows import leaf_of
from crypto.checkpoints import Checkpoint, LogSigner, open_checkpoint, open_note
from crypto.errors import CheckpointInvalid, CryptoError, NoteInvalid
from crypto.tree import Frontier, leaf_hash

LATECOMERS = timedelta(minutes=15)
"""How long after midnight a day is left open for a transaction that began before it."""
ONE_CLOSER = 0x7472_6169_6C
AT_ONCE = 5_000


class TrailBroken(CryptoError):
    """What is in the database is not what was signed last: nothing is closed on top of it."""


class Closed(msgspec.Struct, frozen=True):
    """A day that was closed, and the size of the tree since."""

    day: date
    size: int


def first_open_day(now: datetime) -> date:
    """The day to give `close` as today: the earliest into which somebody may still write."""
    return (now - LATECOMERS).date()


def close(db: Session, signer: LogSigner, today: date) -> list[Closed]:
    """Close every day before `today` (UTC) that has entries, and yesterday in any case.

    `signer` is named as the log's origin. Doing it twice, or on two nodes at once, closes each
    day once: nodes wait for each other (on SQLite `db` must be a writing session). Rows that
    appear in a day after its close stay out of the tree, for `verify` to find.

    Raises TrailBroken when the tree is not the one signed last, or by another log key.
    """
    _alone(db)
    newest = newest_checkpoint(db)
    frontier = _the_frontier(db, signer, newest)
    last = newest.day if newest else None
    return [_close_day(db, signer, frontier, day) for day in _days_to_close(db, last, today)]


def rotate(db: Session, old: LogSigner, new: LogSigner, today: date) -> None:
    """Hand the log over to a new key: the first head it signs is one that the old one signed.

    Closes with the old key what is due, then adds the new signature. From here on only the
    new key closes. Both are named as the log's origin. Raises TrailBroken.
    """
    close(db, old, today)
    newest = newest_checkpoint(db)
    if newest is None or old.name != new.name:
        raise TrailBroken
    signed_text = open_note(newest.note, old.verifier)
    if not is_signed_by(newest.note, new):
        newest.note += new.sign(signed_text).rpartition("\n\n")[2]
        db.flush()


def is_signed_by(note: str, signer: LogSigner) -> bool:
    """Whether a note carries a valid signature of this key."""
    try:
        open_note(note, signer.verifier)
    except NoteInvalid:
        return False
    return True


def newest_checkpoint(db: Session) -> CheckpointRow | None:
    """The head of the last closed day."""
    newest = select(CheckpointRow).order_by(CheckpointRow.day.desc()).limit(1)
    return db.scalar(newest.execution_options(populate_existing=True))


def leaf_hashes(db: Session, first: int, stop: int | None = None) -> Iterator[bytes]:
    """The leaf hashes from one position on, a few thousand in memory at a time."""
    wanted = select(Leaf.commitment).where(Leaf.position >= first).order_by(Leaf.position)
    if stop is not None:
        wanted = wanted.where(Leaf.position < stop)
    for commitment in db.scalars(wanted.execution_options(yield_per=AT_ONCE)):
        yield leaf_hash(commitment)


def _alone(db: Session) -> None:
    if db.get_bind().dialect.name == "postgresql":
        # Of the transaction, not of the connection: behind pgbouncer those are not the same.
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_CLOSER})


def _the_frontier(db: Session, signer: LogSigner, newest: CheckpointRow | None) -> Frontier:
    frontier = Frontier(leaf_hashes(db, 0))
    if newest is None:
        signed = Checkpoint(signer.name, 0, Frontier().root)
    else:
        signed = _opened(newest.note, signer)
    if (frontier.size, frontier.root) != (signed.size, signed.root):
        raise TrailBroken
    return frontier


def _opened(note: str, signer: LogSigner) -> Checkpoint:
    try:
        return open_checkpoint(note, signer.name, signer.verifier)
    except (NoteInvalid, CheckpointInvalid) as wrong:
        raise TrailBroken from wrong


def _days_to_close(db: Session, last: date | None, today: date) -> list[date]:
    days = select(TrailEntry.day).where(TrailEntry.day < today).distinct()
    if last is not None:
        days = days.where(TrailEntry.day > last)
    yesterday = today - timedelta(days=1)
    is_due = last is None or yesterday > last
    return sorted({*db.scalars(days), *([yesterday] if is_due else [])})


def _close_day(db: Session, signer: LogSigner, frontier: Frontier, day: date) -> Closed:
    of_the_day = (
        select(TrailEntry.id, TrailEntry.tag, TrailEntry.commitment, TrailEntry.sealed)
        .where(TrailEntry.day == day)
        # In the order of their commitments, which says nothing of the order they were written in.
        .order_by(TrailEntry.commitment)
        .execution_options(yield_per=AT_ONCE)
    )
    for entries in db.execute(of_the_day).partitions():
        leaves = [leaf_of(day, tag, commitment, sealed) for _, tag, commitment, sealed in entries]
        # A leaf bears the id of its entry, so that `verify` can say which of the two is wrong.
        rows = [
            {"id": entry.id, "position": frontier.size + place, "commitment": leaf}
            for place, (entry, leaf) in enumerate(zip(entries, leaves, strict=True))
        ]
        db.connection().execute(insert(Leaf), rows)
        frontier.extend(map(leaf_hash, leaves))
    note = signer.sign(Checkpoint(signer.name, frontier.size, frontier.root).text)
    db.add(CheckpointRow(size=frontier.size, day=day, note=note))
    db.flush()
    return Closed(day, frontier.size)

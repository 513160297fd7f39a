"""Who sends a notice: whichever node first writes that it does, so that nobody is told twice."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.reminders import Notice, Reminder

KEPT_FOR = timedelta(days=30)
"""After so long a reminder that reached nobody is dropped: the desk shows what is late."""


def due(db: Session, today: date) -> dict[bytes, list[UUID]]:
    """The reminders whose day has come, by the tag of whom they are for."""
    chosen = select(Reminder.recipient, Reminder.id).where(
        Reminder.day <= today, Reminder.is_at_once.is_(False)
    )
    return _by_tag(db, chosen)


def at_once(db: Session) -> dict[bytes, list[UUID]]:
    """The reminders that wait for no fixed time."""
    chosen = select(Reminder.recipient, Reminder.id).where(Reminder.is_at_once.is_(True))
    return _by_tag(db, chosen)


def claim(db: Session, tags: Iterable[bytes], version: int, day: date) -> frozenset[bytes]:
    """Of these people, those to whom nobody has sent a notice that day; they are ours to tell."""
    rows = [
        {"id": uuid4(), "recipient": tag, "recipient_version": version, "day": day} for tag in tags
    ]
    if not rows:
        return frozenset()
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = insert(Notice).on_conflict_do_nothing().returning(Notice.recipient)
    return frozenset(db.scalars(added, rows))


def give_back(db: Session, tags: Collection[bytes], day: date) -> None:
    """They could not be told: the next round tries again."""
    db.execute(delete(Notice).where(Notice.recipient.in_(list(tags)), Notice.day == day))


def done(db: Session, reminders: Collection[UUID]) -> None:
    """They were told: these reminders have served."""
    db.execute(delete(Reminder).where(Reminder.id.in_(list(reminders))))


def sweep(db: Session, today: date) -> None:
    """Drop what says who was told on days past, and what reached nobody for a month."""
    db.execute(delete(Notice).where(Notice.day < today))
    db.execute(delete(Reminder).where(Reminder.day < today - KEPT_FOR))


def of_one(reminder: UUID) -> bytes:
    """What claims one reminder by itself, beside the day's notice."""
    return sha256(b"casework/at-once/1" + reminder.bytes).digest()


def _by_tag(db: Session, chosen: Select[bytes, UUID]) -> dict[bytes, list[UUID]]:
    found: dict[bytes, list[UUID]] = {}
    for tag, reminder in db.execute(chosen):
        found.setdefault(tag, []).append(reminder)
    return found

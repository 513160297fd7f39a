"""Kept to decide later: hers alone, and gone 24 months after her last visit."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth import sessions, trail
from auth.models import RingMemory
from auth.trail_rows import Act, ActorKind
from casework.models.case import Case
from casework.models.entry import Attachment, InboxText
from casework.number import returning_number
from casework.telling.files import FileStore
from casework.telling.intake import kept_until
from crypto.epochs import Generation, lock
from crypto.grants import Grant
from crypto.instance import InstanceKeys
from crypto.records import CaseRecord, Record


class NotKept(Exception):
    """The case is not kept to decide later, or not any more."""


def visited(db: Session, case: UUID, now: datetime) -> None:
    """She was here: what she keeps lives on. A case that was sent is not touched."""
    until = kept_until(now)
    db.execute(
        update(Case)
        .where(Case.id == case, Case.destroy_after.is_not(None), Case.destroy_after != until)
        .values(destroy_after=until)
        .execution_options(synchronize_session=False)
    )


def destroy(db: Session, keys: InstanceKeys, files: FileStore, case: UUID, number: UUID) -> None:
    """Destroy what she kept, by her own press. Nobody else ever held a key to it.

    `number` is the row she came with. Raises NotKept for a case that was sent.
    """
    lock(db, case, exclusively=True)
    if not _is_kept(db, case):
        raise NotKept
    shred(db, keys, files, case)
    returning_number.remove(db, number)


def shred_expired(db: Session, keys: InstanceKeys, files: FileStore, today: date) -> list[UUID]:
    """Destroy every kept case whose last day is over, without anybody's key; gives their ids.

    The rows of its trail stay, under a key that is gone with it; that it was destroyed stands on
    the trail of administration. Her number stays, and says what happened when it is typed.
    """
    over = select(Case.id).where(Case.destroy_after < today).order_by(Case.id)
    gone = []
    for case in db.scalars(over).all():
        lock(db, case, exclusively=True)
        # A visit while this waited for the lock has moved the day.
        if _is_kept(db, case, before=today):
            shred(db, keys, files, case)
            gone.append(case)
    for case in gone:
        _note(db, keys, case, today)
    return gone


def _is_kept(db: Session, case: UUID, before: date = date.max) -> bool:
    until = db.scalar(select(Case.destroy_after).where(Case.id == case))
    return until is not None and until < before


def shred(db: Session, keys: InstanceKeys, files: FileStore, case: UUID) -> None:
    """Destroy a case that is locked, but for rows that only its cover names.

    Objects before rows: what is interrupted is found and finished the next time.
    """
    for name in db.scalars(select(Attachment.object_name).where(Attachment.case_id == case)):
        files.delete(name)
    ring = keys.ring_tag(case)
    db.execute(delete(Grant).where(Grant.ring == ring))
    db.execute(delete(RingMemory).where(RingMemory.ring == ring))
    sessions.end_everywhere(db, keys, case)
    # Core statements: nothing is opened, so nothing sealed is asked about.
    tables: list[type[Record]] = [*CaseRecord.__subclasses__(), InboxText, Generation]
    for table in tables:
        rows = Record.metadata.tables[table.__tablename__]
        db.execute(delete(rows).where(rows.c.case_id == case))
    db.execute(delete(Case).where(Case.id == case))


def _note(db: Session, keys: InstanceKeys, case: UUID, today: date) -> None:
    done = Act(
        actor=None,
        actor_kind=ActorKind.TIMER,
        verb="administration:case:shred",
        subject=case,
        at=datetime.combine(today, datetime.min.time(), UTC),
    )
    trail.administration(db, keys, done)

"""Finding, taking and changing the cover of a case."""

from uuid import UUID

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from casework.case import counterfoils
from casework.models.case import Case
from casework.models.counterfoil import Progress
from casework.models.cover import Cover, CoverText
from casework.models.number import NumberFacts, ReturnNumber, Status
from crypto.compartments import Compartment
from crypto.envelope import open_, seal
from crypto.epochs import Epoch, EpochRecord, lock
from crypto.errors import CryptoError, KeyMissing, RolledBack
from crypto.padding import pad, unpad
from crypto.sealing import the_ring

FACTS_ROOM = 2048


class OwingFirst(CryptoError):
    """A generation is owing that this holder can make: she renews before she writes."""


def the_cover(db: Session, case: UUID) -> Cover:
    """The cover of a case, to read. Raises KeyMissing where there is no case or no key.

    Raises RolledBack for one under an older generation than this ring holds.
    """
    cover = db.scalar(select(Cover).where(Cover.case_id == case))
    if cover is None or not the_ring(db).holds(case, Compartment.COVER):
        raise KeyMissing
    return _current(db, cover)


def taken(db: Session, case: UUID, *, exclusively: bool = False) -> Cover:
    """The cover as it is under a lock on the case, to change.

    What was read before the lock may have changed since; it is read again.

    Raises KeyMissing where there is no case or no key, and RolledBack as `the_cover`.
    """
    generations = lock(db, case, exclusively=exclusively)
    the_ring(db).catch_up(case, generations)
    fresh = select(Cover).where(Cover.case_id == case)
    cover = db.scalar(fresh.execution_options(populate_existing=True))
    if cover is None:
        raise KeyMissing
    return _current(db, cover)


def _current(db: Session, cover: Cover) -> Cover:
    if the_ring(db).is_past(cover.case_id, Compartment.COVER, cover.generation):
        raise RolledBack
    return cover


def change(db: Session, cover: Cover, **facts: object) -> CoverText:
    """Write new facts on a taken cover and count the change of the case."""
    cover.text = msgspec.structs.replace(cover.text, **facts)
    db.execute(update(Case).where(Case.id == cover.case_id).values(version=Case.version + 1))
    return cover.text


def the_record(db: Session, case: UUID) -> EpochRecord:
    """The epoch record in force. Raises KeyMissing."""
    newest = select(Epoch).where(Epoch.case_id == case).order_by(Epoch.number.desc()).limit(1)
    row = db.scalar(newest)
    if row is None:
        raise KeyMissing
    return row.record


def show_inbox(db: Session, cover: CoverText, inbox: bytes, generation: int) -> None:
    """Hand a new inbox key to everybody who may write and not read: her number, and loggers."""
    show_status(db, cover, inbox=inbox, inbox_generation=generation)
    counterfoils.tell(db, cover.writers, inbox=inbox, inbox_generation=generation)


def show_progress(db: Session, cover: CoverText, progress: Progress) -> None:
    """Change what those see who logged the case without being able to read it."""
    counterfoils.tell(db, cover.writers, status=progress)


def show_status(db: Session, cover: CoverText, **facts: object) -> None:
    """Change what the number alone shows; nothing happens where there is no number.

    That a case is closed shows those too who logged it; that an answer waits is hers alone.
    """
    if facts.get("status") is Status.CLOSED:
        show_progress(db, cover, Progress.CLOSED)
    row = db.get(ReturnNumber, cover.number.row) if cover.number else None
    if cover.number is None or row is None:
        return
    key = cover.number.status_key
    row.facts_sealed = seal_facts(row, key, msgspec.structs.replace(open_facts(row, key), **facts))


def seal_facts(row: ReturnNumber, status_key: bytes, facts: NumberFacts) -> bytes:
    """What the number alone opens, sealed and padded."""
    plain = pad(msgspec.msgpack.encode(facts), FACTS_ROOM)
    return seal(status_key, plain, "casework/number-facts/1", row.id)


def open_facts(row: ReturnNumber, status_key: bytes) -> NumberFacts:
    """The opposite. Raises SealBroken."""
    plain = open_(status_key, row.facts_sealed, "casework/number-facts/1", row.id)
    return msgspec.msgpack.decode(unpad(plain, FACTS_ROOM), type=NumberFacts)


def answer_waits(db: Session, cover: CoverText) -> None:
    """Let the number say that an answer waits."""
    show_status(db, cover, status=Status.ANSWER_WAITS)

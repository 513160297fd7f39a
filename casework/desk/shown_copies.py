"""The copy of a file that people see: made when the file came, or else at its first opening."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import SentCopy
from casework.case.filing import keep_copy
from casework.case.turns import Turn, begin
from casework.evidence.kinds import DOCUMENTS
from casework.models.entry import Attachment, FileMeta
from casework.telling.files import FileStore
from casework.telling.sealed_copies import sealed_copy
from crypto.compartments import Compartment
from crypto.sealing import the_ring


@dataclass(frozen=True)
class Lying:
    """Where a file lies and what opens it, for as long as it takes to send it."""

    object_name: str
    meta: FileMeta = field(repr=False)

    @classmethod
    def of(cls, row: Attachment) -> "Lying":
        """The same of a row, which ends with its session."""
        return cls(row.object_name, row.meta)


def make(store: FileStore, original: Attachment) -> SentCopy:
    """Have a copy made and seal it. Takes seconds: no lock may be held meanwhile.

    Raises NotCopied with the reason; ObjectMissing and StreamBroken for a damaged store.
    """
    meta = original.meta
    return sealed_copy(store, original.object_name, meta, is_drawn=_is_drawn(meta))


def find(db: Session, original: Attachment) -> Attachment | None:
    """The copy of a file, where there is one that may be shown as the file now stands.

    What is intimate is looked at in a page: of a document its pages are drawn for that, and the
    copy that could be saved is no longer found.
    """
    return _copies(db, original.case_id).get((original.id, _is_drawn(original.meta)))


def keep(db: Session, turn: Turn, original: UUID, made: SentCopy | None) -> Attachment:
    """The copy that is shown, whichever of two that were made at once came first.

    Raises LookupError where there is neither a copy nor one to keep, and as `begin`.
    """
    row = db.get_one(Attachment, original)
    begin(db, turn, Compartment(row.compartment))
    found = find(db, row)
    if found is not None:
        return found
    if made is None:
        raise LookupError(original)
    return keep_copy(db, row, made, turn.author.person, turn.now)


def note_opened(db: Session, turn: Turn, original: UUID) -> None:
    """Put on the trail that she opened this number."""
    number = db.get_one(Attachment, original).meta.number
    facts = {"file": original.hex, "number": str(number)}
    act(db, turn.case, "case:file:open", turn.author.person, turn.now, **facts)


def _is_drawn(meta: FileMeta) -> bool:
    return meta.is_intimate and meta.media_type in DOCUMENTS


def _copies(db: Session, case: UUID) -> dict[tuple[UUID, bool], Attachment]:
    ring = the_ring(db)
    rows = db.scalars(select(Attachment).where(Attachment.case_id == case))
    readable = (row for row in rows if ring.holds(case, Compartment(row.compartment)))
    known = ((row, row.meta) for row in readable)
    return {(meta.copy_of, meta.is_drawn): row for row, meta in known if meta.copy_of is not None}

"""The copy of a file that people see: made once, at the first opening, and sealed like any file."""

import hashlib
import secrets
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.turns import Turn, begin
from casework.evidence.copies import COPY_LIMIT, Copy, NotCopied, Reason
from casework.evidence.copying import copied
from casework.evidence.kinds import ending
from casework.models.entry import Attachment, FileMeta
from casework.telling.files import FileStore, NewObject, opened, sealer
from crypto.compartments import Compartment
from crypto.envelope import KEY_BYTES
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


@dataclass(frozen=True)
class Made:
    """A copy that lies sealed in the store and is not yet named by any row."""

    stored: NewObject
    key: bytes = field(repr=False)
    copy: Copy
    sha256: bytes

    def abandon(self) -> None:
        """Leave nothing of it."""
        self.stored.abandon()


def make(store: FileStore, original: Attachment) -> Made:
    """Have a copy made and seal it. Takes seconds: no lock may be held meanwhile.

    Raises NotCopied with the reason; ObjectMissing and StreamBroken for a damaged store.
    """
    meta = original.meta
    content = b"".join(opened(store, original.object_name, meta.key))
    if hashlib.sha256(content).digest() != meta.sha256:
        raise NotCopied(Reason.BROKEN)
    copy = copied(content, meta.media_type)
    key, stored = secrets.token_bytes(KEY_BYTES), store.create()
    try:
        with sealer(stored, key, COPY_LIMIT) as sealed:
            sealed.write(copy.content)
        stored.finish()
    except BaseException:
        stored.abandon()
        raise
    return Made(stored, key, copy, hashlib.sha256(copy.content).digest())


def find(db: Session, original: Attachment) -> Attachment | None:
    """The copy of a file, where somebody has opened it before."""
    return _copies(db, original.case_id).get(original.id)


def keep(db: Session, turn: Turn, original: UUID, made: Made | None) -> Attachment:
    """The copy that is shown, whichever of two that were made at once came first.

    Raises LookupError where there is neither a copy nor one to keep, and as `begin`.
    """
    row = db.get_one(Attachment, original)
    begin(db, turn, Compartment(row.compartment))
    return find(db, row) or _kept(db, row, made)


def note_opened(db: Session, turn: Turn, original: UUID) -> None:
    """Put on the trail that she opened this number."""
    number = db.get_one(Attachment, original).meta.number
    facts = {"file": original.hex, "number": str(number)}
    act(db, turn.case, "case:file:open", turn.author.person, turn.now, **facts)


def _kept(db: Session, original: Attachment, made: Made | None) -> Attachment:
    if made is None:
        raise LookupError(original.id)
    row = Attachment(
        case_id=original.case_id,
        compartment=original.compartment,
        object_name=made.stored.name,
        meta=_meta_of(original, made),
    )
    db.add(row)
    db.flush()
    return row


def _meta_of(original: Attachment, made: Made) -> FileMeta:
    number = original.meta.number
    return FileMeta(
        name=f"{number}.{ending(made.copy.media_type)}",
        media_type=made.copy.media_type,
        size=len(made.copy.content),
        sha256=made.sha256,
        key=made.key,
        number=number,
        copy_of=original.id,
        is_first_of_several=made.copy.is_first_of_several,
    )


def _copies(db: Session, case: UUID) -> dict[UUID, Attachment]:
    ring = the_ring(db)
    rows = db.scalars(select(Attachment).where(Attachment.case_id == case))
    readable = (row for row in rows if ring.holds(case, Compartment(row.compartment)))
    return {row.meta.copy_of: row for row in readable if row.meta.copy_of is not None}

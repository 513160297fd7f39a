"""Everything of one case that somebody reads, gathered for an archive."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.trail_proofs import placed
from casework.case.authors import Author
from casework.case.chains import bodies_of, opened_parts
from casework.case.keeping import epochs
from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.evidence.kinds import ending
from casework.models.entry import Attachment
from casework.report.archive import INDEX, Member, one
from casework.report.exported import Exported, Kept, encoded, signed_by, written
from crypto.certificates import Certificate, Register

Pieces = Callable[[Attachment], Iterator[bytes]]


@dataclass(frozen=True)
class Anchors:
    """What everything signed rests on: the certificates, the roots, the keys of the log."""

    by: Author
    """Who takes it out, and signs for the whole of it."""
    register: Register = field(repr=False)
    root_keys: Sequence[bytes] = ()
    log_keys: Sequence[str] = ()


def members(
    db: Session,
    opened: Opened,
    pieces: Pieces,
    on: date,
    anchors: Anchors,
    lost: AbstractSet[UUID] = frozenset(),
) -> list[Member]:
    """The archive of a case: its index, then its files. Those that are `lost`, by id
    (casework.desk.lost_files), are named in the index as such.

    `pieces` opens a file; it is called when the file's turn has come. Raises ValueError where
    it is not a certified person who takes it out.
    """
    files = taken_along(db, opened)
    kept = [_kept(row, is_lost=row.id in lost) for row in files]
    index = encoded(_signed(_exported(db, opened, kept, on, anchors), anchors.by))
    there = (row for row in files if row.id not in lost)
    return [one(INDEX, index), *(Member(_path(row), row.meta.size, pieces(row)) for row in there)]


def taken_along(db: Session, opened: Opened) -> list[Attachment]:
    """The files of such an archive: no intimate one, nor what two people were shown of one."""
    every = _files(db, opened)
    kept_back = {row.id for row in every if row.meta.is_intimate}
    return [row for row in every if kept_back.isdisjoint({row.id, row.meta.copy_of})]


def her_rows(db: Session, lines: Iterable[Line]) -> list[Attachment]:
    """The files of the entries that she reads; no intimate one. Raises KeyMissing."""
    named = {each.id for line in lines for each in line.files if not each.is_intimate}
    found = select(Attachment).where(Attachment.id.in_(named)).order_by(Attachment.id)
    return list(db.scalars(found))


def her_files(rows: Iterable[Attachment], pieces: Pieces) -> list[Member]:
    """Such files as they were given, each called by its number. `pieces` as of `members`."""
    return [Member(_hers(row), row.meta.size, pieces(row)) for row in rows]


def _hers(row: Attachment) -> str:
    meta = row.meta
    return f"files/{meta.number}-{row.id.hex[:8]}.{ending(meta.media_type)}"


def _signed(found: Exported, by: Author) -> Exported:
    if by.person is None:
        raise ValueError(by)
    return signed_by(found, by.person, by.seeds)


def _exported(
    db: Session, opened: Opened, files: list[Kept], on: date, anchors: Anchors
) -> Exported:
    case, cover = opened.case.id, opened.cover
    bodies, _closed = bodies_of(db, case, opened_parts(db, case, cover))
    records = epochs(db, case)
    authors = {each.signed.author for found in bodies.values() for each in found}
    authors |= {each.author for each in records} | {each.second for each in records}
    authors |= {anchors.by.person}
    return Exported(
        case=case,
        code=cover.code,
        made_on=on,
        entries={part: [written(each) for each in found] for part, found in bodies.items()},
        heads={part: cover.heads[part] for part in bodies if part in cover.heads},
        sealed=opened.timeline.sealed,
        epochs=records,
        trail=placed(db, cover.trail_keys),
        files=files,
        certificates=_resting_on(anchors.register, authors),
        root_keys=anchors.root_keys,
        log_keys=anchors.log_keys,
    )


def _resting_on(register: Register, people: Iterable[UUID | None]) -> list[Certificate]:
    """The certificates of some people, and of everybody on whose word one of these rests."""
    found: dict[bytes, Certificate] = {}
    waiting = [each for each in people if each is not None]
    while waiting:
        for each in register.of(waiting.pop()):
            if found.setdefault(each.statement.digest(), each) is each:
                signers = (register.the_signer(given) for given in each.confirmations)
                waiting += [signer.person for signer in signers if signer is not None]
    return list(found.values())


def _files(db: Session, opened: Opened) -> list[Attachment]:
    parts = opened.timeline.opened
    found = db.scalars(
        select(Attachment)
        .where(Attachment.case_id == opened.case.id, Attachment.compartment.in_(parts))
        .order_by(Attachment.id)
    )
    return list(found)


def _kept(row: Attachment, *, is_lost: bool) -> Kept:
    meta = row.meta
    return Kept(
        path=_path(row),
        name=meta.name,
        media_type=meta.media_type,
        size=meta.size,
        sha256=meta.sha256,
        copy_of=meta.copy_of,
        is_lost=is_lost,
    )


def _path(row: Attachment) -> str:
    return f"files/{row.id.hex}"

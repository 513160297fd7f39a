"""Everything of one case that somebody reads, gathered for an archive."""

from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.models import Checkpoint
from casework.case.chains import bodies_of, opened_parts
from casework.case.keeping import epochs
from casework.desk.reading import Opened
from casework.models.entry import Attachment
from casework.report.archive import INDEX, Member
from casework.report.exported import Exported, Kept, encoded, written

Pieces = Callable[[Attachment], Iterator[bytes]]


def members(db: Session, opened: Opened, pieces: Pieces, on: date) -> list[Member]:
    """The archive of a case: its index, then its files. Intimate files are in none, nor is what
    two people were shown of one.

    `pieces` opens a file; it is called when the file's turn has come.
    """
    every = _files(db, opened)
    kept_back = {row.id for row in every if row.meta.is_intimate}
    files = [row for row in every if kept_back.isdisjoint({row.id, row.meta.copy_of})]
    index = encoded(_exported(db, opened, [_kept(row) for row in files], on))
    return [
        Member(INDEX, len(index), [index]),
        *(Member(_path(row), row.meta.size, pieces(row)) for row in files),
    ]


def _exported(db: Session, opened: Opened, files: list[Kept], on: date) -> Exported:
    case, cover = opened.case.id, opened.cover
    bodies, _closed = bodies_of(db, case, opened_parts(db, case, cover))
    walked = trail.walk(db, cover.trail_keys)
    newest = select(Checkpoint.note).order_by(Checkpoint.size.desc()).limit(1)
    return Exported(
        case=case,
        code=cover.code,
        made_on=on,
        entries={part: [written(each) for each in found] for part, found in bodies.items()},
        heads={part: cover.heads[part] for part in bodies if part in cover.heads},
        sealed=opened.timeline.sealed,
        epochs=epochs(db, case),
        trail=[each.act for each in walked if each.act is not None],
        checkpoint=db.scalar(newest) or "",
        files=files,
    )


def _files(db: Session, opened: Opened) -> list[Attachment]:
    parts = opened.timeline.opened
    found = db.scalars(
        select(Attachment)
        .where(Attachment.case_id == opened.case.id, Attachment.compartment.in_(parts))
        .order_by(Attachment.id)
    )
    return list(found)


def _kept(row: Attachment) -> Kept:
    meta = row.meta
    return Kept(
        path=_path(row),
        name=meta.name,
        media_type=meta.media_type,
        size=meta.size,
        sha256=meta.sha256,
    )


def _path(row: Attachment) -> str:
    return f"files/{row.id.hex}"

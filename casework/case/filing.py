"""Files into a case: sealed rows, each with the next number of the case's register."""

from collections.abc import Iterable
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.answers import SentFile
from casework.case.covers import change
from casework.models.cover import Cover
from casework.models.entry import Attachment, FileMeta
from crypto.compartments import Compartment


def take_files(
    db: Session,
    cover: Cover,
    files: Iterable[SentFile],
    part: Compartment = Compartment.TOLD,
) -> tuple[UUID, ...]:
    """Take sealed files into a case whose cover is taken; gives back the ids an entry names.

    Numbers run through all compartments and are never given twice.
    """
    last = cover.text.last_file
    rows = [_row(cover.case_id, part, each, last + at) for at, each in enumerate(files, start=1)]
    if rows:
        change(db, cover, last_file=last + len(rows))
    db.add_all(rows)
    db.flush()
    return tuple(row.id for row in rows)


def remark(row: Attachment, **facts: object) -> None:
    """Change what is known of a file; the file itself is never written again."""
    row.meta = msgspec.structs.replace(row.meta, **facts)


def _row(case: UUID, part: Compartment, sent: SentFile, number: int) -> Attachment:
    meta = FileMeta(
        name=sent.name,
        media_type=sent.media_type,
        size=sent.size,
        sha256=sent.sha256,
        key=sent.key,
        number=number,
        is_intimate=sent.is_intimate,
    )
    return Attachment(case_id=case, compartment=part, object_name=sent.object_name, meta=meta)

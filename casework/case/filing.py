"""Files into a case: sealed rows, each with the next number of the case's register."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import SentCopy, SentFile
from casework.case.authors import Author
from casework.case.covers import change
from casework.evidence.kinds import ending
from casework.models.cover import Cover
from casework.models.entry import Attachment, FileMeta
from crypto.compartments import Compartment

COPIED = "case:file:copy"


def take_files(
    db: Session,
    cover: Cover,
    files: Sequence[SentFile],
    author: Author,
    now: datetime,
    part: Compartment = Compartment.TOLD,
) -> tuple[UUID, ...]:
    """Take sealed files into a case whose cover is taken; gives back the ids an entry names.

    Numbers run through all compartments and are never given twice. A copy that was made when a
    file came is taken in with it; that it was stands on the trail.
    """
    last = cover.text.last_file
    rows = [_row(cover.case_id, part, each, last + at) for at, each in enumerate(files, start=1)]
    if rows:
        change(db, cover, last_file=last + len(rows))
    db.add_all(rows)
    db.flush()
    for row, sent in zip(rows, files, strict=True):
        if sent.copy is not None:
            keep_copy(db, row, sent.copy, author.person, now)
    return tuple(row.id for row in rows)


def keep_copy(
    db: Session, original: Attachment, made: SentCopy, person: UUID | None, now: datetime
) -> Attachment:
    """Let a file's copy belong to the case, and put on the trail whose request made it."""
    row = Attachment(
        case_id=original.case_id,
        compartment=original.compartment,
        object_name=made.object_name,
        meta=_meta_of(original, made),
    )
    db.add(row)
    db.flush()
    facts = {"file": original.id.hex, "number": str(original.meta.number)}
    act(db, original.case_id, COPIED, person, now, **facts)
    return row


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
        uncopied=sent.uncopied,
    )
    return Attachment(case_id=case, compartment=part, object_name=sent.object_name, meta=meta)


def _meta_of(original: Attachment, made: SentCopy) -> FileMeta:
    number = original.meta.number
    return FileMeta(
        name=f"{number}.{ending(made.media_type)}",
        media_type=made.media_type,
        size=made.size,
        sha256=made.sha256,
        key=made.key,
        number=number,
        copy_of=original.id,
        is_first_of_several=made.is_first_of_several,
        is_drawn=made.is_drawn,
    )

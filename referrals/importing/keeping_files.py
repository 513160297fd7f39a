"""Files between two requests: sealed in pieces, gone the day after or when they are done with."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crypto.envelope import open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad
from referrals.importing.fields import Field
from referrals.importing.intake import Columns
from referrals.importing.opening import Format
from referrals.models.importing import ImportFile, ImportMapping, ImportPiece

LABEL = "imports"
PIECE = 256 * 1024
LIFE = timedelta(days=1)


class Brought(msgspec.Struct, kw_only=True):
    """What is known of a file that somebody brought."""

    name: str
    format: Format
    columns: Columns | None = None
    country: str = ""
    """Of services of HSDS that name none."""

    def __repr__(self) -> str:
        return "<Brought>"


def keep_file(
    db: Session, keys: InstanceKeys, by: UUID, on: date, brought: Brought, content: bytes
) -> ImportFile:
    """Keep a file until tomorrow. Those of yesterday are swept away meanwhile."""
    sweep(db, on)
    row = ImportFile(by_id=by, brought_on=on, sealed=b"")
    row.sealed = _sealed(keys, row, brought)
    db.add(row)
    db.flush()
    for number, start in enumerate(range(0, len(content), PIECE)):
        piece = ImportPiece(file_id=row.id, number=number, sealed=b"")
        cell = ("import_piece", piece.id, row.id, number)
        piece.sealed = seal(keys.child(LABEL), pad(content[start : start + PIECE]), *cell)
        db.add(piece)
    db.flush()
    return row


def what_is(keys: InstanceKeys, row: ImportFile) -> Brought | None:
    """What is known of a file; None for one under a secret that was replaced."""
    try:
        raw = unpad(open_(keys.child(LABEL), row.sealed, "import_file", row.id))
    except (SealBroken, PaddingBroken):
        return None
    return msgspec.msgpack.decode(raw, type=Brought)


def content_of(db: Session, keys: InstanceKeys, row: ImportFile) -> BytesIO:
    """The file. Raises SealBroken."""
    found = select(ImportPiece).where(ImportPiece.file_id == row.id).order_by(ImportPiece.number)
    held = BytesIO()
    for each in db.scalars(found):
        cell = ("import_piece", each.id, row.id, each.number)
        held.write(unpad(open_(keys.child(LABEL), each.sealed, *cell)))
    held.seek(0)
    return held


def say_columns(
    db: Session, keys: InstanceKeys, row: ImportFile, brought: Brought, fingerprint: bytes, on: date
) -> None:
    """Keep what was said of a list: for this file, and for the next one with its headings."""
    row.sealed = _sealed(keys, row, brought)
    if brought.columns is None:
        return
    known = the_mapping(db, fingerprint)
    if known is None:
        known = ImportMapping(fingerprint=fingerprint, columns="", kept_on=on)
        db.add(known)
    known.columns = msgspec.json.encode(brought.columns.fields).decode()
    known.country, known.kept_on = brought.columns.country, on
    db.flush()


def the_mapping(db: Session, fingerprint: bytes) -> ImportMapping | None:
    """What was said last of a list with these headings."""
    return db.scalar(select(ImportMapping).where(ImportMapping.fingerprint == fingerprint))


def said_before(db: Session, fingerprint: bytes) -> tuple[dict[int, Field], str] | None:
    """What its columns meant, and its country; None where nobody said so yet."""
    known = the_mapping(db, fingerprint)
    if known is None:
        return None
    try:
        return msgspec.json.decode(known.columns, type=dict[int, Field]), known.country
    except msgspec.MsgspecError:
        return None


def drop_file(db: Session, row: ImportFile) -> None:
    """Done with it."""
    db.execute(delete(ImportPiece).where(ImportPiece.file_id == row.id))
    db.delete(row)
    db.flush()


def sweep(db: Session, on: date) -> None:
    """Remove what was brought before yesterday and neither taken in nor dropped."""
    old = select(ImportFile.id).where(ImportFile.brought_on < on - LIFE)
    db.execute(delete(ImportPiece).where(ImportPiece.file_id.in_(old)))
    db.execute(delete(ImportFile).where(ImportFile.brought_on < on - LIFE))


def of_person(db: Session, by: UUID) -> list[ImportFile]:
    """What she brought and is not done with, the newest first."""
    mine = select(ImportFile).where(ImportFile.by_id == by)
    return list(db.scalars(mine.order_by(ImportFile.brought_on.desc(), ImportFile.id)))


def _sealed(keys: InstanceKeys, row: ImportFile, brought: Brought) -> bytes:
    return seal(keys.child(LABEL), pad(msgspec.msgpack.encode(brought)), "import_file", row.id)

"""The keys of the one trail that belongs to no case, through every instance secret it has seen."""

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import FormerTrailKey
from crypto.envelope import open_, seal
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad


class AdministrationKey(msgspec.Struct, frozen=True):
    """A key of the trail of administration, and the running number it begins at."""

    key: bytes
    from_number: int = 0

    def __repr__(self) -> str:
        return "<AdministrationKey>"


def administration_keys(db: Session, keys: InstanceKeys) -> list[AdministrationKey]:
    """What the trail of administration is written and walked with, oldest first.

    Rows of a closed day are leaves of a signed tree and are never sealed anew; so a key goes
    on reading what it wrote when the instance secret is replaced.
    """
    rows = db.scalars(select(FormerTrailKey)).all()
    kept = sorted((_opened(row, keys) for row in rows), key=lambda each: each.from_number)
    return kept or [AdministrationKey(keys.administration)]


def succeed(db: Session, old: InstanceKeys, new: InstanceKeys, from_number: int) -> None:
    """Keep the keys under `old` for reading, sealed under `new`, and let `new` write from here."""
    known = administration_keys(db, old)
    db.execute(delete(FormerTrailKey))
    for each in [*known, AdministrationKey(new.administration, from_number)]:
        row = FormerTrailKey(sealed=b"")
        row.sealed = seal(new.administration, pad(msgspec.msgpack.encode(each)), *_cell(row))
        db.add(row)
    db.flush()


def _opened(row: FormerTrailKey, keys: InstanceKeys) -> AdministrationKey:
    raw = unpad(open_(keys.administration, row.sealed, *_cell(row)))
    return msgspec.msgpack.decode(raw, type=AdministrationKey)


def _cell(row: FormerTrailKey) -> tuple[str, bytes, str]:
    return ("former_trail_key", row.id.bytes, "sealed")

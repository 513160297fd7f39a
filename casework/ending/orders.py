"""Dating a case for the timer: the month, and the rows that only its cover can name."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.case.turns import version_of
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.models.shredding import OrderText, ShredOrder
from crypto.envelope import open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad

ROOM = 2048


def put_order(
    db: Session, keys: InstanceKeys, case: UUID, cover: CoverText, course: CourseText, after: date
) -> None:
    """Let a case be destroyed after a day, unless anything is written into it before."""
    drop_order(db, case)
    db.flush()
    row = ShredOrder(case_id=case, after=after, version=version_of(db, case), sealed=b"")
    text = OrderText(
        grants=tuple(row for holder in cover.holders for row in holder.grants),
        counterfoils=tuple(each.row for each in cover.writers),
        reminders=course.reminders,
        names=tuple(cover.compared),
    )
    plain = pad(msgspec.msgpack.encode(text), ROOM)
    row.sealed = seal(_key(keys), plain, "shred_order", row.id, case)
    db.add(row)


def drop_order(db: Session, case: UUID) -> None:
    """Let a case be kept."""
    db.execute(delete(ShredOrder).where(ShredOrder.case_id == case))


def the_order(db: Session, case: UUID) -> ShredOrder | None:
    """The order that stands for a case; None where something was written since."""
    row = db.scalar(select(ShredOrder).where(ShredOrder.case_id == case))
    return row if row is not None and row.version == version_of(db, case) else None


def open_order(keys: InstanceKeys, row: ShredOrder) -> OrderText | None:
    """What goes with the case; None where it was sealed under another instance secret."""
    try:
        plain = unpad(open_(_key(keys), row.sealed, "shred_order", row.id, row.case_id), ROOM)
        return msgspec.msgpack.decode(plain, type=OrderText)
    except (SealBroken, PaddingBroken, msgspec.DecodeError):
        return None


def _key(keys: InstanceKeys) -> bytes:
    return keys.child("shred-orders")

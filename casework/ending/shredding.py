"""Destroying what has lived out its time: keys, rows and files, and a tombstone that counts."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from auth import trail
from auth.reminders import Reminder
from auth.trail_rows import Act, ActorKind
from casework.case.compared import drop_names
from casework.case.turns import version_of
from casework.ending.orders import drop_order, open_order
from casework.models.case import Case
from casework.models.counterfoil import Counterfoil
from casework.models.entry import InboxText
from casework.models.shredding import OrderText, ShredOrder, Tombstone
from casework.telling import kept
from casework.telling.files import FileStore
from crypto.epochs import lock
from crypto.grants import Grant
from crypto.instance import InstanceKeys

SHRED = "administration:case:shred"


def shred_due(db: Session, keys: InstanceKeys, files: FileStore, today: date) -> int:
    """Destroy every case whose month is over, without anybody's key; gives back how many.

    The keys go with it: every box of every holder, every generation. The rows of its trail stay,
    under a key that is gone, so that the tree over them still verifies.
    """
    over = select(ShredOrder.case_id).where(ShredOrder.after < today).order_by(ShredOrder.case_id)
    gone = sum(_shred(db, keys, files, case, today) for case in db.scalars(over).all())
    if gone:
        _note(db, keys, gone, today)
    return gone


def _shred(db: Session, keys: InstanceKeys, files: FileStore, case: UUID, today: date) -> bool:
    if db.get(Case, case) is None:
        drop_order(db, case)
        return False
    lock(db, case, exclusively=True)
    order = _still_due(db, keys, case, today)
    if order is None:
        return False
    for model, rows in (
        (Grant, order.grants),
        (Counterfoil, order.counterfoils),
        (Reminder, order.reminders),
    ):
        db.execute(delete(model).where(model.id.in_(rows)))
    drop_names(db, order.names)
    kept.shred(db, keys, files, case)
    drop_order(db, case)
    return True


def _still_due(db: Session, keys: InstanceKeys, case: UUID, today: date) -> OrderText | None:
    """None where somebody wrote since it was dated, by number alone too: then it is kept."""
    fresh = select(ShredOrder).where(ShredOrder.case_id == case, ShredOrder.after < today)
    row = db.scalar(fresh.execution_options(populate_existing=True))
    if row is None or row.version != version_of(db, case):
        return None
    if db.scalar(select(exists().where(InboxText.case_id == case))):
        return None
    return open_order(keys, row)


def _note(db: Session, keys: InstanceKeys, cases: int, today: date) -> None:
    stone = Tombstone(day=today, cases=cases)
    db.add(stone)
    done = Act(
        actor=None,
        actor_kind=ActorKind.TIMER,
        verb=SHRED,
        subject=stone.id,
        at=datetime.combine(today, datetime.min.time(), UTC),
        facts={"cases": str(cases)},
    )
    trail.administration(db, keys, done)

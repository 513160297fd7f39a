"""The day's close: facts of days that are over lose their day and their order."""

from datetime import date
from secrets import SystemRandom

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.models.measuring import DeliveredFact, OutboxFact

BATCH = 500


def close_days(db: Session, today: date) -> int:
    """Move every fact of an earlier day out of the outbox, in an order drawn anew.

    Needs no key. Gives back how many were moved. Two that run at once share them out: what one
    has in hand the other passes over.
    """
    over = list(db.scalars(select(OutboxFact.id).where(OutboxFact.day < today)))
    SystemRandom().shuffle(over)
    moved = 0
    for start in range(0, len(over), BATCH):
        ids = over[start : start + BATCH]
        waiting = select(OutboxFact).where(OutboxFact.id.in_(ids))
        found = {each.id: each for each in db.scalars(waiting.with_for_update(skip_locked=True))}
        rows = (found[each] for each in ids if each in found)
        db.add_all(
            DeliveredFact(id=each.id, measurement_key_id=each.measurement_key_id, box=each.box)
            for each in rows
        )
        db.flush()
        db.execute(delete(OutboxFact).where(OutboxFact.id.in_(found)))
        moved += len(found)
    return moved

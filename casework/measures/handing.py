"""Past quarters handed to those who came since: by an analyst's press, nothing counted again."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.facts.keys import Analyst
from casework.measures.storing import context_of, readers_by_place
from casework.models.measured import MeasuredShare, MeasuredTables
from crypto.errors import BoxBroken
from crypto.seeds import deliver


def hand_on(db: Session, her: Analyst) -> int:
    """Hand every quarter that she opens to whoever reads its place today and lacks it.

    Gives back to how many people.
    """
    readers, given = readers_by_place(db, her), set[UUID]()
    rows = db.scalars(select(MeasuredTables).where(MeasuredTables.programme_id == her.programme))
    for row in rows.all():
        boxes = _boxes(db, row)
        lacks = [each for each in readers.get(row.place_id, ()) if each.person not in boxes]
        key = _opened(her, row, boxes.get(her.person)) if lacks else None
        if key is None:
            continue
        for each in lacks:
            box = deliver(each.keys.kem, key, *context_of(row.id, each.person))
            to = each.keys.fingerprint()
            db.add(MeasuredShare(tables_id=row.id, person_id=each.person, sealed_to=to, box=box))
            given.add(each.person)
    db.flush()
    return len(given)


def _boxes(db: Session, row: MeasuredTables) -> dict[UUID, bytes]:
    """What was delivered of it, by person."""
    shares = db.scalars(select(MeasuredShare).where(MeasuredShare.tables_id == row.id))
    return {each.person_id: each.box for each in shares}


def _opened(her: Analyst, row: MeasuredTables, box: bytes | None) -> bytes | None:
    if box is None:
        return None
    for seeds in (her.seeds, *her.former):
        try:
            return seeds.receive(box, *context_of(row.id, her.person))
        except BoxBroken:
            continue
    return None

"""Past quarters handed to those who came since: by an analyst's press, nothing counted again."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.facts.keys import Analyst
from casework.measures.quarters import Quarter
from casework.measures.reading import Reading, opened
from casework.measures.recipients import Reader, certified
from casework.measures.storing import OF_A_PROGRAMME, context_of, factories_of, readers_by_place
from casework.models.measured import MeasuredShare, MeasuredTables
from crypto.seeds import deliver

Shares = dict[UUID, dict[UUID, MeasuredShare]]


def hand_on(db: Session, her: Analyst) -> int:
    """Hand every quarter that she opens to whoever reads its place today and lacks it.

    A factory's own tables go to those who sat in its committee when the quarter began: beside
    the cases that a newcomer was handed they would show which one was kept from her. Whoever was
    certified anew gets her box anew. Gives back to how many people.
    """
    readers, given = readers_by_place(db, her), set[UUID]()
    ours = {each.person for each in certified(db, her, [her.programme], OF_A_PROGRAMME)}
    factories = {each.id for each in factories_of(db, her.programme)}
    shares = _shares(db, her)
    rows = db.scalars(select(MeasuredTables).where(MeasuredTables.programme_id == her.programme))
    for row in rows.all():
        mine, there = shares.get(row.id, {}), readers.get(row.place_id, ())
        if row.place_id in factories:
            there = [each for each in there if each.person in ours or _was_there(each, row)]
        lacks = [each for each in there if _lacks(each, mine)]
        key = _key_of(her, row, mine.get(her.person)) if lacks else None
        if key is not None:
            _deliver(db, row, key, lacks, mine)
            given |= {each.person for each in lacks}
    db.flush()
    return len(given)


def _shares(db: Session, her: Analyst) -> Shares:
    """What was delivered of the programme's tables, by table and person."""
    found: Shares = {}
    every = db.scalars(
        select(MeasuredShare)
        .join(MeasuredTables, MeasuredTables.id == MeasuredShare.tables_id)
        .where(MeasuredTables.programme_id == her.programme)
    )
    for each in every:
        found.setdefault(each.tables_id, {})[each.person_id] = each
    return found


def _was_there(reader: Reader, row: MeasuredTables) -> bool:
    return reader.since <= Quarter(row.year, row.number).first_day


def _lacks(reader: Reader, mine: dict[UUID, MeasuredShare]) -> bool:
    """Whether she was given none, or one for keys that she has no more."""
    has = mine.get(reader.person)
    return has is None or has.sealed_to != reader.keys.fingerprint()


def _key_of(her: Analyst, row: MeasuredTables, hers: MeasuredShare | None) -> bytes | None:
    """What opens a row, if an analyst signed what is in it for the place that the row names.

    Whoever writes the database can have a row name another factory.
    """
    if hers is None:
        return None
    found = opened(Reading(her.person, (her.seeds, *her.former), her.register), row, hers.box)
    return found[0] if found is not None else None


def _deliver(
    db: Session,
    row: MeasuredTables,
    key: bytes,
    people: Iterable[Reader],
    mine: dict[UUID, MeasuredShare],
) -> None:
    for each in people:
        share = mine.get(each.person) or MeasuredShare(tables_id=row.id, person_id=each.person)
        share.box = deliver(each.keys.kem, key, *context_of(row.id, each.person))
        share.sealed_to = each.keys.fingerprint()
        db.add(share)

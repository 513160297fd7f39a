"""A column opened in one pass is opened as its rows open it, and refuses what they refuse."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.entry import SearchText
from crypto.compartments import Compartment
from crypto.records import Record
from crypto.ring import Held
from crypto.sealing import the_ring
from crypto.sweeping import Column
from tests.worlds import World

TEXTS = Column(SearchText, "folded")
SEARCHED = {Compartment.TOLD, Compartment.IDENTITY, Compartment.OUTCOME}


def swept(db: Session) -> dict[tuple[UUID, Compartment], bytes]:
    """What the session's ring opens of the whole column."""
    found = TEXTS.opened(the_ring(db), db.execute(TEXTS.select()))
    return {(case, part): plain for case, part, plain in found}


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint with her words, her name and what she needs."""
    return world.told(db, world.complaint())


def test_it_opens_what_the_rows_open(db: Session, world: World, case: UUID) -> None:
    world.told(db, world.complaint(words="Another."), world.prepare(number="1000000000000016"))
    world.as_(db, "chair")

    found = swept(db)

    assert {part for _case, part in found} == SEARCHED
    assert len(found) == 2 * len(SEARCHED)
    for row in db.scalars(select(SearchText)):
        assert str(row.folded).encode() in found[row.case_id, Compartment(row.compartment)]


def test_it_opens_nothing_for_who_holds_nothing(db: Session, world: World, case: UUID) -> None:
    world.as_(db, "stranger")

    assert swept(db) == {}


def test_it_passes_over_what_a_newer_key_replaced(db: Session, world: World, case: UUID) -> None:
    ring = world.as_(db, "chair")
    newer = Held(Compartment.TOLD, 2, b"n" * 32)

    ring.add(case, [newer])

    assert {part for _case, part in swept(db)} == SEARCHED - {Compartment.TOLD}


@pytest.mark.parametrize("changed", ["bit", "row", "compartment", "case"])
def test_it_passes_over_what_was_changed_or_moved(
    db: Session, world: World, case: UUID, changed: str
) -> None:
    table = Record.metadata.tables["search_text"]
    told = dict(db.execute(select(table).where(table.c.compartment == "told")).mappings().one())
    other = world.told(db, world.complaint(), world.prepare(number="1000000000000016"))
    box = told["folded_sealed"]
    is_other = (table.c.case_id == other) & (table.c.compartment == Compartment.TOLD)
    is_name = (table.c.case_id == case) & (table.c.compartment == Compartment.IDENTITY)
    is_told = table.c.id == told["id"]
    moves = {
        "bit": table.update().where(is_told).values(folded_sealed=box[:-1] + bytes([box[-1] ^ 1])),
        "row": table.update().where(is_told).values(id=uuid4()),
        "compartment": table.update().where(is_name).values(folded_sealed=box),
        "case": table.update().where(is_other).values(folded_sealed=box),
    }
    world.as_(db, "chair")
    before = swept(db)

    db.connection().execute(moves[changed])
    after = swept(db)

    assert len(after) == len(before) - 1
    assert after.items() <= before.items()

"""A leaver who writes the database puts nothing into a case under the keys she still knows."""

from uuid import UUID

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from casework.case import handling, one_pass
from casework.case.covers import taken, the_cover
from casework.case.rekey import renew
from casework.case.timeline import timeline
from crypto.compartments import Compartment
from crypto.epochs import Generation
from crypto.errors import RolledBack
from crypto.records import Record
from tests.casework.turning import turn
from tests.worlds import World

C = Compartment


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A case with a note of the chair, whom everybody has signed in to."""
    case = world.told(db, world.complaint())
    for who in ("chair", "member"):
        world.kept(db, who)
    handling.note(db, turn(db, world, "chair", case), "Before she left.")
    db.commit()
    return case


def leave_and_come_back(db: Session, world: World, case: UUID) -> None:
    """The member steps back, the chair makes new keys; then the old rows of generations return."""
    handling.recuse(db, turn(db, world, "member", case), "He is my cousin.")
    db.commit()
    theirs = turn(db, world, "chair", case)
    renew(db, case, theirs.renewal, "renewal")
    db.commit()
    for part in (C.COVER, C.ACCOUNT):
        db.add(Generation(case_id=case, compartment=part, number=1))
    db.commit()


def test_an_old_cover_is_refused(db: Session, world: World, case: UUID) -> None:
    world.as_(db, "member")
    cover = the_cover(db, case)
    old = {"generation": cover.generation, "text_sealed": cover.stored("text")}
    row = cover.id
    db.rollback()
    leave_and_come_back(db, world, case)
    table = Record.metadata.tables["cover"]
    db.connection().execute(update(table).where(table.c.id == row).values(**old))
    db.commit()
    world.kept(db, "chair")
    world.as_(db, "chair")

    with pytest.raises(RolledBack):
        the_cover(db, case)
    with pytest.raises(RolledBack):
        taken(db, case)
    assert one_pass.covers(db, [case]) == {}


def test_an_entry_under_a_replaced_key_is_not_shown(db: Session, world: World, case: UUID) -> None:
    entry = handling.note(db, turn(db, world, "member", case), "Written after she left.")
    db.flush()
    columns = ("id", "case_id", "compartment", "generation", "body_sealed")
    old = {name: getattr(entry, name) for name in columns}
    db.rollback()
    leave_and_come_back(db, world, case)
    db.connection().execute(insert(Record.metadata.tables["entry"]).values(**old))
    db.commit()
    world.kept(db, "chair")
    world.as_(db, "chair")

    read = timeline(db, case, world.register(db))

    assert "Written after she left." not in {line.text for line in read.lines}
    assert "Before she left." in {line.text for line in read.lines}
    assert read.broken == [C.ACCOUNT]

"""The copy of a course is the one that was signed, or the case is not shown."""

from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.case.turns import begin
from casework.clocks.course import Move, Verb
from casework.course import grounds
from casework.course.checking import checked_course
from casework.course.moving import move, who_moves
from casework.course.recording import the_course
from casework.desk.held import list_cases
from casework.desk.waits import Wait
from casework.models.course import Course, CourseText, PackVersion
from casework.procedures import loading
from casework.procedures.terms import StageId
from crypto.compartments import Compartment
from crypto.errors import RolledBack, SealBroken
from crypto.records import Record
from tests.casework.turning import turn
from tests.casework.views.test_desk import look
from tests.worlds import NOW, World

TABLE = Record.metadata.tables[Course.__tablename__]
VERSIONS = Record.metadata.tables[PackVersion.__tablename__]


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that was told."""
    return world.told(db, world.complaint())


def go_on(db: Session, world: World, case: UUID) -> None:
    mine = turn(db, world, "chair", case)
    asked = Move(verb=Verb.GO, who=who_moves(mine), why="It was read.", to=StageId.SAFETY)
    move(db, mine, asked)
    db.commit()


def stored(db: Session, case: UUID) -> bytes:
    box: bytes = db.execute(TABLE.select().where(TABLE.c.case_id == case)).one().text_sealed
    return box


def put_back(db: Session, case: UUID, box: bytes) -> None:
    db.execute(update(TABLE).where(TABLE.c.case_id == case).values(text_sealed=box))
    db.commit()


def shown(db: Session, world: World, case: UUID) -> CourseText | None:
    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    return checked_course(db, case, the_cover(db, case).text, lines)


def test_what_was_signed_is_shown(db: Session, world: World, case: UUID) -> None:
    go_on(db, world, case)
    course = shown(db, world, case)
    assert course is not None
    assert course.stage is StageId.SAFETY


def test_an_older_course_put_back_is_refused(db: Session, world: World, case: UUID) -> None:
    old = stored(db, case)
    go_on(db, world, case)
    put_back(db, case, old)
    with pytest.raises(RolledBack):
        shown(db, world, case)


def test_a_list_says_that_it_went_back(db: Session, world: World, case: UUID) -> None:
    old = stored(db, case)
    go_on(db, world, case)
    put_back(db, case, old)
    (row,) = list_cases(db, look(db, world, "chair"))
    assert row.waits[0] is Wait.WENT_BACK


def test_a_course_that_is_gone_is_refused(db: Session, world: World, case: UUID) -> None:
    db.execute(TABLE.delete().where(TABLE.c.case_id == case))
    db.commit()
    with pytest.raises(RolledBack):
        shown(db, world, case)


def test_a_holder_who_changes_the_copy_alone_is_found(
    db: Session, world: World, case: UUID
) -> None:
    begin(db, turn(db, world, "member", case), Compartment.OUTCOME)
    row = the_course(db, case)
    row.text = CourseText(
        pack=row.text.pack, version=row.text.version, stage=StageId.DECIDE, mark=row.text.mark
    )
    db.commit()
    with pytest.raises(RolledBack):
        shown(db, world, case)


def test_whoever_holds_no_outcome_is_shown_none(db: Session, world: World, case: UUID) -> None:
    world.as_(db, "officer")
    assert checked_course(db, case, the_cover(db, case).text, []) is None


def test_a_running_case_keeps_the_rules_it_began_under(
    db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.as_(db, "chair")
    before = the_course(db, case).text
    monkeypatch.setattr(loading, "for_country", lambda _country: loading.the_pack("in"))
    later = world.told(db, world.complaint(), world.prepare(number="2000000000000004"))
    go_on(db, world, case)
    world.as_(db, "chair")
    after = the_course(db, case).text
    assert (after.pack, after.version) == (before.pack, before.version)
    assert the_course(db, later).text.version != before.version


def test_rules_that_were_changed_in_the_database_open_nothing(
    db: Session, world: World, case: UUID
) -> None:
    world.as_(db, "chair")
    course, cover = the_course(db, case).text, the_cover(db, case).text
    db.execute(update(VERSIONS).values(content=b"{}"))
    db.commit()
    with pytest.raises(SealBroken):
        grounds.grounds_of(db, cover, course, NOW)

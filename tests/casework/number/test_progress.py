"""What she sees of the procedure: where it is, what is due when, and that it is late."""

from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from casework.clocks.course import Move, Verb
from casework.committee.rules import rules_of, write
from casework.course.acknowledging import acknowledge
from casework.course.moving import move, who_moves
from casework.models.committee import Chosen
from casework.models.course import Course
from casework.number.progress import Progress
from casework.number.returning import hers
from casework.procedures.terms import Event, StageId
from casework.views.coming_back import HOME
from casework.words.progress import rests
from crypto.records import Record
from tests.casework.numbers import seeds_of
from tests.casework.returners import Returner
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

TABLE = Record.metadata.tables[Course.__tablename__]


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint of somebody with a second word."""
    return world.told(db, world.complaint())


def seen(db: Session, world: World, case: UUID, now: datetime = NOW) -> Progress | None:
    world.with_seeds(db, case, seeds_of(db, world))
    return hers(db, case, world.register(db), now).progress


def owed(progress: Progress | None) -> list[tuple[Event, date, bool]]:
    assert progress is not None
    return [(each.event, each.due_on, each.is_late) for each in progress.owed]


def test_she_sees_what_is_owed_to_her_and_by_when(db: Session, world: World, case: UUID) -> None:
    first, second, *_rest = owed(seen(db, world, case))
    assert {first[0], second[0]} == {Event.ACKNOWLEDGED, Event.SAFETY_CHECKED}
    assert {first[1:], second[1:]} == {(date(2026, 3, 3), False)}


def test_she_sees_that_it_is_late(db: Session, world: World, case: UUID) -> None:
    later = owed(seen(db, world, case, NOW + timedelta(days=2)))
    assert (Event.ACKNOWLEDGED, date(2026, 3, 3), True) in later


def test_what_was_done_is_owed_no_more(db: Session, world: World, case: UUID) -> None:
    acknowledge(db, turn(db, world, "chair", case))
    db.commit()
    events = {each[0] for each in owed(seen(db, world, case, NOW + timedelta(days=2)))}
    assert Event.ACKNOWLEDGED not in events


def goes_by(db: Session, world: World, pack: str) -> None:
    """The factory goes by another country's pack."""
    chosen = Chosen(pack=pack, from_on=TODAY, reason="It sells there.")
    before, seen = rules_of(db, world.bodies["factory"])
    write(db, world.bodies["factory"], seen, msgspec.structs.replace(before, packs=(chosen,)))
    db.commit()


@pytest.mark.parametrize(
    ("later", "late"), [(0, [False, False]), (8, [True, False]), (20, [True, True])]
)
def test_from_the_first_day_she_sees_after_which_day_the_employer_can_punish_no_more(
    db: Session, world: World, later: int, late: list[bool]
) -> None:
    goes_by(db, world, "kh")
    case = world.told(db, world.complaint(tells_programme=None, declines_programme=True))

    found = seen(db, world, case, NOW + timedelta(days=later))

    assert found is not None
    bars = [each for each in found.owed if each.barred]
    assert [(each.barred, each.is_presumed) for each in bars] == [
        ("dismissal for serious misconduct", True),
        ("any disciplinary action", True),
    ]
    assert [each.is_late for each in bars] == late
    assert not found.is_watched


def test_her_page_says_that_the_day_has_passed_and_that_nobody_above_is_told(
    app: Flask, db: Session, world: World
) -> None:
    goes_by(db, world, "kh")
    world.told(db, world.complaint(tells_programme=None, declines_programme=True))
    app.extensions["casework"].register = world.register

    page = Returner(app.test_client()).enter().client.get(HOME).text

    assert "any disciplinary action" in page
    assert "That day has passed: it was 17 March 2026." in page
    assert "nobody has noted when the employer knew" in page
    assert "Nobody above the committee reads this case" in page


def test_she_sees_the_stage_it_has_come_to(db: Session, world: World, case: UUID) -> None:
    mine = turn(db, world, "chair", case)
    asked = Move(verb=Verb.GO, who=who_moves(mine), why="It was read.", to=StageId.SAFETY)
    move(db, mine, asked)
    db.commit()
    found = seen(db, world, case)
    assert found is not None
    assert found.stage is StageId.SAFETY


def test_a_course_that_was_changed_is_not_shown_as_whole(
    db: Session, world: World, case: UUID
) -> None:
    db.execute(update(TABLE).values(text_sealed=b"x" * 8192))
    db.commit()
    world.with_seeds(db, case, seeds_of(db, world))
    her = hers(db, case, world.register(db), NOW)
    assert her.progress is None
    assert not her.is_whole


def test_every_day_says_whether_a_law_sets_it(db: Session, world: World, case: UUID) -> None:
    progress = seen(db, world, case)
    assert progress is not None

    said = {each.event: rests(each) for each in progress.owed}

    assert said[Event.ACKNOWLEDGED] == "Our advice, not law"
    assert said[Event.REPORT].startswith("Law: BNWLA v Government of Bangladesh")


def test_her_page_says_it_in_plain_words(app: Flask, db: Session, world: World, case: UUID) -> None:
    db.rollback()
    app.extensions["casework"].register = world.register
    page = Returner(app.test_client()).enter().client.get(HOME).text
    assert "Where it is" in page
    assert "It is late: it should have been done by 3 March 2026." in page
    assert "whoever watches over the committee can see that it is late." in page
    assert "Our advice, not law" in page
    assert "Law: BNWLA v Government of Bangladesh" in page

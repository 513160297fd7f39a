"""The informal route: nothing is done that she has not said yes to, in these very words."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.asking import NoYes
from casework.asking.questions import QuestionKind, Reply
from casework.case.covers import taken
from casework.clocks.course import Course
from casework.clocks.routes import Route
from casework.clocks.stages import Need
from casework.course.recording import state_of, the_course
from casework.ending.informal import NotInformal, Steps, begin_steps, steps, write_steps
from casework.number.withdrawing import withdraw
from casework.procedures.terms import StageId
from casework.protection.gate import Act, GateClosed, Missing
from tests.casework.ending.ends import at_the_route, chosen
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import let_through, lines_of, planned, she_says, told_of
from tests.casework.turning import turn
from tests.worlds import World

STEPS = Steps("Rahima speaks with him on Monday. Your name is not said.")
OTHER = Steps("Rahima speaks with his supervisor.")


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """She wants it spoken about, and no inquiry."""
    case = world.told(db, world.complaint(told_for_programme=True))
    at_the_route(db, world, case, Route.INFORMAL)
    return case


def asked(db: Session, world: World, case: UUID, written: Steps = STEPS) -> None:
    write_steps(db, turn(db, world, "chair", case), written)
    db.commit()


def course_of(db: Session, world: World, case: UUID) -> Course:
    db.rollback()
    world.as_(db, "chair")
    taken(db, case)
    return state_of(the_course(db, case).text)


def begun(db: Session, world: World, case: UUID) -> None:
    begin_steps(db, turn(db, world, "chair", case), "She agreed to each step.")
    db.commit()


def test_with_her_yes_and_through_the_gate_it_is_done_and_watched(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    let_through(db, world, case, Act.STEPS)

    begun(db, world, case)

    course, used = course_of(db, world, case), steps(lines_of(db, world, case))
    assert course.stage is StageId.MONITOR
    assert Need.STEPS_AGREED in course.on_record
    assert used is not None
    assert used.acted_at is not None


@pytest.mark.parametrize("reply", [Reply.NO, Reply.IN_WORDS])
def test_without_her_yes_to_the_very_words_nothing_begins(
    db: Session, world: World, case: UUID, reply: Reply
) -> None:
    asked(db, world, case)
    she_says(db, world, case, reply, QuestionKind.STEPS)
    let_through(db, world, case, Act.STEPS)

    with pytest.raises(NoYes):
        begun(db, world, case)

    assert course_of(db, world, case).stage is StageId.ROUTE


def test_what_she_was_never_asked_does_not_begin(db: Session, world: World, case: UUID) -> None:
    let_through(db, world, case, Act.STEPS)

    with pytest.raises(NoYes):
        begun(db, world, case)


def test_new_words_need_a_new_yes(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)
    let_through(db, world, case, Act.STEPS)
    asked(db, world, case, OTHER)

    with pytest.raises(NoYes):
        begun(db, world, case)


def test_he_notices_nothing_before_she_knows_the_day_and_lets_it_go_on(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    planned(db, world, case)
    told_of(db, world, case, Act.STEPS)
    she_says(db, world, case, Reply.YES, QuestionKind.STEPS, QuestionKind.DAY_AND_HOUR)

    with pytest.raises(GateClosed) as closed:
        begun(db, world, case)

    assert closed.value.missing == (Missing.MAY_STOP,)
    assert course_of(db, world, case).stage is StageId.ROUTE


def test_her_yes_does_not_outlive_her_choice(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)
    let_through(db, world, case, Act.STEPS)
    chosen(db, world, case, Route.FORMAL)
    chosen(db, world, case, Route.INFORMAL)

    with pytest.raises(NoYes):
        begun(db, world, case)


def test_while_she_asks_to_withdraw_nothing_begins(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)
    let_through(db, world, case, Act.STEPS)
    withdraw(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    with pytest.raises(GateClosed) as closed:
        begun(db, world, case)

    assert closed.value.missing == (Missing.WITHDRAWN,)


@pytest.mark.parametrize("route", [Route.FORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY])
def test_on_another_route_there_are_no_informal_steps(
    db: Session, world: World, case: UUID, route: Route
) -> None:
    chosen(db, world, case, route)

    with pytest.raises(NotInformal):
        asked(db, world, case)

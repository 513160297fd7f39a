"""Closing and opening again: the list gone through, she told and asked, and never in silence."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.questions import SafeBy
from casework.case.covers import the_cover
from casework.case.inbox import drop
from casework.clocks.course import Course, MoveRefused
from casework.clocks.stages import Need
from casework.course.choosing import ByVoice
from casework.course.recording import state_of, the_course
from casework.ending.before import Handled, NoPage, Way, agree_elsewhere, ask_feedback, tell
from casework.ending.before import NotFromOutside as NotTheirs
from casework.ending.closing import (
    CLOSED,
    Closing,
    NotThatReason,
    StillOpen,
    Unchecked,
    Why,
    missing,
    newest,
    reasons,
)
from casework.ending.reopening import NotClosed, NotHerWish, ask_again, reopen, wish
from casework.models.number import Status
from casework.number.speaking import mark_read
from casework.procedures.terms import StageId
from tests.casework.ending.ends import ALL, CLOSING, at_its_end, closed, ready
from tests.casework.ending.test_confirming import WEEK, asked, heard
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

WITHDRAWN = Closing(why=Why.WITHDRAWN, words="You withdrew it.", checks=ALL)
SAID = ByVoice("It has begun again.", "phone", "Today")


def course_of(db: Session, world: World, case: UUID) -> Course:
    world.as_(db, "chair")
    return state_of(the_course(db, case).text)


def status(db: Session, world: World) -> Status | None:
    row = found(db, world)
    return row.facts.status if row else None


def test_she_reads_why_it_was_closed_signed_by_whoever_closed_it(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)

    closed(db, world, case)

    world.with_seeds(db, case, seeds_of(db, world))
    line = newest(lines_of(db, world, case, "union"), CLOSED)
    assert line is not None
    assert (line.text, line.facts["why"]) == (CLOSING.words, "helped")
    assert line.author == world.people["chair"]
    assert course_of(db, world, case).closed
    assert status(db, world) is Status.CLOSED


def test_what_is_not_on_record_is_said_before_and_refused(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    lines = lines_of(db, world, case)

    open_now = missing(the_cover(db, case).text, the_course(db, case).text, lines, case)

    assert open_now == [Need.FEEDBACK_ASKED, Need.TOLD_SHE_CAN_RETURN]
    with pytest.raises(MoveRefused):
        closed(db, world, case)


def test_whoever_dealt_with_it_does_not_ask_how_it_was(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)

    with pytest.raises(Handled):
        ask_feedback(db, turn(db, world, "chair", case), "How was it?", SafeBy.PAGE)


def test_without_a_second_word_she_is_told_by_voice(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(told_for_programme=True), world.prepare(word=""))

    with pytest.raises(NoPage):
        tell(db, turn(db, world, "chair", case), "You can come back.", Way.PAGE)
    db.rollback()
    tell(db, turn(db, world, "chair", case), "I told her at the gate.", Way.VOICE)

    assert Need.TOLD_SHE_CAN_RETURN in course_of(db, world, case).on_record


def test_what_does_not_hold_needs_a_reason(db: Session, world: World, case: UUID) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    halfway = Closing(why=Why.HELPED, words="Closed.", checks=ALL[1:])

    with pytest.raises(Unchecked):
        closed(db, world, case, halfway)
    db.rollback()
    closed(db, world, case, Closing(why=Why.HELPED, words="Closed.", unmet="She moved away."))

    assert course_of(db, world, case).closed


def test_nothing_is_closed_while_something_waits_in_the_inbox(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "Please wait.", NOW)
    db.commit()

    with pytest.raises(StillOpen):
        closed(db, world, case)


def test_before_its_end_a_case_is_closed_only_as_withdrawn_and_confirmed(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    ready(db, world, case)
    with pytest.raises(NotThatReason):
        closed(db, world, case, WITHDRAWN, NOW + WEEK)
    db.rollback()
    heard(db, world, case)

    closed(db, world, case, WITHDRAWN, NOW + WEEK)

    assert course_of(db, world, case).closed
    assert not the_cover(db, case).text.is_withdrawn


def test_what_belongs_elsewhere_somebody_from_outside_agrees_to(
    db: Session, world: World, case: UUID
) -> None:
    ready(db, world, case)
    with pytest.raises(NotTheirs):
        agree_elsewhere(db, turn(db, world, "chair", case), "It goes to CARE.")
    db.rollback()
    agree_elsewhere(db, turn(db, world, "external", case), "It goes to CARE.")
    db.commit()

    closed(db, world, case, Closing(why=Why.ELSEWHERE, words="CARE goes on.", checks=ALL))

    assert course_of(db, world, case).closed


def test_after_reading_her_number_says_again_that_it_is_closed(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)

    mark_read(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    assert status(db, world) is Status.CLOSED


def test_nobody_opens_it_again_without_her_wish(db: Session, world: World, case: UUID) -> None:
    at_its_end(db, world, case)
    with pytest.raises(NotClosed):
        reopen(db, turn(db, world, "chair", case), "New signs.")
    db.rollback()
    ready(db, world, case)
    closed(db, world, case)

    with pytest.raises(NotHerWish):
        reopen(db, turn(db, world, "chair", case), "New signs.")


@pytest.mark.parametrize("is_by_voice", [False, True], ids=["by her press", "by voice"])
def test_at_her_wish_it_begins_again_with_her_safety_and_she_reads_who_and_why(
    db: Session, world: World, case: UUID, *, is_by_voice: bool
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    ask_again(db, hers(db, world, case, seeds_of(db, world)), "It has begun again.")
    db.commit()

    reopen(db, turn(db, world, "chair", case), "She is followed.", SAID if is_by_voice else None)
    db.commit()

    lines = lines_of(db, world, case)
    line = newest(lines, "reopened")
    state = course_of(db, world, case)
    assert line is not None
    assert (line.text, line.author) == ("She is followed.", world.people["chair"])
    assert (state.stage, state.route, state.closed) == (StageId.SAFETY, None, False)
    assert wish(lines) is None
    assert status(db, world) is Status.ANSWER_WAITS


def test_a_wish_is_used_once(db: Session, world: World, case: UUID) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    ask_again(db, hers(db, world, case, seeds_of(db, world)), "It has begun again.")
    db.commit()
    reopen(db, turn(db, world, "chair", case), "She is followed.")
    db.commit()
    lines = lines_of(db, world, case)

    assert reasons(the_cover(db, case).text, the_course(db, case).text, lines) == ()
    assert wish(lines) is None

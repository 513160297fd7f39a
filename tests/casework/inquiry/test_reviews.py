"""Reviews: asked for by her own press, in time or late, taken up, and never of a settlement."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.clocks.course import Move, Verb
from casework.clocks.stages import CLOSED_EARLY, CLOSING
from casework.course.moving import move, who_moves
from casework.inquiry import appeals, decisions
from casework.inquiry.appeals import (
    Appeal,
    CaseIsClosed,
    HersToTakeBack,
    NothingToReview,
    Outcome,
    Side,
)
from casework.inquiry.asking_review import Asking, WhyLate, ask, take_back
from casework.inquiry.decisions import NoReport, OwnDecision
from casework.inquiry.steps import NotThere
from casework.procedures.terms import StageId
from tests.casework.inquiry.inquiring import (
    PAY,
    TODAY,
    brought_to_route,
    course_of,
    decided,
    reported,
)
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

HER_WORDS = "Two people saw it and nobody asked them."
HIS = Appeal(side=Side.RESPONDENT, on=TODAY, body="Labour court", words="It was not so.")


@pytest.fixture
def told(db: Session, world: World, case: UUID) -> UUID:
    """A case that was decided, and both were told."""
    decided(db, world, case, PAY)
    return case


def she_asks(db: Session, world: World, case: UUID, why_late: str = "", days: int = 0) -> None:
    her = replace(hers(db, world, case, seeds_of(db, world)), now=NOW + timedelta(days=days))
    ask(db, her, Asking(HER_WORDS, why_late))
    db.commit()


def test_her_own_press_asks_for_it_and_those_she_writes_to_read_her_words(
    db: Session, world: World, told: UUID
) -> None:
    she_asks(db, world, told)

    (found,) = appeals.appeals(lines_of(db, world, told, "chair"))
    assert (found.side, found.is_hers, found.words) == (Side.SURVIVOR, True, HER_WORDS)
    assert found.waits
    assert course_of(db, world, told).stage is StageId.APPEAL
    assert course_of(db, world, told).facts[appeals.WAITS] == TODAY.isoformat()


def test_who_follows_the_outcome_alone_reads_that_she_asked_and_not_her_words(
    db: Session, world: World, told: UUID
) -> None:
    she_asks(db, world, told)

    (found,) = appeals.appeals(lines_of(db, world, told, "union"))
    assert (found.is_hers, found.words) == (True, "")
    assert HER_WORDS not in repr([each.text for each in lines_of(db, world, told, "union")])


def test_taken_up_it_waits_no_longer_and_she_reads_to_whom_it_was_passed(
    db: Session, world: World, told: UUID
) -> None:
    she_asks(db, world, told)

    appeals.take_up(db, turn(db, world, "chair", told), TODAY, "The labour inspectorate")
    db.commit()

    (found,) = appeals.appeals(lines_of(db, world, told, "union"))
    assert (found.taken_up_on, found.passed_to) == (TODAY, "The labour inspectorate")
    assert not found.waits
    assert course_of(db, world, told).facts[appeals.WAITS] == ""
    with pytest.raises(NotThere):
        appeals.take_up(db, turn(db, world, "chair", told), TODAY, "The court")


def test_nobody_takes_up_what_he_asked_for(db: Session, world: World, told: UUID) -> None:
    appeals.lodge(db, turn(db, world, "chair", told), HIS)
    db.commit()

    with pytest.raises(NotThere):
        appeals.take_up(db, turn(db, world, "chair", told), TODAY, "The court")


def test_after_its_day_it_is_taken_with_a_reason_and_never_without(
    db: Session, world: World
) -> None:
    factory = Organization.id == world.bodies["factory"]
    db.execute(update(Organization).where(factory).values(country="PK"))
    db.commit()
    told = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, told)
    decided(db, world, told, PAY)
    with pytest.raises(WhyLate):
        she_asks(db, world, told, days=400)
    db.rollback()

    she_asks(db, world, told, why_late="I was in my village.", days=400)

    (found,) = appeals.appeals(lines_of(db, world, told, "chair"))
    assert (found.is_late, found.why_late) == (True, "I was in my village.")


def test_she_asks_once_while_one_is_open(db: Session, world: World, told: UUID) -> None:
    she_asks(db, world, told)

    with pytest.raises(NotThere):
        she_asks(db, world, told)


def test_nothing_is_reviewed_before_it_was_decided(db: Session, world: World, case: UUID) -> None:
    reported(db, world, case, PAY)

    with pytest.raises(NothingToReview):
        she_asks(db, world, case)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_hers_does_not_end_before_it_was_taken_up(
    db: Session, world: World, told: UUID, outcome: Outcome
) -> None:
    she_asks(db, world, told)

    with pytest.raises(NotThere):
        appeals.end(db, turn(db, world, "member", told), TODAY, outcome, "It is over.")


def taken_up(db: Session, world: World, case: UUID) -> None:
    """She asked for a review, and it was passed on."""
    she_asks(db, world, case)
    appeals.take_up(db, turn(db, world, "chair", case), TODAY, "The labour inspectorate")
    db.commit()


def test_nobody_takes_hers_back_for_her(db: Session, world: World, told: UUID) -> None:
    taken_up(db, world, told)

    with pytest.raises(HersToTakeBack):
        appeals.end(db, turn(db, world, "member", told), TODAY, Outcome.TAKEN_BACK, "She said.")


def test_nobody_takes_back_what_was_written_down_for_her_where_she_has_a_page(
    db: Session, world: World, told: UUID
) -> None:
    asked = replace(HIS, side=Side.SURVIVOR)
    appeals.lodge(db, turn(db, world, "chair", told), asked)
    db.commit()

    with pytest.raises(HersToTakeBack):
        appeals.end(db, turn(db, world, "member", told), TODAY, Outcome.TAKEN_BACK, "She said.")


def test_whoever_wrote_down_the_decision_does_not_say_how_its_review_ended(
    db: Session, world: World, told: UUID
) -> None:
    taken_up(db, world, told)
    with pytest.raises(OwnDecision):
        appeals.end(db, turn(db, world, "chair", told), TODAY, Outcome.STANDS, "Heard both.")
    db.rollback()

    appeals.end(db, turn(db, world, "member", told), TODAY, Outcome.STANDS, "Heard both.")
    db.commit()

    assert course_of(db, world, told).stage is StageId.MONITOR


def test_her_own_press_takes_it_back_and_she_can_ask_again(
    db: Session, world: World, told: UUID
) -> None:
    she_asks(db, world, told)

    take_back(db, hers(db, world, told, seeds_of(db, world)))
    db.commit()
    she_asks(db, world, told)

    first, second = appeals.appeals(lines_of(db, world, told, "union"))
    assert (first.outcome, second.outcome) == (Outcome.TAKEN_BACK, None)
    assert second.waits


def test_she_takes_back_none_of_his(db: Session, world: World, told: UUID) -> None:
    appeals.lodge(db, turn(db, world, "chair", told), HIS)
    db.commit()

    with pytest.raises(NotThere):
        take_back(db, hers(db, world, told, seeds_of(db, world)))


def is_closed(db: Session, world: World, case: UUID) -> None:
    """The case was closed, with all that closing asks for."""
    chair = turn(db, world, "chair", case)
    asked = Move(verb=Verb.CLOSE, who=who_moves(chair), why="It is done.")
    move(db, chair, asked, needs=CLOSING | CLOSED_EARLY)
    db.commit()


def test_a_closed_case_is_opened_for_his_review_only_where_somebody_says_so(
    db: Session, world: World, told: UUID
) -> None:
    is_closed(db, world, told)
    with pytest.raises(CaseIsClosed):
        appeals.lodge(db, turn(db, world, "chair", told), HIS)
    db.rollback()

    appeals.lodge(db, turn(db, world, "chair", told), replace(HIS, reopens=True))
    db.commit()

    assert course_of(db, world, told).stage is StageId.APPEAL
    assert not course_of(db, world, told).is_closed


def test_her_own_press_opens_a_closed_case_again(db: Session, world: World, told: UUID) -> None:
    is_closed(db, world, told)

    she_asks(db, world, told)

    assert course_of(db, world, told).stage is StageId.APPEAL


def test_a_report_goes_back_before_anything_is_decided(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, PAY)

    decisions.send_back(db, turn(db, world, "chair", case), "Ask the guard.")
    db.commit()

    assert course_of(db, world, case).stage is StageId.INQUIRY
    with pytest.raises(NoReport):
        decisions.send_back(db, turn(db, world, "chair", case), "Once more.")

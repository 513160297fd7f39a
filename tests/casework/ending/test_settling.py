"""Conciliation: at her own request, before the inquiry, never where it could harm, hers to stop."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.asking.asking import NoYes
from casework.asking.questions import Reply as HerReply
from casework.case.answers import Reply
from casework.case.covers import the_cover
from casework.clocks.course import Course
from casework.clocks.routes import Route
from casework.clocks.stages import Need
from casework.course.choosing import ByVoice
from casework.course.moving import Because
from casework.course.recording import state_of, the_course
from casework.ending.closing import Closing, Why, reasons
from casework.ending.settling import (
    NoMoney,
    NoTalk,
    NotFromOutside,
    NotPossible,
    Terms,
    ask,
    broken,
    open_talk,
    settle,
    stop,
    take_down,
    write_terms,
)
from casework.ending.talks import Known, settling
from casework.inquiry.appeals import Appeal, NothingToReview, Side, lodge
from casework.models.entry import Kind
from casework.number.withdrawing import withdraw
from casework.procedures.deciding import Closed
from casework.procedures.terms import StageId
from casework.protection.gate import Act, GateClosed, Missing
from tests.casework.ending.ends import ALL, at_the_route, closed, gone_on, ready
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import let_through, lines_of, planned, she_says
from tests.casework.turning import turn
from tests.worlds import NOW, World

NOTHING = Known(contact=Reply.NO, superior=Reply.NO)
TERMS = Terms("He works on another floor and does not speak to you.", has_money=False)
SAID = ByVoice("I want to talk.", "in_person", "Today")


def in_country(db: Session, world: World, country: str) -> None:
    factory = Organization.id == world.bodies["factory"]
    db.execute(update(Organization).where(factory).values(country=country))
    db.commit()


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint about words, in India, on the formal route and before any notice."""
    in_country(db, world, "IN")
    told = world.complaint(kinds=["verbal"], told_for_programme=True)
    case = world.told(db, told)
    at_the_route(db, world, case, Route.FORMAL)
    return case


def she_asks(db: Session, world: World, case: UUID) -> None:
    ask(db, hers(db, world, case, seeds_of(db, world)), "I would rather talk.")
    db.commit()


def opened(db: Session, world: World, case: UUID) -> None:
    she_asks(db, world, case)
    let_through(db, world, case, Act.SETTLEMENT)
    assert open_talk(db, turn(db, world, "chair", case), NOTHING) == ()
    db.commit()


def settled(db: Session, world: World, case: UUID) -> None:
    """They talked, and she said yes to what was written down."""
    opened(db, world, case)
    write_terms(db, turn(db, world, "chair", case), TERMS)
    db.commit()
    she_says(db, world, case)
    planned(db, world, case)
    settle(db, turn(db, world, "chair", case))
    db.commit()


def course_of(db: Session, world: World, case: UUID) -> Course:
    world.as_(db, "chair")
    return state_of(the_course(db, case).text)


def test_india_before_the_inquiry_at_her_request_without_money(
    db: Session, world: World, case: UUID
) -> None:
    opened(db, world, case)
    with pytest.raises(NoMoney):
        write_terms(db, turn(db, world, "chair", case), Terms("He pays.", has_money=True))
    db.rollback()
    write_terms(db, turn(db, world, "chair", case), TERMS)
    db.commit()
    she_says(db, world, case)

    settle(db, turn(db, world, "chair", case))
    db.commit()

    assert course_of(db, world, case).stage is StageId.MONITOR
    assert settling(lines_of(db, world, case)).settled is not None


@pytest.mark.parametrize("why", [Why.DECIDED, Why.SETTLED])
def test_nothing_is_closed_as_decided_or_settled_that_was_not(
    db: Session, world: World, why: Why
) -> None:
    case = world.told(db, world.complaint(told_for_programme=True))
    at_the_route(db, world, case, Route.FORMAL)
    world.as_(db, "chair")
    course = the_course(db, case).text
    ended = msgspec.structs.replace(course, stage=StageId.MONITOR)
    lines = lines_of(db, world, case)

    assert why not in reasons(the_cover(db, case).text, ended, lines)


def test_what_was_settled_is_closed_as_settled(db: Session, world: World, case: UUID) -> None:
    settled(db, world, case)
    ready(db, world, case)

    closed(db, world, case, Closing(why=Why.SETTLED, words="As you agreed.", checks=ALL))

    assert course_of(db, world, case).closed


def test_what_was_settled_is_not_reviewed(db: Session, world: World, case: UUID) -> None:
    settled(db, world, case)
    his = Appeal(side=Side.RESPONDENT, on=NOW.date(), body="Labour court")

    with pytest.raises(NothingToReview):
        lodge(db, turn(db, world, "chair", case), his)


def test_why_it_is_watched_stands_in_the_record_as_no_sentence(
    db: Session, world: World, case: UUID
) -> None:
    settled(db, world, case)

    entered = [each for each in lines_of(db, world, case) if each.kind is Kind.STAGE][-1]
    assert (entered.text, entered.facts["because"]) == ("", Because.SETTLED)


def test_nobody_opens_a_talk_that_she_did_not_ask_for(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NoTalk):
        open_talk(db, turn(db, world, "chair", case), NOTHING)


def test_he_is_not_asked_before_she_knows_the_day_and_hour(
    db: Session, world: World, case: UUID
) -> None:
    she_asks(db, world, case)

    with pytest.raises(GateClosed):
        open_talk(db, turn(db, world, "chair", case), NOTHING)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (Known(contact=Reply.YES, superior=Reply.NO), Closed.CONTACT),
        (Known(contact=Reply.UNKNOWN, superior=Reply.NO), Closed.CONTACT),
        (Known(contact=Reply.NO, superior=Reply.YES), Closed.SUPERIOR),
        (Known(contact=Reply.NO, superior=Reply.UNKNOWN), Closed.SUPERIOR),
    ],
)
def test_after_contact_or_with_a_superior_it_is_refused_and_stands_in_the_record(
    db: Session, world: World, case: UUID, known: Known, reason: Closed
) -> None:
    she_asks(db, world, case)

    reasons = open_talk(db, turn(db, world, "chair", case), known)
    db.commit()

    course = course_of(db, world, case)
    assert reasons == (reason,)
    assert Need.SETTLING_BARRED in course.on_record
    assert Need.SETTLING_ASKED_BY_HER not in course.on_record
    assert settling(lines_of(db, world, case)).barred is not None


def test_what_she_said_of_a_touch_counts_before_anything_else(db: Session, world: World) -> None:
    in_country(db, world, "IN")
    case = world.told(db, world.complaint(kinds=["touching"], told_for_programme=True))
    at_the_route(db, world, case, Route.FORMAL)

    with pytest.raises(NotPossible) as refused:
        she_asks(db, world, case)

    assert refused.value.reasons == (Closed.CONTACT,)


def test_where_the_law_forbids_it_she_cannot_ask(db: Session, world: World) -> None:
    in_country(db, world, "ID")
    case = world.told(db, world.complaint(kinds=["verbal"], told_for_programme=True))
    at_the_route(db, world, case, Route.FORMAL)

    with pytest.raises(NotPossible) as refused:
        she_asks(db, world, case)

    assert refused.value.reasons == (Closed.FORBIDDEN,)


def test_by_voice_only_somebody_from_outside_writes_it_down(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NotFromOutside):
        take_down(db, turn(db, world, "chair", case), SAID)
    db.rollback()

    take_down(db, turn(db, world, "external", case), SAID)
    db.commit()

    assert settling(lines_of(db, world, case)).asked is not None


def test_she_stops_it_at_any_time_and_nothing_is_settled(
    db: Session, world: World, case: UUID
) -> None:
    opened(db, world, case)
    write_terms(db, turn(db, world, "chair", case), TERMS)
    db.commit()
    she_says(db, world, case)

    stop(db, hers(db, world, case, seeds_of(db, world)), "I do not want to any more.")
    db.commit()

    assert settling(lines_of(db, world, case)).asked is None
    with pytest.raises(NoTalk):
        settle(db, turn(db, world, "chair", case))


@pytest.mark.parametrize("reply", [HerReply.NO, HerReply.IN_WORDS])
def test_without_her_yes_to_the_very_words_nothing_is_settled(
    db: Session, world: World, case: UUID, reply: HerReply
) -> None:
    opened(db, world, case)
    write_terms(db, turn(db, world, "chair", case), TERMS)
    db.commit()
    she_says(db, world, case, reply)

    with pytest.raises(NoYes):
        settle(db, turn(db, world, "chair", case))


def test_new_terms_need_a_new_yes(db: Session, world: World, case: UUID) -> None:
    opened(db, world, case)
    write_terms(db, turn(db, world, "chair", case), TERMS)
    db.commit()
    she_says(db, world, case)
    write_terms(db, turn(db, world, "chair", case), Terms("He stays.", has_money=False))
    db.commit()

    with pytest.raises(NoYes):
        settle(db, turn(db, world, "chair", case))


def test_while_she_asks_to_withdraw_nothing_is_settled(
    db: Session, world: World, case: UUID
) -> None:
    opened(db, world, case)
    write_terms(db, turn(db, world, "chair", case), TERMS)
    db.commit()
    she_says(db, world, case)
    withdraw(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    with pytest.raises(GateClosed) as closed:
        settle(db, turn(db, world, "chair", case))

    assert closed.value.missing == (Missing.WITHDRAWN,)


def test_what_is_not_kept_lets_the_case_go_on(db: Session, world: World, case: UUID) -> None:
    settled(db, world, case)

    broken(db, hers(db, world, case, seeds_of(db, world)), "He came to my line.")
    db.commit()
    gone_on(db, world, case, StageId.ROUTE)

    assert Need.DECISION_TOLD not in course_of(db, world, case).on_record

"""A proceeding against whoever complained: only after the decision, with proof, and not by them."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.course import minority
from casework.course.promised import MALICE_REVIEWS, kept, token
from casework.inquiry import malice, malice_review
from casework.inquiry.decisions import OwnDecision
from casework.inquiry.malice import (
    MayBeChild,
    NoMalice,
    NotHeard,
    NotInformed,
    NotOver,
    Proceeding,
    Ruling,
    proceedings,
)
from casework.inquiry.steps import NotThere
from casework.models.cover import Capacity
from tests.casework.inquiry.inquiring import PAY, TODAY, brought_to_route, course_of, decided
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import World

PROOF = "Message no. 4: she writes that she made it up to have his post."
NOT_SO = "I never wrote that message."
MORE_PROOF = "Two people heard her say so."
BOTH = {Capacity.EXTERNAL_MEMBER: "external", Capacity.SUPERVISOR: "supervisor"}
NOT_PROVED = Ruling(on=TODAY, is_proved=False, reasons="The message is of another woman.")
PROVED = Ruling(on=TODAY, is_proved=True, follows="A warning", reasons=PROOF)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that CARE deals with too, on the formal route."""
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    return case


@pytest.fixture
def over(db: Session, world: World, case: UUID) -> UUID:
    """The same, decided by the chair and told to both."""
    decided(db, world, case, PAY)
    return case


def proposed(db: Session, world: World, case: UUID) -> UUID:
    """The member proposes one."""
    about = malice.propose(db, turn(db, world, "member", case), PROOF)
    db.commit()
    return about


def known(db: Session, world: World, case: UUID, about: UUID, whom: Capacity) -> None:
    """Somebody who must know of it says that she does."""
    malice.inform(db, turn(db, world, BOTH[whom], case), about, whom, TODAY, "I know.")
    db.commit()


def opened(db: Session, world: World, case: UUID) -> UUID:
    """Both know, she was told, and it is open."""
    about = proposed(db, world, case)
    known(db, world, case, about, Capacity.EXTERNAL_MEMBER)
    known(db, world, case, about, Capacity.SUPERVISOR)
    malice.open_it(db, turn(db, world, "member", case), about, TODAY, "By the external member.")
    db.commit()
    return about


def heard(db: Session, world: World, case: UUID) -> UUID:
    """She said what she says to it."""
    about = opened(db, world, case)
    malice.hear(db, turn(db, world, "member", case), about, TODAY, "I never wrote that.")
    db.commit()
    return about


def read(db: Session, world: World, case: UUID, who: str = "member") -> list[Proceeding]:
    world.as_(db, who)
    return list(proceedings(timeline(db, case, world.register(db)).lines).values())


def test_none_begins_before_her_complaint_is_decided(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NotOver):
        malice.propose(db, turn(db, world, "member", case), PROOF)


def test_whoever_decided_her_complaint_does_not_propose_it(
    db: Session, world: World, over: UUID
) -> None:
    with pytest.raises(OwnDecision):
        malice.propose(db, turn(db, world, "chair", over), PROOF)


def test_without_a_word_of_proof_there_is_none(db: Session, world: World, over: UUID) -> None:
    with pytest.raises(NoMalice):
        malice.propose(db, turn(db, world, "member", over), " ")


def test_a_second_one_waits_for_the_first(db: Session, world: World, over: UUID) -> None:
    proposed(db, world, over)

    with pytest.raises(NotThere):
        malice.propose(db, turn(db, world, "member", over), MORE_PROOF)


@pytest.mark.parametrize("whom", list(BOTH))
def test_nobody_outside_says_it_for_a_supervisor_who_reads_the_inquiry(
    db: Session, world: World, over: UUID, whom: Capacity
) -> None:
    about = proposed(db, world, over)
    other = next(each for each in BOTH if each is not whom)

    with pytest.raises(NotThere):
        malice.inform(db, turn(db, world, BOTH[other], over), about, whom, TODAY, "Told.")


def test_from_outside_it_is_said_for_a_supervisor_who_cannot(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    brought_to_route(db, world, case)
    decided(db, world, case, PAY)
    about = proposed(db, world, case)
    outside = turn(db, world, "external", case)

    malice.inform(db, outside, about, Capacity.SUPERVISOR, TODAY, "By phone.")
    db.commit()

    assert [each.missing for each in read(db, world, case)] == [(Capacity.EXTERNAL_MEMBER,)]


@pytest.mark.parametrize("whom", list(BOTH))
def test_whoever_proposes_it_does_not_say_that_she_knows(
    db: Session, world: World, over: UUID, whom: Capacity
) -> None:
    about = malice.propose(db, turn(db, world, BOTH[whom], over), PROOF)
    db.commit()

    with pytest.raises(OwnDecision):
        malice.inform(db, turn(db, world, BOTH[whom], over), about, whom, TODAY, "I know.")


def marked(db: Session, world: World, case: UUID) -> None:
    """Somebody marks that she may be under age."""
    minority.mark(db, turn(db, world, "chair", case), "She said so.")
    db.commit()


def test_nobody_proposes_one_against_somebody_who_may_be_a_child(
    db: Session, world: World, over: UUID
) -> None:
    marked(db, world, over)

    with pytest.raises(MayBeChild):
        malice.propose(db, turn(db, world, "member", over), PROOF)


def test_once_she_may_be_a_child_none_is_opened(db: Session, world: World, over: UUID) -> None:
    about = proposed(db, world, over)
    known(db, world, over, about, Capacity.EXTERNAL_MEMBER)
    known(db, world, over, about, Capacity.SUPERVISOR)
    marked(db, world, over)

    with pytest.raises(MayBeChild):
        malice.open_it(db, turn(db, world, "member", over), about, TODAY, "By phone.")


def test_once_she_may_be_a_child_none_is_decided(db: Session, world: World, over: UUID) -> None:
    about = heard(db, world, over)
    marked(db, world, over)

    with pytest.raises(MayBeChild):
        malice.rule(db, turn(db, world, "external", over), about, PROVED)


@pytest.mark.parametrize("whom", list(BOTH))
def test_it_is_not_opened_before_both_know(
    db: Session, world: World, over: UUID, whom: Capacity
) -> None:
    about = proposed(db, world, over)
    known(db, world, over, about, whom)

    with pytest.raises(NotInformed):
        malice.open_it(db, turn(db, world, "member", over), about, TODAY, "By phone.")


@pytest.mark.parametrize("whom", list(BOTH))
def test_nobody_says_for_them_that_they_know(
    db: Session, world: World, over: UUID, whom: Capacity
) -> None:
    about = proposed(db, world, over)

    with pytest.raises(NotThere):
        malice.inform(db, turn(db, world, "member", over), about, whom, TODAY, "They know.")


def test_without_care_in_the_case_nobody_can_open_one(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=False, declines_programme=True))
    brought_to_route(db, world, case)
    decided(db, world, case, PAY)
    about = proposed(db, world, case)

    with pytest.raises(NotThere):
        malice.inform(
            db, turn(db, world, "external", case), about, Capacity.SUPERVISOR, TODAY, "Told."
        )


def test_whoever_decided_her_complaint_does_not_open_it(
    db: Session, world: World, over: UUID
) -> None:
    about = proposed(db, world, over)
    known(db, world, over, about, Capacity.EXTERNAL_MEMBER)
    known(db, world, over, about, Capacity.SUPERVISOR)

    with pytest.raises(OwnDecision):
        malice.open_it(db, turn(db, world, "chair", over), about, TODAY, "By phone.")


def test_she_reads_that_it_is_open_and_nothing_of_the_proof(
    db: Session, world: World, over: UUID
) -> None:
    opened(db, world, over)

    hers(db, world, over, seeds_of(db, world))
    found = list(proceedings(timeline(db, over, world.register(db)).lines).values())
    assert [(each.opened_on, each.proof) for each in found] == [(TODAY, "")]
    assert the_cover(db, over).text.answered_at is not None


def test_before_it_is_open_she_reads_nothing_of_it(db: Session, world: World, over: UUID) -> None:
    proposed(db, world, over)

    hers(db, world, over, seeds_of(db, world))
    assert proceedings(timeline(db, over, world.register(db)).lines) == {}


def test_nothing_is_decided_before_she_was_heard(db: Session, world: World, over: UUID) -> None:
    about = opened(db, world, over)

    with pytest.raises(NotHeard):
        malice.rule(db, turn(db, world, "external", over), about, PROVED)


@pytest.mark.parametrize("who", ["chair", "member"])
def test_neither_who_decided_her_complaint_nor_who_proposed_it_decides_it(
    db: Session, world: World, over: UUID, who: str
) -> None:
    about = heard(db, world, over)

    with pytest.raises(OwnDecision):
        malice.rule(db, turn(db, world, who, over), about, PROVED)


def test_malice_without_reasons_is_not_proved(db: Session, world: World, over: UUID) -> None:
    about = heard(db, world, over)

    with pytest.raises(NoMalice):
        malice.rule(db, turn(db, world, "external", over), about, replace(PROVED, reasons=" "))


def test_where_it_was_not_proved_nothing_follows(db: Session, world: World, over: UUID) -> None:
    about = heard(db, world, over)

    ruling = replace(NOT_PROVED, follows="A warning")
    malice.rule(db, turn(db, world, "external", over), about, ruling)
    db.commit()

    assert [each.ruling for each in read(db, world, over)] == [NOT_PROVED]


def test_she_has_a_review_of_it_that_can_take_it_back(
    db: Session, world: World, over: UUID
) -> None:
    about = heard(db, world, over)
    malice.rule(db, turn(db, world, "external", over), about, PROVED)
    db.commit()

    noted(db, world, over, about)
    malice_review.take_up(db, turn(db, world, "chair", over), about, TODAY, "The court")
    db.commit()
    malice_review.end_review(db, turn(db, world, "chair", over), about, TODAY, "So.", stands=False)
    db.commit()

    found = read(db, world, over)[0]
    assert (found.review_with, found.reviewed_on, found.stands) == ("The court", TODAY, False)


def noted(db: Session, world: World, case: UUID, about: UUID) -> None:
    """CARE's supervisor writes down that she asks for a review."""
    malice_review.note_asked(db, turn(db, world, "supervisor", case), about, TODAY, "", NOT_SO)
    db.commit()


@pytest.mark.parametrize("who", ["member", "external"])
def test_neither_who_proposed_nor_who_decided_it_writes_down_that_she_asks(
    db: Session, world: World, over: UUID, who: str
) -> None:
    about = decided_against_her(db, world, over)

    with pytest.raises(OwnDecision):
        malice_review.note_asked(db, turn(db, world, who, over), about, TODAY, "We talked.", "")


@pytest.mark.parametrize("who", ["member", "external", "supervisor"])
def test_what_was_written_down_for_her_is_taken_up_by_nobody_who_is_in_it(
    db: Session, world: World, over: UUID, who: str
) -> None:
    about = decided_against_her(db, world, over)
    noted(db, world, over, about)

    with pytest.raises(OwnDecision):
        malice_review.take_up(db, turn(db, world, who, over), about, TODAY, "Settled in a talk")


def test_her_own_press_stays_hers_after_somebody_wrote_it_down(
    db: Session, world: World, over: UUID
) -> None:
    about = decided_against_her(db, world, over)
    noted(db, world, over, about)
    malice_review.take_up(db, turn(db, world, "chair", over), about, TODAY, "Settled in a talk")
    db.commit()

    she_asks(db, world, over)

    (found,) = read(db, world, over)
    assert (found.is_hers, found.waits) == (True, True)


def decided_against_her(db: Session, world: World, case: UUID) -> UUID:
    """Malice is held to be proved, by the external member."""
    about = heard(db, world, case)
    malice.rule(db, turn(db, world, "external", case), about, PROVED)
    db.commit()
    return about


def she_asks(db: Session, world: World, case: UUID) -> None:
    malice_review.ask(db, hers(db, world, case, seeds_of(db, world)), NOT_SO)
    db.commit()


def test_her_own_press_asks_for_a_review_and_waits_for_all_but_who_decided_it(
    db: Session, world: World, over: UUID
) -> None:
    about = decided_against_her(db, world, over)

    she_asks(db, world, over)

    (found,) = read(db, world, over)
    assert (found.is_hers, found.waits, found.review_words) == (True, True, NOT_SO)
    course = course_of(db, world, over)
    by_whom = f"{token(about)}.{token(world.people['external'])}"
    assert kept(course, MALICE_REVIEWS) == {by_whom: TODAY}
    with pytest.raises(NotThere):
        she_asks(db, world, over)


def test_who_follows_the_outcome_alone_reads_that_she_asked_and_not_why(
    db: Session, world: World, over: UUID
) -> None:
    decided_against_her(db, world, over)

    she_asks(db, world, over)

    (found,) = read(db, world, over, "union")
    assert (found.is_hers, found.review_words) == (True, "")


def test_somebody_else_takes_it_up_and_she_reads_with_whom_it_is_and_how_it_ended(
    db: Session, world: World, over: UUID
) -> None:
    about = decided_against_her(db, world, over)
    she_asks(db, world, over)
    with pytest.raises(OwnDecision):
        malice_review.take_up(db, turn(db, world, "external", over), about, TODAY, "Me")
    db.rollback()
    with pytest.raises(NotThere):
        malice_review.end_review(db, turn(db, world, "chair", over), about, TODAY, "", stands=True)
    db.rollback()

    malice_review.take_up(db, turn(db, world, "chair", over), about, TODAY, "The court")
    db.commit()
    malice_review.end_review(db, turn(db, world, "chair", over), about, TODAY, "", stands=False)
    db.commit()

    hers(db, world, over, seeds_of(db, world))
    (found,) = proceedings(timeline(db, over, world.register(db)).lines).values()
    assert (found.review_with, found.reviewed_on, found.stands) == ("The court", TODAY, False)
    assert course_of(db, world, over).facts[MALICE_REVIEWS] == ""


def test_where_nothing_follows_for_her_there_is_no_review_to_ask_for(
    db: Session, world: World, over: UUID
) -> None:
    about = heard(db, world, over)
    malice.rule(db, turn(db, world, "external", over), about, NOT_PROVED)
    db.commit()

    with pytest.raises(NotThere):
        she_asks(db, world, over)

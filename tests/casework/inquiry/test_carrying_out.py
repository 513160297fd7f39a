"""Whether it was carried out: seen by somebody else, once, and by the union with her yes alone."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.asking import NoYes
from casework.asking.questions import Reply, SafeBy
from casework.inquiry import appeals, carrying_out, decisions, outside
from casework.inquiry.appeals import Appeal, NothingToReview, Outcome, Side
from casework.inquiry.carrying_out import (
    AlreadySeen,
    Carrying,
    NoNote,
    Note,
    NoVerifier,
    OwnHand,
    Saw,
    carried_out,
)
from casework.inquiry.decisions import NoReport
from casework.inquiry.outside import By, Taken
from casework.inquiry.steps import NotThere
from casework.models.cover import Capacity
from casework.procedures.terms import Event, StageId
from casework.protection.gate import Act
from tests.casework.inquiry.inquiring import (
    PAY,
    TODAY,
    applied,
    course_of,
    decided,
    decision,
    reported,
)
from tests.casework.inquiry.test_decisions import BD, SANCTION
from tests.casework.protection.protecting import let_through, lines_of, she_says
from tests.casework.turning import turn
from tests.worlds import World

NOTE = Note(post="Supervisor, line 3", measure="Dismissed", on=TODAY)
REVIEW = Appeal(side=Side.RESPONDENT, on=TODAY, body="Labour court", words="It was not so.")


@pytest.fixture
def item(db: Session, world: World, case: UUID) -> UUID:
    """A sanction that was decided and told."""
    (id_,) = decided(db, world, case, (SANCTION,))
    return id_


def seen(db: Session, world: World, case: UUID, who: str = "union") -> Carrying:
    (found,) = carried_out(lines_of(db, world, case, who))
    return found


def looked(
    db: Session, world: World, case: UUID, item: UUID, who: str, saw: Saw = Saw.APPLIED
) -> None:
    carrying_out.verify(db, turn(db, world, who, case), item, saw, "Another is on the line.")
    db.commit()


def she_is_asked(db: Session, world: World, case: UUID, item: UUID, reply: Reply) -> None:
    chair = turn(db, world, "chair", case)
    carrying_out.ask_for_note(db, chair, item, NOTE, "May the union know?", SafeBy.PAGE)
    db.commit()
    she_says(db, world, case, reply)


def test_nobody_verifies_what_nobody_says_was_applied(
    db: Session, world: World, case: UUID, item: UUID
) -> None:
    with pytest.raises(NotThere):
        looked(db, world, case, item, "external")


def test_nobody_verifies_what_she_applied_herself(
    db: Session, world: World, case: UUID, item: UUID
) -> None:
    applied(db, world, case, item, "external")

    with pytest.raises(OwnHand):
        looked(db, world, case, item, "external")


def test_nobody_verifies_twice(db: Session, world: World, case: UUID, item: UUID) -> None:
    applied(db, world, case, item)
    looked(db, world, case, item, "external")

    with pytest.raises(AlreadySeen):
        looked(db, world, case, item, "external")


@pytest.mark.parametrize("who", ["chair", "member", "supervisor"])
def test_nobody_of_those_who_decide_verifies(
    db: Session, world: World, case: UUID, item: UUID, who: str
) -> None:
    applied(db, world, case, item, "chair")

    with pytest.raises(NoVerifier):
        looked(db, world, case, item, who)


@pytest.mark.parametrize("reply", [Reply.NO, Reply.IN_WORDS])
def test_without_her_yes_the_union_sees_only_that_it_is_verified(
    db: Session, world: World, case: UUID, item: UUID, reply: Reply
) -> None:
    applied(db, world, case, item)
    she_is_asked(db, world, case, item, reply)
    with pytest.raises(NoYes):
        carrying_out.hand_note(db, turn(db, world, "chair", case), item)
    db.rollback()
    with pytest.raises(NoNote):
        looked(db, world, case, item, "union")
    db.rollback()

    looked(db, world, case, item, "external")

    found = seen(db, world, case)
    assert found.note is None
    assert found.seen is not None
    assert found.seen.as_ == Capacity.EXTERNAL_MEMBER
    assert "line 3" not in repr([each.facts for each in lines_of(db, world, case, "union")])


def test_the_union_sees_without_a_post_that_she_received_what_was_decided_for_her(
    db: Session, world: World, case: UUID
) -> None:
    (pay,) = decided(db, world, case, PAY)
    applied(db, world, case, pay)

    looked(db, world, case, pay, "union")

    found = seen(db, world, case).seen
    assert found is not None
    assert found.as_ == Capacity.UNION_REPRESENTATIVE


def test_with_her_yes_the_union_goes_and_looks(
    db: Session, world: World, case: UUID, item: UUID
) -> None:
    applied(db, world, case, item)
    she_is_asked(db, world, case, item, Reply.YES)
    carrying_out.hand_note(db, turn(db, world, "chair", case), item)
    db.commit()

    looked(db, world, case, item, "union")

    found = seen(db, world, case)
    assert found.note == NOTE
    assert found.seen is not None
    assert found.seen.by == world.people["union"]
    assert course_of(db, world, case).facts["verified_by"] == Capacity.UNION_REPRESENTATIVE


def test_what_is_not_applied_stays_open(db: Session, world: World, case: UUID, item: UUID) -> None:
    applied(db, world, case, item)

    looked(db, world, case, item, "external", Saw.NOT_APPLIED)

    assert seen(db, world, case).seen is None
    looked(db, world, case, item, "external")
    assert seen(db, world, case).seen is not None


def test_once_all_is_applied_the_case_is_watched(db: Session, world: World, case: UUID) -> None:
    items = decided(db, world, case, (SANCTION, *PAY))
    applied(db, world, case, items[0])
    assert course_of(db, world, case).stage is StageId.DECIDE

    applied(db, world, case, items[1])

    course = course_of(db, world, case)
    assert course.stage is StageId.MONITOR
    assert course.events[Event.CARRIED_OUT] == (TODAY,)
    with pytest.raises(NotThere):
        applied(db, world, case, items[1])


def test_a_review_that_sends_it_back_takes_a_new_report(
    db: Session, world: World, case: UUID, item: UUID
) -> None:
    appeals.lodge(db, turn(db, world, "chair", case), REVIEW)
    db.commit()
    assert course_of(db, world, case).stage is StageId.APPEAL
    with pytest.raises(NotThere):
        appeals.lodge(db, turn(db, world, "chair", case), REVIEW)
    db.rollback()

    appeals.end(db, turn(db, world, "member", case), TODAY, Outcome.SENT_BACK, "Hear the guard.")
    db.commit()

    assert course_of(db, world, case).stage is StageId.INQUIRY
    let_through(db, world, case, Act.DECISION)
    with pytest.raises(NoReport):
        decisions.decide(db, turn(db, world, "chair", case), decision((SANCTION,)))


@pytest.mark.parametrize("outcome", [Outcome.STANDS, Outcome.CHANGED, Outcome.TAKEN_BACK])
def test_a_review_that_ends_lets_the_case_be_watched(
    db: Session, world: World, case: UUID, item: UUID, outcome: Outcome
) -> None:
    appeals.lodge(db, turn(db, world, "chair", case), REVIEW)
    db.commit()

    appeals.end(db, turn(db, world, "member", case), TODAY, outcome, "Heard both.")
    db.commit()

    assert course_of(db, world, case).stage is StageId.MONITOR
    (found,) = appeals.appeals(lines_of(db, world, case, "union"))
    assert (found.outcome, found.words) == (outcome, "")


def test_nobody_asks_for_a_review_of_what_was_not_decided(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, PAY)

    with pytest.raises(NothingToReview):
        appeals.lodge(db, turn(db, world, "chair", case), REVIEW)


def test_a_door_that_may_not_be_in_force_is_listed_and_leads_nowhere() -> None:
    assert [each.id for each in outside.not_open(BD)] == ["local"]
    assert "local" not in {each.id for each in outside.ways(BD)}


def test_a_way_outside_is_written_down_and_only_one_the_pack_knows(
    db: Session, world: World, case: UUID
) -> None:
    way = outside.ways(BD)[0].id
    outside.note(db, turn(db, world, "chair", case), Taken(route=way, on=TODAY, by=By.HERSELF))
    db.commit()

    (found,) = outside.taken_outside(lines_of(db, world, case, "union"))
    assert (found.route, found.by) == (way, By.HERSELF)
    with pytest.raises(NotThere):
        outside.note(
            db, turn(db, world, "chair", case), Taken(route="embassy", on=TODAY, by=By.LAW)
        )

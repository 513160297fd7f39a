"""A decision: never without a report, departures explained, nothing that punishes who spoke."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.asking import NoYes, ask
from casework.asking.questions import Question, QuestionKind
from casework.inquiry import decisions, replies
from casework.inquiry.choosing import Remedy, choices
from casework.inquiry.decisions import (
    BeforeHerDay,
    DecidedAlready,
    DepartureUnexplained,
    NoDecision,
    NoReport,
    NothingFound,
    the_decision,
)
from casework.inquiry.findings import Found
from casework.inquiry.steps import NotThere
from casework.procedures.loading import for_country, packs
from casework.procedures.pack import Pack
from casework.procedures.terms import Event, OutcomeKind, StageId
from casework.protection.gate import Act, GateClosed
from tests.casework.inquiry.inquiring import (
    PAY,
    TODAY,
    course_of,
    decided,
    decision,
    inquired,
    reported,
)
from tests.casework.protection.protecting import let_through, lines_of, she_says
from tests.casework.turning import turn
from tests.worlds import World

BD = for_country("BD")
SANCTION = next(each.id for each in choices(BD) if each.kind is OutcomeKind.DISCIPLINARY)
APOLOGY = (Remedy.APOLOGY.value,)


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_no_sanction_on_whoever_complained_is_in_any_list(pack: Pack) -> None:
    kinds = {each.kind for each in choices(pack)}

    assert kinds <= {OutcomeKind.DISCIPLINARY, OutcomeKind.REMEDY, OutcomeKind.NO_FINDING}
    assert set(Remedy) <= {each.id for each in choices(pack)}


def test_nobody_decides_without_a_report(db: Session, world: World, case: UUID) -> None:
    inquired(db, world, case)
    let_through(db, world, case, Act.DECISION)

    with pytest.raises(NoReport):
        decisions.decide(db, turn(db, world, "chair", case), decision(PAY))


def test_what_was_not_recommended_needs_its_reason(db: Session, world: World, case: UUID) -> None:
    reported(db, world, case, (SANCTION,))
    let_through(db, world, case, Act.DECISION)
    with pytest.raises(DepartureUnexplained):
        decisions.decide(db, turn(db, world, "chair", case), decision(PAY, departure="  "))
    db.rollback()

    decisions.decide(db, turn(db, world, "chair", case), decision(PAY, departure="He left."))
    db.commit()

    reasons = decisions.reasons_of(lines_of(db, world, case))
    assert reasons is not None
    assert reasons.facts["departure"] == "He left."


@pytest.mark.parametrize("what", [Found.NOT_ENOUGH, Found.WITHDRAWN])
def test_no_sanction_follows_where_nothing_was_substantiated(
    db: Session, world: World, case: UUID, what: Found
) -> None:
    reported(db, world, case, (SANCTION,), what)
    let_through(db, world, case, Act.DECISION)

    with pytest.raises(NothingFound):
        decisions.decide(db, turn(db, world, "chair", case), decision((SANCTION,)))


def test_what_is_in_no_list_is_not_decided(db: Session, world: World, case: UUID) -> None:
    reported(db, world, case, PAY)

    with pytest.raises(KeyError):
        decisions.decide(
            db, turn(db, world, "chair", case), decision(("fine_for_her",), departure="Because.")
        )


def test_he_is_told_nothing_before_she_knows_the_day(db: Session, world: World, case: UUID) -> None:
    reported(db, world, case, PAY)

    with pytest.raises(GateClosed):
        decisions.decide(db, turn(db, world, "chair", case), decision(PAY))


def test_an_apology_is_decided_only_where_she_wants_one(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, APOLOGY)
    let_through(db, world, case, Act.DECISION)
    with pytest.raises(NoYes):
        decisions.decide(db, turn(db, world, "chair", case), decision(APOLOGY))
    db.rollback()
    ask(db, turn(db, world, "chair", case), Question(QuestionKind.APOLOGY, "Do you want one?"))
    db.commit()
    she_says(db, world, case)

    assert decisions.decide(db, turn(db, world, "chair", case), decision(APOLOGY))


def test_who_follows_the_outcome_sees_the_class_and_not_the_reasons(
    db: Session, world: World, case: UUID
) -> None:
    decided(db, world, case, (SANCTION, *PAY))

    lines = lines_of(db, world, case, "union")
    seen = the_decision(lines)
    assert seen is not None
    assert {each.outcome for each in seen.items} == {SANCTION, *PAY}
    assert (seen.on, seen.told_on) == (TODAY, TODAY)
    assert decisions.reasons_of(lines) is None
    assert "Karim" not in repr([(each.text, each.facts) for each in lines])
    course = course_of(db, world, case, "union")
    assert course.facts["sanction"] == SANCTION
    assert course.events[Event.DECISION] == (TODAY,)
    assert course.stage is StageId.DECIDE


def test_both_are_told_once(db: Session, world: World, case: UUID) -> None:
    decided(db, world, case, PAY)

    with pytest.raises(NoDecision):
        decisions.tell(db, turn(db, world, "chair", case), TODAY, "Again.")


def test_no_second_decision_replaces_the_first(db: Session, world: World, case: UUID) -> None:
    decided(db, world, case, PAY)
    let_through(db, world, case, Act.DECISION)

    with pytest.raises(DecidedAlready):
        decisions.decide(db, turn(db, world, "chair", case), decision(PAY))


def test_he_is_told_on_no_earlier_day_than_she_was_told(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, PAY)
    let_through(db, world, case, Act.DECISION)
    decisions.decide(db, turn(db, world, "chair", case), decision(PAY))
    db.commit()

    with pytest.raises(BeforeHerDay):
        decisions.tell(db, turn(db, world, "chair", case), TODAY - timedelta(days=1), "Early.")


def test_his_file_is_put_right_where_nothing_was_proved(
    db: Session, world: World, case: UUID
) -> None:
    (nothing,) = (each.id for each in choices(BD) if each.kind is OutcomeKind.NO_FINDING)
    reported(db, world, case, (nothing,), Found.NOT_ENOUGH)
    let_through(db, world, case, Act.DECISION)
    with pytest.raises(NotThere):
        replies.put_right(db, turn(db, world, "chair", case), "Too early.")
    db.rollback()
    decisions.decide(db, turn(db, world, "chair", case), decision((nothing,)))
    db.commit()
    decisions.tell(db, turn(db, world, "chair", case), TODAY, "Read out to each.")
    db.commit()

    replies.put_right(db, turn(db, world, "chair", case), "The suspension is out of his file.")
    db.commit()

    assert course_of(db, world, case).stage is StageId.MONITOR


def test_his_file_is_not_put_right_where_something_was_proved(
    db: Session, world: World, case: UUID
) -> None:
    decided(db, world, case, (SANCTION,))

    with pytest.raises(NotThere):
        replies.put_right(db, turn(db, world, "chair", case), "His friends ask for it.")

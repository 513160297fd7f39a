"""What must be reported by law: asked before anything he notices, answered by whoever may."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.committee.rules import enter_own, rules_of
from casework.course import duties
from casework.course.duties import Duty, Whose
from casework.course.recording import the_course
from casework.procedures.own_rules import OwnRules
from casework.procedures.terms import Binding
from casework.protection import gate
from casework.protection.gate import Act, GateClosed, Missing
from tests.casework.protection.protecting import let_through
from tests.casework.turning import turn
from tests.worlds import TODAY, World


@pytest.fixture
def case(db: Session, world: World, undecided: None) -> UUID:
    """A complaint in a country and a factory of which nobody knows what must be reported."""
    case = world.told(db, world.complaint())
    let_through(db, world, case, Act.NOTICE)
    return case


def hers(db: Session, world: World, case: UUID) -> Duty:
    chair = turn(db, world, "chair", case)
    course, cover = the_course(db, case).text, the_cover(db, case).text
    return duties.duties(db, cover, course, chair.now)[0]


def test_while_nobody_knows_it_nothing_is_done_that_he_notices(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(GateClosed) as closed:
        gate.require(db, turn(db, world, "chair", case), Act.NOTICE)

    assert closed.value.missing == (Missing.DUTY,)


@pytest.mark.parametrize("required", [True, False])
def test_what_was_found_out_for_the_case_opens_it(
    db: Session, world: World, case: UUID, required: bool
) -> None:
    chair = turn(db, world, "chair", case)

    duties.answer(db, chair, Whose.ADULTS, "The labour office, s. 9.", required=required)
    db.commit()

    found = hers(db, world, case)
    assert (found.required, found.is_noted) == (required, True)
    assert gate.require(db, turn(db, world, "chair", case), Act.NOTICE).is_open


def test_a_later_answer_of_the_factory_counts_in_a_case_that_runs(
    db: Session, world: World, case: UUID
) -> None:
    before, seen = rules_of(db, world.bodies["factory"])
    own = OwnRules(in_force_on=TODAY, reason="Counsel.", title="House", report_adults=True)

    enter_own(db, world.bodies["factory"], seen, own, before)
    db.commit()

    found = hers(db, world, case)
    assert (found.required, found.rule.binding) == (True, Binding.FACTORY)


def test_an_answer_that_is_not_in_force_yet_does_not_count(
    db: Session, world: World, case: UUID
) -> None:
    before, seen = rules_of(db, world.bodies["factory"])
    own = OwnRules(
        in_force_on=date(2026, 12, 1), reason="Counsel.", title="House", report_adults=True
    )

    enter_own(db, world.bodies["factory"], seen, own, before)
    db.commit()

    assert hers(db, world, case).required is None

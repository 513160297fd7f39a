"""What was not proved is put right by the decision itself, and held against him nowhere."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.timeline import Line, timeline
from casework.comparing.sending import state_of
from casework.inquiry import decisions
from casework.inquiry.choosing import NOTHING
from casework.inquiry.correcting import correction
from casework.inquiry.findings import Found
from casework.protection.gate import Act
from tests.casework.inquiry.inquiring import (
    PAY,
    brought_to_route,
    decided,
    decision,
    reported,
)
from tests.casework.protection.protecting import let_through
from tests.casework.turning import turn
from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint on the formal route."""
    case = world.told(db, world.complaint())
    brought_to_route(db, world, case)
    return case


def lines(db: Session, world: World, case: UUID) -> list[Line]:
    """What the chair reads."""
    world.as_(db, "chair")
    return timeline(db, case, world.register(db)).lines


def not_proved(db: Session, world: World, case: UUID, what: Found = Found.NOT_ENOUGH) -> None:
    """Nothing was substantiated, and that was decided."""
    reported(db, world, case, (NOTHING,), what)
    let_through(db, world, case, Act.DECISION)
    decisions.decide(db, turn(db, world, "chair", case), decision((NOTHING,)))
    db.commit()


@pytest.mark.parametrize("what", [Found.NOT_ENOUGH, Found.WITHDRAWN])
def test_a_decision_after_nothing_was_proved_corrects_his_file_by_itself(
    db: Session, world: World, case: UUID, what: Found
) -> None:
    not_proved(db, world, case, what)

    assert correction(lines(db, world, case)) is not None


def test_what_was_proved_is_corrected_by_nobody(db: Session, world: World, case: UUID) -> None:
    decided(db, world, case, PAY)

    assert correction(lines(db, world, case)) is None


def test_what_was_not_proved_is_likened_to_no_other_case(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, (NOTHING,), Found.NOT_ENOUGH)
    before = state_of(lines(db, world, case), the_cover(db, case).text)
    let_through(db, world, case, Act.DECISION)
    decisions.decide(db, turn(db, world, "chair", case), decision((NOTHING,)))
    db.commit()

    after = state_of(lines(db, world, case), the_cover(db, case).text)

    assert (before is None, after) == (False, None)

"""Whatever is done with a case by whomever, in whatever order: what never happens."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.orm import Session

from tests.casework.course.walking import ACaseOfOurs
from tests.worlds import World

FEW = settings(max_examples=12, stateful_step_count=14, deadline=None)


def test_no_order_of_acts_skips_her_consent_or_opens_a_closed_case(
    db: Session, world: World
) -> None:
    ACaseOfOurs.db, ACaseOfOurs.world = db, world
    run_state_machine_as_test(ACaseOfOurs, settings=FEW)

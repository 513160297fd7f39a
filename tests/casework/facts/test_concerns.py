"""What somebody else told is no complaint: neither before the survivor agrees, nor after."""

from sqlalchemy.orm import Session

from casework.facts.fact import FactKind
from casework.taking_down.concerns import Reason, close_concern
from tests.casework.facts.counting import counted, counts
from tests.casework.taking_down.test_agreeing import agreed
from tests.casework.turning import turn
from tests.worlds import World

F = FactKind


def test_a_concern_that_is_closed_was_no_complaint(db: Session, world: World) -> None:
    counts(db, world)
    case = world.told(db, world.complaint(for_somebody_else=True))

    close_concern(db, turn(db, world, "chair", case), Reason.UNSAFE)
    db.commit()

    assert {each.kind for each in counted(db, world)} == {F.CONCERN_RECEIVED, F.CONCERN_CLOSED}


def test_a_concern_to_which_she_agrees_is_one_complaint(db: Session, world: World) -> None:
    counts(db, world)
    case = world.told(db, world.complaint(for_somebody_else=True, needs=[], union=None))

    agreed(db, world, case)

    found = counted(db, world)
    assert len(found.of(F.RECEIVED)) == 1
    assert len(found.of(F.CONCERN_RECEIVED)) == len(found.of(F.CONCERN_CLOSED)) == 1
    assert found.of(F.CLOSED) == ()

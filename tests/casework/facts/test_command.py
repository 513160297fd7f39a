"""What a timer types at night: facts of days that are over move on, and it needs no key."""

from sqlalchemy.orm import Session

from casework.facts.keeping import waiting
from tests.casework.facts.counting import a_fact, counts, sends
from tests.casework.test_cli import Operator
from tests.databases import Fresh
from tests.worlds import World


def test_a_timer_closes_the_days_that_are_over(database: Fresh, db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))
    timer = Operator({"CASEWORK_DATABASE": database.url})

    first, again = timer.types("measures close"), timer.types("measures close")

    assert "1 facts" in first.output
    assert "0 facts" in again.output
    db.rollback()
    assert waiting(db, world.bodies["programme"], world.register(db)) == 1

"""What the doctor says of what is counted: days nobody closes, and programmes without a key."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from casework.instance.examining import counting
from tests.casework.facts.counting import a_fact, counts, sends
from tests.casework.facts.test_keys import leaves
from tests.worlds import TODAY, World

CLOSED, KEY = "The days that are over", "what happens is counted"


def _is_well(db: Session, world: World, about: str, on: date = TODAY) -> bool:
    found = [each for each in counting(db, world.register(db), on) if about in each.what]
    assert found
    return all(each.is_well for each in found)


def test_a_programme_without_a_key_is_named(db: Session, world: World) -> None:
    assert not _is_well(db, world, KEY)

    counts(db, world)

    assert _is_well(db, world, KEY)


def test_that_its_analyst_left_is_named(db: Session, world: World) -> None:
    counts(db, world)

    leaves(db, world, "analyst")

    assert not _is_well(db, world, KEY)


@pytest.mark.parametrize(("days", "is_well"), [(2, True), (3, False)])
def test_days_that_nobody_closes_are_named(
    db: Session, world: World, days: int, is_well: bool
) -> None:
    counts(db, world)
    sends(db, world, a_fact(world))

    assert _is_well(db, world, CLOSED, TODAY + timedelta(days=days)) is is_well

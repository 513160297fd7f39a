"""While a leaver's keys are owing, the survivor is told and heard: her press makes the new ones."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.handling import answer, recuse
from casework.readers.intentions import intend
from crypto.compartments import Compartment
from crypto.epochs import lock
from tests.casework.numbers import found, staff
from tests.casework.returners import Returner
from tests.worlds import World

C = Compartment


@pytest.fixture
def she(instance: Flask) -> Returner:
    """The survivor's browser."""
    return Returner(instance.test_client())


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, with a second word."""
    return world.told(db, world.complaint())


def stepped_back(db: Session, world: World, case: UUID) -> None:
    """A receiver gives her keys back, and nobody has made new ones yet."""
    recuse(db, staff(db, world, case, "member"), "I know him.")
    db.commit()


def test_she_says_no_to_somebody_new(db: Session, world: World, she: Returner, case: UUID) -> None:
    turn = staff(db, world, case, "chair")
    meant = intend(db, turn, world.people["supervisor"], [C.TOLD], "She knows the law.")
    db.commit()
    stepped_back(db, world, case)
    she.enter()

    she.press(f"/r/object/{meant.id}")

    assert "You said no" in she.text
    world.as_(db, "chair")
    kept = the_cover(db, case).text.intentions
    assert [each.objected_at is not None for each in kept] == [True]
    assert lock(db, case)[C.COVER] == 2


def test_she_withdraws_and_takes_it_back(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    stepped_back(db, world, case)
    she.enter()
    she.open("/r/stop")

    she.press("/r/stop", asks="withdrawal")

    assert "You asked to withdraw" in she.text
    world.as_(db, "chair")
    assert the_cover(db, case).text.is_withdrawn
    stepped_back_too(db, world, case)
    she.press("/r/stop", asks="going_on")
    assert "taken the withdrawal back" in she.text


def stepped_back_too(db: Session, world: World, case: UUID) -> None:
    """Another one leaves while the withdrawal is open."""
    db.rollback()
    recuse(db, staff(db, world, case, "union"), "I know him too.")
    db.commit()


def test_she_says_what_she_has_read(db: Session, world: World, she: Returner, case: UUID) -> None:
    answer(db, staff(db, world, case, "chair"), "Come on Friday.")
    db.commit()
    stepped_back(db, world, case)
    she.enter()

    she.press("/r/read", seen=she.hidden["seen"])

    row = found(db, world)
    assert row is not None
    assert row.facts.status == "received"


def test_what_came_after_her_page_still_waits(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answer(db, staff(db, world, case, "chair"), "Come on Friday.")
    db.commit()
    she.enter()
    seen = she.hidden["seen"]
    stepped_back(db, world, case)

    she.press("/r/read", seen=seen)

    assert "Something new came" in she.text

"""A namesake at a place that helps: until somebody says that it is another person, nothing goes."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from auth.models import Person
from casework.case.covers import the_cover
from casework.helping.alike import Same
from casework.helping.barring import alike_there, fits_there, who_knows
from casework.helping.referring import refer
from casework.helping.states import State
from casework.helping.telling_apart import NobodyAlike, tell_apart
from referrals.models.terms import Way
from referrals.sending.packets import NobodyThere
from tests.casework.helping.referred import (
    agreed,
    choice,
    clinic,
    lines_of,
    needs_of_her,
    the_only,
)
from tests.casework.turning import turn
from tests.worlds import NOW, World

WHY = "She has seen him: he is older."


@pytest.fixture
def read(db: Session, world: World) -> UUID:
    """The chair finds help too and reads whom it is about; the nurse is called like him."""
    made = world.told(db, world.complaint(needs_for_committee=True))
    needs_of_her(db, world, made)
    db.get_one(Person, world.people["provider"]).name = "Abdul Karim"
    db.commit()
    return made


def says(db: Session, world: World, case: UUID, same: Same) -> None:
    """The chair answers of the nurse."""
    nurse, clinic_ = world.people["provider"], world.bodies["provider"]
    tell_apart(db, turn(db, world, "chair", case), clinic_, nurse, same, WHY)
    db.commit()


def sends(db: Session, world: World, case: UUID) -> None:
    """The chair asks the clinic by account."""
    there = clinic(account=world.bodies["provider"])
    agreed(db, world, case, there)
    refer(db, turn(db, world, "chair", case), choice(there, Way.ACCOUNT))
    db.commit()


@pytest.mark.parametrize("same", [Same.YES, Same.UNKNOWN])
def test_a_yes_and_a_not_known_keep_it_from_the_namesake(
    db: Session, world: World, read: UUID, same: Same
) -> None:
    says(db, world, read, same)

    with pytest.raises(NobodyThere):
        sends(db, world, read)


def test_after_a_no_she_gets_it_and_who_said_so_when_stands_there(
    db: Session, world: World, read: UUID
) -> None:
    says(db, world, read, Same.NO)
    sends(db, world, read)

    about = turn(db, world, "chair", read)
    (answer,) = alike_there(db, about, world.bodies["provider"]).values()
    assert fits_there(db, about, world.bodies["provider"]) == frozenset()
    assert answer is not None
    assert (answer.same, answer.by, answer.at) == (Same.NO, world.people["chair"], NOW)
    assert the_only(db, world, read).state is State.SENT


def test_a_yes_that_comes_later_takes_back_what_lies_there_for_that_person(
    db: Session, world: World, read: UUID
) -> None:
    says(db, world, read, Same.NO)
    sends(db, world, read)

    says(db, world, read, Same.YES)

    assert the_only(db, world, read).state is State.WITHDRAWN


def test_what_is_written_of_it_names_neither_of_the_two(
    db: Session, world: World, read: UUID
) -> None:
    says(db, world, read, Same.NO)

    written = repr([(each.facts, each.text) for each in lines_of(db, world, read)])
    assert WHY in written
    assert world.people["provider"].hex not in written.replace("-", "")
    assert "Karim" not in written


def test_an_officer_who_does_not_read_whom_it_is_about_is_told_who_can_say_it(
    db: Session, world: World, read: UUID
) -> None:
    officer = turn(db, world, "officer", read)

    with pytest.raises(NobodyAlike):
        tell_apart(db, officer, world.bodies["provider"], world.people["provider"], Same.NO)
    db.rollback()
    world.as_(db, "officer")
    cover = the_cover(db, read).text
    assert world.people["chair"] in who_knows(cover, NOW.date())
    assert world.people["officer"] not in who_knows(cover, NOW.date())

"""Numbers in tests: finding them, opening them, and whoever acts with them."""

import re
from datetime import datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.handling import answer
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.models.entry import Kind
from casework.number import returning_number
from casework.number.returning_number import Found
from crypto import number
from crypto.compartments import Compartment
from crypto.seeds import Seeds
from tests.casework.returners import Returner
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment
OTHER_NUMBER = "2000000000000004"
THIRD_NUMBER = "7000000000000008"
LINK = re.compile(r'href="(/r/file/[^"]+)"')


@pytest.fixture
def she(instance: Flask) -> Returner:
    """The survivor's browser."""
    return Returner(instance.test_client())


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, with a second word."""
    return world.told(db, world.complaint())


def found(db: Session, world: World, digits: str = NUMBER) -> Found | None:
    """The row of a number, if anybody has it."""
    return returning_number.find(db, number.stretch(digits, SALT, CHEAP), world.keys)


def seeds_of(db: Session, world: World, digits: str = NUMBER, word: str = "blue door") -> Seeds:
    """Her seeds, opened with number and word."""
    row = found(db, world, digits)
    assert row is not None
    return returning_number.open_seeds(row, word, world.keys)


def hers(db: Session, world: World, case: UUID, seeds: Seeds, *, now: datetime = NOW) -> Turn:
    """The survivor with her number and word, about to do something."""
    world.with_seeds(db, case, seeds)
    return Turn(case, Author(None, seeds), world.keys, world.register(db), now)


def staff(db: Session, world: World, case: UUID, who: str) -> Turn:
    """A member of the cast about to do something with the case."""
    world.as_(db, who)
    return Turn(case, world.author(who), world.keys, world.register(db), NOW)


def row_of(db: Session, world: World, digits: str = NUMBER) -> UUID:
    """The id of a number's row."""
    row = found(db, world, digits)
    assert row is not None
    return row.row.id


def answered(db: Session, world: World, case: UUID, text: str = "Come on Friday.") -> None:
    """The chair writes to her."""
    answer(db, staff(db, world, case, "chair"), text)
    db.commit()


def lines(db: Session, world: World, case: UUID, kind: Kind) -> list[str]:
    """The words of one kind, as the chair reads them."""
    world.as_(db, "chair")
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    return [line.text for line in read.lines if line.kind is kind]

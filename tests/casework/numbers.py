"""Numbers in tests: finding them, opening them, and whoever acts with them."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.turns import Turn
from casework.number import returning_number
from casework.number.returning_number import Found
from crypto import number
from crypto.compartments import Compartment
from crypto.seeds import Seeds
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment
OTHER_NUMBER = "2000000000000004"
THIRD_NUMBER = "7000000000000008"


def found(db: Session, world: World, digits: str = NUMBER) -> Found | None:
    """The row of a number, if anybody has it."""
    return returning_number.find(db, number.stretch(digits, SALT, CHEAP), world.keys)


def seeds_of(db: Session, world: World, digits: str = NUMBER, word: str = "blue door") -> Seeds:
    """Her seeds, opened with number and word."""
    row = found(db, world, digits)
    assert row is not None
    return returning_number.open_seeds(row, word, world.keys)


def hers(db: Session, world: World, case: UUID, seeds: Seeds) -> Turn:
    """The survivor with her number and word, about to do something."""
    world.with_seeds(db, case, seeds)
    return Turn(case, Author(None, seeds), world.keys, world.register(db), NOW)


def staff(db: Session, world: World, case: UUID, who: str) -> Turn:
    """A member of the cast about to do something with the case."""
    world.as_(db, who)
    return Turn(case, world.author(who), world.keys, world.register(db), NOW)


def row_of(db: Session, world: World, digits: str = NUMBER) -> UUID:
    """The id of a number's row."""
    row = found(db, world, digits)
    assert row is not None
    return row.row.id

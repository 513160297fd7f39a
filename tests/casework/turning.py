"""Members of the cast taking their turn with a case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.turns import Turn
from casework.number import returning_number
from crypto import number
from crypto.seeds import Seeds
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World


def turn(
    db: Session,
    world: World,
    who: str,
    case: UUID,
    *,
    now: datetime = NOW,
    seen: int | None = None,
) -> Turn:
    """Sign a member of the cast in, and let her take her turn with a case."""
    world.as_(db, who)
    return Turn(case, world.author(who), world.keys, world.register(db), now, seen)


def her_seeds(db: Session, world: World, word: str = "blue door") -> Seeds:
    """The survivor's seeds, by number and second word."""
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    return returning_number.open_seeds(found, word, world.keys)

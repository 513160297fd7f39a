"""A programme that counts, in tests: its analyst, its key, and facts on their way."""

from uuid import UUID, uuid4

import msgspec
from sqlalchemy.orm import Session

from auth.models import Role
from casework.facts.closing import close_days
from casework.facts.fact import Fact, FactKind, Facts
from casework.facts.keeping import facts_of, keep
from casework.facts.keys import Analyst, current, make_key
from casework.facts.origin import NAME, Origin
from casework.facts.sealing import Hand, send
from tests.cast import Character
from tests.worlds import NOW, TODAY, World, joins

ANOTHER = Character("another", "Rima Das", "programme", Role.ANALYST, "analyst")
TOMORROW = TODAY.replace(day=TODAY.day + 1)


def origin(world: World) -> Origin:
    """What a session of the application has."""
    return Origin(world.keys, world.register)


def analyst(db: Session, world: World, who: str = "analyst") -> Analyst:
    """Somebody at work as the programme's analyst."""
    programme, person = world.bodies["programme"], world.people[who]
    return Analyst(programme, person, world.seeds[who], (), world.register(db), NOW)


def counts(db: Session, world: World) -> None:
    """The programme has a key, and this session counts."""
    db.info[NAME] = origin(world)
    make_key(db, analyst(db, world))
    db.commit()


def a_fact(world: World, **more: object) -> Fact:
    """Some fact of the programme."""
    programme = world.bodies["programme"]
    fact = Fact(id=uuid4(), programme=programme, month="2026-03", kind=FactKind.RECEIVED)
    return msgspec.structs.replace(fact, **more)


def sends(db: Session, world: World, fact: Fact, who: str | None = "chair") -> None:
    """Somebody's session seals a fact; None for one without a certificate."""
    to = current(db, world.register(db), world.bodies["programme"], TODAY)
    assert to is not None
    hand = Hand(world.people[who] if who else None, world.seeds[who or "stranger"])
    send(db, origin(world), hand, to, fact, TODAY)
    db.commit()


def counted(db: Session, world: World, who: str = "analyst") -> Facts:
    """The day is closed, what waits is kept, and she opens it all."""
    close_days(db, TOMORROW)
    keep(db, analyst(db, world, who), origin(world))
    db.commit()
    return facts_of(db, analyst(db, world, who))


def ids(facts: Facts) -> set[UUID]:
    """Which facts they are."""
    return {each.id for each in facts}


def another_joins(db: Session, world: World) -> None:
    """A second analyst is in post and certified."""
    joins(db, world, ANOTHER)
    db.commit()

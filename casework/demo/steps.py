"""What happens to a case of the demonstration after it was told: one verb at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from auth import absences
from auth.models import Membership
from casework.case import handling
from casework.case.answers import Answers, Reply
from casework.case.covers import the_cover
from casework.case.turns import Turn
from casework.clocks.routes import Route
from casework.course import choosing
from casework.course.acknowledging import acknowledge
from casework.course.choosing import ByVoice
from casework.demo.world import World
from casework.desk import lending
from casework.readers import intentions, panel
from crypto.compartments import Compartment

Deed = Callable[[World, Session, Turn], object]
SURVIVOR = "survivor"


@dataclass(frozen=True)
class Step:
    """Somebody does something with the case, so many hours before the filling."""

    who: str
    """The key of a demo person; SURVIVOR acts with her word, and writes by number alone."""
    hours_ago: float
    deed: Deed | None = None
    text: str = ""
    """What the survivor writes."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One complaint, when it was told, and what happened since."""

    at: str = ""
    """The key of the factory; none for what no factory deals with."""
    hours_ago: float
    answers: Answers
    word: str = ""
    union: str = ""
    close: dict[str, Reply] = field(default_factory=dict)
    """Keys of people she was asked about, and her answers."""
    has_files: bool = False
    taken_by: str = ""
    """The key of whoever took it down for her, and read on; empty where she wrote it herself."""
    then: tuple[Step, ...] = ()
    number_shown_as: str = ""
    """Why its number is printed; empty for those that are not."""


def acknowledges(who: str, hours_ago: float) -> Step:
    """She has read it and says so."""
    return Step(who, hours_ago, lambda _world, db, turn: acknowledge(db, turn))


def answers(who: str, hours_ago: float, text: str) -> Step:
    """She writes to the survivor."""
    return Step(who, hours_ago, lambda _world, db, turn: handling.answer(db, turn, text))


def notes(who: str, hours_ago: float, text: str) -> Step:
    """She writes a note."""
    return Step(who, hours_ago, lambda _world, db, turn: handling.note(db, turn, text))


def takes_in(who: str, hours_ago: float) -> Step:
    """She opens the inbox, and what lay in it becomes part of the case."""
    return Step(who, hours_ago, lambda _world, db, turn: handling.take_inbox_in(db, turn))


def recuses_herself(who: str, hours_ago: float, reason: str) -> Step:
    """She gives her keys back; nobody has made new ones since."""
    return Step(who, hours_ago, lambda _world, db, turn: handling.recuse(db, turn, reason))


def hands_over(who: str, hours_ago: float, to: str, reason: str) -> Step:
    """She begins handing keys to somebody; the survivor has 48 hours to object."""

    def intend(world: World, db: Session, turn: Turn) -> object:
        parts = (Compartment.TOLD, Compartment.ACCOUNT)
        return intentions.intend(db, turn, world.people[to].person, parts, reason)

    return Step(who, hours_ago, intend)


def chooses(hours_ago: float, route: Route) -> Step:
    """The survivor comes back with number and word and chooses how it goes on."""
    return Step(SURVIVOR, hours_ago, lambda _world, db, turn: choosing.choose(db, turn, route))


def hears_choice(who: str, hours_ago: float, route: Route, said: ByVoice) -> Step:
    """Somebody writes down what the survivor chose by voice."""
    return Step(who, hours_ago, lambda _world, db, turn: choosing.record(db, turn, route, said))


def names_panel(who: str, hours_ago: float, people: tuple[str, ...], reason: str) -> Step:
    """She names the panel; the survivor can say no to whoever is new."""

    def name(world: World, db: Session, turn: Turn) -> object:
        named = [world.people[each].person for each in people]
        return panel.name_panel(db, turn, named, reason)

    return Step(who, hours_ago, name)


def gives_keys(who: str, hours_ago: float) -> Step:
    """She hands over whatever was announced long enough ago."""

    def give(_world: World, db: Session, turn: Turn) -> object:
        ready = intentions.ripe(the_cover(db, turn.case).text, turn.now)
        return [intentions.fulfil(db, turn, each.id) for each in ready]

    return Step(who, hours_ago, give)


def goes_away(who: str, hours_ago: float, to: str, days: int, reason: str) -> Step:
    """She is away from the day of the filling on, and lends somebody her place in this case."""

    def lend(world: World, db: Session, turn: Turn) -> object:
        first = (turn.now + timedelta(hours=hours_ago)).date()
        until, on = first + timedelta(days=days), turn.now.date()
        mine, other = (db.get_one(Membership, world.people[each].membership) for each in (who, to))
        absences.leave_for(db, turn.register, mine, other, first, until, on)
        stay = lending.Stay(world.people[who].person, world.people[to].person, until)
        return lending.lend(db, turn, stay, reason)

    return Step(who, hours_ago, lend)


def writes(hours_ago: float, text: str) -> Step:
    """The survivor comes back by number alone and leaves a text."""
    return Step(SURVIVOR, hours_ago, text=text)

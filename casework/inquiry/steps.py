"""What the entries of an inquiry have in common: one of them, read by what it is about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.timeline import Line, timeline
from casework.case.turns import Turn
from casework.clocks.days import day_in
from casework.models.entry import Kind, Said
from casework.protection.places import zone_of
from casework.protection.reading import text

Facts = Mapping[str, str | list[str]]


class NotThere(LookupError):
    """There is no such thing in this case, or it does not stand where this can be done."""


class TooEarly(ValueError):
    """A day that has not come yet."""


def lines_of(db: Session, turn: Turn, *kinds: Kind) -> list[Line]:
    """The entries of some kinds that whoever's turn it is opens and that verify, in order."""
    read = timeline(db, turn.case, turn.register).lines
    return [each for each in read if each.is_verified and each.kind in kinds]


def those(lines: Iterable[Line], kind: Kind, step: str = "", about: str = "") -> list[Line]:
    """Of some entries those of a kind, of one step, about one thing."""
    return [
        each
        for each in lines
        if each.kind is kind
        and each.is_verified
        and (not step or text(each.facts, "step") == step)
        and (not about or text(each.facts, "about") == about)
    ]


def step(kind: Kind, at: datetime, words: str = "", **facts: str | list[str]) -> Said:
    """One step of something."""
    return Said(kind=kind, at=at, text=words, facts=facts)


def today(db: Session, turn: Turn) -> date:
    """The day it is where the case belongs."""
    return day_in(zone_of(db, turn.case), turn.now)


def require_past(db: Session, turn: Turn, on: date) -> None:
    """Raises TooEarly for a day that has not come."""
    if on > today(db, turn):
        raise TooEarly


def the_person(turn: Turn) -> UUID:
    """Whose turn it is, where it is nobody's who came with a number. Raises NotThere."""
    if turn.author.person is None:
        raise NotThere
    return turn.author.person

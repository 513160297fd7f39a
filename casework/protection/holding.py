"""The evidence hold: recordings and lists of a whole floor and day; nobody is pointed at."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.models.entry import Kind, Said
from casework.protection import gate
from casework.protection.gate import Act
from casework.protection.reading import day, iso, several, text
from crypto.compartments import Compartment

C = Compartment
WITHIN = timedelta(hours=24)
"""From the complaint on, in which it is offered first: cameras write over their own pictures."""


class Keeping(StrEnum):
    """What is asked to be kept."""

    CCTV = "cctv"
    ATTENDANCE = "attendance"
    PRODUCTION_BOARD = "production_board"


@dataclass(frozen=True, kw_only=True)
class Hold:
    """What is to be kept: always all of a floor, and whole days."""

    floor: str = field(repr=False)
    first_day: date
    last_day: date
    keeping: tuple[Keeping, ...]
    asked_of: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Held:
    """What became of the offer."""

    hold: Hold | None
    """None where nothing is asked for, and `reason` says why."""
    reason: str = field(repr=False)
    at: datetime


def ask_for(db: Session, turn: Turn, hold: Hold) -> None:
    """Ask that evidence is kept. Somebody at the factory sees the letter: the gate comes first.

    Raises casework.protection.gate.GateClosed, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL)
    passed = gate.require(db, turn, Act.HOLD)
    gate.went_through(db, cover, turn, passed)
    facts: dict[str, str | list[str]] = {
        "step": "asked",
        "floor": hold.floor,
        "first_day": iso(hold.first_day),
        "last_day": iso(hold.last_day),
        "keeping": [each.value for each in hold.keeping],
        "asked_of": hold.asked_of,
    }
    said = Said(kind=Kind.EVIDENCE_HOLD, at=turn.now, text=hold.words, facts=facts)
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:hold:ask", turn.author.person, turn.now)


def skip(db: Session, turn: Turn, why: str) -> None:
    """Nothing is asked for, and why. Raises as `casework.case.turns.begin`."""
    cover = begin(db, turn, C.ACCOUNT)
    said = Said(kind=Kind.EVIDENCE_HOLD, at=turn.now, text=why, facts={"step": "skipped"})
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:hold:skip", turn.author.person, turn.now)


def holds(lines: Iterable[Line]) -> list[Held]:
    """All that was asked for or not, the oldest first."""
    return [_held(each) for each in lines if each.kind is Kind.EVIDENCE_HOLD and each.is_verified]


def _held(line: Line) -> Held:
    facts = line.facts
    first, last = day(facts, "first_day"), day(facts, "last_day")
    if first is None or last is None:
        return Held(None, line.text, line.at)
    hold = Hold(
        floor=text(facts, "floor"),
        first_day=first,
        last_day=last,
        keeping=tuple(Keeping(each) for each in several(facts, "keeping")),
        asked_of=text(facts, "asked_of"),
        words=line.text,
    )
    return Held(hold, "", line.at)

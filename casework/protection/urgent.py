"""Care that has its hours: shown first, until it was had or she does not want it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import FORCED
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.hours import Care, Still, Window, windows
from casework.models.entry import Kind, Said
from casework.protection.reading import several, text
from casework.protection.safety import safety
from crypto.compartments import Compartment

LONGEST = timedelta(days=6)
"""Of the longest window, where only the day is known."""


@dataclass(frozen=True)
class Urgent:
    """One kind of care that is still to be settled with her."""

    care: Care
    window: Window | None
    """None before anybody has asked her when it happened."""

    @property
    def is_over(self) -> bool:
        """Whether its hours have passed. Health care is offered all the same."""
        return self.window is not None and self.window.still is Still.OVER


@dataclass(frozen=True)
class Settled:
    """What became of one kind of care."""

    care: Care
    had_it: bool
    """If not, she did not want it."""
    words: str
    at: datetime


def settle(db: Session, turn: Turn, care: Care, words: str, *, had_it: bool) -> None:
    """She had it, or does not want it; only she refuses, and nobody asks her why.

    Raises as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.ACCOUNT)
    facts: dict[str, str | list[str]] = {"care": care.value, "step": "had" if had_it else "refused"}
    said = Said(kind=Kind.CARE, at=turn.now, text=words, facts=facts)
    put(db, cover, Compartment.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:care:settle", turn.author.person, turn.now)


def urgent(lines: Sequence[Line], zone: ZoneInfo, now: datetime) -> list[Urgent]:
    """What is open, the shortest hours first. Nothing where no care with hours is needed.

    Before anybody has asked her, what she ticked when she told counts.
    """
    asked, done = safety(lines).assessment, {each.care for each in settled(lines)}
    needs_care = asked.needs_care if asked is not None else _told(lines) is not None
    if not needs_care:
        return []
    event = asked.event(zone) if asked is not None else None
    if event is None:
        return [Urgent(care, None) for care in Care if care not in done]
    return [Urgent(each.care, each) for each in windows(event, zone, now) if each.care not in done]


def settled(lines: Iterable[Line]) -> list[Settled]:
    """What became of care since it happened last: a newer day begins anew."""
    found: dict[Care, Settled] = {}
    event = ""
    for line in lines:
        if not line.is_verified:
            continue
        if line.kind is Kind.SAFETY and (on := text(line.facts, "event_on")):
            found = found if event in ("", on) else {}
            event = on
        elif line.kind is Kind.CARE:
            care, had_it = Care(text(line.facts, "care")), text(line.facts, "step") == "had"
            found[care] = Settled(care, had_it, line.text, line.at)
    return list(found.values())


def _told(lines: Iterable[Line]) -> Line | None:
    intakes = (each for each in lines if each.kind is Kind.INTAKE)
    return next((each for each in intakes if FORCED in several(each.facts, "kinds")), None)

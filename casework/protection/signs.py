"""Signs of retaliation and the days of asking, as the entries and the course of a case say."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from casework.case.timeline import Line
from casework.clocks.checks import AFTER_DAYS, CheckIn, check_ins
from casework.clocks.days import days_after
from casework.models.entry import Kind
from casework.procedures.terms import Event
from casework.protection.reading import day, several, text

CHECKED, OPEN = "checked", "signals"
"""Facts of a course: the days of check-ins that are done, and the signs that wait."""


class Followed(Protocol):
    """A course, whole or as a list opens it."""

    @property
    def events(self) -> dict[Event, tuple[date, ...]]: ...
    @property
    def facts(self) -> dict[str, str]: ...


class Watched(StrEnum):
    """Who is asked, or punished: whoever spoke, and whoever stood by her."""

    SURVIVOR = "survivor"
    WITNESS = "witness"
    COMPANION = "companion"
    MEMBER = "member"
    UNION = "union"


class Sign(StrEnum):
    """What can be a punishment for speaking."""

    SHIFT = "shift"
    LINE = "line"
    PIECE_RATE = "piece_rate"
    OVERTIME = "overtime"
    WARNING = "warning"
    CONTRACT = "contract"
    NON_RENEWAL = "non_renewal"
    DISMISSAL = "dismissal"
    BLACKLISTING = "blacklisting"
    EVICTION = "eviction"
    PASSPORT = "passport"
    COUNTER_SUIT = "counter_suit"
    RUMOURS = "rumours"
    OTHER = "other"


@dataclass(frozen=True)
class Signal:
    """One sign of retaliation, without a name."""

    id: UUID
    whom: Watched
    signs: tuple[Sign, ...]
    on: date | None
    at: datetime
    by: UUID | None
    is_in_time: bool
    """Inside the days that are watched: it waits until something was done about it."""
    done_at: datetime | None = None
    done: str = field(default="", repr=False)


@dataclass(frozen=True)
class Watch:
    """What of a watch is due, was done, and is still to come."""

    done: tuple[date, ...]
    due: tuple[CheckIn, ...]
    """Not asked yet; of several only the newest is asked."""
    coming: tuple[CheckIn, ...]
    until: date
    """The last day that is watched."""


def watch(course: Followed, told: date, today: date) -> Watch:
    """What a course knows of its watch, on a day in the factory.

    A check-in answers for every earlier day that was missed: she is not asked twice for the same.
    """
    every = check_ins(
        _first(course, Event.COMPLAINT, told) or told,
        _last(course, Event.NOTICE),
        _last(course, Event.DECISION),
    )
    done = tuple(date.fromisoformat(each) for each in course.facts.get(CHECKED, "").split())
    newest = max(done, default=date.min)
    waiting = [each for each in every if each.on > newest]
    return Watch(
        done=done,
        due=tuple(each for each in waiting if each.on <= today),
        coming=tuple(each for each in waiting if each.on > today),
        until=max(each.on for each in every),
    )


def next_check(course: Followed, told: date) -> date | None:
    """The day of the earliest check-in that nobody has done; None after the last."""
    begun = (
        _first(course, Event.COMPLAINT, told),
        _last(course, Event.NOTICE),
        _last(course, Event.DECISION),
    )
    done = max(course.facts.get(CHECKED, "").split(), default="")
    newest = date.fromisoformat(done) if done else date.min
    days = (days_after(on, days) for on in begun if on for days in AFTER_DAYS)
    return min((each for each in days if each > newest), default=None)


def signals(lines: Iterable[Line]) -> dict[UUID, Signal]:
    """Every sign of a timeline by its id, in the order they were noted."""
    found: dict[UUID, Signal] = {}
    for line in lines:
        if line.kind is not Kind.SIGNAL or not line.is_verified:
            continue
        id_ = UUID(text(line.facts, "signal"))
        if text(line.facts, "step") == "done" and id_ in found:
            found[id_] = replace(found[id_], done_at=line.at, done=line.text)
        elif id_ not in found:
            found[id_] = _signal(id_, line)
    return found


def waits(course: Followed) -> bool:
    """Whether a sign inside the watched days waits for somebody to act."""
    return bool(open_signals(course))


def _signal(id_: UUID, line: Line) -> Signal:
    return Signal(
        id=id_,
        whom=Watched(text(line.facts, "whom")),
        signs=tuple(Sign(each) for each in several(line.facts, "signs")),
        on=day(line.facts, "on"),
        at=line.at,
        by=line.author,
        is_in_time=text(line.facts, "in_time") == "yes",
    )


def open_signals(course: Followed) -> list[str]:
    """The ids of the signs that wait, in hexadecimal digits."""
    return course.facts.get(OPEN, "").split()


def _first(course: Followed, event: Event, otherwise: date | None = None) -> date | None:
    return min(course.events.get(event, ()), default=otherwise)


def _last(course: Followed, event: Event) -> date | None:
    return max(course.events.get(event, ()), default=None)

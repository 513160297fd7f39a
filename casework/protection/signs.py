"""Signs of retaliation and the days of asking, as the entries and the course of a case say."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from casework.case.timeline import Line
from casework.clocks.checks import CheckIn, check_ins
from casework.course.promised import CHECKED, SIGNALS, Followed, begun_again, kept
from casework.models.entry import Kind
from casework.procedures.terms import Event
from casework.protection.reading import day, several, text


class Watched(StrEnum):
    """Who is asked, or punished: whoever spoke, and whoever stood by her."""

    SURVIVOR = "survivor"
    WITNESS = "witness"
    COMPANION = "companion"
    """A support person of hers, or who stands beside the respondent."""
    INTERPRETER = "interpreter"
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
    missed: tuple[CheckIn, ...]
    """Days that went by, until the next one, without anybody asking."""
    until: date
    """The last day that is watched."""
    today: date

    @property
    def next(self) -> CheckIn | None:
        """What comes first: the newest that is due, or the next one after today."""
        return next(iter((*self.due[-1:], *self.coming)), None)

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed: nobody is asked any more."""
        return self.today > self.until


def watch(course: Followed, told: date, today: date) -> Watch:
    """What a course knows of her watch, on a day in the factory.

    A check-in answers for every earlier day that was missed: she is not asked twice for the same.
    """
    done = tuple(date.fromisoformat(each) for each in course.facts.get(CHECKED, "").split())
    begun = min(course.events.get(Event.COMPLAINT, ()), default=told)
    return watch_since(course, begun, done, today)


def watch_since(course: Followed, since: date, done: tuple[date, ...], today: date) -> Watch:
    """The same of anybody who belongs to it since a day, and was asked on some."""
    every = check_ins(since, *begun_again(course, since))
    newest = max(done, default=date.min)
    waiting = [each for each in every if each.on > newest]
    return Watch(
        done=done,
        due=tuple(each for each in waiting if each.on <= today),
        coming=tuple(each for each in waiting if each.on > today),
        missed=tuple(
            each for each, until in pairwise(every) if _is_missed(each, until, done, today)
        ),
        until=max(each.on for each in every),
        today=today,
    )


def _is_missed(each: CheckIn, until: CheckIn, done: Iterable[date], today: date) -> bool:
    return until.on <= today and not any(each.on <= on < until.on for on in done)


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


def open_signals(course: Followed) -> dict[str, date]:
    """The signs that wait, each with the day on which it was noted."""
    return kept(course, SIGNALS)

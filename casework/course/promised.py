"""Days that were promised beside the clocks of a law: who is asked again, what is looked at again.

They stand as facts of a course, without a name: whoever moves one writes the reminders anew.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from casework.clocks.calendars import Calendar
from casework.clocks.checks import KNOWN, check_ins
from casework.clocks.escalation import Rung, Step, up_from
from casework.models.cover import Capacity, CoverText
from casework.procedures.terms import Event

CHECKED, SIGNALS, REVIEWS = "checked", "signals", "reviews"
"""Facts of a course: the days on which she was asked; signs that wait, each with its day; what is
looked at with her again, and when."""
COVERED, OTHERS, TOO_FEW = "covered", "others", "too_few"
"""Who of the People page is asked too, and since when; when each of them, and of those who deal
with it, was asked last; since when a hearing stands that too few sat on."""
POINTS = "points"
"""What a union asked the committee, and by which day it is answered."""
BESIDE = "beside"
"""How far it is with somebody of the union who stands beside her (casework.outcomes.beside)."""
MALICE_REVIEWS = "malice_reviews"
"""What she asked to be reviewed of a proceeding against her, and when: each with who decided it,
for whom alone it does not wait."""
PLAN = "plan"
PRESSING = (SIGNALS, TOO_FEW, POINTS, MALICE_REVIEWS)
"""What the last rung hears of too, where nobody sees to it."""
LATER = 3
"""Working days after which the last rung hears of what nobody has seen to."""
DIGITS = 12
ASKED_TOO = {
    Capacity.RECEIVER: "member",
    Capacity.EXTERNAL_MEMBER: "member",
    Capacity.PANEL: "member",
    Capacity.UNION_REPRESENTATIVE: "union",
}
"""Who of those with keys can be punished for it, and as what: CARE's own people are not."""


class Followed(Protocol):
    """A course, whole or as a list opens it."""

    @property
    def events(self) -> dict[Event, tuple[date, ...]]: ...
    @property
    def facts(self) -> dict[str, str]: ...


def token(of: UUID) -> str:
    """What stands for somebody or something among the facts of a course."""
    return of.hex[:DIGITS]


def kept(course: Followed, name: str) -> dict[str, date]:
    """One of these facts: each with its day, by what stands for it; pure."""
    # Most courses of a list have none of them.
    said = course.facts.get(name)
    if not said:
        return {}
    pairs = (each.partition("@") for each in said.split())
    return {what: date.fromisoformat(on) for what, _at, on in pairs}


def as_kept(days: Mapping[str, date]) -> str:
    """The opposite."""
    return " ".join(f"{what}@{on.isoformat()}" for what, on in sorted(days.items()))


def with_day(course: Followed, name: str, what: str, on: date | None) -> str:
    """The fact with another day for one thing; without it where there is none any more."""
    days = {each: day for each, day in kept(course, name).items() if each != what}
    return as_kept(days if on is None else {**days, what: on})


def her_days(course: Followed, told: date) -> tuple[date, ...]:
    """Every day on which she is asked, from the day of the complaint on; pure."""
    return _days(course, min(course.events.get(Event.COMPLAINT, ()), default=told))


def days_since(course: Followed, since: date) -> tuple[date, ...]:
    """The same for somebody who belongs to it from a later day on; pure."""
    return _days(course, since)


def begun_again(course: Followed, since: date) -> tuple[date | None, date | None]:
    """The last notice and the last decision, after each of which the days begin again for
    everybody who belongs to it by then; pure."""
    notice, decision = _newest(course, Event.NOTICE), _newest(course, Event.DECISION)
    return (
        notice if notice is not None and notice >= since else None,
        decision if decision is not None and decision >= since else None,
    )


def last_asked(course: Followed) -> date:
    """The newest day on which she was asked; the first of all days before anybody has; pure."""
    newest = max(course.facts.get(CHECKED, "").split(), default="")
    return date.fromisoformat(newest) if newest else date.min


def others(course: Followed, cover: CoverText, told: date) -> dict[str, date]:
    """Everybody beside her who is asked, and since when: of the case, and who deals with it.

    What a third person told asks nobody: the survivor has agreed to nothing. Pure.
    """
    if cover.is_concern or cover.is_kept:
        return {}
    begun, seated = _begun(course, cover, told)
    found = {
        token(each.holder): seated if each.capacity is Capacity.PANEL else begun
        for each in cover.holders
        if each.capacity in ASKED_TOO
    }
    return {**found, **kept(course, COVERED)}


def _begun(course: Followed, cover: CoverText, told: date) -> tuple[date, date]:
    """Since when whoever deals with it is asked, and since when a panel is."""
    begun = min(course.events.get(Event.COMPLAINT, ()), default=told)
    chosen = cover.route_chosen_at.date() if cover.route_chosen_at is not None else begun
    return begun, max(begun, chosen)


def next_asked(course: Followed, cover: CoverText, told: date) -> date | None:
    """The earliest day on which she is to be asked and was not; None after the last; pure."""
    return None if cover.is_concern else _next(her_days(course, told), last_asked(course))


def next_other(course: Followed, cover: CoverText, told: date) -> date | None:
    """The same of everybody else; pure."""
    lasts = _lasts(course, cover, told)
    found = [_next(days_since(course, since), last) for since, last in lasts]
    return min([each for each in found if each is not None], default=None)


def _lasts(course: Followed, cover: CoverText, told: date) -> set[tuple[date, date]]:
    """Since when they are asked, and when they were last.

    Five people who belong to it since the same day and were never asked are one question.
    """
    asked = kept(course, OTHERS)
    if asked or course.facts.get(COVERED) or cover.is_concern or cover.is_kept:
        every = others(course, cover, told)
        return {(on, asked.get(who, date.min)) for who, on in every.items()}
    # Most cases of a list: nobody was asked yet, and it is the same to whom they are put.
    begun, seated = _begun(course, cover, told)
    capacities = {each.capacity for each in cover.holders} & ASKED_TOO.keys()
    return {(seated if each is Capacity.PANEL else begun, date.min) for each in capacities}


def next_review(course: Followed) -> date | None:
    """The earliest day on which a plan or a measure is to be looked at with her; pure."""
    return min(kept(course, REVIEWS).values(), default=None)


def promised(
    course: Followed,
    cover: CoverText,
    calendar: Calendar,
    eligible: AbstractSet[Rung],
    today: date,
) -> frozenset[Step]:
    """Who is told of all that from today on: the first rung on the day, the next one after it.

    `eligible` as casework.clocks.escalation.steps; pure.
    """
    days = {*_days_of_asking(course, cover), *kept(course, REVIEWS).values()}
    found = {step for on in days for step in _asked(on, calendar)}
    for on in (day for name in PRESSING for day in kept(course, name).values()):
        found |= {*_asked(on, calendar), (calendar.working_day_after(on, LATER), Rung.CARE)}
    reached = ((on, up_from(rung, eligible)) for on, rung in found if on >= today)
    return frozenset(Step(on, rung) for on, rung in reached if rung is not None)


def _asked(on: date, calendar: Calendar) -> set[tuple[date, Rung]]:
    return {(on, Rung.CHAIR), (calendar.working_day_after(on, 1), Rung.EXTERNAL)}


def _days_of_asking(course: Followed, cover: CoverText) -> Iterable[date]:
    told = cover.received_at.date()
    if not (cover.is_concern or cover.is_kept):
        yield from _after(her_days(course, told), last_asked(course))
    asked = kept(course, OTHERS)
    for who, since in others(course, cover, told).items():
        yield from _after(days_since(course, since), asked.get(who, date.min))


def _newest(course: Followed, event: Event) -> date | None:
    days = course.events.get(event)
    return max(days) if days else None


def _days(course: Followed, since: date) -> tuple[date, ...]:
    return _days_on(since, *begun_again(course, since))


@lru_cache(maxsize=KNOWN)
def _days_on(since: date, notice: date | None, decision: date | None) -> tuple[date, ...]:
    return tuple(each.on for each in check_ins(since, notice, decision))


def _after(days: tuple[date, ...], asked: date) -> tuple[date, ...]:
    return days[bisect_right(days, asked) :]


def _next(days: tuple[date, ...], asked: date) -> date | None:
    return next(iter(_after(days, asked)), None)

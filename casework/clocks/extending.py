"""Who may make a clock longer: the law where it says so, anybody with a reason where it is ours."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from casework.clocks.calendars import Calendar
from casework.clocks.counting import Lean, counted, lean_of
from casework.clocks.days import days_after
from casework.procedures.pack import Deadline
from casework.procedures.terms import Binding, Period, Unit


class Extended(msgspec.Struct, frozen=True):
    """A deadline that was made longer: by how much, on which day, and why."""

    rule: str
    amount: int
    period: Period
    on: date
    reason: str


class Paused(msgspec.Struct, frozen=True):
    """A deadline that stood still from one day on, up to another that counts again."""

    rule: str
    when: str
    """One of the reasons that the pack cites, in its words."""
    since: date
    until: date | None = None
    """None: it still stands still."""


class Refused(StrEnum):
    """Why a clock is not made longer, or does not stop."""

    NO_REASON = "no_reason"
    NOTHING = "nothing"
    """By no time at all."""
    NOT_CITED = "not_cited"
    """It is not ours to change: no source of the pack lets it be longer, or stand still."""
    TOO_LONG = "too_long"
    """Longer than the source allows, with what was added before."""
    ANOTHER_PERIOD = "another_period"
    """The source speaks of days and this of months, or the other way round."""
    TOO_LATE = "too_late"
    """The day has passed: it is late, and asks for a reason instead."""


def may_extend(
    rule: Deadline, asked: Extended, before: Iterable[Extended], due_on: date
) -> tuple[Refused, ...]:
    """Everything against making a deadline longer; nothing when it may be.

    `before`: what was added to this rule already; `due_on`: its day as it stands. Only a number
    of our own is freely extended, and that never after its day. What somebody may do (a window
    to complain in) can be extended afterwards, as the law does for whoever could not come in
    time.
    """
    return tuple(_against(rule, asked, before, due_on))


def may_pause(rule: Deadline, asked: Paused, due_on: date) -> tuple[Refused, ...]:
    """Everything against a deadline's standing still: it does only where the pack cites it.

    `due_on`: its day as it stands. What is late is not made to stand still afterwards.
    """
    cited = {each.when for each in rule.pauses}
    against = (
        (Refused.NOT_CITED, asked.when not in cited),
        (Refused.TOO_LATE, asked.since > due_on),
    )
    return tuple(why for why, is_so in against if is_so)


def extended(
    calendar: Calendar, rule: Deadline, started: date, more: Iterable[Extended]
) -> date | None:
    """The last day with what was added; None where the pack has no number.

    What is added in the same period is counted from the beginning, so that "30 days, up to 60
    in all" is 60 days and not 30 days after a day that was moved.
    """
    if rule.amount is None:
        return None
    mine = [each for each in more if each.rule == rule.id]
    same = sum(each.amount for each in mine if each.period is rule.period)
    last = counted(calendar, started, rule.amount + same, rule.period, rule.unit)
    for each in mine:
        if each.period is not rule.period:
            last = counted(calendar, last, each.amount, each.period, rule.unit)
    return last


def paused(
    calendar: Calendar, rule: Deadline, started: date, last: date, stops: Iterable[Paused]
) -> date | None:
    """The last day moved by the days it stood still; None while it stands still.

    A stop that begins after the last day moves nothing. Days that two stops share count once.
    """
    after = started
    for each in sorted((e for e in stops if e.rule == rule.id), key=lambda stop: stop.since):
        since = max(each.since, days_after(after, 1))
        if since > last:
            break
        if each.until is None:
            return None
        if each.until > since:
            last = _moved(calendar, rule, last, since, each.until)
            after = days_after(each.until, -1)
    return last


def _moved(calendar: Calendar, rule: Deadline, last: date, since: date, until: date) -> date:
    if rule.unit is Unit.WORKING and rule.period is Period.DAY:
        lost = calendar.working_days(days_after(since, -1), days_after(until, -1))
        return calendar.working_day_after(last, lost)
    return days_after(last, (until - since).days)


def _against(
    rule: Deadline, asked: Extended, before: Iterable[Extended], due_on: date
) -> Iterable[Refused]:
    if not asked.reason.strip():
        yield Refused.NO_REASON
    if asked.amount <= 0:
        yield Refused.NOTHING
    if asked.on > due_on and lean_of(rule) is Lean.EARLIER:
        yield Refused.TOO_LATE
    if rule.extension is not None and rule.binding is not Binding.RECOMMENDED:
        used = sum(each.amount for each in before if each.rule == rule.id)
        if asked.period is not rule.extension.period:
            yield Refused.ANOTHER_PERIOD
        elif used + asked.amount > rule.extension.amount:
            yield Refused.TOO_LONG
    elif rule.binding is not Binding.RECOMMENDED:
        yield Refused.NOT_CITED

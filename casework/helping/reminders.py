"""Who is told that a referral is overdue or a task due: whoever looks after help, then the next."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.turns import Turn
from casework.course.reminding import on_days, people_at_once
from casework.helping.states import State, late_on, told_again_on, told_on
from casework.models.cover import Capacity, CoverText
from crypto.compartments import Compartment
from referrals.sending.given import NOBODY, Alarm

FIRST = (Capacity.REFERRAL_OFFICER, Capacity.CHILD_PROTECTION_OFFICER)
"""Who looks after help; one after the other, as far as anybody holds keys as that."""
HIGHER = (Capacity.SUPERVISOR, Capacity.CHILD_PROTECTION_OFFICER)
HERS = (Capacity.SURVIVOR, Capacity.REPORTER)
MOST = 8
"""Whom a packet names by their marks: it has room for so many."""


def who_helps(cover: CoverText, today: date) -> list[UUID]:
    """Whoever sees to it. Where nobody has that post, everybody who reads what she needs."""
    return _first(cover, FIRST, today) or _reading(cover, set(Capacity).difference(HERS), today)


def who_stands_behind(cover: CoverText, today: date) -> list[UUID]:
    """Whoever hears of what nobody has seen to; the same again where there is nobody else."""
    return _first(cover, HIGHER, today) or who_helps(cover, today)


def remind_of(
    db: Session,
    turn: Turn,
    cover: CoverText,
    state: State,
    *,
    is_urgent: bool,
    appointment: date | None = None,
) -> tuple[UUID, ...]:
    """Have people told when what is expected after this state does not come.

    Gives back the rows, none where nothing is expected.
    """
    today = turn.now.date()
    late = late_on(state, today, is_urgent=is_urgent, appointment=appointment)
    if late is None:
        return ()
    first, then = told_on(late, is_urgent=is_urgent)
    told = [(who, first) for who in who_helps(cover, today)]
    told += [(who, then) for who in who_stands_behind(cover, today)]
    for again in told_again_on(state, late, is_urgent=is_urgent):
        everybody = {*who_helps(cover, today), *who_stands_behind(cover, today)}
        told += [(who, again) for who in everybody]
    return on_days(db, turn.keys, told)


def alarm_of(turn: Turn, cover: CoverText, *, is_urgent: bool) -> Alarm:
    """Whom a place's no is told at once, where help has its hours: whoever sees to it."""
    if not is_urgent:
        return NOBODY
    people = sorted(who_helps(cover, turn.now.date()))[:MOST]
    return Alarm(tuple(turn.keys.reminder_tag(each) for each in people), turn.keys.version)


def remind_there(
    db: Session, turn: Turn, people: Iterable[UUID], *, is_urgent: bool
) -> tuple[UUID, ...]:
    """Have the people of a place with accounts told that something was sent to them.

    With the next round, or at once where help has its hours. Gives back the rows.
    """
    today = turn.now.date()
    if is_urgent:
        return people_at_once(db, turn.keys, people, today)
    return on_days(db, turn.keys, ((who, today) for who in people))


def remind_of_task(db: Session, turn: Turn, cover: CoverText, on: date) -> tuple[UUID, ...]:
    """Have whoever looks after help told on the day of a task; gives back the rows."""
    return on_days(db, turn.keys, ((who, on) for who in who_helps(cover, turn.now.date())))


def _first(cover: CoverText, capacities: Iterable[Capacity], today: date) -> list[UUID]:
    found = (_reading(cover, {each}, today) for each in capacities)
    return next(filter(None, found), [])


def _reading(cover: CoverText, capacities: AbstractSet[Capacity], today: date) -> list[UUID]:
    return [
        each.holder
        for each in cover.holders_of(Compartment.REFERRAL)
        if each.capacity in capacities and cover.reads(each.holder, today)
    ]

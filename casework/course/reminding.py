"""Reminders of a case: rows that say on which day somebody is told, replaced with every move."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Membership, Role
from auth.reminders import Reminder
from casework.clocks.calendars import Calendar
from casework.clocks.escalation import Rung
from casework.course.planning import by_person, planned
from casework.course.promised import promised
from casework.models.course import CourseText
from casework.models.cover import Capacity, CoverText
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys

FIRST = (Capacity.RECEIVER, Capacity.CHILD_PROTECTION_OFFICER)
"""Who is told in the chair's place where the chair may not know of it."""
HIGHER = {
    Rung.EXTERNAL: (Capacity.EXTERNAL_MEMBER,),
    Rung.CARE: (Capacity.SUPERVISOR, Capacity.CHILD_PROTECTION_OFFICER),
}


@dataclass(frozen=True)
class Reminding:
    """Whose keys tag the rows, whom the case knows, and the days it is counted in."""

    keys: InstanceKeys = field(repr=False)
    cover: CoverText
    calendar: Calendar
    today: date


def replaced(db: Session, given: Reminding, before: CourseText, after: CourseText) -> CourseText:
    """Write the reminders of a course anew; gives it back naming them.

    Those who may follow the outcome are told and nobody else: whoever is conflicted holds no
    key, so that a notice leads nobody to a case that is not there for her. Where nobody is
    left, nobody is told, and the survivor's own page says that it is late.
    """
    db.execute(delete(Reminder).where(Reminder.id.in_(before.reminders)))
    rungs = who_stands(db, given)
    eligible = frozenset(each for each, people in rungs.items() if people)
    found = planned(before.clocks, after.clocks, given.calendar, eligible, given.today)
    found |= promised(after, given.cover, given.calendar, eligible, given.today)
    tags = {rung: [given.keys.reminder_tag(each) for each in rungs[rung]] for rung in rungs}
    rows = [_row(given.keys, tag, day) for tag, day in sorted(by_person(found, tags))]
    db.add_all(rows)
    return msgspec.structs.replace(after, reminders=tuple(row.id for row in rows))


def at_once(
    db: Session,
    keys: InstanceKeys,
    cover: CoverText,
    today: date,
    kinds: Iterable[Capacity] | None = None,
) -> None:
    """Have those told at once who read first: she is in danger, or care helps for hours only.

    `kinds`: those are told alone, and nobody in their place.
    """
    people = _reading_first(cover, today) if kinds is None else _holding(cover, kinds, today)
    rows = [_row(keys, keys.reminder_tag(each), today, is_at_once=True) for each in people]
    db.add_all(rows)


def people_at_once(
    db: Session, keys: InstanceKeys, people: Iterable[UUID], today: date
) -> tuple[UUID, ...]:
    """Have these people told at once; gives back the rows."""
    rows = [_row(keys, keys.reminder_tag(each), today, is_at_once=True) for each in sorted(people)]
    db.add_all(rows)
    return tuple(row.id for row in rows)


def on_days(db: Session, keys: InstanceKeys, told: Iterable[tuple[UUID, date]]) -> tuple[UUID, ...]:
    """Have people told on days; gives back the rows, for whoever has them forgotten again."""
    rows = [_row(keys, keys.reminder_tag(person), day) for person, day in sorted(set(told))]
    db.add_all(rows)
    return tuple(row.id for row in rows)


def forget(db: Session, rows: Iterable[UUID]) -> None:
    """Nobody is told any more of what these rows were for. One that was told is gone already."""
    db.execute(delete(Reminder).where(Reminder.id.in_(list(rows))))


def who_stands(db: Session, given: Reminding) -> dict[Rung, list[UUID]]:
    """The people on each rung who may follow the outcome of this case."""
    cover, today = given.cover, given.today
    every = _holding(cover, Capacity, today)
    followers = [each for each in every if _reads(cover, each, Compartment.OUTCOME)]
    chairs = _chairs(db, cover, followers, today)
    first = chairs or [each for each in _holding(cover, FIRST, today) if each in followers]
    higher = {rung: _holding(cover, kinds, today) for rung, kinds in HIGHER.items()}
    told = {rung: [each for each in people if each in followers] for rung, people in higher.items()}
    return {Rung.CHAIR: first, **told}


def _reads(cover: CoverText, person: UUID, part: Compartment) -> bool:
    her = cover.holder(person)
    return her is not None and part in her.compartments


def _holding(cover: CoverText, kinds: Iterable[Capacity], today: date) -> list[UUID]:
    hers = (Capacity.SURVIVOR, Capacity.REPORTER)
    among = set(kinds).difference(hers)
    return [
        each.holder
        for each in cover.holders
        if each.capacity in among and cover.reads(each.holder, today)
    ]


def _reading_first(cover: CoverText, today: date) -> list[UUID]:
    """Receivers and a child's officers; without them whoever reads what she told, or else which
    help she asked for."""
    every = _holding(cover, Capacity, today)
    parts = (Compartment.TOLD, Compartment.REFERRAL)
    found = ([each for each in every if _reads(cover, each, part)] for part in parts)
    return _holding(cover, FIRST, today) or next(filter(None, found), [])


def _chairs(db: Session, cover: CoverText, among: Iterable[UUID], today: date) -> list[UUID]:
    posts = db.scalars(
        select(Membership).where(
            Membership.person_id.in_(list(among)),
            Membership.organization_id == cover.home,
            Membership.role == Role.CHAIR,
        )
    )
    return sorted({each.person_id for each in posts if each.is_current(today)})


def _row(keys: InstanceKeys, tag: bytes, day: date, *, is_at_once: bool = False) -> Reminder:
    return Reminder(recipient=tag, recipient_version=keys.version, day=day, is_at_once=is_at_once)

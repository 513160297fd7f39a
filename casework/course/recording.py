"""What happens in a case, written as one signed entry and taken over into its course."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.covers import change
from casework.case.entries import put
from casework.case.turns import Turn
from casework.clocks import course as stages
from casework.clocks.days import day_in, days_after, months_after
from casework.clocks.due import Record, clocks, remembered
from casework.clocks.retention import WARNED_FOR
from casework.clocks.stages import Need
from casework.course.grounds import Grounds, grounds_of
from casework.course.reminding import Reminding, replaced
from casework.models.course import Course, CourseText
from casework.models.cover import CLOSED, Cover
from casework.models.entry import Entry, Kind, Said
from casework.procedures.terms import Event
from crypto.compartments import Compartment
from crypto.errors import KeyMissing

C = Compartment
MARK = "course"
KEPT_MONTHS, HELD, TELL_ON = "kept_months", "held", "tell_on"
"""The facts of a closed course: how long it is kept, whether somebody holds it, and from which
day on she is told that its time is nearly over."""
"""The fact of every entry that changed the course: its digest, after the change."""
DAYS = "days"
"""The fact of an entry by which other days were set."""
SALT_LENGTH = 16
PUTS_ON_RECORD: Mapping[Event, Need] = {
    Event.SAFETY_CHECKED: Need.SAFETY_CHECKED,
    Event.NOTICE: Need.NOTICE_SERVED,
    Event.REPLY: Need.REPLIED,
    Event.INQUIRY_DONE: Need.INQUIRY_DONE,
    Event.REPORT: Need.REPORT_WRITTEN,
    Event.APPEAL: Need.APPEAL_LODGED,
    Event.APPEAL_DECIDED: Need.APPEAL_ENDED,
}
"""What a day that is noted puts on record by itself."""


def the_course(db: Session, case: UUID) -> Course:
    """The course of a case. Raises KeyMissing where there is none, or no key to it."""
    row = db.scalar(select(Course).where(Course.case_id == case))
    if row is None:
        raise KeyMissing
    return row


def note_events(
    db: Session,
    cover: Cover,
    turn: Turn,
    events: Mapping[Event, date | datetime] | None = None,
    *,
    needs: Iterable[Need] = (),
    without: Iterable[Need] = (),
    said: Said | None = None,
    **facts: str,
) -> Entry:
    """Note that something happened, for a verb that has begun its turn in `outcome`.

    `needs` are put on record and `without` taken back; `facts` are kept for lists. `said` is
    the verb's own entry of `outcome`, put here; without it there is one of kind HAPPENED. The
    clocks are computed anew. Moves nothing (casework.course.moving).
    """
    before = the_course(db, cover.case_id).text
    grounds = grounds_of(db, cover.text, before, turn.now)
    days = {event: day_in(grounds.calendar.timezone, at) for event, at in (events or {}).items()}
    put_there = {*needs, *(PUTS_ON_RECORD[each] for each in days if each in PUTS_ON_RECORD)}
    state = stages.taken_back(stages.recorded(state_of(before), put_there), without)
    after = with_days(with_state(before, state), days)
    after = msgspec.structs.replace(after, facts={**before.facts, **facts})
    entry = said or Said(kind=Kind.HAPPENED, at=turn.now, facts=_named(days, needs, without))
    return keep(db, cover, turn, after, entry, grounds)


def note_days(db: Session, cover: Cover, turn: Turn, name: str, days: str) -> Entry:
    """Keep other days on which somebody is asked or something is looked at again.

    `name` and `days` as casework.course.promised keeps them. The entry says no more than that
    they were set: what they are of stands in the inquiry.
    """
    before = the_course(db, cover.case_id).text
    after = msgspec.structs.replace(before, facts={**before.facts, name: days})
    said = Said(kind=Kind.HAPPENED, at=turn.now, facts={DAYS: "set"})
    return keep(db, cover, turn, after, said, grounds_of(db, cover.text, before, turn.now))


def keep(
    db: Session, cover: Cover, turn: Turn, course: CourseText, said: Said, grounds: Grounds
) -> Entry:
    """Write the course, its clocks computed anew, and the signed entry that stands for it."""
    row = the_course(db, cover.case_id)
    today = day_in(grounds.calendar.timezone, turn.now)
    if said.kind is not Kind.KEEPING:
        course = told_from(course, today)
    text = counted(course, grounds, turn.now)
    given = Reminding(turn.keys, cover.text, grounds.calendar, today)
    row.text = replaced(db, given, row.text, text)
    return sign(db, cover, turn.author, text, said)


def sign(db: Session, cover: Cover, author: Author, text: CourseText, said: Said) -> Entry:
    """Put the entry that names a course by its mark, and let the cover name it too."""
    marked = msgspec.structs.replace(said, facts={**said.facts, MARK: text.mark.hex()})
    change(db, cover, course=text.mark, stage=_stage_on(cover, text))
    return put(db, cover, C.OUTCOME, marked, author)


def counted(course: CourseText, grounds: Grounds, now: datetime) -> CourseText:
    """A course with its clocks as they are counted now, and a new mark."""
    today = day_in(grounds.calendar.timezone, now)
    found = clocks(grounds.pack, record_of(course), grounds.calendar, today)
    salt = secrets.token_bytes(SALT_LENGTH)
    text = msgspec.structs.replace(course, clocks=remembered(found), salt=salt)
    return msgspec.structs.replace(text, mark=digest(text))


def digest(course: CourseText) -> bytes:
    """What names a course: of everything in it but the reminders and the name itself."""
    named = msgspec.structs.replace(course, mark=b"", reminders=())
    return sha256(msgspec.msgpack.encode(named)).digest()


def told_from(course: CourseText, today: date) -> CourseText:
    """A course with the day from which on she is told that its time is nearly over, counted from
    today, on which something is done in it; without one where it is open, held, or nobody knows.
    """
    months, is_held = course.facts.get(KEPT_MONTHS), course.facts.get(HELD)
    facts = {name: value for name, value in course.facts.items() if name != TELL_ON}
    if course.is_closed and months and not is_held:
        facts[TELL_ON] = days_after(months_after(today, int(months)), -WARNED_FOR).isoformat()
    return msgspec.structs.replace(course, facts=facts)


def state_of(course: CourseText) -> stages.Course:
    """A course as its table of stages knows it."""
    on_record = frozenset(course.on_record)
    return stages.Course(course.stage, course.route, course.is_closed, on_record)


def with_state(course: CourseText, state: stages.Course) -> CourseText:
    """The opposite: a course after a move, or with more on record."""
    return msgspec.structs.replace(
        course,
        stage=state.stage,
        route=state.route,
        is_closed=state.closed,
        on_record=tuple(sorted(state.on_record)),
    )


def with_days(course: CourseText, days: Mapping[Event, date]) -> CourseText:
    """A course on which more has happened; of an event that came again every day stays."""
    had = course.events
    added = {event: tuple(sorted({*had.get(event, ()), day})) for event, day in days.items()}
    return msgspec.structs.replace(course, events={**had, **added})


def record_of(course: CourseText) -> Record:
    """A course as its clocks are counted from it."""
    return Record(
        happened=course.events,
        extended=course.extended,
        paused=course.paused,
        reasons=frozenset(course.late),
        route=course.route,
        closed=course.is_closed,
    )


def _stage_on(cover: Cover, text: CourseText) -> str:
    """The stage as lists show it. That of a concern is moved by what becomes of it."""
    if cover.text.is_concern:
        return cover.text.stage
    return CLOSED if text.is_closed else text.stage.value


def _named(
    days: Mapping[Event, date], needs: Iterable[Need], without: Iterable[Need]
) -> dict[str, str | list[str]]:
    happened = {event.value: day.isoformat() for event, day in days.items()}
    records = {"needs": sorted(needs), "without": sorted(without)}
    return {**happened, **{name: [*each] for name, each in records.items() if each}}

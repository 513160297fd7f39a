"""Moving a case from stage to stage: the only way there is, each time with who and why."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import show_status
from casework.case.turns import Turn, begin
from casework.clocks import course as stages
from casework.clocks.course import Move, Verb
from casework.clocks.days import day_in
from casework.clocks.stages import Need
from casework.course.grounds import grounds_of
from casework.course.recording import keep, state_of, the_course, with_days, with_state
from casework.models.course import CourseText
from casework.models.cover import Cover
from casework.models.entry import Entry, Kind, Said
from casework.models.number import Status
from casework.procedures.terms import Event, StageId
from crypto.compartments import Compartment

STAYS_KNOWN = frozenset({Event.INCIDENT, Event.EMPLOYER_KNEW})
"""What no new beginning undoes: it happened, and a time bar of the law has run since."""
NOTHING: Mapping[str, str] = MappingProxyType({})
SHOWN = {Verb.CLOSE: Status.CLOSED, Verb.REOPEN: Status.RECEIVED}
"""The moves that the number alone shows."""


class Because(StrEnum):
    """Why something done elsewhere moved a case. No sentence is kept: pages say it in words."""

    LETTER_READ = "letter_read"
    LETTER_SERVED = "letter_served"
    REPLIED = "replied"
    """Or the time for it is over."""
    INQUIRY_DONE = "inquiry_done"
    REPORT_SENT_BACK = "report_sent_back"
    REPORTED = "reported"
    CARRIED_OUT = "carried_out"
    REVIEW_ASKED = "review_asked"
    REVIEW_ENDED = "review_ended"
    SETTLED = "settled"


def move(db: Session, turn: Turn, asked: Move, *, needs: Iterable[Need] = ()) -> Entry:
    """Move a case. `asked.who` is whoever's turn it is (`who_moves`).

    `needs` are what this very act puts on record first: her choice, her wish to come back.

    Raises MoveRefused with everything that stands against it, and as casework.case.turns.begin.
    """
    return move_in(db, begin(db, turn, Compartment.OUTCOME), turn, asked, needs=needs)


def move_in(
    db: Session,
    cover: Cover,
    turn: Turn,
    asked: Move,
    *,
    needs: Iterable[Need] = (),
    leaves: Iterable[Need] = (),
    events: Iterable[Event] = (),
    said: Said | None = None,
    as_act: str = "",
    keeps: Mapping[str, str] = NOTHING,
    **facts: str,
) -> Entry:
    """The same for a verb that has begun its turn.

    `leaves` is on record after it, as her consent to the route that she chose by it; `events`
    happen by it, today; `said` is its own entry, put here; `as_act` what it is called
    on the trail, with `facts`; `keeps` stays with the course, for lists.
    """
    before = _keeping(the_course(db, cover.case_id).text, keeps)
    grounds = grounds_of(db, cover.text, before, turn.now)
    state = stages.moved(stages.recorded(state_of(before), needs), asked)
    today = day_in(grounds.calendar.timezone, turn.now)
    after = with_state(before, stages.recorded(state, leaves))
    after = _after(after, asked, dict.fromkeys(events, today), today)
    entry = keep(db, cover, turn, after, said or _said(turn, asked, after), grounds)
    if asked.verb in SHOWN:
        show_status(db, cover.text, status=SHOWN[asked.verb])
    act(
        db,
        turn.case,
        as_act or f"case:course:{asked.verb}",
        turn.author.person,
        turn.now,
        stage=after.stage.value,
        entry=str(cover.text.heads[Compartment.OUTCOME].number),
        **facts,
    )
    return entry


def move_because(
    db: Session,
    cover: Cover,
    turn: Turn,
    to: StageId,
    because: Because,
    *,
    verb: Verb = Verb.GO,
    needs: Iterable[Need] = (),
) -> Entry:
    """The same where what was just done is the reason. Raises MoveRefused."""
    asked = Move(verb=verb, who=who_moves(turn), why=because.value, to=to)
    facts: dict[str, str | list[str]] = {
        "stage": to.value,
        "verb": verb.value,
        "because": because.value,
    }
    said = Said(kind=Kind.STAGE, at=turn.now, facts=facts)
    return move_in(db, cover, turn, asked, needs=needs, said=said)


def who_moves(turn: Turn) -> UUID:
    """Whoever's turn it is; the survivor is the case's own id."""
    return turn.author.person or turn.case


def _said(turn: Turn, asked: Move, after: CourseText) -> Said:
    facts: dict[str, str | list[str]] = {"stage": after.stage.value, "verb": asked.verb.value}
    return Said(kind=Kind.STAGE, at=turn.now, text=asked.why, facts=facts)


def _after(course: CourseText, asked: Move, days: Mapping[Event, date], today: date) -> CourseText:
    if asked.verb is Verb.REOPEN and asked.to is StageId.SAFETY:
        course = _anew(course, today)
    return with_days(course, days)


def _keeping(course: CourseText, keeps: Mapping[str, str]) -> CourseText:
    return msgspec.structs.replace(course, facts={**course.facts, **keeps})


def _anew(course: CourseText, today: date) -> CourseText:
    """Opened again because she came back: the clocks of a first day run once more."""
    known = {each: days for each, days in course.events.items() if each in STAYS_KNOWN}
    return msgspec.structs.replace(
        course,
        events={**known, Event.COMPLAINT: (today,), Event.ACKNOWLEDGED: (today,)},
        extended=(),
        paused=(),
        late={},
    )

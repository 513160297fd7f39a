"""Closing a case: the reasons gone through one by one, and why it is closed, in words for her."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.compared import forget_names
from casework.case.covers import change
from casework.case.inbox import waiting
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.course import Course as State
from casework.clocks.course import Move, Reason, Verb, may_move
from casework.clocks.routes import Route
from casework.clocks.stages import CLOSED_EARLY, CLOSING, Need
from casework.course.moving import move_in, who_moves
from casework.course.recording import HELD, KEPT_MONTHS, state_of, the_course
from casework.ending import keeping
from casework.ending.confirming import confirmed
from casework.ending.talks import settling
from casework.inquiry.carrying_out import carried_out
from casework.inquiry.decisions import the_decision
from casework.inquiry.findings import is_anything_found
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.models.entry import Entry, Kind, Said
from casework.procedures.terms import StageId
from casework.protection.signs import waits
from crypto.compartments import Compartment

C, N = Compartment, Need
CLOSED = "closed"


class Why(StrEnum):
    """Why a case is closed. Nobody is blamed by any of them."""

    DECIDED = "decided"
    """It was decided, and somebody else saw that it was carried out."""
    STEPS_DONE = "steps_done"
    HELPED = "helped"
    OUTSIDE = "outside"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    ELSEWHERE = "elsewhere"
    NOT_REACHED = "not_reached"


class Check(StrEnum):
    """What is gone through before a case is closed, one by one."""

    SAFE = "safe"
    """Her safety was gone through with her, and she has nothing that worries her now."""
    DONE = "done"
    """All that was decided or agreed was done, and somebody else saw it."""
    HELP = "help"
    """The help she asked for has reached her, or she does not want it any more."""
    MEASURES = "measures"
    """Measures that protect her stay or end as she wants it."""
    WATCHED = "watched"
    """She knows that she is asked after it on the days of the watch."""
    PAPER = "paper"
    """Papers outside, such as a sealed letter, were taken back or accounted for."""


EARLY: Mapping[Why, Need] = {
    Why.WITHDRAWN: N.WITHDRAWAL_CONFIRMED,
    Why.ELSEWHERE: N.BELONGS_ELSEWHERE,
}
"""What closes a case before its end, and what has to be on record for it."""
AT_THE_END: Mapping[Route, tuple[Why, ...]] = {
    Route.FORMAL: (Why.DECIDED, Why.SETTLED, Why.NOT_REACHED),
    Route.INFORMAL: (Why.STEPS_DONE, Why.NOT_REACHED),
    Route.OUTSIDE: (Why.OUTSIDE, Why.NOT_REACHED),
    Route.SUPPORT_ONLY: (Why.HELPED, Why.NOT_REACHED),
}


class NotThatReason(Exception):
    """A case that stands like this is not closed for that reason."""


class Unchecked(Exception):
    """Something of the list does not hold, and nobody says why it is closed all the same."""


class StillOpen(Exception):
    """A sign of retaliation waits, or something in the inbox: that is dealt with first."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Why a case is closed, as whoever closes it says."""

    why: Why
    words: str = field(repr=False)
    """To her, on her page."""
    checks: tuple[Check, ...] = ()
    unmet: str = field(default="", repr=False)
    """Why it is closed although not all of the list holds."""


def close(db: Session, turn: Turn, closing: Closing) -> Entry:
    """Close a case; she reads why, and can come back.

    Withdrawn, only after somebody from outside confirmed it in private, and while it stands.

    Raises NotThatReason, Unchecked, StillOpen, casework.clocks.course.MoveRefused with what is
    not on record yet, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.CHANNEL)
    lines = timeline(db, turn.case, turn.register).lines
    course = the_course(db, turn.case).text
    if closing.why not in reasons(cover.text, course, lines):
        raise NotThatReason
    if set(closing.checks) != set(Check) and not closing.unmet:
        raise Unchecked
    if waits(course) or waiting(db, turn.case):
        raise StillOpen
    needs = {N.REASONS_CHECKED} | {EARLY[each] for each in (closing.why,) if each in EARLY}
    asked = Move(verb=Verb.CLOSE, who=who_moves(turn), why=closing.words)
    said = _said(turn, closing)
    months = keeping.rule_of(db, cover.text, course, turn.now).months
    entry = move_in(db, cover, turn, asked, needs=needs, said=said, as_act="case:closing:close",
                    keeps={KEPT_MONTHS: str(months or ""), HELD: ""})  # fmt: skip
    change(db, cover, withdrawal_asked_at=None)
    if closing.why is Why.WITHDRAWN or not is_anything_found(lines):
        forget_names(db, cover)
    return entry


def reasons(cover: CoverText, course: CourseText, lines: Iterable[Line]) -> tuple[Why, ...]:
    """For which reasons a case that stands like this can be closed."""
    lines, early = list(lines), []
    if confirmed(cover, lines) is not None:
        early.append(Why.WITHDRAWN)
    if N.BELONGS_ELSEWHERE in course.on_record:
        early.append(Why.ELSEWHERE)
    if course.stage is not StageId.MONITOR or course.route is None:
        return tuple(early)
    return (*(each for each in AT_THE_END[course.route] if _came_true(each, lines)), *early)


def _came_true(why: Why, lines: list[Line]) -> bool:
    """She reads the reason: that something was seen or settled is said only where it was."""
    if why is Why.SETTLED:
        return settling(lines).settled is not None
    if why is not Why.DECIDED:
        return True
    todo = [each for each in carried_out(lines) if each.item.is_carried_out]
    return the_decision(lines) is not None and all(each.seen for each in todo)


def missing(cover: CoverText, course: CourseText, lines: Iterable[Line], case: UUID) -> list[Need]:
    """What is not on record yet of what closing asks for, besides the list itself."""
    ready = {N.REASONS_CHECKED} | {EARLY[each] for each in reasons(cover, course, lines)
                                   if each in EARLY}  # fmt: skip
    state = state_of(course)
    state = State(state.stage, state.route, state.closed, state.on_record | ready)
    move = Move(verb=Verb.CLOSE, who=case, why=CLOSED)
    return [need for reason in may_move(state, move) for need in _needs(reason)]


def newest(lines: Iterable[Line], *steps: str) -> Line | None:
    """The last entry of some steps of closing and opening again."""
    found = [
        each
        for each in lines
        if each.kind is Kind.CLOSING and each.is_verified and each.facts.get("step") in steps
    ]
    return found[-1] if found else None


def _needs(reason: Reason) -> list[Need]:
    return [each for each in reason.needs if each in CLOSING | CLOSED_EARLY]


def _said(turn: Turn, closing: Closing) -> Said:
    facts: dict[str, str | list[str]] = {
        "step": CLOSED,
        "why": closing.why.value,
        "checks": [each.value for each in closing.checks],
        "unmet": closing.unmet,
    }
    return Said(kind=Kind.CLOSING, at=turn.now, text=closing.words, facts=facts)

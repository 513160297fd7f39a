"""The gate before anything the respondent can notice: he must not learn of it before she does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.asking.asking import BEFORE_ACTS, acted_on, ask_within, stop_of
from casework.asking.questions import Asked, Question, QuestionKind, SafeBy, newest_about
from casework.case.covers import the_cover
from casework.case.inbox import waiting, waits_unread
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.clocks.stages import GATE, Need
from casework.course import duties, minority
from casework.course.recording import the_course
from casework.models.cover import Cover, CoverText
from casework.number.withdrawing import counts_from
from casework.protection import in_person
from casework.protection.places import zone_of
from casework.protection.reading import iso
from casework.protection.safety import safety
from crypto.compartments import Compartment
from crypto.sealing import the_ring

Q = QuestionKind


class Act(StrEnum):
    """What he can notice."""

    NOTICE = "notice"
    SUSPENSION = "suspension"
    HOLD = "hold"
    """Evidence is asked for, of a whole floor and day."""
    MOVE = "move"
    """Any interim measure by which somebody is moved, kept away or told something."""
    DECISION = "decision"
    """He is told what was decided."""
    SETTLEMENT = "settlement"
    """He is asked whether he would talk to settle it."""
    HEARING = "hearing"
    """He is called to be heard."""
    STEPS = "steps"
    """Somebody begins with what was agreed to be done informally."""


class Missing(StrEnum):
    """What the gate waits for, in the order in which it is done."""

    WITHDRAWN = "withdrawn"
    """She has asked to withdraw it, and has not taken that back."""
    UNREAD = "unread"
    """A text lies in the inbox that whoever acts cannot open: it may be her withdrawal."""
    CHILD = "child"
    """She may be under age, and no child protection officer has agreed."""
    DUTY = "duty"
    """Nobody knows whether the state must be told: she could not be told before it is."""
    PLAN = "plan"
    """The safety plan was not gone through with her this week."""
    KNOWS = "knows"
    """She has not said that she knows the day and the hour."""
    MAY_STOP = "may_stop"
    """She was told that she may still stop it, and has not said that it goes on."""
    SECOND = "second"
    """Whoever wrote down what she said in person does not act on it herself."""


class GateClosed(Exception):
    """Something is missing before an act that he can notice."""

    def __init__(self, act: Act, missing: tuple[Missing, ...]) -> None:
        super().__init__(act, missing)
        self.act, self.missing = act, missing


class AnotherDay(GateClosed):
    """It comes on another day than the one she was told of, and she was not told of that one."""


@dataclass(frozen=True)
class Gate:
    """How the gate stands before one act."""

    act: Act
    missing: tuple[Missing, ...]
    knows: Asked | None
    """The question after the day and the hour, where she was asked and it was not used yet."""
    may_stop: Asked | None
    heard: Line | None = None
    """What she said in person instead, where that counts and it was not used yet."""

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def needs(self) -> frozenset[Need]:
        """What is on record by it, for the move that it opens (casework.course.moving)."""
        return GATE if self.is_open else frozenset()


@dataclass(frozen=True)
class Telling:
    """What she is told before: the day and the hour, and what will happen, in plain words."""

    on: date
    hour: str
    words: str
    stop_words: str
    """That she may still stop it, and how."""
    safe_by: SafeBy = SafeBy.PAGE


def require(db: Session, turn: Turn, act: Act, about: str = "", on: date | None = None) -> Gate:
    """Let an act pass; for the verb that does it. Without keys to the account it does not.

    Who reads none of her answers needs what she said in person (casework.protection.in_person).

    `about`: the id of what the act is about, where there can be several, such as a measure's.
    `on`: the day on which he can notice it; today where nothing is said. She has to have been
    told that very day: an act that was moved is told anew.

    Raises GateClosed with everything that is missing.
    """
    lines = timeline(db, turn.case, turn.register).lines
    day = on or day_in(zone_of(db, turn.case), turn.now)
    cover = the_cover(db, turn.case).text
    found = gate(lines, cover, turn, act, about, day, barred(db, cover, turn))
    if not found.is_open:
        raise GateClosed(act, found.missing)
    return found


def again(db: Session, cover: Cover, turn: Turn, act: Act, told_on: date | None, on: date) -> None:
    """Let an act pass that was let through for a day, and comes on another: she is told anew.

    Raises AnotherDay.
    """
    if on == told_on:
        return
    try:
        passed = require(db, turn, act, "", on)
    except GateClosed as closed:
        raise AnotherDay(act, closed.missing) from closed
    went_through(db, cover, turn, passed)


def answers_in(db: Session, turn: Turn) -> tuple[Compartment, ...]:
    """Where a verb that passes the gate uses up her answers: nowhere for who reads none."""
    holds = the_ring(db).holds(turn.case, Compartment.CHANNEL)
    return (Compartment.CHANNEL,) if holds else ()


def barred(db: Session, cover: CoverText, turn: Turn) -> frozenset[Missing]:
    """What bars every act alike, whatever she answered; all of it to who follows no outcome.

    Her withdrawal counts from her own press, also while it waits in the inbox; whoever opens none
    of it waits until somebody has taken in all that lies there.
    """
    if not the_ring(db).holds(turn.case, Compartment.OUTCOME):
        return frozenset({Missing.CHILD, Missing.DUTY})
    waits = {
        Missing.WITHDRAWN: counts_from(cover, waiting(db, turn.case)) is not None,
        Missing.UNREAD: not answers_in(db, turn) and waits_unread(db, turn.case),
        Missing.CHILD: bool(minority.waits(cover, the_course(db, turn.case).text)),
        Missing.DUTY: duties.waits_for_answer(db, turn, cover),
    }
    return frozenset(each for each, is_so in waits.items() if is_so)


def went_through(db: Session, cover: Cover, turn: Turn, gate: Gate) -> None:
    """Her answers were acted on and are used up; for a verb that has begun in ACCOUNT, and in
    CHANNEL where `answers_in` says so."""
    for asked in (gate.knows, gate.may_stop):
        if asked is not None:
            acted_on(db, cover, turn, asked.id)
    if gate.heard is not None:
        in_person.use(db, cover, turn, gate.heard)


def tell_her(db: Session, turn: Turn, act: Act, telling: Telling, about: str = "") -> None:
    """Ask her both: whether she knows the day and hour, and whether it is to go on.

    Raises as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.CHANNEL)
    facts = {"on": iso(telling.on), "hour": telling.hour}
    of = about_of(act, about)
    for kind, words in ((Q.DAY_AND_HOUR, telling.words), (Q.MAY_STOP, telling.stop_words)):
        question = Question(kind, words, of, facts, telling.safe_by)
        ask_within(db, cover, turn, question)


def gate(
    lines: Iterable[Line],
    cover: CoverText,
    turn: Turn,
    act: Act,
    about: str,
    on: date,
    bars: frozenset[Missing],
) -> Gate:
    """How it stands by the entries of a timeline, by her withdrawal, and by what bars every act.

    `bars`: see `barred`.
    """
    lines = list(lines)
    knows = _unused(newest_about(lines, Q.DAY_AND_HOUR, about_of(act, about)))
    may_stop = _unused(newest_about(lines, Q.MAY_STOP, about_of(act, about)))
    heard = _heard(lines, cover, about_of(act, about), on, (knows, may_stop))
    is_own = heard is not None and heard.author == turn.author.person
    answered = _is_yes_for(knows, on) and _is_yes_for(may_stop, on)
    stands = {
        Missing.WITHDRAWN: not cover.is_withdrawn and Missing.WITHDRAWN not in bars,
        Missing.UNREAD: Missing.UNREAD not in bars,
        Missing.CHILD: Missing.CHILD not in bars,
        Missing.DUTY: Missing.DUTY not in bars,
        Missing.PLAN: safety(lines).is_fresh(turn.now),
        Missing.KNOWS: heard is not None or _is_yes_for(knows, on),
        Missing.MAY_STOP: heard is not None or _is_yes_for(may_stop, on),
        Missing.SECOND: answered or not is_own,
    }
    missing = tuple(each for each, is_so in stands.items() if not is_so)
    return Gate(act, missing, knows, may_stop, heard)


def about_of(act: Act, about: str = "") -> str:
    """What the two questions before an act are about."""
    return f"{act.value}:{about}" if about else act.value


def _heard(
    lines: list[Line], cover: CoverText, about: str, on: date, asked: Iterable[Asked | None]
) -> Line | None:
    """What she said in person, unless she has said no herself, or has not answered yet what she
    was asked: that stands above it."""
    stopped = any(stop_of(kind, about) in cover.stopped for kind in BEFORE_ACTS)
    waits = any(each is not None and each.waits for each in asked)
    return None if stopped or waits else in_person.heard(lines, about, on)


def _unused(asked: Asked | None) -> Asked | None:
    return asked if asked is not None and asked.acted_at is None else None


def _is_yes_for(asked: Asked | None, on: date) -> bool:
    return asked is not None and asked.is_yes and asked.question.facts.get("on") == iso(on)

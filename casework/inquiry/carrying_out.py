"""Whether what was decided was carried out, seen by somebody who did not carry it out herself."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.asking.asking import acted_on, ask, the_yes
from casework.asking.questions import Asked, Question, QuestionKind, SafeBy, newest_about
from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.recording import note_events, the_course
from casework.inquiry.decisions import Decided, Item, the_decision
from casework.inquiry.going import go_on
from casework.inquiry.steps import NotThere, require_past, step, the_person, those
from casework.models.cover import Capacity, Cover
from casework.models.entry import Kind
from casework.procedures.terms import Event, OutcomeKind, StageId
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C, S = Compartment, StageId
APPLIED, HOW, NOTE, SEEN = "applied", "how", "note", "seen"
VERIFIERS = (
    Capacity.UNION_REPRESENTATIVE,
    Capacity.EXTERNAL_MEMBER,
    Capacity.CHILD_PROTECTION_OFFICER,
)


class Saw(StrEnum):
    """What whoever went to look saw."""

    APPLIED = "applied"
    NOT_APPLIED = "not_applied"


class AlreadySeen(Exception):
    """Somebody has confirmed it already: nobody does so twice."""


class OwnHand(Exception):
    """She wrote down herself that it was applied: somebody else goes and looks."""


class NoNote(Exception):
    """The survivor has not agreed that the union learns post, measure and day."""


class NoVerifier(Exception):
    """Only the union representative or the external member confirms it; of a child, an officer."""


@dataclass(frozen=True)
class Seeing:
    """What somebody saw."""

    by: UUID | None
    as_: str
    saw: Saw
    words: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Note:
    """What a verifier is told, with the survivor's yes: whose post, what, since when."""

    post: str = field(repr=False)
    measure: str = field(repr=False)
    on: date


@dataclass(frozen=True)
class Carrying:
    """One thing that was decided, and what became of it."""

    item: Item
    applied_on: date | None = None
    applied_by: UUID | None = None
    """Whoever wrote it down: she does not confirm it."""
    note: Note | None = None
    seeings: tuple[Seeing, ...] = ()
    asked: Asked | None = field(default=None, repr=False)
    """What she was asked about the note, for those who read her messages."""

    @property
    def seen(self) -> Seeing | None:
        """Who confirmed that she saw it applied."""
        return next((each for each in self.seeings if each.saw is Saw.APPLIED), None)


def apply(db: Session, turn: Turn, item: UUID, on: date, how: str) -> None:
    """Write down that something decided was carried out, and since when. How stands in the inquiry.

    Raises NotThere where it was not decided, not told, or was applied already; TooEarly; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    decided, found = _the_one(db, turn, item)
    if found.applied_on is not None or not found.item.is_carried_out or decided.told_on is None:
        raise NotThere
    require_past(db, turn, on)
    said = step(Kind.CARRIED_OUT, turn.now, how, step=HOW, about=item.hex)
    put(db, cover, C.ACCOUNT, said, turn.author)
    every = carried_out(timeline(db, turn.case, turn.register).lines)
    is_last = not [each for each in _open(every) if each.item.id != item]
    events = {Event.CARRIED_OUT: on} if is_last else {}
    said = step(Kind.CARRIED_OUT, turn.now, step=APPLIED, about=item.hex, on=iso(on))
    note_events(db, cover, turn, events, said=said)
    if is_last:
        go_on(db, cover, turn, S.DECIDE, S.MONITOR, {Need.DECISION_TOLD})
    _she_reads(db, cover)
    act(db, turn.case, "case:decision:apply", turn.author.person, turn.now)


def ask_for_note(db: Session, turn: Turn, item: UUID, note: Note, words: str, by: SafeBy) -> UUID:
    """Ask her whether the union may be told post, measure and day; gives back the question's id.

    Raises NotThere for what was not decided, or has its note; and as `begin`.
    """
    _decided, found = _the_one(db, turn, item)
    if found.note is not None:
        raise NotThere
    facts = {"post": note.post, "measure": note.measure, "on": iso(note.on)}
    return ask(db, turn, Question(QuestionKind.VERIFICATION_NOTE, words, item.hex, facts, by))


def hand_note(db: Session, turn: Turn, item: UUID) -> None:
    """Put the note, word by word as she agreed to it, where the union reads.

    Raises casework.asking.asking.NoYes without her yes; NotThere; and as `begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.CHANNEL)
    _decided, found = _the_one(db, turn, item)
    if found.asked is None or found.note is not None:
        raise NotThere
    yes = the_yes(db, turn, found.asked.id)
    facts = {name: yes.question.facts[name] for name in ("post", "measure", "on")}
    said = step(Kind.CARRIED_OUT, turn.now, step=NOTE, about=item.hex, **facts)
    put(db, cover, C.OUTCOME, said, turn.author)
    acted_on(db, cover, turn, yes.id)
    act(db, turn.case, "case:decision:hand_note", turn.author.person, turn.now)


def verify(db: Session, turn: Turn, item: UUID, saw: Saw, words: str) -> None:
    """Somebody went and looked whether it is applied.

    Raises NoVerifier for anybody but union representative and external member; AlreadySeen;
    OwnHand; NoNote for the union without the survivor's yes, where it is to look at somebody's
    post: what was decided for the survivor she is asked about herself, or the employer is;
    NotThere for what nobody says was applied; and as `begin`.
    """
    cover = begin(db, turn, C.OUTCOME)
    _decided, found = _the_one(db, turn, item)
    person = the_person(turn)
    holder = cover.text.holder(person)
    if holder is None or holder.capacity not in VERIFIERS:
        raise NoVerifier
    _require_open(found, person, holder.capacity)
    said = step(
        Kind.CARRIED_OUT,
        turn.now,
        words,
        step=SEEN,
        about=item.hex,
        seen_as=holder.capacity.value,
        saw=saw.value,
    )
    is_seen = saw is Saw.APPLIED
    before = the_course(db, turn.case).text.facts.get("verified_by", "")
    by = " ".join(dict.fromkeys((*before.split(), holder.capacity.value)))
    note_events(db, cover, turn, said=said, verified_by=by if is_seen else before)
    _she_reads(db, cover)
    act(db, turn.case, "case:decision:verify", person, turn.now, saw=saw.value)


def carried_out(lines: Iterable[Line]) -> list[Carrying]:
    """Everything that was decided, and what became of each, in the order of the decision."""
    read = list(lines)
    decided = the_decision(read)
    if decided is None:
        return []
    return [_carrying(read, each) for each in decided.items]


def _carrying(lines: list[Line], item: Item) -> Carrying:
    about = item.id.hex
    found = Carrying(item, asked=newest_about(lines, QuestionKind.VERIFICATION_NOTE, about))
    for line in those(lines, Kind.CARRIED_OUT, about=about):
        if line.compartment is C.OUTCOME:
            found = _after(found, line)
    return found


def _after(before: Carrying, line: Line) -> Carrying:
    facts, on = line.facts, day(line.facts, "on")
    what = text(facts, "step")
    if what == APPLIED:
        return replace(before, applied_on=on, applied_by=line.author)
    if what == NOTE and on is not None:
        note = Note(post=text(facts, "post"), measure=text(facts, "measure"), on=on)
        return replace(before, note=note)
    if what == SEEN:
        saw = Saw(text(facts, "saw"))
        seeing = Seeing(line.author, text(facts, "seen_as"), saw, line.text, line.at)
        return replace(before, seeings=(*before.seeings, seeing))
    return before


def _the_one(db: Session, turn: Turn, item: UUID) -> tuple[Decided, Carrying]:
    lines = timeline(db, turn.case, turn.register).lines
    decided = the_decision(lines)
    found = next((each for each in carried_out(lines) if each.item.id == item), None)
    if decided is None or found is None:
        raise NotThere
    return decided, found


def _open(carryings: Iterable[Carrying]) -> list[Carrying]:
    return [each for each in carryings if each.item.is_carried_out and each.applied_on is None]


def _require_open(found: Carrying, person: UUID, capacity: Capacity) -> None:
    if found.applied_on is None:
        raise NotThere
    if found.seen is not None:
        raise AlreadySeen
    if found.applied_by == person:
        raise OwnHand
    is_remedy = found.item.kind is OutcomeKind.REMEDY
    if capacity is Capacity.UNION_REPRESENTATIVE and found.note is None and not is_remedy:
        raise NoNote


def _she_reads(db: Session, cover: Cover) -> None:
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)

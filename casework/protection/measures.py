"""Interim measures: proposed, agreed to by her, granted or refused and why, reviewed, ended."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.asking.asking import acted_on, ask_within, the_yes
from casework.asking.questions import Asked, Question, QuestionKind, SafeBy
from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.course.promised import REVIEWS, token, with_day
from casework.course.recording import note_days, the_course
from casework.models.cover import Cover
from casework.models.entry import Kind, Said
from casework.protection import gate
from casework.protection.her_measures import Told, tell_her
from casework.protection.measured import (
    Measure,
    State,
    consent,
    day_noticed,
    measures,
    waits_at_gate,
)
from casework.protection.offers import Offer
from casework.protection.places import zone_of
from casework.protection.reading import iso
from crypto.compartments import Compartment

C = Compartment


class NoMeasure(Exception):
    """There is no such measure in this case, or it does not stand where this can be done."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is to protect her, and what she is asked about it."""

    offer: Offer
    what: str = field(repr=False)
    """What exactly: which line, which shift, which way home."""
    from_on: date
    until_on: date | None = None
    why: str = field(default="", repr=False)
    asked: str = field(default="", repr=False)
    """The question to her; empty where the measure needs no yes and she is not asked."""
    safe_by: SafeBy = SafeBy.PAGE


def propose(db: Session, turn: Turn, proposal: Proposal) -> UUID:
    """Propose a measure, and ask her where she has something to say; gives back its id.

    Raises as `casework.case.turns.begin`, like every verb here.
    """
    cover, id_ = begin(db, turn, C.ACCOUNT, C.CHANNEL), uuid4()
    offer = proposal.offer
    _put(db, cover, turn, id_, State.PROPOSED, proposal.why, {
        "offer": offer.id,
        "label": offer.label,
        "moves_her": _flag(is_so=offer.moves_her),
        "wants_consent": _flag(is_so=offer.wants_consent),
        "he_notices": _flag(is_so=offer.he_notices),
        "safe_by": proposal.safe_by.value,
        "what": proposal.what,
        "from_on": iso(proposal.from_on),
        "until_on": iso(proposal.until_on),
    })  # fmt: skip
    if proposal.asked:
        _ask(db, cover, turn, id_, proposal.asked, proposal.safe_by)
    _show_her(db, cover, turn, id_, "")
    act(db, turn.case, "case:measure:propose", turn.author.person, turn.now)
    return id_


def ask_again(db: Session, turn: Turn, measure: UUID, words: str, safe_by: SafeBy) -> None:
    """Ask her about a proposed measure anew. Raises NoMeasure."""
    cover = begin(db, turn, C.CHANNEL)
    _the_one(db, turn, measure, State.PROPOSED)
    _ask(db, cover, turn, measure, words, safe_by)


def grant(
    db: Session, turn: Turn, measure: UUID, why: str, until_on: date | None, review_on: date
) -> None:
    """It is granted, until a day or until further notice, and looked at again on `review_on`.

    What moves her is granted only with her yes on record, and so is all that wants her yes; what
    he can notice goes through the gate first, for the day on which it begins.

    Raises NoMeasure, casework.asking.asking.NoYes and casework.protection.gate.GateClosed.
    """
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL, C.OUTCOME)
    found = _the_one(db, turn, measure, State.PROPOSED)
    yes = _her_yes(db, turn, found) if found.wants_consent or found.moves_her else None
    today = day_in(zone_of(db, turn.case), turn.now)
    if waits_at_gate(found, today):
        _through_gate(db, cover, turn, found, day_noticed(found, today))
    if yes is not None:
        acted_on(db, cover, turn, yes.id)
    last = until_on or found.until_on
    facts = {"until_on": iso(last), "review_on": iso(review_on)}
    _put(db, cover, turn, measure, State.GRANTED, why, facts)
    _look_again(db, cover, turn, measure, min(review_on, last or review_on))
    _show_her(db, cover, turn, measure, why)
    act(db, turn.case, "case:measure:grant", turn.author.person, turn.now)


def refuse(db: Session, turn: Turn, measure: UUID, why: str) -> None:
    """It is not granted, and why. Raises NoMeasure."""
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL)
    _the_one(db, turn, measure, State.PROPOSED)
    _put(db, cover, turn, measure, State.REFUSED, why, {})
    _show_her(db, cover, turn, measure, why)
    act(db, turn.case, "case:measure:refuse", turn.author.person, turn.now)


def review(db: Session, turn: Turn, measure: UUID, words: str, review_on: date) -> None:
    """It was looked at with her and goes on; `review_on` is the next time. Raises NoMeasure."""
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL, C.OUTCOME)
    last = _the_one(db, turn, measure, State.GRANTED).until_on
    _put(db, cover, turn, measure, State.GRANTED, words, {"review_on": iso(review_on)})
    _look_again(db, cover, turn, measure, min(review_on, last or review_on))
    _show_her(db, cover, turn, measure, words)
    act(db, turn.case, "case:measure:review", turn.author.person, turn.now)


def end(db: Session, turn: Turn, measure: UUID, why: str) -> None:
    """It ends, and why. Where he notices that it ends early, the gate comes first: he is back.

    Raises NoMeasure and casework.protection.gate.GateClosed.
    """
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL, C.OUTCOME)
    found = _the_one(db, turn, measure, State.GRANTED)
    today = day_in(zone_of(db, turn.case), turn.now)
    if waits_at_gate(found, today):
        _through_gate(db, cover, turn, found, today)
    _put(db, cover, turn, measure, State.ENDED, why, {})
    _look_again(db, cover, turn, measure, None)
    _show_her(db, cover, turn, measure, why)
    act(db, turn.case, "case:measure:end", turn.author.person, turn.now)


def _through_gate(db: Session, cover: Cover, turn: Turn, measure: Measure, on: date) -> None:
    """Raises casework.protection.gate.GateClosed."""
    passed = gate.require(db, turn, measure.act, measure.id.hex, on)
    gate.went_through(db, cover, turn, passed)


def _the_one(db: Session, turn: Turn, measure: UUID, state: State) -> Measure:
    found = measures(timeline(db, turn.case, turn.register).lines).get(measure)
    if found is None or found.state is not state:
        raise NoMeasure
    return found


def _her_yes(db: Session, turn: Turn, measure: Measure) -> Asked:
    """Raises NoYes."""
    asked = consent(timeline(db, turn.case, turn.register).lines, measure)
    return the_yes(db, turn, asked.id if asked is not None else measure.id)


def _ask(db: Session, cover: Cover, turn: Turn, measure: UUID, words: str, safe_by: SafeBy) -> None:
    question = Question(QuestionKind.MEASURE, words, about=measure.hex, safe_by=safe_by)
    ask_within(db, cover, turn, question)


def _show_her(db: Session, cover: Cover, turn: Turn, measure: UUID, why: str) -> None:
    """Let her page say how it stands, and why, where that is safe by what was said of it last."""
    lines = timeline(db, turn.case, turn.register).lines
    known = measures(lines)[measure]
    asked = consent(lines, known)
    told = Told(
        measure=measure.hex,
        step=known.state.value,
        label=known.label,
        what=known.what,
        why=why,
        from_on=known.from_on,
        until_on=known.until_on,
        review_on=known.review_on,
    )
    tell_her(db, cover, turn, told, asked.question.safe_by if asked else known.safe_by)


def _put(
    db: Session, cover: Cover, turn: Turn, measure: UUID, step: State, words: str,
    facts: dict[str, str],
) -> None:  # fmt: skip
    said = Said(
        kind=Kind.MEASURE,
        at=turn.now,
        text=words,
        facts={"measure": measure.hex, "step": step.value, **facts},
    )
    put(db, cover, C.ACCOUNT, said, turn.author)


def _look_again(db: Session, cover: Cover, turn: Turn, measure: UUID, on: date | None) -> None:
    """When it is looked at with her the next time; never again once it has ended."""
    reviews = with_day(the_course(db, turn.case).text, REVIEWS, token(measure), on)
    note_days(db, cover, turn, REVIEWS, reviews)


def _flag(*, is_so: bool) -> str:
    return "yes" if is_so else "no"

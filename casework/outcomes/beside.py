"""The union representative beside her: she asks for it, who is asked answers, and has signed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Named
from casework.case.covers import answer_waits
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.course.recording import note_events
from casework.course.reminding import on_days
from casework.inquiry.steps import NotThere, step, the_person, today
from casework.inquiry.undertakings import Undertaking, the_party, undertake_within
from casework.models.cover import Capacity, CoverText
from casework.models.entry import Kind
from casework.outcomes.points import NotOfTheUnion, is_of_the_union
from casework.parties.declaring import Answers
from casework.parties.people import Part, Sketch, add
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C = Compartment


class State(StrEnum):
    """How it stands; lists read it among the facts of a course (promised.BESIDE)."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LISTED = "listed"
    """The committee has her among the people of the case: she can sit beside the survivor."""
    ENDED = "ended"
    """The survivor does not want it any more."""


OPEN = frozenset({State.ASKED, State.ACCEPTED, State.LISTED})


class NoUnion(Exception):
    """She let no union follow it, or nobody of the union holds a key any more."""


class TooClose(Exception):
    """She is related to somebody of it, stands above or below, or is named herself."""


class NotSecret(Exception):
    """Nobody stands beside her who has not signed to keep it secret."""


@dataclass(frozen=True, kw_only=True)
class Company:
    """One time she asked for it, and what became of it."""

    id: UUID
    at: datetime
    words: str = field(repr=False)
    """What she says to the union with it."""
    state: State = State.ASKED
    by: UUID | None = None
    """Who of the union answered."""
    signed_on: date | None = None
    answer: str = field(default="", repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it waits, or holds."""
        return self.state in OPEN


def representatives(cover: CoverText, on: date) -> list[UUID]:
    """Who follows it for the union she chose; pure."""
    return [
        each.holder
        for each in cover.holders
        if each.capacity is Capacity.UNION_REPRESENTATIVE
        and C.OUTCOME in each.compartments
        and cover.reads(each.holder, on)
    ]


def ask(db: Session, turn: Turn, words: str) -> None:
    """Her press: she wants the union representative beside her. Whoever follows the outcome
    reads that she asked.

    Raises NoUnion; NotThere while she has asked already; and as `begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.OUTCOME)
    people = representatives(cover.text, turn.now.date())
    if not people:
        raise NoUnion
    before = _read(db, turn)
    if before is not None and before.is_open:
        raise NotThere
    said = step(Kind.BESIDE_HER, turn.now, words, step=State.ASKED.value, company=uuid4().hex)
    note_events(db, cover, turn, said=said, beside=State.ASKED.value)
    on_days(db, turn.keys, [(each, today(db, turn)) for each in people])
    act(db, turn.case, "case:beside:ask", None, turn.now)


def end(db: Session, turn: Turn) -> None:
    """Her press: she does not want it any more. Raises NotThere, and as `begin_renewed`."""
    cover, before = begin_renewed(db, turn, C.OUTCOME), _read(db, turn)
    if before is None or not before.is_open:
        raise NotThere
    said = step(Kind.BESIDE_HER, turn.now, step=State.ENDED.value, company=before.id.hex)
    note_events(db, cover, turn, said=said, beside=State.ENDED.value)
    act(db, turn.case, "case:beside:end", None, turn.now)


def accept(db: Session, turn: Turn, said: Answers, *, is_secret: bool) -> None:
    """The representative stands beside her, and signs by it that she keeps secret what she hears.

    Raises NotOfTheUnion; NotThere where the survivor does not wait for it; TooClose; NotSecret;
    and as `casework.case.turns.begin`.
    """
    if said.is_close:
        raise TooClose
    if not is_secret:
        raise NotSecret
    facts = {"secret": "yes", "is_free": "yes", "on": iso(today(db, turn))}
    _answer(db, turn, State.ACCEPTED, said.words, facts)


def decline(db: Session, turn: Turn, words: str) -> None:
    """The representative does not; the survivor reads the words. Raises as `accept`."""
    _answer(db, turn, State.DECLINED, words, {})


def take_in(db: Session, turn: Turn, name: str) -> None:
    """Write whoever accepted among the people of the case, with what she has signed: from then
    on she can sit beside the survivor, and is asked whether she is punished for it.

    Raises NotThere where nobody has accepted; casework.inquiry.undertakings.NotFree where she
    fits the respondent; and as `casework.case.turns.begin`.
    """
    before = _read(db, turn)
    if before is None or before.state is not State.ACCEPTED or before.signed_on is None:
        raise NotThere
    sketch = Sketch(part=Part.SUPPORT_PERSON, named=Named(name=name))
    party = add(db, turn, sketch)
    cover = begin(db, replace(turn, seen=None), C.ACCOUNT, C.OUTCOME)
    lines = timeline(db, turn.case, turn.register).lines
    signed = Undertaking(on=before.signed_on, is_free=True, party=party)
    undertake_within(db, cover, turn, signed, lines, the_party(lines, party))
    said = step(Kind.BESIDE_HER, turn.now, step=State.LISTED.value, company=before.id.hex)
    note_events(db, cover, turn, said=said, beside=State.LISTED.value)


def company(lines: Iterable[Line]) -> Company | None:
    """The last time she asked for it, as it stands; None where she never has; pure."""
    found: Company | None = None
    for line in lines:
        if line.kind is not Kind.BESIDE_HER or not line.is_verified:
            continue
        id_, state = UUID(text(line.facts, "company")), State(text(line.facts, "step"))
        if state is State.ASKED:
            found = Company(id=id_, at=line.at, words=line.text)
        elif found is not None and found.id == id_:
            found = _after(found, state, line)
    return found


def _after(before: Company, state: State, line: Line) -> Company:
    if state in (State.ACCEPTED, State.DECLINED):
        signed_on = day(line.facts, "on")
        return replace(before, state=state, by=line.author, answer=line.text, signed_on=signed_on)
    return replace(before, state=state)


def _answer(db: Session, turn: Turn, state: State, words: str, facts: dict[str, str]) -> None:
    cover, before = begin(db, turn, C.OUTCOME), _read(db, turn)
    if not is_of_the_union(cover.text, the_person(turn)):
        raise NotOfTheUnion
    if before is None or before.state is not State.ASKED:
        raise NotThere
    said = step(Kind.BESIDE_HER, turn.now, words, step=state.value, company=before.id.hex, **facts)
    note_events(db, cover, turn, said=said, beside=state.value)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:beside:answer", turn.author.person, turn.now, answer=state.value)


def _read(db: Session, turn: Turn) -> Company | None:
    return company(timeline(db, turn.case, turn.register).lines)

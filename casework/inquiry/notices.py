"""The letter to the respondent: written, read by a second member as he would, released, served."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.grounds import grounds_of
from casework.course.recording import note_events, the_course
from casework.inquiry.acting import require_answers
from casework.inquiry.going import go_on
from casework.inquiry.steps import NotThere, require_past, step
from casework.inquiry.telltale import TellsWho, points_at
from casework.models.entry import Kind
from casework.procedures.pack import Pack
from casework.procedures.terms import Event, StageId
from casework.protection import gate
from casework.protection.gate import Act
from casework.protection.reading import Facts, day, iso, text
from crypto.compartments import Compartment

C, S = Compartment, StageId
WRITTEN, READ, RELEASED, SERVED = "written", "read", "released", "served"


class CouldTell(StrEnum):
    """Whether he could tell from the letter who spoke, as a second member reads it."""

    NO = "no"
    YES = "yes"
    LAW = "law"
    """He could, because the law makes us send him a copy of her complaint."""


class SameReader(Exception):
    """Whoever wrote a letter does not judge it herself."""


class NotRead(Exception):
    """Nobody else has read the letter as it stands, or he could tell from it who spoke."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What he is sent, and no more than the law wants."""

    to: str = field(repr=False)
    particulars: str = field(repr=False)
    """What is said that he did, when and where: enough to answer."""
    rule: str = ""
    answer_by: date | None = None
    hearing: str = field(default="", repr=False)
    with_copy: bool = False
    """A copy of her complaint goes with it, because the law wants it: the pack says so, not the
    writer."""

    def whole(self) -> str:
        """Every word of ours in it that he reads, but for his name."""
        return f"{self.particulars}\n{self.rule}\n{self.hearing}"


@dataclass(frozen=True)
class Judged:
    """What the second member answered."""

    by: UUID | None
    could_tell: CouldTell
    why: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Service:
    """That he has it: how, when, by whom, and what proves it."""

    on: date
    how: str
    by: str = field(repr=False)
    proof: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One letter with all that became of it."""

    id: UUID
    letter: Letter
    version: int
    """The number of its newest wording: what was judged is this one or counts no more."""
    by: UUID | None
    at: datetime
    judged: Judged | None = None
    released_on: date | None = None
    """The day she was told, from which on it may be handed to him."""
    served: Service | None = None

    @property
    def is_read(self) -> bool:
        """Whether a second member has read it as it stands, and it may go."""
        return self.judged is not None and self.judged.could_tell is not CouldTell.YES


def write(db: Session, turn: Turn, letter: Letter, notice: UUID | None = None) -> UUID:
    """Write the letter, or word it anew until it was released; gives back its id.

    Raises TellsWho where it names her or somebody who spoke and the writer's keys can tell;
    NotThere for one that was released; and as `casework.case.turns.begin`.
    """
    cover, id_ = begin(db, turn, C.ACCOUNT, C.OUTCOME), notice or uuid4()
    if notice is not None:
        _the_one(db, turn, notice, is_released=False)
    _require_silent(db, turn, letter)
    course = the_course(db, turn.case).text
    pack = grounds_of(db, cover.text, course, turn.now).pack
    said = step(
        Kind.NOTICE,
        turn.now,
        letter.particulars,
        step=WRITTEN,
        about=id_.hex,
        to=letter.to,
        rule=letter.rule,
        answer_by=iso(letter.answer_by),
        hearing=letter.hearing,
        with_copy="yes" if wants_copy(pack) else "",
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:notice:write", turn.author.person, turn.now)
    return id_


def judge(db: Session, turn: Turn, notice: UUID, answer: CouldTell, why: str) -> None:
    """A second member says whether he could tell who spoke. No other answer than no lets it go,
    but where the law itself wants a copy of her complaint sent.

    Raises SameReader for whoever wrote it; TellsWho where her keys show that it names somebody;
    NotThere for one that was released, or for LAW where no law wants it; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    found = _the_one(db, turn, notice, is_released=False)
    if found.by == turn.author.person:
        raise SameReader
    if answer is CouldTell.LAW and not found.letter.with_copy:
        raise NotThere
    if answer is not CouldTell.YES:
        _require_silent(db, turn, found.letter)
    said = step(
        Kind.NOTICE,
        turn.now,
        why,
        step=READ,
        about=notice.hex,
        version=str(found.version),
        could_tell=answer.value,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:notice:judge", turn.author.person, turn.now)


def release(db: Session, turn: Turn, notice: UUID, on: date) -> None:
    """Let the letter go to him on a day that she was told; the case moves to `notify`.

    Raises NotRead; casework.parties.declaring.NotDeclared; GateClosed (casework.protection.gate)
    with what is missing; MoveRefused where the procedure is not there yet; NotThere; and as
    `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME, *gate.answers_in(db, turn))
    found = _the_one(db, turn, notice, is_released=False)
    require_answers(db, cover, turn)
    if not found.is_read:
        raise NotRead
    passed = gate.require(db, turn, Act.NOTICE, "", on)
    gate.went_through(db, cover, turn, passed)
    said = step(Kind.NOTICE, turn.now, step=RELEASED, about=notice.hex, on=iso(on))
    put(db, cover, C.ACCOUNT, said, turn.author)
    go_on(db, cover, turn, S.ROUTE, S.NOTIFY, passed.needs | {Need.NOTICE_READ})
    act(db, turn.case, "case:notice:release", turn.author.person, turn.now)


def serve(db: Session, turn: Turn, notice: UUID, service: Service) -> None:
    """Write down that he has it: his time to answer runs from that day.

    Raises NotThere for one that was not released, or is served on an earlier day than she was
    told; AnotherDay for a later one that she was not told of; TooEarly; NotDeclared as
    `release`; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME, *gate.answers_in(db, turn))
    found = _the_one(db, turn, notice, is_released=True)
    require_answers(db, cover, turn)
    require_past(db, turn, service.on)
    if found.released_on is None or service.on < found.released_on:
        raise NotThere
    gate.again(db, cover, turn, Act.NOTICE, found.released_on, service.on)
    said = step(
        Kind.NOTICE,
        turn.now,
        service.proof,
        step=SERVED,
        about=notice.hex,
        on=iso(service.on),
        how=service.how,
        handed_by=service.by,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    note_events(db, cover, turn, {Event.NOTICE: service.on})
    go_on(db, cover, turn, S.NOTIFY, S.REPLY, {Need.NOTICE_SERVED})
    act(db, turn.case, "case:notice:serve", turn.author.person, turn.now)


def wants_copy(pack: Pack) -> bool:
    """Whether the law makes us send him a copy of her complaint."""
    return bool(pack.notice.enabled and pack.notice.copy_of_complaint)


def notices(lines: Iterable[Line]) -> dict[UUID, Notice]:
    """Every letter of a timeline by its id, in the order they were begun."""
    found: dict[UUID, Notice] = {}
    for line in lines:
        if line.kind is Kind.NOTICE and line.is_verified:
            _take(found, line)
    return found


def _require_silent(db: Session, turn: Turn, letter: Letter) -> None:
    read = timeline(db, turn.case, turn.register).lines
    found = points_at(read, letter.whole(), letter.to)
    if found:
        raise TellsWho(found)


def _the_one(db: Session, turn: Turn, notice: UUID, *, is_released: bool) -> Notice:
    found = notices(timeline(db, turn.case, turn.register).lines).get(notice)
    if found is None or found.served or (found.released_on is not None) is not is_released:
        raise NotThere
    return found


def _take(found: dict[UUID, Notice], line: Line) -> None:
    facts, what = line.facts, text(line.facts, "step")
    id_ = UUID(text(facts, "about"))
    if what == WRITTEN:
        found[id_] = _written(id_, line)
        return
    before = found[id_]
    if what == READ and text(facts, "version") == str(before.version):
        answer = CouldTell(text(facts, "could_tell"))
        found[id_] = replace(before, judged=Judged(line.author, answer, line.text, line.at))
    elif what == RELEASED:
        found[id_] = replace(before, released_on=day(facts, "on"))
    elif what == SERVED:
        found[id_] = replace(before, served=_service(facts, line.text))


def _written(id_: UUID, line: Line) -> Notice:
    facts = line.facts
    letter = Letter(
        to=text(facts, "to"),
        particulars=line.text,
        rule=text(facts, "rule"),
        answer_by=day(facts, "answer_by"),
        hearing=text(facts, "hearing"),
        with_copy=bool(text(facts, "with_copy")),
    )
    return Notice(id=id_, letter=letter, version=line.number, by=line.author, at=line.at)


def _service(facts: Facts, proof: str) -> Service | None:
    on = day(facts, "on")
    if on is None:
        return None
    return Service(on=on, how=text(facts, "how"), by=text(facts, "handed_by"), proof=proof)

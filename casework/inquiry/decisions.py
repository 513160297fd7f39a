"""The decision: never without a report, with its reasons, and told to both."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.asking.asking import NoYes, acted_on
from casework.asking.questions import QuestionKind, newest_about
from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.grounds import grounds_of
from casework.course.moving import Because, move_because
from casework.course.recording import note_events, the_course
from casework.inquiry.acting import require_answers
from casework.inquiry.choosing import Choice, Remedy, the_choices
from casework.inquiry.correcting import correct
from casework.inquiry.findings import is_anything_found, the_report
from casework.inquiry.going import go_on
from casework.inquiry.steps import require_past, step, those
from casework.models.cover import Cover
from casework.models.entry import Kind
from casework.procedures.terms import Event, OutcomeKind, StageId
from casework.protection import gate
from casework.protection.gate import Act
from casework.protection.reading import day, iso, several, text
from crypto.compartments import Compartment

C, S = Compartment, StageId
DECIDED, REASONS, TOLD, SENT_BACK = "decided", "reasons", "told", "sent_back"
CHANGED = "changed"
"""How a review ended after which another decision is written down."""


class NoReport(Exception):
    """There is no report on record: nobody decides without one."""


class NothingFound(Exception):
    """Nothing was substantiated, so that no sanction can follow."""


class DepartureUnexplained(Exception):
    """It is not what was recommended, and nobody says why."""


class DecidedAlready(Exception):
    """A decision stands, and no review changed it."""


class OwnDecision(Exception):
    """She decided it, or proposed it herself: somebody else does what follows."""


class BeforeHerDay(ValueError):
    """She was told that he learns of it on a later day."""


class NoDecision(Exception):
    """Nothing was decided that could be told."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What follows, decided by whom, when, and the day on which he is told."""

    chosen: tuple[str, ...]
    """Ids of outcomes (casework.inquiry.choosing)."""
    by: str = field(repr=False)
    on: date
    told_on: date
    reasons: str = field(repr=False)
    departure: str = field(default="", repr=False)
    """Why it is not what was recommended."""


@dataclass(frozen=True)
class Item:
    """One thing that was decided."""

    id: UUID
    outcome: str
    label: str
    kind: OutcomeKind

    @property
    def is_carried_out(self) -> bool:
        """Whether there is anything to be done."""
        return self.kind is not OutcomeKind.NO_FINDING


@dataclass(frozen=True)
class Decided:
    """What everybody sees of it who follows the outcome."""

    on: date
    items: tuple[Item, ...]
    at_line: int
    """The number of its entry: what was done about an earlier decision is not of this one."""
    told_on: date | None = None
    tell_from: date | None = None
    """The day that she knows: he is told on no earlier one."""


def decide(db: Session, turn: Turn, decision: Decision) -> tuple[UUID, ...]:
    """Write down what was decided; gives back the ids of what is to be carried out.

    The class of the sanction stands in the outcome; reasons and who decided in the inquiry.

    Raises NoReport; DecidedAlready; NothingFound for a sanction where nothing was substantiated;
    DepartureUnexplained; NoYes for an apology that she did not say yes to; KeyError for what is
    in no list of decisions; casework.protection.gate.GateClosed; MoveRefused; TooEarly;
    casework.parties.declaring.NotDeclared; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME, *gate.answers_in(db, turn))
    require_answers(db, cover, turn)
    chosen = _chosen(db, cover, turn, decision)
    require_past(db, turn, decision.on)
    passed = gate.require(db, turn, Act.DECISION, "", decision.told_on)
    if Remedy.APOLOGY in decision.chosen:
        _use_apology(db, cover, turn)
    gate.went_through(db, cover, turn, passed)
    go_on(db, cover, turn, S.REPORT, S.DECIDE, passed.needs | {Need.REPORT_WRITTEN})
    items = [Item(uuid4(), each.id, each.label, each.kind) for each in chosen]
    _put_decision(db, cover, turn, decision, items)
    correct(db, cover, turn, timeline(db, turn.case, turn.register).lines)
    act(db, turn.case, "case:decision:make", turn.author.person, turn.now)
    return tuple(each.id for each in items)


def tell(db: Session, turn: Turn, on: date, how: str) -> None:
    """Both were told what was decided, in writing or read out; what she reads stands on her page.

    Raises NoDecision; TooEarly; BeforeHerDay; casework.protection.gate.AnotherDay for a later day
    that she was not told of; NotDeclared; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME, *gate.answers_in(db, turn))
    require_answers(db, cover, turn)
    decided = the_decision(timeline(db, turn.case, turn.register).lines)
    if decided is None or decided.told_on is not None:
        raise NoDecision
    require_past(db, turn, on)
    if decided.tell_from is not None and on < decided.tell_from:
        raise BeforeHerDay
    gate.again(db, cover, turn, Act.DECISION, decided.tell_from or on, on)
    put(db, cover, C.ACCOUNT, step(Kind.DECISION, turn.now, how, step=TOLD), turn.author)
    said = step(Kind.DECISION, turn.now, step=TOLD, on=iso(on))
    note_events(db, cover, turn, needs={Need.DECISION_TOLD}, said=said)
    if not any(each.is_carried_out for each in decided.items):
        go_on(db, cover, turn, S.DECIDE, S.MONITOR, {Need.DECISION_TOLD})
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:decision:tell", turn.author.person, turn.now)


def send_back(db: Session, turn: Turn, why: str) -> None:
    """Whoever decides gives the report back: the committee inquires further before a decision.

    Raises NoReport where none lies with whoever decides; MoveRefused; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    course = the_course(db, turn.case).text
    if course.stage is not S.REPORT or Need.REPORT_WRITTEN not in course.on_record:
        raise NoReport
    because = Because.REPORT_SENT_BACK
    move_because(db, cover, turn, S.INQUIRY, because, needs={Need.SENT_BACK})
    put(db, cover, C.ACCOUNT, step(Kind.DECISION, turn.now, why, step=SENT_BACK), turn.author)
    act(db, turn.case, "case:report:send_back", turn.author.person, turn.now)


def the_decision(lines: Iterable[Line]) -> Decided | None:
    """The decision that stands: the newest of a timeline."""
    written = [each for each in those(lines, Kind.DECISION) if each.compartment is C.OUTCOME]
    decided = [each for each in written if text(each.facts, "step") == DECIDED]
    on = day(decided[-1].facts, "on") if decided else None
    if on is None:
        return None
    newest = decided[-1]
    later = [each for each in written if each.number > newest.number]
    told = next((day(each.facts, "on") for each in later), None)
    tell_from = day(newest.facts, "tell_from")
    return Decided(on, tuple(_items(newest)), newest.number, told, tell_from)


def is_to_decide_anew(lines: Iterable[Line]) -> bool:
    """Whether the last review changed a decision and the other one is not written down yet."""
    read = list(lines)
    decided, written = the_decision(read), those(read, Kind.APPEAL)
    own = [each for each in written if each.compartment is C.OUTCOME]
    if decided is None or not own or own[-1].number < decided.at_line:
        return False
    return text(own[-1].facts, "outcome") == CHANGED


def reasons_of(lines: Iterable[Line]) -> Line | None:
    """Who decided, and why, for those who read the inquiry."""
    return next(reversed(those(lines, Kind.DECISION, REASONS)), None)


def _chosen(db: Session, cover: Cover, turn: Turn, decision: Decision) -> tuple[Choice, ...]:
    course = the_course(db, turn.case).text
    lines = timeline(db, turn.case, turn.register).lines
    handed = the_report(lines)
    if handed is None or Need.REPORT_WRITTEN not in course.on_record:
        raise NoReport
    if course.stage is not S.REPORT and not is_to_decide_anew(lines):
        raise DecidedAlready
    chosen = the_choices(grounds_of(db, cover.text, course, turn.now).pack, decision.chosen)
    is_sanction = any(each.kind is OutcomeKind.DISCIPLINARY for each in chosen)
    if is_sanction and not is_anything_found(lines):
        raise NothingFound
    departs = set(decision.chosen) != set(handed.recommended)
    if departs and not decision.departure.strip():
        raise DepartureUnexplained
    return chosen


def _use_apology(db: Session, cover: Cover, turn: Turn) -> None:
    lines = timeline(db, turn.case, turn.register).lines
    asked = newest_about(lines, QuestionKind.APOLOGY, "")
    if asked is None or not asked.is_yes:
        raise NoYes
    if asked.acted_at is None:
        acted_on(db, cover, turn, asked.id)


def _put_decision(
    db: Session, cover: Cover, turn: Turn, decision: Decision, items: list[Item]
) -> None:
    why = step(
        Kind.DECISION,
        turn.now,
        decision.reasons,
        step=REASONS,
        decided_by=decision.by,
        departure=decision.departure,
    )
    put(db, cover, C.ACCOUNT, why, turn.author)
    said = step(
        Kind.DECISION,
        turn.now,
        step=DECIDED,
        on=iso(decision.on),
        tell_from=iso(decision.told_on),
        items=[each.id.hex for each in items],
        outcomes=[each.outcome for each in items],
        labels=[each.label for each in items],
        kinds=[each.kind.value for each in items],
    )
    sanctions = [each.outcome for each in items if each.kind is OutcomeKind.DISCIPLINARY]
    events = {Event.DECISION: decision.on}
    note_events(db, cover, turn, events, said=said, sanction=" ".join(sanctions), verified_by="")


def _items(line: Line) -> Iterable[Item]:
    parts = (several(line.facts, name) for name in ("items", "outcomes", "labels", "kinds"))
    for id_, outcome, label, kind in zip(*parts, strict=True):
        yield Item(UUID(id_), outcome, label, OutcomeKind(kind))

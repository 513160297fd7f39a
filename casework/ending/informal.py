"""The informal route: what is done on it, in the very words that she said yes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from casework.asking.asking import acted_on, ask_within, the_yes
from casework.asking.questions import Asked, Question, QuestionKind, SafeBy, newest_about
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.course import Move, Verb
from casework.clocks.routes import Route
from casework.clocks.stages import Need
from casework.course.moving import move_in, who_moves
from casework.course.recording import the_course
from casework.models.course import CourseText
from casework.models.entry import Entry, Kind
from casework.procedures.terms import StageId
from casework.protection import gate
from casework.protection.gate import Act
from crypto.compartments import Compartment

C, S = Compartment, StageId


class NotInformal(Exception):
    """She has not chosen the informal route, or the case has gone on from where it begins."""


@dataclass(frozen=True)
class Steps:
    """What would be done, one step after the other, as it is read to her."""

    words: str = field(repr=False)
    safe_by: SafeBy = SafeBy.PAGE


def write_steps(db: Session, turn: Turn, written: Steps) -> None:
    """Write down the steps and ask her: she says yes or no to these very words.

    Raises NotInformal, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.CHANNEL, C.OUTCOME)
    _require_informal(the_course(db, turn.case).text)
    about = _choice(timeline(db, turn.case, turn.register).lines)
    question = Question(QuestionKind.STEPS, written.words, about, safe_by=written.safe_by)
    ask_within(db, cover, turn, question)


def begin_steps(db: Session, turn: Turn, why: str) -> Entry:
    """Begin with what she agreed to: from then on he notices it, so the gate is passed first.

    Raises NotInformal, casework.asking.asking.NoYes, casework.protection.gate.GateClosed,
    MoveRefused, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL, C.OUTCOME)
    _require_informal(the_course(db, turn.case).text)
    asked = steps(timeline(db, turn.case, turn.register).lines)
    yes = the_yes(db, turn, asked.id if asked else turn.case)
    passed = gate.require(db, turn, Act.STEPS)
    gate.went_through(db, cover, turn, passed)
    acted_on(db, cover, turn, yes.id)
    move = Move(verb=Verb.GO, who=who_moves(turn), why=why, to=S.MONITOR)
    needs = passed.needs | {Need.STEPS_AGREED}
    return move_in(db, cover, turn, move, needs=needs, as_act="case:steps:begin")


def steps(lines: Iterable[Line]) -> Asked | None:
    """The newest steps she was asked about since she chose this route; None without any."""
    every = list(lines)
    return newest_about(every, QuestionKind.STEPS, _choice(every))


def may_begin(course: CourseText) -> bool:
    """Whether the informal steps are what comes next."""
    is_informal = course.route is Route.INFORMAL and course.stage is S.ROUTE
    return is_informal and not course.is_closed


def _require_informal(course: CourseText) -> None:
    if not may_begin(course):
        raise NotInformal


def _choice(lines: Iterable[Line]) -> str:
    """Which choice of hers stands: what she agreed to after an earlier one is asked anew."""
    made = [each for each in lines if each.kind is Kind.ROUTE and each.compartment is C.OUTCOME]
    return str(made[-1].number) if made else ""

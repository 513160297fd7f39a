"""Conciliation: at her own request alone, never where it could harm, hers to stop at any time."""

from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy.orm import Session

from casework.asking.asking import acted_on, ask_within, the_yes
from casework.asking.questions import Question, QuestionKind, SafeBy, newest_about
from casework.case.acts import act
from casework.case.entries import put, said_now
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.clocks.course import Move, Verb
from casework.clocks.routes import Route
from casework.clocks.stages import GATE, Need
from casework.course.choosing import ByVoice
from casework.course.grounds import grounds_of
from casework.course.moving import Because, move_because, move_in, who_moves
from casework.course.recording import note_events, the_course
from casework.ending.outside import is_outsider
from casework.ending.talks import (
    ASKED,
    BARRED,
    BROKEN,
    OPENED,
    SETTLED,
    STOPPED,
    TERMS,
    Known,
    circumstances,
    closed_to_her,
    has_begun,
    settling,
)
from casework.models.cover import Cover
from casework.models.entry import Entry, Kind
from casework.procedures.deciding import Closed, why_no_settlement
from casework.procedures.terms import StageId
from casework.protection import gate
from casework.protection.gate import Act, GateClosed, Missing
from casework.protection.safety import safety
from crypto.compartments import Compartment

C, N, S = Compartment, Need, StageId


class NotPossible(Exception):
    """Conciliation is closed here; `reasons` says why, as far as anybody knows."""

    def __init__(self, reasons: tuple[Closed, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class NotFromOutside(Exception):
    """What she says by voice of a settlement is heard by somebody from outside."""


class NoTalk(Exception):
    """There is no talk to settle it, or it does not stand where this can be done."""


class NoMoney(Exception):
    """The law lets no money be part of what is agreed."""


@dataclass(frozen=True)
class Terms:
    """What both would agree to, as it is read to her."""

    words: str = field(repr=False)
    has_money: bool
    safe_by: SafeBy = SafeBy.PAGE


def ask(db: Session, turn: Turn, words: str) -> None:
    """Her own press: she wants to talk to settle it. Nobody is told before it was looked at.

    Raises NotPossible, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME)
    _ask(db, cover, turn, words, way="page")


def take_down(db: Session, turn: Turn, heard: ByVoice) -> None:
    """The same as somebody from outside heard it, alone with her.

    Raises NotFromOutside, NotPossible, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.CHANNEL, C.OUTCOME)
    if not is_outsider(cover.text, turn.author.person):
        raise NotFromOutside
    _ask(db, cover, turn, heard.words, way="voice", how=heard.how, when=heard.when)


def stop(db: Session, turn: Turn, words: str = "") -> None:
    """Stop it: by her own press, or by whoever deals with it, as she said.

    Raises NoTalk where none stands, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME)
    if settling(timeline(db, turn.case, turn.register).lines).asked is None:
        raise NoTalk
    said = said_now(Kind.SETTLING, turn.now, step=STOPPED)
    without = [N.SETTLING_ASKED_BY_HER, N.SETTLED]
    note_events(db, cover, turn, without=without, said=said)
    put(db, cover, C.CHANNEL, said_now(Kind.SETTLING, turn.now, words, step=STOPPED), turn.author)
    act(db, turn.case, "case:settling:stop", turn.author.person, turn.now)


def open_talk(db: Session, turn: Turn, known: Known) -> tuple[Closed, ...]:
    """Open the talk she asked for: from then on he may be asked. Gives back why it may not be.

    Where it may not be that stands in the record, and her request is at its end. Otherwise the
    gate is passed first, since he learns of it.

    Raises NoTalk, casework.protection.gate.GateClosed, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME, C.CHANNEL)
    lines, course = timeline(db, turn.case, turn.register).lines, the_course(db, turn.case).text
    asked = settling(lines).asked
    if asked is None:
        raise NoTalk
    pack = grounds_of(db, cover.text, course, turn.now).pack
    reasons = why_no_settlement(pack, circumstances(cover.text, course, lines, known))
    step = BARRED if reasons else OPENED
    if not reasons:
        gate.went_through(db, cover, turn, gate.require(db, turn, Act.SETTLEMENT))
    facts = {"step": step, "asked": str(asked.number)}
    said = said_now(Kind.SETTLING, turn.now, **facts, reasons=" ".join(reasons))
    put(db, cover, C.ACCOUNT, said, turn.author)
    noted = said_now(Kind.SETTLING, turn.now, **facts)
    if reasons:
        note_events(db, cover, turn, needs=[N.SETTLING_BARRED],
                    without=[N.SETTLING_ASKED_BY_HER], said=noted)  # fmt: skip
    else:
        note_events(db, cover, turn, without=[N.SETTLING_BARRED], said=noted)
    act(db, turn.case, f"case:settling:{step}", turn.author.person, turn.now)
    return reasons


def write_terms(db: Session, turn: Turn, terms: Terms) -> None:
    """Write down what both would agree to, and read it to her: she says yes or no.

    Raises NoTalk, NoMoney, and as `casework.case.turns.begin`.
    """
    cover, course = begin(db, turn, C.ACCOUNT, C.CHANNEL), the_course(db, turn.case).text
    stands = settling(timeline(db, turn.case, turn.register).lines)
    if stands.opened is None or stands.asked is None or N.MAY_BE_CHILD in course.on_record:
        raise NoTalk
    pack = grounds_of(db, cover.text, course, turn.now).pack
    if terms.has_money and pack.conciliation.money is not True:
        raise NoMoney
    id_ = uuid4().hex
    said = said_now(Kind.SETTLING, turn.now, terms.words, step=TERMS, terms=id_,
                    asked=str(stands.asked.number),
                    money="yes" if terms.has_money else "no")  # fmt: skip
    put(db, cover, C.ACCOUNT, said, turn.author)
    question = Question(QuestionKind.CONCILIATION, terms.words, about=id_, safe_by=terms.safe_by)
    ask_within(db, cover, turn, question)
    act(db, turn.case, "case:settling:terms", turn.author.person, turn.now)


def settle(db: Session, turn: Turn) -> Entry:
    """It is settled as it was read to her, with her yes; from then on it is watched and closed.

    Her yes to the very words is that she knows and that it may be, and that both were told what
    was agreed; her plan was gone through this week.

    Raises NoTalk, casework.asking.asking.NoYes, GateClosed, MoveRefused, and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.CHANNEL, C.OUTCOME)
    lines = timeline(db, turn.case, turn.register).lines
    stands = settling(lines)
    if stands.terms is None:
        raise NoTalk
    asked = newest_about(lines, QuestionKind.CONCILIATION, str(stands.terms.facts["terms"]))
    yes = the_yes(db, turn, asked.id if asked else turn.case)
    if not safety(lines).is_fresh(turn.now):
        raise GateClosed(Act.SETTLEMENT, (Missing.PLAN,))
    if Missing.WITHDRAWN in gate.barred(db, cover.text, turn):
        raise GateClosed(Act.SETTLEMENT, (Missing.WITHDRAWN,))
    acted_on(db, cover, turn, yes.id)
    move = Move(verb=Verb.GO, who=who_moves(turn), why=Because.SETTLED, to=S.DECIDE)
    said = said_now(Kind.SETTLING, turn.now, step=SETTLED)
    move_in(db, cover, turn, move, needs=GATE | {N.SETTLED}, said=said,
            as_act="case:settling:settle")  # fmt: skip
    return move_because(db, cover, turn, S.MONITOR, Because.SETTLED, needs={N.DECISION_TOLD})


def broken(db: Session, turn: Turn, words: str) -> None:
    """What was agreed was not kept, as she says: the case may go on as if nothing had been.

    Raises NoTalk, and as `casework.case.turns.begin_renewed`.
    """
    cover, course = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME), the_course(db, turn.case).text
    lines = timeline(db, turn.case, turn.register).lines
    if settling(lines).settled is None or course.stage not in (S.DECIDE, S.MONITOR):
        raise NoTalk
    said = said_now(Kind.SETTLING, turn.now, step=BROKEN)
    note_events(db, cover, turn, needs=[N.SETTLEMENT_BROKEN], said=said)
    put(db, cover, C.CHANNEL, said_now(Kind.SETTLING, turn.now, words, step=BROKEN), turn.author)
    act(db, turn.case, "case:settling:broken", turn.author.person, turn.now)


def _ask(db: Session, cover: Cover, turn: Turn, words: str, **facts: str) -> None:
    lines, course = timeline(db, turn.case, turn.register).lines, the_course(db, turn.case).text
    pack = grounds_of(db, cover.text, course, turn.now).pack
    reasons = closed_to_her(pack, cover.text, course, lines)
    if reasons or course.is_closed or course.route is not Route.FORMAL or has_begun(course):
        raise NotPossible(reasons)
    said = said_now(Kind.SETTLING, turn.now, step=ASKED, way=facts["way"])
    note_events(db, cover, turn, needs=[N.SETTLING_ASKED_BY_HER], said=said)
    own = said_now(Kind.SETTLING, turn.now, words, step=ASKED, **facts)
    put(db, cover, C.CHANNEL, own, turn.author)
    act(db, turn.case, "case:settling:ask", turn.author.person, turn.now)

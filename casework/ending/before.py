"""What comes before a case is closed: she is told that she can come back, and asked how it was."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.asking.asking import ask_within
from casework.asking.questions import Question, QuestionKind, SafeBy
from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.recording import note_events
from casework.ending.outside import is_outsider
from casework.models.cover import CoverText
from casework.models.entry import Kind
from crypto.compartments import Compartment

C, N = Compartment, Need
TOLD, FEEDBACK, ELSEWHERE = "told", "feedback", "elsewhere"
HANDLED = (C.ACCOUNT, C.OUTCOME)
"""Whoever has written here has dealt with the case."""
NOT_DEALING = frozenset(
    {
        Kind.CLOSING,
        Kind.DECLARATION,
        Kind.KEEPING,
        Kind.RECUSAL,
        Kind.REMOVAL,
        Kind.STEPPED_OUT,
    }
)
"""What one writes there without dealing with it."""


class Way(StrEnum):
    """How she was told."""

    PAGE = "page"
    VOICE = "voice"
    NOT_REACHED = "not_reached"
    """By no way: what was tried stands beside it."""


class NoPage(Exception):
    """She has no second word, so nothing can be written to her."""


class Handled(Exception):
    """Who dealt with the case does not ask how it was dealt with, while somebody else could."""


class NotFromOutside(Exception):
    """That it belongs elsewhere is agreed by somebody from outside, and this is not she."""


def tell(db: Session, turn: Turn, words: str, way: Way) -> None:
    """Tell her that it is to be closed and that she can come back; or note that nobody could.

    `words`: to her, for her page; otherwise what was said, or what was tried.

    Raises NoPage, and as `casework.case.turns.begin`, like every verb here.
    """
    cover = begin(db, turn, C.CHANNEL, C.OUTCOME)
    if way is Way.PAGE:
        if cover.text.number is None or not cover.text.number.has_word:
            raise NoPage
        said = said_now(Kind.MESSAGE_TO_SURVIVOR, turn.now, words)
        answer_waits(db, cover.text)
    else:
        said = said_now(Kind.CLOSING, turn.now, words, step=TOLD, way=way.value)
    put(db, cover, C.CHANNEL, said, turn.author)
    noted = said_now(Kind.CLOSING, turn.now, step=TOLD, way=way.value)
    note_events(db, cover, turn, needs=[N.TOLD_SHE_CAN_RETURN], said=noted)
    act(db, turn.case, "case:closing:tell", turn.author.person, turn.now)


def ask_feedback(db: Session, turn: Turn, words: str, safe_by: SafeBy) -> UUID:
    """Ask her how it was dealt with; gives back the question's id. She can skip it.

    Raises Handled for whoever dealt with it, where somebody who did not reads her answers too.
    """
    cover = begin(db, turn, C.CHANNEL, C.OUTCOME)
    free = uninvolved(cover.text, timeline(db, turn.case, turn.register).lines)
    if free and turn.author.person not in free:
        raise Handled
    id_ = ask_within(db, cover, turn, Question(QuestionKind.FEEDBACK, words, safe_by=safe_by))
    by_another = "yes" if free else "no"
    facts = {"step": FEEDBACK, "uninvolved": by_another, "question": id_.hex}
    noted = said_now(Kind.CLOSING, turn.now, **facts)
    note_events(db, cover, turn, needs=[N.FEEDBACK_ASKED], said=noted)
    return id_


def agree_elsewhere(db: Session, turn: Turn, words: str) -> None:
    """Agree, from outside, that it is not for this committee: to whom it was handed, and why.

    Raises NotFromOutside.
    """
    cover = begin(db, turn, C.OUTCOME)
    if not is_outsider(cover.text, turn.author.person):
        raise NotFromOutside
    noted = said_now(Kind.CLOSING, turn.now, words, step=ELSEWHERE)
    note_events(db, cover, turn, needs=[N.BELONGS_ELSEWHERE], said=noted)
    act(db, turn.case, "case:closing:elsewhere", turn.author.person, turn.now)


def uninvolved(cover: CoverText, lines: Iterable[Line]) -> set[UUID]:
    """Who reads her answers and has not dealt with the case; nobody where all have."""
    dealt = {
        each.author
        for each in lines
        if each.compartment in HANDLED and each.kind not in NOT_DEALING
    }
    reading = {each.holder for each in cover.holders_of(C.CHANNEL)}
    return {each for each in reading if each not in dealt and not _is_hers(cover, each)}


def _is_hers(cover: CoverText, holder: UUID) -> bool:
    found = cover.holder(holder)
    return found is not None and found.capacity in ("survivor", "reporter")

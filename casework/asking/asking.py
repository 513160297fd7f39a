"""Asking the survivor: she answers on her page, or a receiver writes down what she said."""

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.asking.questions import Asked, Question, QuestionKind, Reply, SafeBy, questions
from casework.case.acts import act
from casework.case.compared import forget_names
from casework.case.covers import answer_waits, change
from casework.case.entries import put, said_now
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.course.choosing import ByVoice
from casework.models.cover import Cover, CoverText
from casework.models.entry import Kind
from crypto.compartments import Compartment

C = Compartment
BEFORE_ACTS = frozenset({QuestionKind.DAY_AND_HOUR, QuestionKind.MAY_STOP})
"""What she is asked before something that the respondent can notice."""


class NotAsked(Exception):
    """There is no such question in this case."""


class AlreadyActedOn(Exception):
    """Her answer was acted on and stands; she can be asked anew."""


class HerOwnNo(Exception):
    """She said no herself: nobody writes down a yes over it. She can be asked anew."""


class NoYes(Exception):
    """She has not said yes. A question that she skipped is a no."""


def ask(db: Session, turn: Turn, question: Question) -> UUID:
    """Ask her; gives back the question's id, by which her answer is found.

    Raises as `casework.case.turns.begin`.
    """
    return ask_within(db, begin(db, turn, C.CHANNEL), turn, question)


def ask_within(db: Session, cover: Cover, turn: Turn, question: Question) -> UUID:
    """The same for a verb that has begun its turn in CHANNEL."""
    id_ = uuid4()
    said = said_now(
        Kind.ASKED,
        turn.now,
        question.text,
        question=id_.hex,
        about_kind=question.kind.value,
        about=question.about,
        safe_by=question.safe_by.value,
        **{f"q_{name}": value for name, value in question.facts.items()},
    )
    put(db, cover, C.CHANNEL, said, turn.author)
    _heed(db, cover, question.kind, None)
    if question.safe_by is SafeBy.PAGE and _has_word(cover.text):
        answer_waits(db, cover.text)
    act(db, turn.case, "case:question:ask", turn.author.person, turn.now)
    return id_


def answer(db: Session, turn: Turn, question: UUID, reply: Reply, words: str = "") -> None:
    """Her own press, with number and word; the newest counts until it is acted on.

    Raises NotAsked, AlreadyActedOn, and as `casework.case.turns.begin_renewed`.
    """
    answer_within(db, begin_renewed(db, turn, C.CHANNEL), turn, question, reply, words)
    act(db, turn.case, "case:question:answer", None, turn.now)


def answer_within(
    db: Session, cover: Cover, turn: Turn, question: UUID, reply: Reply, words: str = ""
) -> None:
    """The same for a verb of hers that has begun its turn in CHANNEL, and says so on the trail.

    Raises NotAsked and AlreadyActedOn.
    """
    asked = _open_question(db, turn, question)
    said = said_now(
        Kind.HER_ANSWER, turn.now, words, question=question.hex, reply=reply.value, way="page"
    )
    put(db, cover, C.CHANNEL, said, turn.author)
    _heed(db, cover, asked.question.kind, reply)
    _note_stop(db, cover, asked, reply)
    change(db, cover, answered_at=cover.text.answered_at or turn.now)


def take_down(db: Session, turn: Turn, question: UUID, reply: Reply, heard: ByVoice) -> None:
    """What she answered by voice or in person, as a receiver heard it; she sees it on her page.

    Raises NotAsked, AlreadyActedOn, HerOwnNo, and as `casework.case.turns.begin`.
    """
    take_down_within(db, begin(db, turn, C.CHANNEL), turn, question, reply, heard)
    act(db, turn.case, "case:question:take_down", turn.author.person, turn.now)


def take_down_within(
    db: Session, cover: Cover, turn: Turn, question: UUID, reply: Reply, heard: ByVoice
) -> None:
    """The same for a verb that has begun its turn in CHANNEL, and says so on the trail.

    Raises NotAsked, AlreadyActedOn and HerOwnNo.
    """
    asked = _open_question(db, turn, question)
    before = asked.answer
    is_her_no = before is not None and before.is_hers and before.reply is not Reply.YES
    if is_her_no and reply is Reply.YES:
        raise HerOwnNo
    said = said_now(
        Kind.HER_ANSWER,
        turn.now,
        heard.words,
        question=question.hex,
        reply=reply.value,
        way="voice",
        how=heard.how,
        when=heard.when,
    )
    put(db, cover, C.CHANNEL, said, turn.author)
    _heed(db, cover, asked.question.kind, reply)
    _note_stop(db, cover, asked, reply)
    if _has_word(cover.text):
        answer_waits(db, cover.text)


def note_read(db: Session, turn: Turn) -> None:
    """Somebody who deals with the case has read what she answered. Without any it does nothing.

    Raises as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.CHANNEL)
    if cover.text.answered_at is not None:
        change(db, cover, answered_at=None)
        act(db, turn.case, "case:question:read", turn.author.person, turn.now)


def the_yes(db: Session, turn: Turn, question: UUID) -> Asked:
    """The question to which she said yes, for a verb that acts on it.

    Raises NoYes for any other answer, for none, and without a key to the channel.
    """
    found = questions(timeline(db, turn.case, turn.register).lines).get(question)
    if found is None or not found.is_yes:
        raise NoYes
    return found


def acted_on(db: Session, cover: Cover, turn: Turn, question: UUID) -> None:
    """From now on her answer stands: for a verb that acts on it and has begun in CHANNEL."""
    said = said_now(Kind.ASKED, turn.now, question=question.hex, step="acted")
    put(db, cover, C.CHANNEL, said, turn.author)


def _heed(db: Session, cover: Cover, kind: QuestionKind, reply: Reply | None) -> None:
    """What follows at once: without her yes no name is compared, also while she is asked."""
    if kind is not QuestionKind.NAMED_BY_OTHERS:
        return
    if reply is Reply.YES:
        change(db, cover, name_waits=True)
    else:
        forget_names(db, cover)


def stop_of(kind: QuestionKind, about: str) -> str:
    """How the cover names her no before an act, for those who do not read her answers."""
    return f"{kind.value}:{about}"


def _note_stop(db: Session, cover: Cover, asked: Asked, reply: Reply) -> None:
    if asked.question.kind not in BEFORE_ACTS:
        return
    name, before = stop_of(asked.question.kind, asked.question.about), cover.text.stopped
    left = [each for each in before if each != name]
    change(db, cover, stopped=left if reply is Reply.YES else [*left, name])


def _open_question(db: Session, turn: Turn, question: UUID) -> Asked:
    found = questions(timeline(db, turn.case, turn.register).lines).get(question)
    if found is None:
        raise NotAsked
    if found.acted_at is not None:
        raise AlreadyActedOn
    return found


def _has_word(cover: CoverText) -> bool:
    return cover.number is not None and cover.number.has_word

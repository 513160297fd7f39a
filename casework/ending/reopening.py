"""Opening a closed case again: because she wants it, with who and why, where she can read it."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits, change
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.clocks.course import Move, Verb
from casework.clocks.stages import Need
from casework.course.choosing import ByVoice
from casework.course.moving import move_in, who_moves
from casework.course.recording import the_course
from casework.ending.closing import CLOSED, newest
from casework.models.cover import Capacity, Cover
from casework.models.entry import Entry, Kind
from casework.procedures.terms import StageId
from casework.readers.intentions import end_all
from crypto.compartments import Compartment

C = Compartment
WISH, REOPENED = "wish", "reopened"


class NotClosed(Exception):
    """The case is not closed."""


class NotHerWish(Exception):
    """She has not said that she wants it opened again."""


def ask_again(db: Session, turn: Turn, words: str) -> None:
    """Her own press: she wants it opened again. It waits for whoever reads, like a message.

    Raises NotClosed, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME)
    if not the_course(db, turn.case).text.is_closed:
        raise NotClosed
    about = _closing(timeline(db, turn.case, turn.register).lines)
    said = said_now(Kind.CLOSING, turn.now, words, step=WISH, closing=about)
    put(db, cover, C.CHANNEL, said, turn.author)
    change(db, cover, asked_at=cover.text.asked_at or turn.now)
    act(db, turn.case, "case:closing:wish", None, turn.now)


def reopen(db: Session, turn: Turn, words: str, heard: ByVoice | None = None) -> Entry:
    """Open it again, at her wish; it begins with her safety, and everything is asked anew.

    `heard`: that she said so to whoever opens it, where she did not press it herself. `words`
    stand where she and all who follow the outcome read them.

    Raises NotClosed, NotHerWish, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.CHANNEL)
    if not the_course(db, turn.case).text.is_closed:
        raise NotClosed
    lines = timeline(db, turn.case, turn.register).lines
    if heard is not None:
        _put_wish(db, cover, turn, heard, lines)
    elif wish(lines) is None:
        raise NotHerWish
    asked = Move(verb=Verb.REOPEN, who=who_moves(turn), why=words, to=StageId.SAFETY)
    said = said_now(Kind.CLOSING, turn.now, words, step=REOPENED)
    needs = {Need.HER_WISH_TO_REOPEN}
    entry = move_in(db, cover, turn, asked, needs=needs, said=said, as_act="case:closing:reopen")
    end_all(db, cover, Capacity.PANEL, turn.now)
    change(db, cover, route=None, route_chosen_at=None, panel=[])
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    return entry


def wish(lines: Iterable[Line]) -> Line | None:
    """Her wish that was not acted on yet; None without one."""
    every = list(lines)
    closing, asked = _closing(every), newest(every, WISH)
    is_about_it = asked is not None and asked.facts.get("closing") == closing
    return asked if closing and is_about_it else None


def _closing(lines: Iterable[Line]) -> str:
    """Which closing stands; nothing after it was opened again. Entries of `outcome` are in order,
    also those of one moment."""
    last = newest(lines, CLOSED, REOPENED)
    return str(last.number) if last is not None and last.facts.get("step") == CLOSED else ""


def _put_wish(db: Session, cover: Cover, turn: Turn, heard: ByVoice, lines: list[Line]) -> None:
    said = said_now(
        Kind.CLOSING,
        turn.now,
        heard.words,
        step=WISH,
        closing=_closing(lines),
        way="voice",
        how=heard.how,
        when=heard.when,
    )
    put(db, cover, C.CHANNEL, said, turn.author)

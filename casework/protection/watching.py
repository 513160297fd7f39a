"""The watch: whether somebody is punished for speaking, asked on set days and noted at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.asking.asking import answer_within, ask_within, take_down_within
from casework.asking.questions import Question, QuestionKind, Reply, SafeBy
from casework.case.acts import act
from casework.case.entries import put
from casework.case.turns import Turn, begin, begin_renewed
from casework.clocks.days import day_in
from casework.course.choosing import ByVoice
from casework.course.promised import (
    CHECKED,
    OTHERS,
    SIGNALS,
    days_since,
    her_days,
    others,
    token,
    with_day,
)
from casework.course.recording import note_events, the_course
from casework.models.course import CourseText
from casework.models.cover import Cover
from casework.models.entry import Kind, Said
from casework.procedures.terms import Event
from casework.protection.places import zone_of
from casework.protection.reading import iso
from casework.protection.signs import Sign, Watched, open_signals
from crypto.compartments import Compartment

C = Compartment


class NoSignal(Exception):
    """There is no such sign in this case, or it was dealt with already."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody said at a check-in, or what was noticed without one."""

    whom: Watched
    how: str
    """By voice or in person (casework.telling.choices.SAYING); empty where nobody was asked."""
    signs: tuple[Sign, ...] = ()
    on: date | None = None
    """The day on which it happened or was noticed."""
    about: UUID | None = None
    """Who it is, where she stands on the People page or deals with the case."""
    name: str = field(default="", repr=False)
    """Who it is otherwise, for the inquiry alone; nothing of it stands where the union reads."""
    words: str = field(default="", repr=False)


def ask_her(db: Session, turn: Turn, words: str) -> UUID:
    """Ask her on her page, where one press answers; gives back the question's id.

    Raises as `casework.case.turns.begin`, like every verb here.
    """
    cover = begin(db, turn, C.CHANNEL)
    today = day_in(zone_of(db, turn.case), turn.now)
    question = Question(QuestionKind.CHECK_IN, words, about=iso(today), safe_by=SafeBy.PAGE)
    id_ = ask_within(db, cover, turn, question)
    act(db, turn.case, "case:watch:ask", turn.author.person, turn.now)
    return id_


def she_answers(
    db: Session, turn: Turn, question: UUID, reply: Reply, words: str, signs: Sequence[Sign]
) -> None:
    """Her press: it is a check-in, and where something has changed, a sign of retaliation.

    Her words stay between her and those who read her messages. Raises as
    `casework.asking.asking.answer`.
    """
    cover = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME)
    answer_within(db, cover, turn, question, reply, words)
    changed = reply is not Reply.NO
    heard = Heard(whom=Watched.SURVIVOR, how="page", signs=tuple(signs), on=_today(db, turn))
    _note(db, cover, turn, heard, changed=changed)
    act(db, turn.case, "case:watch:answer", None, turn.now)


def she_said(db: Session, turn: Turn, question: UUID, reply: Reply, heard: ByVoice) -> None:
    """The same as a receiver heard it, by voice or in person.

    Raises as `casework.asking.asking.take_down`.
    """
    cover = begin(db, turn, C.CHANNEL, C.OUTCOME)
    take_down_within(db, cover, turn, question, reply, heard)
    said = Heard(whom=Watched.SURVIVOR, how=heard.how, on=_today(db, turn))
    _note(db, cover, turn, said, changed=reply is not Reply.NO)
    act(db, turn.case, "case:watch:check", turn.author.person, turn.now)


def write_down(db: Session, turn: Turn, *everybody: Heard, changed: bool) -> None:
    """A check-in by voice or in person, or a sign that was noticed: for her or for anybody else.

    The sign stands in `outcome`, which a union reads; who it is and the words stand in the
    inquiry.
    """
    cover = begin(db, turn, C.OUTCOME, C.ACCOUNT)
    for heard in everybody:
        id_ = _note(db, cover, turn, heard, changed=changed)
        if heard.about is not None or heard.name or heard.words:
            put(db, cover, C.ACCOUNT, _detail(turn, id_, heard), turn.author)
    act(db, turn.case, "case:watch:check", turn.author.person, turn.now)


def notice(db: Session, turn: Turn, heard: Heard) -> None:
    """A sign that somebody noticed who follows the outcome alone: of whom, what and since when.

    No name and no word goes with it, for there is nowhere she could write them.
    """
    cover = begin(db, turn, C.OUTCOME)
    _put_signal(db, cover, turn, uuid4(), heard, _today(db, turn))
    act(db, turn.case, "case:watch:notice", turn.author.person, turn.now)


def deal_with(db: Session, turn: Turn, signal: UUID, done: str) -> None:
    """What was done about a sign; it waits no longer. Whoever follows the outcome reads it.

    Raises NoSignal.
    """
    cover = begin(db, turn, C.OUTCOME)
    course = the_course(db, turn.case).text
    if signal.hex not in open_signals(course):
        raise NoSignal
    left = with_day(course, SIGNALS, signal.hex, None)
    said = Said(
        kind=Kind.SIGNAL, at=turn.now, text=done, facts={"signal": signal.hex, "step": "done"}
    )
    note_events(db, cover, turn, said=said, signals=left)
    act(db, turn.case, "case:watch:settle", turn.author.person, turn.now)


def note_baseline(db: Session, turn: Turn, source: str, words: str) -> None:
    """How work was before: out of her own payslips, or of a whole line.

    Nobody asks personnel about one worker: the question itself would tell.
    """
    cover = begin(db, turn, C.ACCOUNT)
    said = Said(kind=Kind.BASELINE, at=turn.now, text=words, facts={"source": source})
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:watch:baseline", turn.author.person, turn.now)


def _note(db: Session, cover: Cover, turn: Turn, heard: Heard, *, changed: bool) -> UUID:
    """Put the check-in, and the sign where there is one; gives back the id of both."""
    id_, today = uuid4(), _today(db, turn)
    if heard.how:
        _put_check_in(db, cover, turn, id_, heard, today)
    if changed:
        _put_signal(db, cover, turn, id_, heard, today)
    return id_


def _put_check_in(
    db: Session, cover: Cover, turn: Turn, id_: UUID, heard: Heard, today: date
) -> None:
    facts: dict[str, str | list[str]] = {
        "signal": id_.hex,
        "whom": heard.whom.value,
        "how": heard.how,
        "on": iso(today),
    }
    said = Said(kind=Kind.CHECK_IN, at=turn.now, facts=facts)
    course = the_course(db, turn.case).text
    if heard.whom is Watched.SURVIVOR:
        checked = " ".join(dict.fromkeys([*course.facts.get(CHECKED, "").split(), iso(today)]))
        note_events(db, cover, turn, _events(course, today), said=said, checked=checked)
    elif heard.about is not None:
        asked = with_day(course, OTHERS, token(heard.about), today)
        note_events(db, cover, turn, said=said, others=asked)
    else:
        put(db, cover, C.OUTCOME, said, turn.author)


def _put_signal(
    db: Session, cover: Cover, turn: Turn, id_: UUID, heard: Heard, today: date
) -> None:
    course = the_course(db, turn.case).text
    is_in_time = (heard.on or today) <= _last_day(cover, course, heard, today)
    facts: dict[str, str | list[str]] = {
        "signal": id_.hex,
        "whom": heard.whom.value,
        "signs": [each.value for each in heard.signs],
        "on": iso(heard.on),
        "in_time": "yes" if is_in_time else "no",
    }
    said = Said(kind=Kind.SIGNAL, at=turn.now, facts=facts)
    waiting = with_day(course, SIGNALS, id_.hex, today if is_in_time else None)
    note_events(db, cover, turn, said=said, signals=waiting)


def _last_day(cover: Cover, course: CourseText, heard: Heard, today: date) -> date:
    """Until when whoever it is about is watched."""
    since = others(course, cover.text, today).get(token(heard.about)) if heard.about else None
    return max(days_since(course, since) if since else her_days(course, today))


def _detail(turn: Turn, id_: UUID, heard: Heard) -> Said:
    about = heard.about.hex if heard.about is not None else ""
    facts: dict[str, str | list[str]] = {"signal": id_.hex, "name": heard.name, "about": about}
    return Said(kind=Kind.SIGN_DETAIL, at=turn.now, text=heard.words, facts=facts)


def _events(course: CourseText, today: date) -> Mapping[Event, date]:
    """The clocks of a pack count the first two check-ins after the decision was carried out."""
    if Event.CARRIED_OUT not in course.events:
        return {}
    is_second = Event.FIRST_CHECK in course.events
    return {Event.SECOND_CHECK if is_second else Event.FIRST_CHECK: today}


def _today(db: Session, turn: Turn) -> date:
    return day_in(zone_of(db, turn.case), turn.now)

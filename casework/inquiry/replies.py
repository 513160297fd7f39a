"""The respondent's side: his answer, what he needs to give it, and his file put right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.course.recording import note_events, the_course
from casework.inquiry.findings import is_anything_found
from casework.inquiry.going import go_on
from casework.inquiry.notices import Notice, notices
from casework.inquiry.steps import NotThere, lines_of, require_past, step, those, today
from casework.models.entry import Kind
from casework.procedures.terms import Event, StageId
from casework.protection.reading import iso
from crypto.compartments import Compartment

C, S = Compartment, StageId
GIVEN, NONE, LOOKED_AFTER, PUT_RIGHT = "given", "none", "looked_after", "put_right"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What he answers, in his own words."""

    on: date
    way: str
    words: str = field(repr=False)
    read_back: str = ""
    witnesses: str = field(default="", repr=False)
    papers: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Care:
    """What he is given so that he can answer, and whether he is safe himself."""

    language: str = ""
    companion: str = field(default="", repr=False)
    safety: str = ""
    safety_words: str = field(default="", repr=False)


def reply(db: Session, turn: Turn, given: Reply) -> None:
    """Take down what he answers. It stands in the inquiry and nowhere else.

    Raises NotThere before a letter was served; TooEarly; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    _require_served(db, turn)
    require_past(db, turn, given.on)
    said = step(
        Kind.HIS_REPLY,
        turn.now,
        given.words,
        step=GIVEN,
        on=iso(given.on),
        came_by=given.way,
        agreed=given.read_back,
        witnesses=given.witnesses,
        papers=given.papers,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    note_events(db, cover, turn, {Event.REPLY: given.on})
    go_on(db, cover, turn, S.REPLY, S.INQUIRY, {Need.REPLIED})
    act(db, turn.case, "case:reply:take", turn.author.person, turn.now)


def go_without(db: Session, turn: Turn, why: str) -> None:
    """Go on without his answer, once the day he was given in the letter is over.

    Raises NotThere while he still has time; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    given = [each.letter.answer_by for each in _require_served(db, turn)]
    if not all(each is not None and each < today(db, turn) for each in given):
        raise NotThere
    put(db, cover, C.ACCOUNT, step(Kind.HIS_REPLY, turn.now, why, step=NONE), turn.author)
    note_events(db, cover, turn, needs={Need.REPLY_TIME_OVER})
    go_on(db, cover, turn, S.REPLY, S.INQUIRY, {Need.REPLY_TIME_OVER})
    act(db, turn.case, "case:reply:go_without", turn.author.person, turn.now)


def look_after(db: Session, turn: Turn, care: Care) -> None:
    """Write down his language, who stands beside him, and how safe he is. As `begin`."""
    cover = begin(db, turn, C.ACCOUNT)
    said = step(
        Kind.HIS_CARE,
        turn.now,
        care.safety_words,
        step=LOOKED_AFTER,
        his_language=care.language,
        companion=care.companion,
        safety=care.safety,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:respondent:look_after", turn.author.person, turn.now)


def put_right(db: Session, turn: Turn, words: str) -> None:
    """Write down that his file at work was put right, because nothing was substantiated.

    Raises NotThere before it was decided, or where something was substantiated; as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    is_decided = Event.DECISION in the_course(db, turn.case).text.events
    if not is_decided or is_anything_found(lines_of(db, turn, Kind.FINDING)):
        raise NotThere
    put(db, cover, C.ACCOUNT, step(Kind.HIS_CARE, turn.now, words, step=PUT_RIGHT), turn.author)
    act(db, turn.case, "case:respondent:put_right", turn.author.person, turn.now)


def care_of(lines: Iterable[Line]) -> Line | None:
    """What was written last of what he needs."""
    return next(reversed(those(lines, Kind.HIS_CARE, LOOKED_AFTER)), None)


def _require_served(db: Session, turn: Turn) -> list[Notice]:
    """The letters that he has. Raises NotThere for none."""
    written = notices(lines_of(db, turn, Kind.NOTICE)).values()
    served = [each for each in written if each.served is not None]
    if not served:
        raise NotThere
    return served

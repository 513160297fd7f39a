"""A review of the decision: asked for by either of the two, inside or outside, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.course import Verb
from casework.clocks.stages import Need
from casework.course.moving import Because, move_because
from casework.course.recording import note_events, the_course
from casework.inquiry.decisions import CHANGED
from casework.inquiry.steps import NotThere, lines_of, require_past, step, those
from casework.models.entry import Kind
from casework.procedures.terms import Event, StageId
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C, S = Compartment, StageId
ASKED_FOR, ENDED = "asked_for", "ended"


class Side(StrEnum):
    """Who asks for it."""

    SURVIVOR = "survivor"
    RESPONDENT = "respondent"


class Outcome(StrEnum):
    """How a review ended."""

    STANDS = "stands"
    CHANGED = CHANGED
    """The decision is another one: it is written down anew after the review."""
    SENT_BACK = "sent_back"
    """The committee inquires further."""
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """One review, from its first day on."""

    side: Side
    on: date
    body: str
    ended_on: date | None = None
    outcome: Outcome | None = None
    words: str = field(default="", repr=False)


def lodge(db: Session, turn: Turn, appeal: Appeal) -> None:
    """Write down that a review was asked for, also of a case that was closed meanwhile.

    Whether it came in time is for the body to say; the day its window ends stands beside it.

    Raises MoveRefused where nothing was decided and told; NotThere while one is open; TooEarly;
    and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    if open_one(appeals(lines_of(db, turn, Kind.APPEAL))) is not None:
        raise NotThere
    require_past(db, turn, appeal.on)
    is_closed = the_course(db, turn.case).text.is_closed
    verb = Verb.REOPEN if is_closed else Verb.GO
    said = step(
        Kind.APPEAL,
        turn.now,
        step=ASKED_FOR,
        side=appeal.side.value,
        on=iso(appeal.on),
        body=appeal.body,
    )
    note_events(db, cover, turn, {Event.APPEAL: appeal.on}, said=said)
    needs = {Need.APPEAL_LODGED}
    move_because(db, cover, turn, S.APPEAL, Because.REVIEW_ASKED, verb=verb, needs=needs)
    why = step(Kind.APPEAL, turn.now, appeal.words, step=ASKED_FOR)
    put(db, cover, C.ACCOUNT, why, turn.author)
    act(db, turn.case, "case:appeal:lodge", turn.author.person, turn.now)


def end(db: Session, turn: Turn, on: date, outcome: Outcome, words: str) -> None:
    """Write down how the review ended; sent back, the case goes to the inquiry again.

    Raises NotThere where none is open; MoveRefused; TooEarly; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    if open_one(appeals(lines_of(db, turn, Kind.APPEAL))) is None:
        raise NotThere
    require_past(db, turn, on)
    said = step(Kind.APPEAL, turn.now, step=ENDED, on=iso(on), outcome=outcome.value)
    note_events(db, cover, turn, {Event.APPEAL_DECIDED: on}, said=said)
    is_back = outcome is Outcome.SENT_BACK
    to = S.INQUIRY if is_back else S.MONITOR
    needs = {Need.SENT_BACK} if is_back else {Need.APPEAL_ENDED}
    move_because(db, cover, turn, to, Because.REVIEW_ENDED, needs=needs)
    put(db, cover, C.ACCOUNT, step(Kind.APPEAL, turn.now, words, step=ENDED), turn.author)
    act(db, turn.case, "case:appeal:end", turn.author.person, turn.now)


def appeals(lines: Iterable[Line]) -> list[Appeal]:
    """Every review of a timeline, the oldest first."""
    found: list[Appeal] = []
    for line in those(lines, Kind.APPEAL):
        on = day(line.facts, "on")
        if line.compartment is not C.OUTCOME or on is None:
            continue
        if text(line.facts, "step") == ASKED_FOR:
            side = Side(text(line.facts, "side"))
            found.append(Appeal(side=side, on=on, body=text(line.facts, "body")))
        elif found:
            outcome = Outcome(text(line.facts, "outcome"))
            found[-1] = replace(found[-1], ended_on=on, outcome=outcome)
    return found


def open_one(found: Iterable[Appeal]) -> Appeal | None:
    """The review that has not ended."""
    return next((each for each in found if each.outcome is None), None)

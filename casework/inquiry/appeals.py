"""A review of the decision: asked for by either of the two, taken up, and how it ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.course import Verb
from casework.clocks.stages import Need
from casework.clocks.standing import Days
from casework.course.grounds import grounds_of
from casework.course.moving import Because, move_because
from casework.course.recording import note_events, the_course
from casework.inquiry.decisions import CHANGED, DECIDED, OwnDecision, the_decision
from casework.inquiry.steps import NotThere, lines_of, require_past, step, those
from casework.models.course import CourseText
from casework.models.cover import Cover
from casework.models.entry import Kind
from casework.procedures.pack import Pack
from casework.procedures.terms import Event, StageId
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C, S = Compartment, StageId
READ = (Kind.APPEAL, Kind.DECISION, Kind.SETTLING)
SETTLED = "settled"
"""The step by which a settlement ends (casework.ending.talks)."""
ASKED_FOR, TAKEN_UP, ENDED = "asked_for", "taken_up", "ended"
WAITS = "review_waits"
"""The fact of a course that says since when a review of hers waits to be taken up."""


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


class NothingToReview(Exception):
    """No decision stands that both were told: nothing was decided, or it was settled."""


class HersToTakeBack(Exception):
    """She asked for it: only her own press takes it back."""


class CaseIsClosed(Exception):
    """The case is closed, and nobody said that it is opened again for this."""


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """One review, from its first day on."""

    side: Side
    on: date
    body: str
    ended_on: date | None = None
    outcome: Outcome | None = None
    words: str = field(default="", repr=False)
    """What is said against the decision; hers for those who read what she writes."""
    reopens: bool = False
    """Whether a case that was closed meanwhile is opened again for it."""
    id: str = ""
    is_hers: bool = False
    """She pressed it herself, with number and word."""
    is_late: bool = False
    """The day until which it could be asked for had passed."""
    why_late: str = field(default="", repr=False)
    taken_up_on: date | None = None
    passed_to: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is hers, and nobody of the committee has taken it up."""
        return self.is_hers and self.taken_up_on is None and self.outcome is None


def lodge(db: Session, turn: Turn, appeal: Appeal) -> None:
    """Write down that a review was asked for.

    Whether it came in time is for the body to say; the day its window ends stands beside it.

    Raises NothingToReview where nothing was decided and told; CaseIsClosed where it is not opened
    again for this; MoveRefused; NotThere while one is open; TooEarly; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    require_past(db, turn, appeal.on)
    begin_review(db, cover, turn, appeal)
    why = step(Kind.APPEAL, turn.now, appeal.words, step=ASKED_FOR)
    put(db, cover, C.ACCOUNT, why, turn.author)
    act(db, turn.case, "case:appeal:lodge", turn.author.person, turn.now)


def begin_review(db: Session, cover: Cover, turn: Turn, appeal: Appeal) -> str:
    """The same for a verb that has begun its turn in OUTCOME; gives back the id of the review."""
    course, lines = the_course(db, turn.case).text, lines_of(db, turn, *READ)
    _require_decided(lines)
    if open_one(appeals(lines)) is not None:
        raise NotThere
    if course.is_closed and not appeal.reopens:
        raise CaseIsClosed
    pack = grounds_of(db, cover.text, course, turn.now).pack
    until, id_ = window(course, pack), uuid4().hex
    said = step(
        Kind.APPEAL,
        turn.now,
        step=ASKED_FOR,
        side=appeal.side.value,
        on=iso(appeal.on),
        body=appeal.body,
        about=id_,
        hers="yes" if appeal.is_hers else "",
        late="yes" if until is not None and until.due_on < appeal.on else "",
    )
    waits = iso(appeal.on) if appeal.is_hers else ""
    note_events(db, cover, turn, {Event.APPEAL: appeal.on}, said=said, review_waits=waits)
    verb = Verb.REOPEN if course.is_closed else Verb.GO
    needs = {Need.APPEAL_LODGED}
    move_because(db, cover, turn, S.APPEAL, Because.REVIEW_ASKED, verb=verb, needs=needs)
    return id_


def take_up(db: Session, turn: Turn, on: date, passed_to: str) -> None:
    """Take up the review that she asked for: to whom it was passed, and when.

    `passed_to` stands where she reads it too, with all who follow the outcome.

    Raises NotThere where none of hers waits; TooEarly; and as `begin`.
    """
    cover = begin(db, turn, C.OUTCOME)
    found = open_one(appeals(lines_of(db, turn, Kind.APPEAL)))
    if found is None or not found.waits:
        raise NotThere
    require_past(db, turn, on)
    facts = {"on": iso(on), "about": found.id, "passed_to": passed_to}
    said = step(Kind.APPEAL, turn.now, step=TAKEN_UP, **facts)
    note_events(db, cover, turn, said=said, review_waits="")
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:appeal:take_up", turn.author.person, turn.now)


def end(db: Session, turn: Turn, on: date, outcome: Outcome, words: str) -> None:
    """Write down how the review ended; sent back, the case goes to the inquiry again.

    Raises NotThere where none is open, or hers was not taken up; HersToTakeBack; OwnDecision for
    whoever wrote down what was decided; MoveRefused; TooEarly; and as `begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    lines = lines_of(db, turn, *READ)
    found = open_one(appeals(lines))
    if found is None or found.waits:
        raise NotThere
    if outcome is Outcome.TAKEN_BACK and _is_for_her(cover, found):
        raise HersToTakeBack
    if turn.author.person in {each.author for each in those(lines, Kind.DECISION, DECIDED)}:
        raise OwnDecision
    require_past(db, turn, on)
    end_within(db, cover, turn, on, outcome)
    put(db, cover, C.ACCOUNT, step(Kind.APPEAL, turn.now, words, step=ENDED), turn.author)
    act(db, turn.case, "case:appeal:end", turn.author.person, turn.now)


def end_within(db: Session, cover: Cover, turn: Turn, on: date, outcome: Outcome) -> None:
    """The same for a verb that has begun its turn in OUTCOME. Raises MoveRefused."""
    said = step(Kind.APPEAL, turn.now, step=ENDED, on=iso(on), outcome=outcome.value)
    note_events(db, cover, turn, {Event.APPEAL_DECIDED: on}, said=said, review_waits="")
    is_back = outcome is Outcome.SENT_BACK
    to = S.INQUIRY if is_back else S.MONITOR
    needs = {Need.SENT_BACK} if is_back else {Need.APPEAL_ENDED}
    move_because(db, cover, turn, to, Because.REVIEW_ENDED, needs=needs)


def appeals(lines: Iterable[Line]) -> list[Appeal]:
    """Every review of a timeline, the oldest first."""
    found: list[Appeal] = []
    own = those(lines, Kind.APPEAL)
    hers = {text(each.facts, "about"): each for each in own if each.compartment is C.CHANNEL}
    for line in own:
        on, what = day(line.facts, "on"), text(line.facts, "step")
        if line.compartment is not C.OUTCOME or on is None:
            continue
        if what == ASKED_FOR:
            found.append(_asked_for(line, on, hers))
        elif found and what == TAKEN_UP:
            found[-1] = _taken_up(found[-1], line, on)
        elif found:
            outcome = Outcome(text(line.facts, "outcome"))
            found[-1] = replace(found[-1], ended_on=on, outcome=outcome)
    return found


def open_one(found: Iterable[Appeal]) -> Appeal | None:
    """The review that has not ended."""
    return next((each for each in found if each.outcome is None), None)


def window(course: CourseText, pack: Pack) -> Days | None:
    """Until when a review can be asked for, where the pack counts it."""
    rules = {each.id for each in pack.running() if each.to_event is Event.APPEAL}
    return next((each for each in course.clocks if each.rule in rules), None)


def may_ask(course: CourseText, lines: Iterable[Line]) -> bool:
    """Whether a review can be asked for: of a decision that both were told, and none is open."""
    read = list(lines)
    stands = course.stage in (S.DECIDE, S.MONITOR)
    return stands and _is_decided(read) and open_one(appeals(read)) is None


def _is_for_her(cover: Cover, appeal: Appeal) -> bool:
    """Whether she takes it back herself: she pressed it, or it is hers and she has a page."""
    has_page = cover.text.number is not None and cover.text.number.has_word
    return appeal.is_hers or (appeal.side is Side.SURVIVOR and has_page)


def _require_decided(lines: Iterable[Line]) -> None:
    if not _is_decided(list(lines)):
        raise NothingToReview


def _is_decided(lines: list[Line]) -> bool:
    """Whether the last word of the case is a decision that was told, and no settlement."""
    decided = the_decision(lines)
    if decided is None or decided.told_on is None:
        return False
    settled = those(lines, Kind.SETTLING, SETTLED)
    return not any(each.number > decided.at_line for each in settled)


def _asked_for(line: Line, on: date, hers: Mapping[str, Line]) -> Appeal:
    facts = line.facts
    own = hers.get(text(facts, "about"))
    return Appeal(
        side=Side(text(facts, "side")),
        on=on,
        body=text(facts, "body"),
        words=own.text if own else "",
        id=text(facts, "about"),
        is_hers=text(facts, "hers") == "yes",
        is_late=text(facts, "late") == "yes",
        why_late=text(own.facts, "why_late") if own else "",
    )


def _taken_up(appeal: Appeal, line: Line, on: date) -> Appeal:
    return replace(appeal, taken_up_on=on, passed_to=text(line.facts, "passed_to"))

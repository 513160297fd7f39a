"""That she may be under age: marked by whoever deals with it, decided by a child's officer."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.clocks.stages import Need
from casework.course.grounds import grounds_of
from casework.course.recording import note_events, the_course
from casework.course.reminding import at_once
from casework.models.course import CourseText
from casework.models.cover import Capacity, Cover, CoverText
from casework.models.entry import Entry, Kind
from crypto.compartments import Compartment

C, N = Compartment, Need
OFFICER = (Capacity.CHILD_PROTECTION_OFFICER,)


class AgeStep(StrEnum):
    """What was said of her age."""

    MARKED = "marked"
    GOES_ON = "goes_on"
    """A child protection officer agrees that something is done that he notices."""
    STOPS = "stops"
    """She does not, or no longer."""
    OF_AGE = "of_age"
    """She found out that she is of age: it goes on as any other case."""
    LIFT_ASKED = "lift_asked"
    """Where there is no officer: somebody says that she is of age; another one confirms it."""
    LIFTED = "lifted"
    """Two people said so who did not mark it, one of them not of the factory."""
    MARK_ASKED = "mark_asked"
    """Somebody doubts again what was found out; another one has to doubt it too."""


NEEDS = {
    AgeStep.GOES_ON: ({N.CHILD_OFFICER_AGREES}, set[Need]()),
    AgeStep.STOPS: (set[Need](), {N.CHILD_OFFICER_AGREES}),
    AgeStep.OF_AGE: (set[Need](), {N.MAY_BE_CHILD, N.CHILD_OFFICER_AGREES}),
}
"""What an officer's word puts on record, and what it takes back."""
FOUND_OUT = (AgeStep.OF_AGE, AgeStep.LIFTED)
"""After these it takes two to mark it again."""


class NotAsked(Exception):
    """It does not stand so: marked already, not marked, or said by nobody who may."""


def mark(db: Session, turn: Turn, words: str) -> Entry:
    """Mark that she may be under age. From now on nothing is done that he notices, nothing is
    settled and no intimate file is opened, until a child protection officer has decided.

    The officers who hold its keys are told at once; where none does, her keys can be handed over.
    Once it was found out that she is of age, it takes two people to mark it again.

    Raises NotAsked where it is so already, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.ACCOUNT)
    if not may_be_marked(cover.text, the_course(db, turn.case).text):
        raise NotAsked
    known = since(timeline(db, turn.case, turn.register).lines, *FOUND_OUT)
    doubting = authors(known or (), AgeStep.MARK_ASKED)
    if turn.author.person in doubting:
        raise NotAsked
    if known is not None and not doubting:
        return say(db, cover, turn, AgeStep.MARK_ASKED, words, set(), set())
    change(db, cover, may_be_child=True)
    entry = say(db, cover, turn, AgeStep.MARKED, words, {N.MAY_BE_CHILD}, {N.CHILD_OFFICER_AGREES})
    course = the_course(db, turn.case).text
    zone = grounds_of(db, cover.text, course, turn.now).calendar.timezone
    at_once(db, turn.keys, cover.text, day_in(zone, turn.now), OFFICER)
    return entry


def decide(db: Session, turn: Turn, step: AgeStep, words: str) -> Entry:
    """What a child protection officer of the case says of it, with her reason.

    Raises NotAsked, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME, C.ACCOUNT)
    is_marked = waits(cover.text, the_course(db, turn.case).text) is not None
    if step not in NEEDS or not (is_marked and _is_officer(cover.text, turn)):
        raise NotAsked
    if step is AgeStep.OF_AGE:
        change(db, cover, may_be_child=False)
    return say(db, cover, turn, step, words, *NEEDS[step])


def since(lines: Iterable[Line], *steps: AgeStep) -> list[Line] | None:
    """What was said of her age from the newest of some steps on; None before any of them."""
    said = [each for each in lines if each.kind is Kind.AGE and each.is_verified]
    own = [each for each in said if each.compartment is C.OUTCOME]
    at = [number for number, each in enumerate(own) if each.facts.get("step") in steps]
    return own[at[-1] :] if at else None


def authors(lines: Iterable[Line], *steps: AgeStep) -> frozenset[UUID | None]:
    """Who said it in one of some steps."""
    return frozenset(each.author for each in lines if each.facts.get("step") in steps)


def may_be_marked(cover: CoverText, course: CourseText) -> bool:
    """Whether there is anything to mark: a child's case has its officers from the beginning."""
    return not cover.is_for_child_protection and N.MAY_BE_CHILD not in course.on_record


def waits(cover: CoverText, course: CourseText) -> bool | None:
    """Whether everything he notices waits for an officer's word; None where nobody marked it."""
    if cover.is_for_child_protection or N.MAY_BE_CHILD not in course.on_record:
        return None
    return N.CHILD_OFFICER_AGREES not in course.on_record


def _is_officer(cover: CoverText, turn: Turn) -> bool:
    her = cover.holder(turn.author.person) if turn.author.person else None
    return her is not None and her.capacity in OFFICER


def say(
    db: Session,
    cover: Cover,
    turn: Turn,
    step: AgeStep,
    words: str,
    needs: set[Need],
    without: set[Need],
) -> Entry:
    """The step in `outcome`; how it is known, and why, with the inquiry alone."""
    said = said_now(Kind.AGE, turn.now, step=step.value)
    entry = note_events(db, cover, turn, needs=needs, without=without, said=said)
    put(db, cover, C.ACCOUNT, said_now(Kind.AGE, turn.now, words, step=step.value), turn.author)
    act(db, turn.case, f"case:age:{step.value}", turn.author.person, turn.now)
    return entry

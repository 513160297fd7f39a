"""Her own press: she asks for a review of what was decided, late too, and takes it back."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.turns import Turn, begin_renewed
from casework.course.grounds import grounds_of
from casework.course.recording import the_course
from casework.inquiry.appeals import (
    ASKED_FOR,
    Appeal,
    Outcome,
    Side,
    appeals,
    begin_review,
    end_within,
    open_one,
    window,
)
from casework.inquiry.steps import NotThere, lines_of, step, today
from casework.models.cover import CoverText
from casework.models.entry import Kind
from crypto.compartments import Compartment

C = Compartment


class WhyLate(Exception):
    """Its day has passed, and she has not said why it comes now."""


@dataclass(frozen=True)
class Asking:
    """What she says against the decision, and why it comes late where it does."""

    words: str = field(repr=False)
    why_late: str = field(default="", repr=False)


def ask(db: Session, turn: Turn, asking: Asking) -> None:
    """Ask for it, also of a case that was closed: it is opened again for that.

    Her words are sealed to those who read what she writes; that she asked follows the outcome.

    Raises WhyLate; `casework.inquiry.appeals.begin_review`; and as
    `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.CHANNEL, C.OUTCOME)
    if is_late(db, turn, cover.text) and not asking.why_late.strip():
        raise WhyLate
    pack = grounds_of(db, cover.text, the_course(db, turn.case).text, turn.now).pack
    appeal = Appeal(
        side=Side.SURVIVOR,
        on=today(db, turn),
        body=pack.appeal.body,
        reopens=True,
        is_hers=True,
    )
    about = begin_review(db, cover, turn, appeal)
    said = step(
        Kind.APPEAL,
        turn.now,
        asking.words,
        step=ASKED_FOR,
        about=about,
        why_late=asking.why_late,
    )
    put(db, cover, C.CHANNEL, said, turn.author)
    act(db, turn.case, "case:appeal:ask", None, turn.now)


def take_back(db: Session, turn: Turn) -> None:
    """Her own press: her review ends, and what was decided stands. She can ask for one again.

    Raises NotThere where none of hers is open; MoveRefused; and as
    `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.OUTCOME)
    found = open_one(appeals(lines_of(db, turn, Kind.APPEAL)))
    if found is None or found.side is not Side.SURVIVOR:
        raise NotThere
    end_within(db, cover, turn, today(db, turn), Outcome.TAKEN_BACK)
    act(db, turn.case, "case:appeal:take_back", None, turn.now)


def is_late(db: Session, turn: Turn, cover: CoverText) -> bool:
    """Whether the last day has passed; never where no rule says which day that is."""
    course = the_course(db, turn.case).text
    until = window(course, grounds_of(db, cover, course, turn.now).pack)
    return until is not None and until.done_on is None and until.due_on < today(db, turn)

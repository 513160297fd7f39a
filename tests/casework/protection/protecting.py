"""A chair who protects a survivor, and the survivor who answers, in tests."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.asking import answer
from casework.asking.questions import QuestionKind, Reply, questions
from casework.case.timeline import Line, timeline
from casework.protection import gate, safety
from casework.protection.gate import Act, Telling
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import World

TODAY = date(2026, 3, 2)
NEXT_WEEK = TODAY + timedelta(days=7)


def lines_of(db: Session, world: World, case: UUID, who: str = "chair") -> list[Line]:
    """What somebody reads of a case, every signature checked."""
    world.as_(db, who)
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    return read.lines


def planned(db: Session, world: World, case: UUID) -> None:
    """The chair has made a safety plan with her today."""
    plan = safety.Plan(ways="With Ayesha, by the front gate", review_on=NEXT_WEEK)
    safety.make_plan(db, turn(db, world, "chair", case), plan)
    db.commit()


def told_of(
    db: Session, world: World, case: UUID, act: Act, about: str = "", on: date = TODAY
) -> None:
    """She is told the day and the hour of an act, and that she may still stop it."""
    words = Telling(on, "14:00", "He hears of it on Monday at two.", "You can still stop it.")
    gate.tell_her(db, turn(db, world, "chair", case), act, words, about)
    db.commit()


def she_says(
    db: Session, world: World, case: UUID, reply: Reply = Reply.YES, *kinds: QuestionKind
) -> None:
    """She answers every question that waits on her page, or those of some kinds."""
    for each in questions(lines_of(db, world, case)).values():
        if each.waits and each.question.kind in (kinds or tuple(QuestionKind)):
            answer(db, hers(db, world, case, seeds_of(db, world)), each.id, reply)
            db.commit()


def let_through(
    db: Session, world: World, case: UUID, act: Act, about: str = "", on: date = TODAY
) -> None:
    """Everything the gate asks for is there."""
    planned(db, world, case)
    told_of(db, world, case, act, about, on)
    she_says(db, world, case)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint of a grown woman, with the committee, the union and CARE."""
    return world.told(db, world.complaint())

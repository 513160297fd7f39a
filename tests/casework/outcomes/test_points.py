"""What the union asks the committee: answered by a day, told up to CARE, read by all who follow."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.reminders import Reminder
from casework.case.timeline import timeline
from casework.course.promised import POINTS, kept
from casework.outcomes.points import (
    About,
    NoPoint,
    NotOfTheUnion,
    Point,
    answer_point,
    points,
    raise_point,
)
from tests.casework.inquiry.inquiring import course_of
from tests.casework.numbers import seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import TODAY, World

ASKED = "The dismissal is not carried out. When will it be?"
ANSWERED = "On Thursday. The office has it in writing."


def raised(db: Session, world: World, case: UUID, who: str = "union") -> UUID:
    id_ = raise_point(db, turn(db, world, who, case), About.NOT_APPLIED, ASKED)
    db.commit()
    return id_


def the_point(db: Session, world: World, case: UUID, who: str) -> Point:
    (found,) = points(lines_of(db, world, case, who)).values()
    return found


def told(db: Session, world: World, who: str) -> set[date]:
    """On which days somebody is told something."""
    tag = world.keys.reminder_tag(world.people[who])
    return set(db.scalars(select(Reminder.day).where(Reminder.recipient == tag)))


@pytest.mark.parametrize("who", ["chair", "member", "external", "supervisor", "union"])
def test_everybody_who_follows_reads_what_the_union_asks_and_by_when_it_is_answered(
    db: Session, world: World, case: UUID, who: str
) -> None:
    raised(db, world, case)

    found = the_point(db, world, case, who)

    assert (found.about, found.words, found.waits) == (About.NOT_APPLIED, ASKED, True)
    assert found.due_on is not None
    assert TODAY + timedelta(days=5) <= found.due_on <= TODAY + timedelta(days=9)


@pytest.mark.parametrize("who", ["chair", "external", "supervisor"])
def test_nobody_else_asks_in_the_name_of_the_union(
    db: Session, world: World, case: UUID, who: str
) -> None:
    with pytest.raises(NotOfTheUnion):
        raised(db, world, case, who)


def test_an_answer_is_read_by_the_union_and_by_the_survivor(
    db: Session, world: World, case: UUID
) -> None:
    id_ = raised(db, world, case)

    answer_point(db, turn(db, world, "chair", case), id_, ANSWERED)
    db.commit()

    assert the_point(db, world, case, "union").answer == ANSWERED
    assert kept(course_of(db, world, case), POINTS) == {}
    world.with_seeds(db, case, seeds_of(db, world))
    (hers,) = points(timeline(db, case, world.register(db)).lines).values()
    assert (hers.answer, hers.answered_by) == (ANSWERED, world.people["chair"])


def test_nothing_is_answered_twice_or_without_having_been_asked(
    db: Session, world: World, case: UUID
) -> None:
    id_ = raised(db, world, case)
    answer_point(db, turn(db, world, "chair", case), id_, ANSWERED)
    db.commit()

    with pytest.raises(NoPoint):
        answer_point(db, turn(db, world, "chair", case), id_, "Once more.")
    db.rollback()
    with pytest.raises(NoPoint):
        answer_point(db, turn(db, world, "chair", case), uuid4(), ANSWERED)


def test_the_chair_is_told_the_same_day_and_care_once_its_day_has_passed(
    db: Session, world: World, case: UUID
) -> None:
    before = {who: told(db, world, who) for who in ("chair", "external", "supervisor")}

    raised(db, world, case)

    due_on = the_point(db, world, case, "chair").due_on
    assert due_on is not None
    assert told(db, world, "chair") - before["chair"] >= {TODAY, due_on} - before["chair"]
    assert TODAY in told(db, world, "chair")
    after = {who: told(db, world, who) - before[who] for who in ("external", "supervisor")}
    assert min(after["external"]) > due_on
    assert min(after["supervisor"]) > min(after["external"])


def test_nobody_is_told_any_more_of_what_is_answered(db: Session, world: World, case: UUID) -> None:
    before = told(db, world, "supervisor")
    id_ = raised(db, world, case)

    answer_point(db, turn(db, world, "chair", case), id_, ANSWERED)
    db.commit()

    assert told(db, world, "supervisor") == before


def test_a_point_is_late_from_the_day_after_its_day(db: Session, world: World, case: UUID) -> None:
    raised(db, world, case)
    found = the_point(db, world, case, "union")
    assert found.due_on is not None

    assert not found.is_late(found.due_on)
    assert found.is_late(found.due_on + timedelta(days=1))

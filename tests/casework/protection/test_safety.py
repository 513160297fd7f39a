"""How safe she is: asked, planned with her, gone through again; and care that has its hours."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.reminders import Reminder
from casework.clocks.hours import Care, Still
from casework.course.recording import the_course
from casework.procedures.terms import Event
from casework.protection import urgent
from casework.protection.safety import Assessment, assess, make_plan, review, safety
from casework.protection.safety import Plan as SafetyPlan
from crypto.errors import KeyMissing
from tests.casework.protection.protecting import NEXT_WEEK, TODAY, lines_of, planned
from tests.casework.turning import turn
from tests.worlds import NOW, World

DHAKA = ZoneInfo("Asia/Dhaka")
ASKED = Assessment(
    danger="no", threats="yes", retaliation="unknown", access=("line", "phone"), care="yes",
    event_on=date(2026, 3, 1), event_hour=22, safe_way="phone", words="She is afraid of evenings.",
)  # fmt: skip


def asked(db: Session, world: World, case: UUID, assessment: Assessment = ASKED) -> None:
    assess(db, turn(db, world, "chair", case), assessment)
    db.commit()


def urgent_reminders(db: Session) -> int:
    told_at_once = select(func.count()).select_from(Reminder).where(Reminder.is_at_once)
    return db.scalar(told_at_once) or 0


def open_care(
    db: Session, world: World, case: UUID, now: datetime = NOW
) -> list[tuple[Care, Still | None]]:
    found = urgent.urgent(lines_of(db, world, case), DHAKA, now)
    return [(each.care, each.window.still if each.window else None) for each in found]


def test_what_she_says_of_her_safety_is_read_again_word_by_word(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)

    found = safety(lines_of(db, world, case))

    assert (found.assessment, found.assessed_at) == (ASKED, NOW)


def test_asking_how_safe_she_is_is_noted_where_clocks_count_from_it(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)

    world.as_(db, "chair")
    events = the_course(db, case).text.events
    assert (events[Event.SAFETY_CHECKED], events[Event.INCIDENT]) == ((TODAY,), (date(2026, 3, 1),))


@pytest.mark.parametrize(
    ("assessment", "is_told"),
    [
        (Assessment(danger="yes"), True),
        (Assessment(care="unknown"), True),
        (Assessment(danger="no", care="no"), False),
    ],
)
def test_in_danger_or_where_hours_count_who_reads_first_is_told_at_once(
    db: Session, world: World, case: UUID, assessment: Assessment, is_told: bool
) -> None:
    before = urgent_reminders(db)

    asked(db, world, case, assessment)

    assert (urgent_reminders(db) > before) is is_told


@pytest.mark.parametrize("who", ["union", "officer"])
def test_who_does_not_read_the_inquiry_reads_nothing_of_it(
    db: Session, world: World, case: UUID, who: str
) -> None:
    asked(db, world, case)
    planned(db, world, case)

    assert safety(lines_of(db, world, case, who)).assessment is None
    assert safety(lines_of(db, world, case, who)).plan is None
    with pytest.raises(KeyMissing):
        make_plan(db, turn(db, world, who, case), SafetyPlan())


def test_a_plan_is_fresh_for_a_week_and_again_after_going_through_it(
    db: Session, world: World, case: UUID
) -> None:
    planned(db, world, case)
    later = NOW + timedelta(days=7, minutes=1)
    before = safety(lines_of(db, world, case))
    review(db, turn(db, world, "member", case, now=later), "It stands.", NEXT_WEEK)
    db.commit()

    after = safety(lines_of(db, world, case))

    assert before.is_fresh(NOW + timedelta(days=7))
    assert not before.is_fresh(later)
    assert after.is_fresh(later)
    assert after.plan == before.plan


def test_the_hours_for_care_are_counted_from_when_it_happened(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    last = datetime(2026, 3, 4, 16, 0, tzinfo=UTC)

    on_time, late = open_care(db, world, case, last), open_care(db, world, case, last + HOUR)

    assert on_time == [(Care.HIV_MEDICINE, Still.OPEN), (Care.EMERGENCY_CONTRACEPTION, Still.OPEN)]
    assert late == [(Care.HIV_MEDICINE, Still.OVER), (Care.EMERGENCY_CONTRACEPTION, Still.OPEN)]


HOUR = timedelta(hours=1)


def test_what_she_had_or_does_not_want_is_shown_no_more(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    urgent.settle(db, turn(db, world, "chair", case), Care.HIV_MEDICINE, "Clinic", had_it=True)
    urgent.settle(
        db, turn(db, world, "chair", case), Care.EMERGENCY_CONTRACEPTION, "No", had_it=False
    )
    db.commit()

    assert open_care(db, world, case) == []
    assert [each.had_it for each in urgent.settled(lines_of(db, world, case))] == [True, False]


def test_when_it_happens_again_the_hours_begin_anew(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)
    urgent.settle(db, turn(db, world, "chair", case), Care.HIV_MEDICINE, "Clinic", had_it=True)
    asked(db, world, case, Assessment(care="unknown", event_on=TODAY))

    assert open_care(db, world, case) == [
        (Care.HIV_MEDICINE, Still.OPEN),
        (Care.EMERGENCY_CONTRACEPTION, Still.OPEN),
    ]


def test_what_she_ticked_when_she_told_is_shown_before_anybody_has_asked_her(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(kinds=["forced"]))

    assert open_care(db, world, case) == [
        (Care.HIV_MEDICINE, None),
        (Care.EMERGENCY_CONTRACEPTION, None),
    ]


def test_where_no_care_is_needed_nothing_is_urgent(db: Session, world: World, case: UUID) -> None:
    before = open_care(db, world, case)
    asked(db, world, case, Assessment(care="no", event_on=TODAY))

    assert (before, open_care(db, world, case)) == ([], [])

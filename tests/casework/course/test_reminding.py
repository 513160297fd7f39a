"""Reminders: with every move, rows for whoever may follow the outcome, and they name nobody."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.reminders import Reminder
from casework.case.answers import Age, Answers, Reply, Wish
from casework.case.handling import recuse
from casework.case.rekey import LastHolder
from casework.clocks.calendars import Calendar
from casework.clocks.escalation import Rung, Step
from casework.clocks.standing import Days
from casework.course.acknowledging import acknowledge
from casework.course.leaving import confirm, leave, remove, settle
from casework.course.minority import mark
from casework.course.planning import by_person, planned
from casework.course.recording import the_course
from casework.procedures.terms import Binding, DeadlineKind, Owner, StageId
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

DAY = timedelta(days=1)
ALL = frozenset(Rung)
EVERY_DAY = Calendar("UTC", frozenset())


def clock(due_on: date, rule: str = "reply", done_on: date | None = None) -> Days:
    """A duty of the committee that warns three days before."""
    return Days(
        rule=rule,
        stage=StageId.REPLY,
        kind=DeadlineKind.DUE,
        owner=Owner.COMMITTEE,
        binding=Binding.LAW,
        started_on=TODAY,
        due_on=due_on,
        safe_on=due_on,
        warn_on=due_on - 3 * DAY,
        calendar="",
        done_on=done_on,
    )


def told_of(db: Session, world: World) -> dict[str, set[date]]:
    """Whose tag stands in the rows, by the cast's names, and on which days."""
    tags = {world.keys.reminder_tag(each): who for who, each in world.people.items()}
    found: dict[str, set[date]] = {}
    for row in db.scalars(select(Reminder).where(Reminder.is_at_once.is_(False))):
        found.setdefault(tags[row.recipient], set()).add(row.day)
    return found


def at_once(db: Session, world: World) -> set[str]:
    tags = {world.keys.reminder_tag(each): who for who, each in world.people.items()}
    rows = db.scalars(select(Reminder).where(Reminder.is_at_once.is_(True)))
    return {tags[each.recipient] for each in rows}


def rows_of(
    db: Session, world: World, case: UUID, who: str = "chair"
) -> tuple[set[UUID], set[UUID]]:
    """The ids that the course names, and those that are there."""
    world.as_(db, who)
    db.expire_all()
    return set(the_course(db, case).text.reminders), set(db.scalars(select(Reminder.id)))


def test_a_new_case_reminds_chair_external_member_and_supervisor(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    assert set(told_of(db, world)) == {"chair", "external", "supervisor"}


def test_the_course_names_the_rows_and_nothing_else_does(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    named, there = rows_of(db, world, case)

    assert named == there
    assert named


def test_the_next_move_replaces_them(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    before, _there = rows_of(db, world, case)

    acknowledge(db, turn(db, world, "chair", case))
    db.commit()

    after, there = rows_of(db, world, case)
    assert after == there
    assert before.isdisjoint(after)


def test_nobody_who_holds_no_key_is_told(db: Session, world: World) -> None:
    world.told(db, world.complaint(), withheld=frozenset({world.people["chair"]}))

    assert "chair" not in told_of(db, world)


def test_where_the_chair_may_not_know_whoever_reads_first_is_told(
    db: Session, world: World
) -> None:
    world.told(db, world.complaint(), withheld=frozenset({world.people["chair"]}))

    assert "member" in told_of(db, world)


def test_whoever_gives_her_keys_back_is_told_no_more(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    leave(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()

    assert "chair" not in told_of(db, world)
    assert "member" in told_of(db, world)


def test_whoever_opens_it_alone_stays_and_is_told(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), withheld=frozenset({world.people["chair"]}))
    leave(db, turn(db, world, "external", case), "He is my cousin.")
    db.commit()
    settle(db, turn(db, world, "member", case))
    db.commit()

    with pytest.raises(LastHolder):
        leave(db, turn(db, world, "member", case), "He is my cousin too.")

    assert "member" in told_of(db, world)


def test_whose_keys_two_took_away_is_told_no_more(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    remove(db, turn(db, world, "member", case), world.people["chair"], "She is his sister.")
    db.commit()
    assert "chair" in told_of(db, world)

    confirm(db, turn(db, world, "external", case), world.people["chair"])
    db.commit()

    named, there = rows_of(db, world, case, "member")
    assert "chair" not in told_of(db, world)
    assert named == there


def test_whoever_left_is_told_no_more_once_new_keys_are_made(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    recuse(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()
    assert "chair" in told_of(db, world)

    settle(db, turn(db, world, "member", case))
    db.commit()

    assert "chair" not in told_of(db, world)


def test_not_care_ends_at_the_external_member(db: Session, world: World) -> None:
    world.told(db, world.complaint(tells_programme=None, declines_programme=True))

    assert "supervisor" not in told_of(db, world)


def test_what_a_child_told_reminds_nobody_of_the_factory(db: Session, world: World) -> None:
    world.told(db, world.complaint(age=Age.UNDER_18))

    assert not set(told_of(db, world)) & {"chair", "member", "external"}


@pytest.mark.parametrize(
    "answers", [{"safe_now": Reply.NO}, {"kinds": ["forced"]}], ids=["danger", "hours"]
)
def test_danger_and_hours_that_run_out_are_told_at_once(
    db: Session, world: World, answers: dict[str, object]
) -> None:
    world.told(db, world.complaint(**answers))

    assert at_once(db, world) == {"chair", "member"}


def test_where_there_is_no_factory_care_is_told_of_danger_at_once(
    db: Session, world: World
) -> None:
    danger = world.complaint(workplace=None, union=None, safe_now=Reply.NO)

    world.told(db, danger)

    assert at_once(db, world) == {"supervisor"}


def test_where_both_receivers_are_withheld_whoever_reads_it_is_told_of_danger_at_once(
    db: Session, world: World
) -> None:
    receivers = frozenset({world.people["chair"], world.people["member"]})
    danger = world.complaint(tells_programme=None, declines_programme=True, safe_now=Reply.NO)

    world.told(db, danger, withheld=receivers)

    assert at_once(db, world) == {"external"}


@pytest.mark.parametrize("word", ["blue door", ""], ids=["with a word", "without"])
def test_of_help_alone_the_referral_officer_is_told_at_once(
    db: Session, world: World, word: str
) -> None:
    danger = world.complaint(wish=Wish.HELP, safe_now=Reply.NO, tells_programme=None)

    world.told(db, danger, world.prepare(word))

    assert at_once(db, world) == {"officer"}


def test_no_officer_is_sought_in_anybody_elses_place(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    mark(db, turn(db, world, "chair", case), "She looks very young.")
    db.commit()

    assert at_once(db, world) == set()


@pytest.mark.parametrize("safe", [Reply.YES, Reply.UNKNOWN, None])
def test_anything_else_waits_for_its_hour(db: Session, world: World, safe: Reply | None) -> None:
    world.told(db, world.complaint(safe_now=safe))

    assert at_once(db, world) == set()


def test_what_she_keeps_for_herself_reminds_nobody(db: Session, world: World) -> None:
    world.told(db, Answers(wish=Wish.KEEP, words="Only for me.", safe_now=Reply.NO))

    assert (told_of(db, world), at_once(db, world)) == ({}, set())


def test_a_step_is_taken_before_on_and_after_the_day() -> None:
    due = NOW.date() + 10 * DAY

    found = planned([], [clock(due)], EVERY_DAY, ALL, TODAY)

    assert found == {
        Step(due - 3 * DAY, Rung.CHAIR),
        Step(due, Rung.EXTERNAL),
        Step(due + DAY, Rung.CARE),
    }


def test_a_passed_step_of_the_same_clock_is_not_taken_again() -> None:
    due = TODAY + DAY
    known = [clock(due)]

    found = planned(known, known, EVERY_DAY, ALL, TODAY)

    assert Step(TODAY, Rung.CHAIR) not in found


def test_what_is_noted_late_is_told_today() -> None:
    found = planned([], [clock(TODAY - 5 * DAY)], EVERY_DAY, ALL, TODAY)

    assert found == {Step(TODAY, Rung.CARE)}


def test_what_is_done_reminds_nobody() -> None:
    due = TODAY + 5 * DAY

    assert planned([clock(due)], [clock(due, done_on=TODAY)], EVERY_DAY, ALL, TODAY) == frozenset()


def test_one_person_is_told_once_a_day_however_many_clocks_say_so() -> None:
    steps = [Step(TODAY, Rung.CHAIR), Step(TODAY, Rung.EXTERNAL)]

    assert by_person(steps, {Rung.CHAIR: [b"her"], Rung.EXTERNAL: [b"her"]}) == {(b"her", TODAY)}

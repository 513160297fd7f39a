"""A supervisor sees which of the cases she follows nobody has read in time: days, no words."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank, Standing
from auth.models import OrganizationKind, Role
from casework.course.acknowledging import acknowledge
from casework.desk.held import Look, list_cases
from casework.desk.unread import FRIDAY, SUNDAY, LateAt, unread_in_time, working_days
from tests.casework.numbers import OTHER_NUMBER
from tests.casework.turning import turn
from tests.worlds import NOW, World

MONDAY = date(2026, 3, 2)
A_WEEK_LATER = NOW + timedelta(days=7)


def look(db: Session, world: World, who: str, role: Role, now: datetime) -> Look:
    """One of the cast at her desk."""
    ring = world.as_(db, who)
    home = world.bodies["programme" if role is Role.SUPERVISOR else "factory"]
    reach = frozenset({home, world.bodies["factory"]})
    kinds = {Role.SUPERVISOR: OrganizationKind.PROGRAMME}
    post = Standing(uuid4(), home, kinds.get(role, OrganizationKind.FACTORY), role, reach)
    actor = Actor(Rank.STAFF, world.people[who], standings=(post,), ring_loader=lambda _actor: ring)
    return Look(actor, world.keys, world.register(db), now)


def late(
    db: Session,
    world: World,
    who: str = "supervisor",
    role: Role = Role.SUPERVISOR,
    now: datetime = A_WEEK_LATER,
) -> list[LateAt]:
    seen = look(db, world, who, role, now)
    return unread_in_time(db, seen, list_cases(db, seen))


def codes(found: list[LateAt]) -> list[tuple[str, UUID, int]]:
    return [(each.place, one.row.case, one.days) for each in found for one in each.cases]


@pytest.mark.parametrize(
    ("told", "today", "rest", "days"),
    [
        (MONDAY, MONDAY, SUNDAY, 0),
        (MONDAY, date(2026, 3, 5), SUNDAY, 3),
        (MONDAY, date(2026, 3, 9), SUNDAY, 6),
        (date(2026, 3, 5), date(2026, 3, 7), FRIDAY, 1),
        (date(2026, 3, 5), date(2026, 3, 7), SUNDAY, 2),
    ],
)
def test_the_day_of_rest_is_no_working_day(told: date, today: date, rest: int, days: int) -> None:
    assert working_days(told, today, rest) == days


def test_what_nobody_confirmed_is_shown_with_its_days(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    assert codes(late(db, world)) == [("Rupali Knitwear", case, 6)]


def test_within_three_working_days_nothing_is_late(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    assert late(db, world, now=datetime(2026, 3, 5, 12, tzinfo=UTC)) == []


def test_what_was_confirmed_is_not_shown(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    acknowledge(db, turn(db, world, "member", case))
    db.commit()

    assert late(db, world) == []


def test_what_she_does_not_follow_does_not_exist_for_her(db: Session, world: World) -> None:
    world.told(db, world.complaint(tells_programme=None, wants_officer=False))

    assert late(db, world) == []


def test_nobody_but_a_supervisor_is_shown_it(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    assert late(db, world, "chair", Role.CHAIR) == []


def test_the_longest_waiting_stands_first(db: Session, world: World) -> None:
    newer = world.told(db, world.complaint())
    older = world.told(
        db,
        world.complaint(),
        world.prepare(number=OTHER_NUMBER),
        now=NOW - timedelta(days=2),
    )

    assert [case for _place, case, _days in codes(late(db, world))] == [older, newer]

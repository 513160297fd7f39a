"""A sheet is counted once, one for all who represent a union, and silent of what is withheld."""

from datetime import UTC, date, timedelta
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import Role
from casework.measures.quarters import Quarter
from casework.models.measured import MeasuredTables
from casework.outcomes.following import Row
from casework.outcomes.sheets import (
    CountedAlready,
    Representative,
    count,
    is_counted,
    sheets,
)
from tests.casework.outcomes.test_collective import several
from tests.cast import Character
from tests.worlds import World, joins

JULY = date(2026, 7, 9)
MAY = date(2026, 5, 4)
ANOTHER = Character("organiser", "Nasrin Begum", "union", Role.UNION_REPRESENTATIVE, "organiser")


def representing(db: Session, world: World, who: str = "union", on: date = JULY) -> Representative:
    return Representative(
        union=world.bodies["union"],
        factory=world.bodies["factory"],
        person=world.people[who],
        seeds=world.seeds[who],
        former=(),
        register=world.register(db),
        on=on,
    )


def cases(world: World, number: int, *withheld: UUID) -> list[Row]:
    home = world.bodies["factory"]
    rows = several(number, MAY, MAY)
    return [msgspec.structs.replace(each, home=home, withheld=withheld) for each in rows]


def test_what_changes_later_changes_nothing_in_a_sheet(db: Session, world: World) -> None:
    her = representing(db, world)
    counted = count(db, her, cases(world, 12), UTC)

    with pytest.raises(CountedAlready):
        count(db, her, cases(world, 20), UTC)

    assert counted.cases == 10
    assert sheets(db, her) == [(Quarter(2026, 2), counted)]


def test_two_representatives_have_one_sheet(db: Session, world: World) -> None:
    joins(db, world, ANOTHER)
    counted = count(db, representing(db, world), cases(world, 12), UTC)

    another = representing(db, world, "organiser")

    assert sheets(db, another) == [(Quarter(2026, 2), counted)]
    assert is_counted(db, another)


def test_a_case_that_is_withheld_from_one_of_them_is_in_no_sheet(db: Session, world: World) -> None:
    joins(db, world, ANOTHER)
    kept = cases(world, 10, world.people["organiser"])

    counted = count(db, representing(db, world), [*cases(world, 10), *kept], UTC)

    assert counted.cases == 10


def test_who_came_since_is_handed_the_older_sheets_with_the_next(db: Session, world: World) -> None:
    first = count(db, representing(db, world), cases(world, 12), UTC)
    joins(db, world, ANOTHER)
    newcomer = representing(db, world, "organiser")
    assert sheets(db, newcomer) == []
    assert is_counted(db, newcomer)

    autumn = JULY + timedelta(days=92)
    second = count(db, representing(db, world, on=autumn), cases(world, 12), UTC)

    assert sheets(db, newcomer) == [(Quarter(2026, 3), second), (Quarter(2026, 2), first)]


def test_who_came_since_is_handed_none_where_a_case_is_kept_from_her(
    db: Session, world: World
) -> None:
    count(db, representing(db, world), cases(world, 12), UTC)
    joins(db, world, ANOTHER)
    newcomer = representing(db, world, "organiser")
    autumn = representing(db, world, on=JULY + timedelta(days=92))

    second = count(db, autumn, cases(world, 1, newcomer.person), UTC)

    assert sheets(db, newcomer) == [(Quarter(2026, 3), second)]


def test_nobody_who_is_not_of_the_union_opens_one(db: Session, world: World) -> None:
    count(db, representing(db, world), cases(world, 12), UTC)

    assert sheets(db, representing(db, world, "chair")) == []


def test_a_sheet_that_somebody_moved_is_not_believed(db: Session, world: World) -> None:
    count(db, representing(db, world), cases(world, 12), UTC)
    db.execute(update(MeasuredTables).values(number=1))

    assert sheets(db, representing(db, world)) == []

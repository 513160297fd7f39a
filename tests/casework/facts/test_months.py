"""In which month something counts: by the days of the place, and never in one that is published."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.facts.closing import close_days
from casework.facts.fact import Fact, FactKind
from casework.facts.places import first_open_month
from casework.models.measured import PublicTables
from casework.procedures.terms import StageId
from casework.protection.safety import Assessment, assess
from tests.casework.ending.ends import gone_on
from tests.casework.facts.counting import counted, counts
from tests.casework.turning import turn
from tests.worlds import TODAY, World

APRIL = datetime(2026, 4, 6, 9, tzinfo=UTC)
HAPPENED_ON = date(2026, 2, 26)


def _received(db: Session, world: World) -> Fact:
    close_days(db, date(2026, 4, 30))
    (fact,) = counted(db, world).of(FactKind.RECEIVED)
    return fact


def _published(db: Session, world: World, year: int = 2026, number: int = 1) -> None:
    """A quarter of the programme is out."""
    programme = world.bodies["programme"]
    db.add(
        PublicTables(
            programme_id=programme, year=year, number=number, made_on=date(2026, 4, 3), body=b""
        )
    )
    db.commit()


def _told_when_it_happened(db: Session, world: World, case: UUID) -> None:
    """In April she says on which day it happened."""
    asked = Assessment(danger="no", event_on=HAPPENED_ON)
    assess(db, turn(db, world, "chair", case, now=APRIL), asked)
    db.commit()


def test_what_is_told_at_two_in_the_night_counts_on_the_day_of_the_place(
    db: Session, world: World
) -> None:
    db.get_one(Organization, world.bodies["factory"]).time_zone = "Asia/Dhaka"
    counts(db, world)
    at_two = datetime(2026, 3, 31, 20, tzinfo=UTC)

    world.told(db, world.complaint(), now=at_two)

    fact = _received(db, world)
    assert (fact.month, fact.received) == ("2026-04", "2026-04")


def test_what_is_written_down_after_its_quarter_was_published_counts_in_the_next(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    gone_on(db, world, case, StageId.SAFETY)
    counts(db, world)
    _published(db, world)

    _told_when_it_happened(db, world, case)

    fact = _received(db, world)
    assert (fact.month, fact.received, fact.delay) == ("2026-04", "2026-03", 4)


def test_what_corrects_a_published_fact_counts_in_no_second_quarter(
    db: Session, world: World
) -> None:
    counts(db, world)
    case = world.told(db, world.complaint())
    gone_on(db, world, case, StageId.SAFETY)
    _published(db, world)

    _told_when_it_happened(db, world, case)

    fact = _received(db, world)
    assert (fact.month, fact.delay) == ("2026-03", 4)


@pytest.mark.parametrize(
    ("quarters", "month"),
    [
        ((), ""),
        (((2025, 3),), "2025-10"),
        (((2025, 3), (2025, 4)), "2026-01"),
        # A quarter that is not over was never published, whatever a row says.
        (((2025, 4), (2026, 1)), "2026-01"),
        (((2099, 4),), ""),
        (((2025, 9),), ""),
    ],
)
def test_the_first_open_month_is_the_one_after_the_newest_quarter_that_is_over(
    db: Session, world: World, quarters: tuple[tuple[int, int], ...], month: str
) -> None:
    rows = (
        PublicTables(
            programme_id=world.bodies["programme"], year=y, number=n, made_on=TODAY, body=b""
        )
        for y, n in quarters
    )
    db.add_all(rows)
    db.flush()

    assert first_open_month(db, world.bodies["programme"], TODAY) == month

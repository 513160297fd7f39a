"""What presses at a desk: care within hours stands first, signs wait, the hold has its day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.clocks.hours import Care
from casework.desk.due import Due
from casework.desk.held import Row, list_cases
from casework.desk.waits import Wait
from casework.protection.holding import skip
from casework.protection.safety import Assessment, assess
from casework.protection.signs import Sign, Watched, signals
from casework.protection.urgent import settle
from casework.protection.watching import Heard, deal_with, write_down
from tests.casework.protection.protecting import TODAY, lines_of
from tests.casework.turning import turn
from tests.casework.views.test_desk import look
from tests.worlds import NOW, World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint in which nothing was ticked that has its hours."""
    return world.told(db, world.complaint())


def row(db: Session, world: World, who: str = "chair", now: datetime = NOW) -> Row:
    (found,) = list_cases(db, replace(look(db, world, who), now=now))
    return found


def days(found: Row) -> dict[Due, date]:
    return {each.what: each.on for each in found.days}


def test_force_that_she_ticked_stands_first_before_anybody_has_read_it(
    db: Session, world: World
) -> None:
    world.told(db, world.complaint(kinds=["forced"]))

    assert row(db, world).waits[0] is Wait.CARE
    assert Wait.CARE not in row(db, world, "union").waits


def test_it_stands_there_until_she_had_it_or_does_not_want_it(
    db: Session, world: World, case: UUID
) -> None:
    assess(db, turn(db, world, "chair", case), Assessment(care="yes", event_on=TODAY))
    db.commit()
    before = row(db, world).waits
    for care in Care:
        settle(db, turn(db, world, "chair", case), care, "She had it.", had_it=True)
    db.commit()

    assert before[0] is Wait.CARE
    assert Wait.CARE not in row(db, world).waits


def test_when_the_hours_are_over_it_no_longer_stands_there(
    db: Session, world: World, case: UUID
) -> None:
    assess(db, turn(db, world, "chair", case), Assessment(care="yes", event_on=TODAY))
    db.commit()

    assert Wait.CARE in row(db, world, now=NOW + timedelta(days=4)).waits
    assert Wait.CARE not in row(db, world, now=NOW + timedelta(days=6)).waits


@pytest.mark.parametrize("who", ["chair", "union"])
def test_a_sign_waits_for_whoever_follows_the_outcome_until_it_was_dealt_with(
    db: Session, world: World, case: UUID, who: str
) -> None:
    heard = Heard(whom=Watched.SURVIVOR, how="", signs=(Sign.DISMISSAL,))
    write_down(db, turn(db, world, "chair", case), heard, changed=True)
    db.commit()
    before = row(db, world, who)
    (sign,) = signals(lines_of(db, world, case))
    deal_with(db, turn(db, world, "chair", case), sign, "She is back.")
    db.commit()

    assert Wait.SIGNAL in before.waits
    assert Wait.SIGNAL not in row(db, world, who).waits


def test_evidence_is_offered_for_a_day_unless_nothing_is_asked_for(
    db: Session, world: World, case: UUID
) -> None:
    offered, later = row(db, world), row(db, world, now=NOW + timedelta(hours=25))
    skip(db, turn(db, world, "chair", case), "No camera there.")
    db.commit()

    assert days(offered)[Due.HOLD] == TODAY + timedelta(days=1)
    assert Due.HOLD not in days(later)
    assert Due.HOLD not in days(row(db, world))


def test_the_next_check_in_has_its_day(db: Session, world: World, case: UUID) -> None:
    before = days(row(db, world))
    heard, later = Heard(whom=Watched.SURVIVOR, how="phone"), NOW + timedelta(days=2)
    write_down(db, turn(db, world, "chair", case, now=later), heard, changed=False)
    db.commit()

    assert before[Due.CHECK_IN] == TODAY + timedelta(days=2)
    assert days(row(db, world))[Due.CHECK_IN] == TODAY + timedelta(days=7)
    assert Due.CHECK_IN not in days(row(db, world, "union"))

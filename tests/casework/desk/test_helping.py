"""What of help outside waits on the desk: for whoever looks after it, and for nobody else."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.desk.held import list_cases
from casework.desk.waits import Wait
from casework.helping.moving import Heard, note, take_in
from casework.helping.states import State
from casework.helping.tasks import Plan, plan
from casework.helping.written import TaskKind
from referrals.models.terms import Way
from referrals.sending import receiving
from referrals.sending.answers import Signer
from referrals.sending.given import Said
from referrals.sending.steps import Step
from tests.casework.helping.referred import DAY, asked_for_help, clinic, needs_of_her
from tests.casework.turning import turn
from tests.casework.views.test_desk import look
from tests.referrals.sending.parcels import letters
from tests.worlds import NOW, TODAY, World

HELP = {Wait.HELP_ANSWERED, Wait.HELP_LATE}


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A grown woman who asked for a referral officer, and what she needs."""
    made = world.told(db, world.complaint())
    needs_of_her(db, world, made)
    return made


def waits(db: Session, world: World, who: str, now: datetime) -> set[Wait]:
    looking = look(db, world, who)
    (row,) = list_cases(db, type(looking)(looking.actor, looking.keys, looking.register, now))
    return HELP.intersection(row.waits)


def test_a_place_that_has_not_answered_waits_from_the_fourth_day_on(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case)

    assert waits(db, world, "officer", NOW + 2 * DAY) == set()
    assert waits(db, world, "officer", NOW + 4 * DAY) == {Wait.HELP_LATE}


def test_an_urgent_one_waits_from_the_next_day_on(db: Session, world: World, case: UUID) -> None:
    asked_for_help(db, world, case, is_urgent=True)

    assert waits(db, world, "officer", NOW) == set()
    assert waits(db, world, "officer", NOW + DAY) == {Wait.HELP_LATE}


def test_what_is_done_waits_no_more_however_it_was_written_down(
    db: Session, world: World, case: UUID
) -> None:
    referral = asked_for_help(db, world, case)
    note(db, turn(db, world, "officer", case), referral, Heard(state=State.DONE))
    db.commit()

    assert waits(db, world, "officer", NOW + 9 * DAY) == set()


def test_a_task_whose_day_has_passed_waits(db: Session, world: World, case: UUID) -> None:
    referral = asked_for_help(db, world, case)
    note(db, turn(db, world, "officer", case), referral, Heard(state=State.DONE))
    wanted = Plan(kind=TaskKind.FOLLOW_UP, on=TODAY + DAY)
    plan(db, turn(db, world, "officer", case), referral, wanted)
    db.commit()

    assert waits(db, world, "officer", NOW + 2 * DAY) == {Wait.HELP_LATE}


def test_a_place_that_has_answered_waits_until_somebody_takes_it_in(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case, clinic(account=world.bodies["provider"]), Way.ACCOUNT)
    signer = Signer(world.people["provider"], world.seeds["provider"])
    receiving.answer(db, letters(db, world)[0], Said(step=Step.SEEN), signer, TODAY)
    db.commit()
    before = waits(db, world, "officer", NOW), waits(db, world, "chair", NOW)

    take_in(db, turn(db, world, "officer", case))
    db.commit()

    assert before == ({Wait.HELP_ANSWERED}, set())
    assert waits(db, world, "officer", NOW) == set()


def test_nobody_who_does_not_read_her_needs_learns_that_help_is_late(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case, is_urgent=True)

    assert waits(db, world, "chair", NOW + 4 * DAY) == set()

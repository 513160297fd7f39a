"""What becomes of a referral: what is heard, what is answered, and what she takes back."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.reminders import Reminder
from casework.case.entries import put
from casework.case.turns import begin
from casework.helping.consenting import withdraw as take_back
from casework.helping.following import Referral, referrals
from casework.helping.moving import Heard, NoReferral, note, withdraw
from casework.helping.referring import refer
from casework.helping.states import MoveNotAllowed, Mover, State
from casework.helping.written import Moved, said_of
from crypto.compartments import Compartment
from referrals.models.sending import ReferralBox, ReferralPacket
from referrals.models.terms import Way
from referrals.sending.steps import Reason
from tests.casework.helping.referred import (
    DAY,
    agreed,
    asked_for_help,
    case,
    choice,
    clinic,
    lines_of,
    the_only,
)
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

__all__ = ["case"]
FRIDAY = date(2026, 3, 6)


def heard(db: Session, world: World, case: UUID, referral: UUID, *said: Heard) -> None:
    for each in said:
        note(db, turn(db, world, "officer", case), referral, each)
        db.commit()


def days_told(db: Session) -> list[date]:
    return sorted(db.scalars(select(Reminder.day)))


def test_an_appointment_told_by_telephone_is_an_acceptance_first(
    db: Session, world: World, case: UUID
) -> None:
    referral = asked_for_help(db, world, case)
    coming = Heard(state=State.APPOINTMENT, on=FRIDAY, hour="14:30", words="Ask for the nurse.")

    heard(db, world, case, referral, coming)

    found = the_only(db, world, case)
    assert [each.state for each in found.steps] == [State.ACCEPTED, State.APPOINTMENT]
    assert found.appointment is not None
    assert (found.appointment.on, found.appointment.hour) == (FRIDAY, "14:30")
    assert [each.words for each in found.steps] == ["", "Ask for the nurse."]


def test_a_no_leads_on_to_another_place_and_nobody_is_reminded_any_more(
    db: Session, world: World, case: UUID
) -> None:
    before = days_told(db)
    referral = asked_for_help(db, world, case)

    heard(db, world, case, referral, Heard(state=State.DECLINED, reason=Reason.FULL))

    found = the_only(db, world, case)
    assert found.leads_on
    assert found.last is not None
    assert found.last.reason is Reason.FULL
    assert days_told(db) == before


def test_after_an_appointment_somebody_asks_the_day_after_it(
    db: Session, world: World, case: UUID
) -> None:
    before = days_told(db)
    referral = asked_for_help(db, world, case)

    heard(db, world, case, referral, Heard(state=State.APPOINTMENT, on=FRIDAY))

    later = days_told(db)
    assert [each for each in later if each not in before or each == FRIDAY + DAY][:1] == [
        FRIDAY + DAY
    ]


def test_what_is_done_moves_no_more(db: Session, world: World, case: UUID) -> None:
    referral = asked_for_help(db, world, case)
    heard(db, world, case, referral, Heard(state=State.DONE, words="She was seen."))

    with pytest.raises(MoveNotAllowed):
        heard(db, world, case, referral, Heard(state=State.NO_SHOW))


def test_nobody_moves_a_referral_of_another_case(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NoReferral):
        heard(db, world, case, uuid4(), Heard(state=State.SEEN))


def test_a_member_cannot_withdraw_by_writing_down_what_a_provider_said(
    db: Session, world: World, case: UUID
) -> None:
    referral = asked_for_help(db, world, case)

    with pytest.raises(MoveNotAllowed):
        heard(db, world, case, referral, Heard(state=State.WITHDRAWN))


def test_she_withdraws_with_her_number_and_the_packet_is_gone(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    referral = asked_for_help(db, world, case, there, Way.ACCOUNT)

    withdraw(db, hers(db, world, case, seeds_of(db, world)), referral)
    db.commit()

    found = the_only(db, world, case)
    assert (found.state, found.steps[-1].by) == (State.WITHDRAWN, Mover.HER)
    assert not list(db.scalars(select(ReferralPacket)))
    assert not list(db.scalars(select(ReferralBox)))


def test_a_consent_taken_back_takes_back_what_lay_there(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    consent = agreed(db, world, case, there)
    refer(db, turn(db, world, "officer", case), choice(there, Way.ACCOUNT))
    db.commit()

    take_back(db, hers(db, world, case, seeds_of(db, world)), consent)
    db.commit()

    assert the_only(db, world, case).state is State.WITHDRAWN
    assert db.scalar(select(func.count()).select_from(ReferralPacket)) == 0


def test_a_consent_taken_back_leaves_alone_what_rests_on_another(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    consent = agreed(db, world, case, there)
    asked_for_help(db, world, case, there, Way.ACCOUNT)

    take_back(db, hers(db, world, case, seeds_of(db, world)), consent)
    db.commit()

    assert the_only(db, world, case).state is State.SENT


def test_words_she_took_back_come_back_though_another_yes_covers_as_much(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    asked_for_help(db, world, case, there, Way.ACCOUNT)
    consent = left_by(db, world, case)
    agreed(db, world, case, there)

    take_back(db, hers(db, world, case, seeds_of(db, world)), consent)
    db.commit()

    assert the_only(db, world, case).state is State.WITHDRAWN


def left_by(db: Session, world: World, case: UUID) -> UUID:
    """The yes by which something left."""
    (source,) = set(the_only(db, world, case).sources.values())
    return source


def test_a_slip_in_her_hand_stays_when_she_takes_a_yes_back(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic()
    consent = agreed(db, world, case, there)
    refer(db, turn(db, world, "officer", case), choice(there, Way.PAPER))
    db.commit()

    take_back(db, turn(db, world, "officer", case), consent)
    db.commit()

    assert the_only(db, world, case).state is State.SENT


def test_what_nobody_answers_expires_and_is_written_down_with_the_next_touch(
    db: Session, world: World, case: UUID
) -> None:
    referral = asked_for_help(db, world, case)
    later = NOW + 14 * DAY

    assert the_only(db, world, case, later).state is State.EXPIRED
    with pytest.raises(MoveNotAllowed):
        note(db, turn(db, world, "officer", case, now=later), referral, Heard(state=State.SEEN))


def test_what_expired_unwritten_is_gone_once_she_takes_her_yes_back(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    consent = agreed(db, world, case, there)
    refer(db, turn(db, world, "officer", case), choice(there, Way.ACCOUNT))
    db.commit()

    take_back(db, hers(db, world, case, seeds_of(db, world), now=NOW + 14 * DAY), consent)
    db.commit()

    assert the_only(db, world, case).written is State.EXPIRED
    assert not list(db.scalars(select(ReferralPacket)))
    assert not list(db.scalars(select(ReferralBox)))


def test_what_expired_unwritten_can_still_be_taken_back_and_is_gone(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    referral = asked_for_help(db, world, case, there, Way.ACCOUNT)

    withdraw(db, turn(db, world, "officer", case, now=NOW + 14 * DAY), referral)
    db.commit()

    assert the_only(db, world, case).written is State.EXPIRED
    assert not list(db.scalars(select(ReferralPacket)))


def test_a_move_that_the_table_does_not_have_counts_for_nothing_whoever_signs_it(
    db: Session, world: World, case: UUID
) -> None:
    referral = asked_for_help(db, world, case)

    forged(db, world, case, Moved(referral=referral, state=State.DONE, by=Mover.PROVIDER))

    assert the_only(db, world, case).state is State.SENT


@pytest.mark.parametrize("by", [Mover.HER, Mover.CLOCK])
def test_nobody_writes_her_hand_or_the_clock_s(
    db: Session, world: World, case: UUID, by: Mover
) -> None:
    referral = asked_for_help(db, world, case)
    state = {Mover.HER: State.WITHDRAWN, Mover.CLOCK: State.EXPIRED}[by]

    forged(db, world, case, Moved(referral=referral, state=state, by=by))

    assert the_only(db, world, case).state is State.SENT


def forged(db: Session, world: World, case: UUID, moved: Moved) -> None:
    taking = turn(db, world, "officer", case)
    cover = begin(db, taking, Compartment.REFERRAL)
    put(db, cover, Compartment.REFERRAL, said_of(moved, NOW), taking.author)
    db.commit()


def test_a_second_referral_of_a_case_has_the_second_number(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case)
    asked_for_help(db, world, case)

    every: tuple[Referral, ...] = referrals(lines_of(db, world, case), TODAY)

    assert [each.number for each in every] == [1, 2]

"""Asking a place for help: nothing leaves that she has not agreed to, and none of hers gets it."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.models import Person
from auth.reminders import Reminder
from casework.helping.barring import fits_there, knows_whom
from casework.helping.moving import withdraw
from casework.helping.needs import KeptWhy
from casework.helping.referring import AgainstHer, NoWay, refer, ways_to
from casework.helping.states import State
from casework.models.entry import Kind
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from referrals.consent.packet import NothingLeaves
from referrals.consent.terms import Field
from referrals.directory.offered import Offered
from referrals.models.sending import ReferralPacket
from referrals.models.terms import Known, Way
from referrals.sending.packets import NobodyThere
from tests.casework.helping.referred import (
    DAY,
    REFERENCE,
    agreed,
    asked_for_help,
    case,
    choice,
    clinic,
    kept_out,
    lines_of,
    needs_of_her,
    the_only,
)
from tests.casework.turning import turn
from tests.worlds import TODAY, World

__all__ = ["case"]
WITH_ACCOUNT = (Way.ACCOUNT, Way.LINK, Way.PHONE, Way.PAPER)


def reminded(db: Session, world: World, who: str) -> list[object]:
    tag = world.keys.reminder_tag(world.people[who])
    return list(db.scalars(select(Reminder.day).where(Reminder.recipient == tag)))


def test_without_her_yes_nothing_leaves_and_no_referral_is_written(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NothingLeaves):
        refer(db, turn(db, world, "officer", case), choice(clinic()))
    db.rollback()

    assert not [each for each in lines_of(db, world, case) if each.kind is Kind.REFERRAL]


def test_a_yes_to_one_place_is_none_to_another(db: Session, world: World, case: UUID) -> None:
    agreed(db, world, case, clinic())

    with pytest.raises(NothingLeaves):
        refer(db, turn(db, world, "officer", case), choice(clinic()))


def test_the_entry_says_what_left_what_stayed_and_by_which_way(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case)

    found = the_only(db, world, case)

    assert (found.state, found.sent.way, found.number) == (State.SENT, Way.PHONE, 1)
    assert found.left[Field.HELP] == ("health",)
    assert found.left[Field.REFERENCE] == (REFERENCE,)
    assert found.sent.stayed == (Field.AGE_BAND,)


def test_a_slip_she_carries_needs_no_yes_and_holds_nothing(
    db: Session, world: World, case: UUID
) -> None:
    refer(db, turn(db, world, "officer", case), choice(clinic(), Way.PAPER))
    db.commit()

    found = the_only(db, world, case)

    assert (found.left, found.sent.given) == ({}, None)


def test_a_place_of_her_factory_is_never_asked(db: Session, world: World, case: UUID) -> None:
    theirs = clinic(factories=frozenset({world.bodies["factory"]}))
    agreed(db, world, case, theirs)

    with pytest.raises(AgainstHer):
        refer(db, turn(db, world, "officer", case), choice(theirs))


def test_a_place_whose_people_are_her_factory_s_is_never_asked(
    db: Session, world: World, case: UUID
) -> None:
    theirs = clinic(account=world.bodies["factory"])

    with pytest.raises(AgainstHer):
        refer(db, turn(db, world, "officer", case), choice(theirs, Way.ACCOUNT))


@pytest.mark.parametrize("way", [Way.PHONE, Way.PAPER])
@pytest.mark.parametrize("why", list(KeptWhy))
def test_a_place_close_to_him_or_that_she_does_not_want_is_asked_by_no_way(
    db: Session, world: World, case: UUID, why: KeptWhy, way: Way
) -> None:
    there = clinic()
    agreed(db, world, case, there)
    kept_out(db, world, case, there, why)

    with pytest.raises(AgainstHer):
        refer(db, turn(db, world, "officer", case), choice(there, way))


@pytest.mark.parametrize("why", list(KeptWhy))
def test_what_lies_at_a_place_comes_back_when_it_is_kept_out(
    db: Session, world: World, case: UUID, why: KeptWhy
) -> None:
    there = clinic(account=world.bodies["provider"])
    asked_for_help(db, world, case, there, Way.ACCOUNT)

    kept_out(db, world, case, there, why)

    assert the_only(db, world, case).state is State.WITHDRAWN
    assert db.scalar(select(func.count()).select_from(ReferralPacket)) == 0


def test_another_place_is_asked_all_the_same(db: Session, world: World, case: UUID) -> None:
    kept_out(db, world, case, clinic(), KeptWhy.LINKED)

    asked_for_help(db, world, case)

    assert the_only(db, world, case).state is State.SENT


def test_a_place_that_takes_nobody_by_account_is_not_asked_by_one(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic()
    agreed(db, world, case, there)

    with pytest.raises(NoWay):
        refer(db, turn(db, world, "officer", case), choice(there, Way.ACCOUNT))


@pytest.mark.parametrize(
    "changed", [{"account": UUID(int=9)}, {"organization_name": "Another clinic"}]
)
def test_a_yes_is_none_to_whomever_the_directory_puts_in_that_place_s_stead(
    db: Session, world: World, case: UUID, changed: dict[str, object]
) -> None:
    there = clinic(account=world.bodies["provider"])
    agreed(db, world, case, there)
    other = msgspec.structs.replace(there, **changed)

    with pytest.raises(NothingLeaves):
        refer(db, turn(db, world, "officer", case), choice(other, Way.ACCOUNT))


def test_a_yes_by_telephone_outlasts_an_account_that_the_place_has_since(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic()
    agreed(db, world, case, there)
    later = msgspec.structs.replace(there, account=world.bodies["provider"])

    refer(db, turn(db, world, "officer", case), choice(later, Way.PHONE))
    db.commit()

    assert the_only(db, world, case).sent.account is None


def test_where_nobody_has_an_account_nothing_is_sent(db: Session, world: World, case: UUID) -> None:
    there = clinic(account=world.bodies["other_factory"])
    agreed(db, world, case, there)

    with pytest.raises(NobodyThere):
        refer(db, turn(db, world, "officer", case), choice(there, Way.ACCOUNT))


def test_people_with_accounts_are_sent_what_she_agreed_to(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case, clinic(account=world.bodies["provider"]), Way.ACCOUNT)

    given = the_only(db, world, case).sent.given

    assert given is not None
    assert len(given.boxes) == 1


@pytest.fixture
def read(db: Session, world: World) -> UUID:
    """A case in which the committee finds help for her too: its chair reads whom it is about."""
    made = world.told(db, world.complaint(needs_for_committee=True))
    needs_of_her(db, world, made)
    return made


def named_like(db: Session, world: World, name: str) -> None:
    """The one nurse of the clinic is called that."""
    db.get_one(Person, world.people["provider"]).name = name
    db.commit()


@pytest.mark.parametrize(
    ("name", "who", "fit"),
    [
        ("Abdul Karim", "chair", {"provider"}),
        ("Md. Abdul Karim", "chair", {"provider"}),
        ("Nila Saha", "chair", set()),
        ("Abdul Karim", "officer", set()),
    ],
)
def test_a_nurse_who_may_be_the_man_it_is_about_is_found_by_whoever_reads_his_name(
    db: Session, world: World, read: UUID, name: str, who: str, fit: set[str]
) -> None:
    named_like(db, world, name)
    about = turn(db, world, who, read)

    assert fits_there(db, about, world.bodies["provider"]) == {world.people[each] for each in fit}
    assert knows_whom(db, read) is (who == "chair")


def test_he_gets_nothing_that_is_sent_there(db: Session, world: World, read: UUID) -> None:
    named_like(db, world, "Abdul Karim")
    there = clinic(account=world.bodies["provider"])
    agreed(db, world, read, there)

    with pytest.raises(NobodyThere):
        refer(db, turn(db, world, "chair", read), choice(there, Way.ACCOUNT))


def test_the_nurse_is_told_that_something_was_sent_and_no_more_once_it_is_taken_back(
    db: Session, world: World, case: UUID
) -> None:
    there = clinic(account=world.bodies["provider"])
    referral = asked_for_help(db, world, case, there, Way.ACCOUNT)
    told = reminded(db, world, "provider")

    withdraw(db, turn(db, world, "officer", case), referral)

    assert told == [TODAY]
    assert reminded(db, world, "provider") == []


def test_by_any_other_way_nobody_there_is_told(db: Session, world: World, case: UUID) -> None:
    asked_for_help(db, world, case, clinic(account=world.bodies["provider"]), Way.PHONE)

    assert reminded(db, world, "provider") == []


def test_whoever_cannot_read_what_she_needs_asks_nobody(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(KeyMissing):
        refer(db, turn(db, world, "union", case), choice(clinic(), Way.PAPER))


def test_the_committee_reads_nothing_of_it_and_the_survivor_all(
    db: Session, world: World, case: UUID
) -> None:
    asked_for_help(db, world, case)

    (entry,) = [each for each in lines_of(db, world, case) if each.kind is Kind.REFERRAL]

    assert entry.compartment is Compartment.REFERRAL
    assert not [each for each in lines_of(db, world, case, "union") if each.kind is Kind.REFERRAL]


def test_the_officer_is_told_after_three_days_and_who_stands_behind_her_after_five(
    db: Session, world: World, case: UUID
) -> None:
    before = db.scalar(select(func.count()).select_from(Reminder))
    asked_for_help(db, world, case)

    assert [str(each) for each in reminded(db, world, "officer")][:1] == ["2026-03-05"]
    assert (db.scalar(select(func.count()).select_from(Reminder)) or 0) - (before or 0) == 2


def test_what_is_urgent_is_told_the_same_day(db: Session, world: World, case: UUID) -> None:
    asked_for_help(db, world, case, is_urgent=True)

    days = [TODAY + each * DAY for each in range(4)]
    assert {*days} <= {*reminded(db, world, "officer")}


@pytest.mark.parametrize(
    ("known", "ways"),
    [
        ({"accepts_by": frozenset()}, (Way.LINK, Way.PHONE, Way.PAPER)),
        ({"accepts_by": frozenset(), "account": UUID(int=9)}, WITH_ACCOUNT),
        ({"accepts_by": frozenset({Way.PHONE}), "account": UUID(int=9)}, (Way.ACCOUNT, Way.PHONE)),
        ({"accepts_by": frozenset(), "phones": ()}, (Way.PAPER,)),
        ({"accepts_by": frozenset({Way.ACCOUNT, Way.LINK})}, (Way.LINK,)),
        ({"accepts_by": frozenset({Way.WALK_IN})}, (Way.WALK_IN,)),
    ],
)
def test_a_place_is_asked_as_it_said_by_its_account_and_else_by_link_telephone_or_slip(
    known: dict[str, object], ways: tuple[Way, ...]
) -> None:
    base = {"account": None, "migrants": Known.UNKNOWN, **known}

    assert ways_to(clinic_of(base)) == ways


def clinic_of(known: dict[str, object]) -> Offered:
    return msgspec.structs.replace(clinic(), **known)

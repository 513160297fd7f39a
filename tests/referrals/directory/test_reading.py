"""What the tables hold of a service is read once, whole, and anew after each change."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.directory.offered import Line, Opening
from referrals.directory.reading import offered
from referrals.directory.stamping import changed
from referrals.models.details import Accessibility, Contact, CostOption, Phone, Schedule
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.terms import Cost, Freshness
from tests.referrals.directory.rows import DAY, put_country, put_place, put_service


def test_a_helpline_has_no_door_and_serves_its_country(db: Session) -> None:
    put_service(db)

    (one,) = offered(db, DAY)

    assert one.organization_name == "Health for all"
    assert one.phones == (Line(number="109"),)
    assert (one.areas, one.area) == (frozenset({"BD"}), "")


def test_a_clinic_stands_where_its_place_is_and_is_open_when_its_place_is(db: Session) -> None:
    put_country(db)
    place = put_place(db, put_service(db), area_code="BD-13", address="4 Mill Road", city="Dhaka")

    (one,) = offered(db, DAY)

    assert (one.area, one.address) == (place.area_code, "4 Mill Road, Dhaka")
    assert one.openings == (Opening(days=frozenset({4}), opens=540, closes=1020),)
    assert one.time_zone == "Asia/Dhaka"


@pytest.mark.parametrize(("is_secret", "told"), [(False, "Lift behind the house"), (True, "")])
def test_how_somebody_with_a_disability_gets_in_is_told_unless_the_place_is_secret(
    db: Session, is_secret: bool, told: str
) -> None:
    location = put_place(db, put_service(db), is_confidential=is_secret)
    db.add(Accessibility(location_id=location.id, description="Lift behind the house"))
    db.flush()

    (one,) = offered(db, DAY)

    assert one.access_words == told


@pytest.mark.parametrize(
    ("amounts", "priced"),
    [
        ((), Cost.UNKNOWN),
        ((0,), Cost.FREE),
        ((20, 50), Cost.PAID),
        ((0, 50), Cost.VARIES),
        ((0, None), Cost.UNKNOWN),
    ],
)
def test_what_nobody_said_of_the_cost_its_prices_say(
    db: Session, amounts: tuple[float | None, ...], priced: Cost
) -> None:
    service = put_service(db)
    db.add_all(CostOption(service_id=service.id, amount=each) for each in amounts)
    db.flush()

    (one,) = offered(db, DAY)

    assert (one.cost, one.to_pay) == (Cost.UNKNOWN, priced)


def test_a_price_is_told_on_the_days_it_holds_and_what_somebody_said_comes_first(
    db: Session,
) -> None:
    service = put_service(db)
    of_old = {"service_id": service.id, "option": "Card", "valid_to": DAY - timedelta(days=1)}
    db.add(CostOption(**of_old, amount=90, currency="BDT"))
    db.add(CostOption(service_id=service.id, option="Test", amount=20, currency="BDT"))
    db.add(SurvivorRules(service_id=service.id, cost=Cost.FREE))
    db.flush()

    (one,) = offered(db, DAY)

    assert (one.prices, one.to_pay) == (("Test: 20 BDT",), Cost.FREE)


def test_where_a_confidential_place_is_stands_nowhere(db: Session) -> None:
    put_place(db, put_service(db), is_confidential=True, area_code="BD-C")

    (one,) = offered(db, DAY)

    assert one.is_confidential
    assert (one.address, one.area, one.transport) == ("", "", "")


def test_the_database_refuses_the_address_of_a_confidential_place(db: Session) -> None:
    service = put_service(db)

    with pytest.raises(IntegrityError):
        put_place(db, service, is_confidential=True, address="4 Mill Road")


def test_the_number_of_somebody_who_works_there_is_not_the_services(db: Session) -> None:
    service = put_service(db)
    somebody = Contact(service_id=service.id, name="Rehana")
    db.add(somebody)
    db.flush()
    db.add(Phone(service_id=service.id, contact_id=somebody.id, number="0171"))
    db.flush()

    (one,) = offered(db, DAY)

    assert one.phones == (Line(number="109"),)


def test_hours_past_midnight_end_on_the_next_day(db: Session) -> None:
    service = put_service(db)
    db.add(Schedule(service_id=service.id, byday="MO,TU", opens_at=1200, closes_at=120))
    db.flush()

    (one,) = offered(db, DAY)

    assert [(each.opens, each.closes) for each in one.openings] == [(1200, 1560)]


def test_the_first_monday_of_a_month_keeps_its_rule(db: Session) -> None:
    service = put_service(db)
    db.add(
        Schedule(service_id=service.id, freq="MONTHLY", byday="1MO", opens_at=540, closes_at=600)
    )
    db.flush()

    (one,) = offered(db, DAY)

    assert one.openings[0].days == frozenset({0})
    assert one.openings[0].rule == "FREQ=MONTHLY;BYDAY=1MO"


def test_hours_without_a_day_are_no_hours(db: Session) -> None:
    service = put_service(db)
    db.add(Schedule(service_id=service.id, opens_at=540, closes_at=600))
    db.flush()

    (one,) = offered(db, DAY)

    assert one.openings == ()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, Freshness.CONFIRMED),
        (89, Freshness.CONFIRMED),
        (90, Freshness.DUE),
        (179, Freshness.DUE),
        (180, Freshness.STALE),
        (-1, Freshness.UNVERIFIED),
    ],
)
def test_a_confirmation_ages(db: Session, days: int, said: Freshness) -> None:
    put_service(db, assured_on=DAY)

    (one,) = offered(db, DAY + timedelta(days=days))

    assert one.freshness is said


def test_what_nobody_confirmed_is_unverified(db: Session) -> None:
    put_service(db)

    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED


def test_a_change_is_read_at_once_and_an_unchanged_directory_is_read_once(db: Session) -> None:
    service = put_service(db)
    changed(db)
    first = offered(db, DAY)
    assert offered(db, DAY) is first

    service.name = "Clinic at the mill"
    changed(db)

    assert offered(db, DAY)[0].name == "Clinic at the mill"

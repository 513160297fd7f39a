"""What leaves the directory comes in again as what it is, however much stands in it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.confirming import confirm
from referrals.directory.entries import PlaceText, ServiceText
from referrals.directory.keeping import add_place, add_service
from referrals.directory.offered import Line, Opening
from referrals.importing.findings import Level
from referrals.importing.leaving import Leaves, leave
from referrals.importing.plan import Kind
from referrals.importing.ruled_hours import schedules_in
from referrals.models.details import CostOption, LanguageSpoken, Phone, RequiredDocument, Schedule
from referrals.models.listed import Service
from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Known,
    StaffSex,
    Way,
    Whom,
)
from tests.referrals.importing.lists import DAY, WRITER, areas_of, looked_at, taken_in

WEEK = (Opening(days=frozenset(range(5)), opens=9 * 60, closes=17 * 60),)
NIGHT = (Opening(days=frozenset({5}), opens=20 * 60, closes=26 * 60),)
FIRST_MONDAY: dict[str, Any] = {
    "freq": "MONTHLY",
    "byday": "1MO",
    "opens_at": 540,
    "closes_at": 720,
    "valid_from": date(2026, 1, 5),
}
PRICES: list[dict[str, Any]] = [
    {"option": "X-ray", "amount": 200.5, "currency": "BDT", "amount_description": "or a card"},
    {"option": "Operation", "amount": 1500000.0, "currency": "BDT"},
]
WHOLE = ServiceText(
    organization="Health for all",
    name="Clinic",
    country="BD",
    kinds=frozenset({Category.HEALTH, Category.PSYCHOSOCIAL}),
    description="Care after violence.\nAsk for  the  green door.",
    alert="Closed in the first week of May",
    phones=(
        Line(number="+880 (0) 1711-123456", kind="whatsapp", note="Ask for Rehana, 9-5, room 205"),
        Line(number="109", kind="voice", note="day and night"),
    ),
    url="https://health.example/clinic",
    email="clinic@health.example",
    areas=frozenset({"BD-13", "BD-18"}),
    is_remote=True,
    languages=frozenset({"bn", "en"}),
    interpretation_services="Chakma by telephone",
    week=WEEK,
    hours_words="Closed on days of strike",
    cost=Cost.FREE,
    fees_description="Free; medicines cost 20 to 50 taka",
    application_process="Call first",
    eligibility_description="Whoever lives in Dhaka",
    serves=frozenset({Whom.WOMEN, Whom.CHILDREN}),
    staff_sex=frozenset({StaffSex.WOMEN}),
    trans_friendly=Known.YES,
    migrants=Known.YES,
    ages_known=True,
    minimum_age=12,
    maximum_age=60,
    children_welcome=Known.NO,
    documents_known=True,
    documents=frozenset({Document.IDENTITY_CARD, Document.OTHER, Document.FACTORY_CARD}),
    police_report=Known.NO,
    accompaniment=Known.YES,
    tells_police=Duty.MAY,
    tells_family=Duty.NEVER,
    tells_employer=Duty.NEVER,
    tells_words="Only where a child is in danger",
    accepts_by=frozenset({Way.PHONE, Way.WALK_IN}),
    answer_hours=1.5,
    available=3,
    maximum=9,
    ask_for="Rehana",
)
BARE = ServiceText(
    organization="Line", name="Line", country="BD", kinds=frozenset({Category.HOTLINE}),
    phones=(Line(number="10921"),), cost=Cost.FREE, hours_words="Mon-Fri 9:00-17:00",
    documents_known=True,
)  # fmt: skip
DOOR = PlaceText(
    name="Green house",
    area="BD-18",
    address="4 Mill Road",
    address_more="2nd floor",
    city="Gazipur",
    postal_code="1700",
    transportation="Bus 27",
    step_free=Known.YES,
    accessibility="Lift behind the house",
)
SECRET = PlaceText(name="House", area="BD-13", is_confidential=True, week=NIGHT)


@pytest.fixture(autouse=True)
def areas(db: Session) -> None:
    """Two districts of Bangladesh."""
    areas_of(db)


def written(db: Session, text: ServiceText, *places: PlaceText) -> Service:
    """A service as an officer wrote it, and confirmed."""
    service = add_service(db, WRITER, text)
    for each in places:
        add_place(db, WRITER, service, each)
    confirm(db, WRITER, service)
    db.commit()
    return service


def left(db: Session, form: Leaves) -> BytesIO:
    """The directory as a file."""
    file = BytesIO()
    leave(db, file, form)
    db.rollback()
    return BytesIO(file.getvalue())


PLACES = {
    "nowhere": (),
    "a-door": (DOOR,),
    "hours-of-its-own": (PlaceText(area="BD-18", address="1 Road", week=NIGHT),),
    "two-doors": (DOOR, PlaceText(area="BD-13", address="9 Lake Road", week=NIGHT)),
    "a-secret-door": (SECRET,),
    "both": (DOOR, SECRET),
}


@pytest.mark.parametrize("form", list(Leaves))
@pytest.mark.parametrize("text", [WHOLE, BARE], ids=["whole", "bare"])
@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES.keys())
def test_what_an_officer_wrote_comes_back_as_it_is_and_stays_confirmed(
    db: Session, form: Leaves, text: ServiceText, places: tuple[PlaceText, ...]
) -> None:
    service = written(db, text, *places)
    file = left(db, form)

    verdict, kept = looked_at(db, BytesIO(file.getvalue()))
    taken_in(db, file)
    db.expire_all()

    assert [each.lines for each in kept.plans] == [[]]
    assert verdict.kinds == {Kind.NEW: 0, Kind.CHANGED: 0, Kind.SAME: 1}
    assert verdict.levels[Level.FAIL] == 0
    assert service.assured_on == DAY


def test_one_number_changed_in_our_own_list_changes_this_alone(db: Session) -> None:
    service = written(db, WHOLE, DOOR)
    book = load_workbook(left(db, Leaves.XLSX))
    cell = next(each for each in book.worksheets[0][2] if "109" in str(each.value))
    cell.value = "10922"
    file = BytesIO()
    book.save(file)

    _verdict, kept = looked_at(db, BytesIO(file.getvalue()))
    taken_in(db, file)
    db.expire_all()

    assert [each.what for each in kept.plans[0].lines] == ["phones"]
    assert service.assured_on is None
    assert set(db.scalars(select(LanguageSpoken.code))) == {"bn", "en"}
    assert len(db.scalars(select(RequiredDocument)).all()) == 3
    assert db.scalars(select(Phone.number)).all() == ["10922"]


def test_a_list_of_today_with_a_later_day_of_confirmation_confirms_nothing(db: Session) -> None:
    service = written(db, BARE)
    service.assured_on = date(2026, 1, 1)
    db.commit()
    file = left(db, Leaves.JSON)

    taken_in(db, BytesIO(file.getvalue().replace(b"2026-01-01", b"2026-11-21")))
    db.expire_all()

    assert service.assured_on == date(2026, 1, 1)


def test_a_sheet_says_elsewhere_what_it_says_here(db: Session) -> None:
    service = written(db, WHOLE, DOOR)
    db.add(Schedule(service_id=service.id, **FIRST_MONDAY))
    db.add_all(CostOption(service_id=service.id, **each) for each in PRICES)
    db.commit()
    book = load_workbook(left(db, Leaves.XLSX))
    page = book.worksheets[0]
    page["A2"], page["B2"] = "", "Another body"
    file = BytesIO()
    book.save(file)

    taken_in(db, file)

    other = db.scalars(select(Service).where(Service.id != service.id)).one()
    said = ("email", "eligibility_description", "application_process", "interpretation_services")
    assert [getattr(other, each) for each in said] == [getattr(service, each) for each in said]
    ruled = select(Schedule).where(Schedule.service_id == other.id, Schedule.freq == "MONTHLY")
    found = db.scalars(ruled).one()
    assert {each: getattr(found, each) for each in FIRST_MONDAY} == FIRST_MONDAY
    costs = db.scalars(select(CostOption).where(CostOption.service_id == other.id))
    assert sorted((each.option, each.amount) for each in costs) == [
        ("Operation", 1500000.0),
        ("X-ray", 200.5),
    ]


def test_hours_by_a_rule_and_prices_come_back_as_they_are(db: Session) -> None:
    service = written(db, WHOLE, DOOR)
    db.add(Schedule(service_id=service.id, **FIRST_MONDAY))
    db.add_all(CostOption(service_id=service.id, **each) for each in PRICES)
    db.commit()

    verdict, _kept = looked_at(db, left(db, Leaves.XLSX))

    assert verdict.kinds == {Kind.NEW: 0, Kind.CHANGED: 0, Kind.SAME: 1}


@pytest.mark.parametrize("said", ["first Monday", "FREQ=MONTHLY", "FREQ=DAILY;X=1 09:00-10:00"])
def test_a_rule_that_is_none_opens_no_door(said: str) -> None:
    assert schedules_in(said) is None

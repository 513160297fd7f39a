"""Filling the demonstration's directory: made-up places, most of them confirmed by its officer."""

from datetime import date, timedelta

import msgspec
from sqlalchemy.orm import Session

from auth.models import Organization
from casework import places as folders
from casework.demo.people import BODIES
from casework.demo.world import World
from referrals.directory.confirming import confirm
from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.keeping import add_place, add_service, link_account, link_factory
from referrals.directory.offered import Line, Opening
from referrals.directory.seeding import begin
from referrals.models.listed import ListedOrganization, Service
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

OFFICER = "lina"
HOUR = 60


class DemoPlace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of them as directory.toml has it."""

    key: str
    country: str
    name: str
    organization: str
    account: str = ""
    """Key of the demo body that it is."""
    factory: str = ""
    """Key of the demo factory that pays it."""
    kinds: frozenset[Category]
    description: str = ""
    phones: list[str]
    areas: frozenset[str]
    area: str = ""
    is_remote: bool = False
    is_confidential: bool = False
    address: str = ""
    transport: str = ""
    hours: list[str] = []
    always_open: Known = Known.UNKNOWN
    cost: Cost = Cost.UNKNOWN
    cost_words: str = ""
    languages: frozenset[str] = frozenset()
    serves: frozenset[Whom] = frozenset()
    staff_sex: frozenset[StaffSex] = frozenset()
    trans_friendly: Known = Known.UNKNOWN
    migrants: Known = Known.UNKNOWN
    ages_known: bool = False
    maximum_age: int | None = None
    children_welcome: Known = Known.UNKNOWN
    documents: frozenset[Document] = frozenset()
    documents_known: bool = False
    police_report: Known = Known.UNKNOWN
    step_free: Known = Known.UNKNOWN
    accessibility: str = ""
    accompaniment: Known = Known.UNKNOWN
    tells: tuple[Duty, Duty, Duty] = (Duty.UNKNOWN, Duty.UNKNOWN, Duty.UNKNOWN)
    """Police, family, employer."""
    tells_words: str = ""
    accepts_by: frozenset[Way] = frozenset()
    answer_hours: float | None = None
    available: int | None = None
    maximum: int | None = None
    days_ago: int | None = None
    """None where nobody has called."""


class DemoPlaces(msgspec.Struct, frozen=True):
    """The file."""

    places: list[DemoPlace]


ALIKE = frozenset(DemoPlace.__struct_fields__) & frozenset(ServiceText.__struct_fields__)
"""Fields that are the same in the file and in what an officer writes."""


def demo_places() -> list[DemoPlace]:
    """Every place of the demonstration."""
    raw = (folders.HERE / "demo" / "directory.toml").read_bytes()
    return msgspec.toml.decode(raw, type=DemoPlaces).places


def fill_directory(db: Session, world: World, today: date) -> None:
    """What every instance begins with, which stays unconfirmed; then its own places, called."""
    begin(db, Writer(person=None, on=world.day), {each.country for each in BODIES})
    for each in demo_places():
        person = world.people[OFFICER].person
        called_on = today - timedelta(days=each.days_ago or 0)
        by = Writer(person=person, on=called_on)
        service = add_service(db, by, _service(each), external_id=each.key)
        if not each.is_remote:
            add_place(db, by, service, _place(each))
        if each.days_ago is not None:
            confirm(db, by, service, "Called; all of it holds (demo).")
        _link(db, world, by, service, each)


def _link(db: Session, world: World, by: Writer, service: Service, each: DemoPlace) -> None:
    body = db.get_one(ListedOrganization, service.organization_id)
    if each.account:
        link_account(db, by, body, db.get_one(Organization, world.bodies[each.account]))
    if each.factory:
        link_factory(db, by, body, world.bodies[each.factory])


def _service(each: DemoPlace) -> ServiceText:
    """The service as its officer writes it down."""
    said = {name: getattr(each, name) for name in ALIKE - {"phones"}}
    police, family, employer = each.tells
    return ServiceText(
        **said,
        phones=tuple(Line(number=number) for number in each.phones),
        week=tuple(day for words in each.hours for day in _week(words)),
        fees_description=each.cost_words,
        tells_police=police,
        tells_family=family,
        tells_employer=employer,
    )


def _place(each: DemoPlace) -> PlaceText:
    return PlaceText(
        area=each.area,
        is_confidential=each.is_confidential,
        address=each.address,
        transportation=each.transport,
        step_free=each.step_free,
        accessibility=each.accessibility,
    )


def _week(words: str) -> list[Opening]:
    """ "4,5 15:00-21:00" as an opening for each of its days."""
    days, hours = words.split(" ")
    opens, closes = (_minutes(each) for each in hours.split("-"))
    return [
        Opening(days=frozenset({int(day)}), opens=opens, closes=closes) for day in days.split(",")
    ]


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * HOUR + int(minute)

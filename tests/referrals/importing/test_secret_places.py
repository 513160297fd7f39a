"""Where a shelter is comes in by no file and by no feed, whatever its form."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.importing.findings import Level
from referrals.importing.plan import Kind
from referrals.models.details import Accessibility
from referrals.models.keeping import Change
from referrals.models.listed import ListedOrganization, Location, ServiceAtLocation
from tests.referrals.importing.lists import areas_of, looked_at, taken_in

LANE = "7 Hidden Lane"
SHELTER, LEGAL = "a0000000-0000-4000-8000-000000000001", "a0000000-0000-4000-8000-000000000002"
DOOR = "b0000000-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def areas(db: Session) -> None:
    """Two districts of Bangladesh."""
    areas_of(db)


def service(key: str, name: str, kind: str) -> dict[str, Any]:
    """A service at the door in the hidden lane, as a feed has it."""
    return {
        "id": key,
        "name": name,
        "status": "active",
        "organization": {"id": "nest", "name": "Nest", "description": ""},
        "attributes": [{"id": f"a-{name}", "taxonomy_term": {"id": f"t-{kind}", "name": kind}}],
        "phones": [{"id": f"p-{name}", "number": "109"}],
        "service_at_locations": [{"id": f"l-{name}", "description": LANE, "location": door()}],
    }


def door() -> dict[str, Any]:
    """The place, told in every way in which a feed can tell it."""
    return {
        "id": DOOR,
        "location_type": "physical",
        "name": LANE,
        "description": LANE,
        "transportation": f"Bus to {LANE}",
        "latitude": 23.7,
        "longitude": 90.4,
        "addresses": [{"id": "ad", "address_1": LANE, "city": "Dhaka", "country": "BD"}],
        "accessibility": [{"id": "ac", "description": f"Lift behind {LANE}"}],
    }


def as_json(*services: dict[str, Any]) -> BytesIO:
    """A file or feed of these services."""
    return BytesIO(json.dumps(services).encode())


def as_tables(*services: dict[str, Any]) -> BytesIO:
    """A package of tables with the shelter in it."""
    tables = {
        "services.csv": ["id,name,status,organization_id", f"{SHELTER},Home,active,nest"],
        "organizations.csv": ["id,name", "nest,Nest"],
        "attributes.csv": ["id,link_id,taxonomy_term_id", f"a,{SHELTER},t"],
        "taxonomy_terms.csv": ["id,name", "t,shelter"],
        "service_at_location.csv": ["id,service_id,location_id", f"l,{SHELTER},{DOOR}"],
        "locations.csv": [
            "id,location_type,name,latitude,longitude",
            f"{DOOR},physical,{LANE},23.7,90.4",
        ],
        "addresses.csv": [
            "id,location_id,address_1,city,state_province,postal_code,country,address_type",
            f"ad,{DOOR},{LANE},Dhaka,,,BD,physical",
        ],
    }
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for name, lines in tables.items():
            archive.writestr(name, "\n".join(lines))
    held.seek(0)
    return held


def everything(db: Session) -> Iterator[str]:
    """All that is kept of places, and of what they were before."""
    db.expire_all()
    for table in (Location, ServiceAtLocation, Accessibility, Change):
        for row in db.scalars(select(table)):
            yield str({each.name: getattr(row, each.key) for each in table.__table__.columns})


@pytest.mark.parametrize("made", [as_json, as_tables])
def test_where_a_shelter_is_stays_out_and_it_is_said(db: Session, made: Any) -> None:
    file = made(service(SHELTER, "Home", "shelter"))

    verdict, kept = looked_at(db, BytesIO(file.getvalue()))
    taken_in(db, file)

    place = db.scalars(select(Location)).one()
    assert verdict.levels[Level.WARN] == 1
    assert kept.reasons(1) == {"shelter-hidden"}
    assert (place.is_confidential, place.area_code, place.latitude) == (True, "BD-13", None)
    assert LANE not in "".join(everything(db))


def test_the_same_feed_again_says_that_the_place_stays_secret(db: Session) -> None:
    taken_in(db, as_json(service(SHELTER, "Home", "shelter")))

    verdict, kept = looked_at(db, as_json(service(SHELTER, "Home", "shelter")))

    assert kept.reasons(1) == {"stays-hidden"}
    assert verdict.kinds[Kind.SAME] == 1


def test_a_shelter_by_its_name_alone_is_secret_too(db: Session) -> None:
    taken_in(db, as_json(service(SHELTER, "Safe house", "legal aid")))

    assert LANE not in "".join(everything(db))


@pytest.mark.parametrize("order", [1, -1])
def test_what_else_is_given_behind_that_door_does_not_tell_where_it_is(
    db: Session, order: int
) -> None:
    both = [service(SHELTER, "Home", "shelter"), service(LEGAL, "Advice", "legal aid")][::order]

    taken_in(db, as_json(*both))

    assert db.scalars(select(Location)).one().is_confidential
    assert LANE not in "".join(everything(db))


def test_a_door_that_was_known_is_forgotten_when_a_shelter_is_behind_it(db: Session) -> None:
    taken_in(db, as_json(service(LEGAL, "Advice", "legal aid")))

    taken_in(db, as_json(service(SHELTER, "Home", "shelter")))

    place = db.scalars(select(Location)).one()
    assert (place.is_confidential, place.address, place.name) == (True, "", "")


def test_a_shelter_that_everybody_may_know_stays_known(db: Session) -> None:
    taken_in(db, as_json(service(SHELTER, "Home", "shelter")))
    place = db.scalars(select(Location)).one()
    place.is_confidential, place.address = False, "1 Open Road"
    db.flush()

    verdict, _kept = looked_at(db, as_json(service(SHELTER, "Home", "shelter")))

    assert verdict.kinds[Kind.SAME] == 1


def test_a_secret_door_under_another_name_is_no_new_door(db: Session) -> None:
    taken_in(db, as_json(service(LEGAL, "Advice", "legal aid")))
    place = db.scalars(select(Location)).one()
    place.is_confidential, place.address, place.city, place.transportation = True, "", "", ""
    place.latitude = place.longitude = None
    db.flush()
    again = json.dumps([service(LEGAL, "Advice", "legal aid")]).replace(DOOR, f"{DOOR[:-1]}9")

    _verdict, kept = looked_at(db, BytesIO(again.encode()))
    taken_in(db, BytesIO(again.encode()))

    assert kept.reasons(1) == {"stays-hidden"}
    assert len(db.scalars(select(Location)).all()) == 1


def test_a_new_entry_changes_nothing_of_a_door_and_a_body_that_are_others(db: Session) -> None:
    taken_in(db, as_json(service(LEGAL, "Advice", "legal aid")))
    told = service("c0000000-0000-4000-8000-000000000001", "Ward", "health")
    told["organization"] = {"id": "nest", "name": "Nest", "website": "https://other.example"}
    told["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "12 Other Road"

    _verdict, kept = looked_at(db, as_json(told))
    taken_in(db, as_json(told))
    db.expire_all()

    assert kept.reasons(1) == {"others"}
    assert db.scalars(select(Location.address)).all() == [LANE]
    assert db.scalars(select(ListedOrganization.website)).all() == [""]

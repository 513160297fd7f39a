"""What HSDS says of a service comes in as far as the directory has a place for it."""

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.reading import offered
from referrals.hsds import shapes
from referrals.importing.hsds_parts import costs
from referrals.importing.plan import Kind
from referrals.models.details import Accessibility, Contact, CostOption
from referrals.models.listed import ListedOrganization, Service
from referrals.models.terms import Category, Known
from tests.referrals.importing.lists import areas_of, looked_at, taken_in


@pytest.fixture(autouse=True)
def areas(db: Session) -> None:
    """Two districts of Bangladesh."""
    areas_of(db)


def the_service(db: Session) -> Service:
    """The only one."""
    return db.scalars(select(Service)).one()


def test_a_feed_names_its_services_by_what_it_calls_them(db: Session) -> None:
    key = "0b9a3b47-4c1f-4b8e-9d3c-5a1f0c6f7a11"
    text = f"""[{{"id": "{key}", "name": "Ward", "status": "active", "fees": null,
      "organization": {{"id": "org-1", "name": "Hospital", "description": ""}},
      "attributes": [{{"id": "a", "taxonomy_term":
        {{"id": "t", "name": "Medical care", "description": ""}}}}],
      "phones": [{{"id": "p", "number": "109"}}]}}]"""

    taken_in(db, BytesIO(text.encode()))

    assert the_service(db).id == UUID(key)
    assert offered(db)[0].categories == {Category.HEALTH}
    assert offered(db)[0].always_open is Known.UNKNOWN


def test_an_object_that_is_no_service_fails_alone(db: Session) -> None:
    verdict, kept = looked_at(db, BytesIO(b'[{"id": "1", "name": 7, "status": "odd"}]'))

    assert verdict.failing == 1
    assert kept.reasons(1) == {"shapeless"}


def test_what_a_feed_says_beyond_this_directory_is_left_out_by_name(db: Session) -> None:
    text = """[{"id": "1", "name": "Ward", "status": "active", "program": {"id": "c"},
      "organization": {"id": "o", "name": "Hospital"},
      "attributes": [{"id": "a", "taxonomy_term": {"id": "t", "name": "Medical care"}},
        {"id": "b", "taxonomy_term": {"id": "u", "name": "Knitting"}}],
      "phones": [{"id": "p", "number": "109", "description": "Mrs. Rahima, private"}]}]"""

    _verdict, kept = looked_at(db, BytesIO(text.encode()))
    taken_in(db, BytesIO(text.encode()))

    said = {each.reason.value: each.said for each in kept.rows[0].findings}
    assert said["left-out"] == "program, “Knitting”"
    assert "names-left-out" in said
    assert [each.note for each in offered(db)[0].phones] == [""]


def test_how_a_place_is_reached_comes_in(db: Session) -> None:
    text = """[{"id": "1", "name": "Ward", "status": "active",
      "organization": {"id": "o", "name": "Hospital"},
      "attributes": [{"id": "a", "taxonomy_term": {"id": "t", "name": "Medical care"}}],
      "service_at_locations": [{"id": "l", "location": {"id": "p", "location_type": "physical",
        "addresses": [{"id": "d", "address_1": "1 Road", "city": "Dhaka", "country": "BD"}],
        "accessibility": [{"id": "x", "description": "Lift"}]}}]}]"""

    taken_in(db, BytesIO(text.encode()))
    again, _kept = looked_at(db, BytesIO(text.encode()))

    assert db.scalars(select(Accessibility.description)).all() == ["Lift"]
    assert again.kinds[Kind.SAME] == 1


BODY = """[{"id": "1", "name": "Ward", "status": "active",
  "contacts": [{"id": "c", "name": "Rehana", "title": "Nurse", "email": "r@h.example"}],
  "organization": {"id": "o", "name": "Hospital", "url": "https://hospital.example",
    "phones": [{"id": "b", "number": "10921"}]},
  "attributes": [{"id": "a", "taxonomy_term": {"id": "t", "name": "Medical care"}}]}]"""


def test_numbers_and_pages_of_a_body_and_whom_to_ask_for_come_in(db: Session) -> None:
    taken_in(db, BytesIO(BODY.encode()))
    again, kept = looked_at(db, BytesIO(BODY.encode()))

    contact = db.scalars(select(Contact)).one()
    assert (contact.name, contact.title, contact.email) == ("Rehana", "Nurse", "r@h.example")
    assert [each.number for each in offered(db)[0].phones] == ["10921"]
    assert db.scalars(select(ListedOrganization.website)).all() == ["https://hospital.example"]
    assert again.kinds[Kind.SAME] == 1
    assert kept.reasons(1) == set()


def test_the_number_of_a_body_that_is_there_is_left_and_said(db: Session) -> None:
    taken_in(db, BytesIO(BODY.encode()))

    _verdict, kept = looked_at(db, BytesIO(BODY.replace("10921", "999").encode()))
    taken_in(db, BytesIO(BODY.replace("10921", "999").encode()))

    assert kept.reasons(1) == {"others"}
    assert [each.number for each in offered(db)[0].phones] == ["10921"]


def test_a_package_has_the_numbers_of_its_bodies(db: Session) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("organizations.csv", "id,name\no,Hospital\n")
        archive.writestr("services.csv", "id,organization_id,name,status\n1,o,Clinic,active\n")
        archive.writestr("phones.csv", "id,organization_id,number\np,o,10921\n")
        archive.writestr("contacts.csv", "id,service_id,name\nc,1,Rehana\n")

    taken_in(db, BytesIO(file.getvalue()))

    assert [each.number for each in offered(db)[0].phones] == ["10921"]
    assert db.scalars(select(Contact.name)).all() == ["Rehana"]


@pytest.mark.parametrize("amount", ["inf", "nan"])
def test_a_price_without_an_end_is_told_to_nobody(db: Session, amount: str) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("organizations.csv", "id,name\no,Hospital\n")
        archive.writestr("services.csv", "id,organization_id,name,status\n1,o,Clinic,active\n")
        archive.writestr("phones.csv", "id,organization_id,number\np,o,10921\n")
        archive.writestr("cost_options.csv", f"id,service_id,option,amount\nc,1,X-ray,{amount}\n")

    taken_in(db, BytesIO(file.getvalue()))

    assert [(each.option, each.amount) for each in db.scalars(select(CostOption))] == [
        ("X-ray", None)
    ]


def test_a_price_without_an_end_in_a_feed_is_told_to_nobody() -> None:
    ward = shapes.CostOption(id="c", option="X-ray", amount=float("inf"))

    assert [each["amount"] for each in costs([ward]) or ()] == [None]

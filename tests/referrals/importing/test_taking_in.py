"""A list goes in as it was shown, whole or not at all, and comes again as what it is."""

from datetime import date
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.directory.reading import offered
from referrals.importing.findings import Level
from referrals.importing.leaving import Leaves, leave
from referrals.importing.plan import Kind
from referrals.importing.taking_in import RowsFail, ShownOtherwise, checked, take_in
from referrals.models.details import Accessibility, Contact
from referrals.models.keeping import Change
from referrals.models.listed import ListedOrganization, Location, Service
from referrals.models.terms import Category, Known
from tests.referrals.importing.lists import (
    WRITER,
    areas_of,
    looked_at,
    mapping,
    reads_in,
    sheet,
    taken_in,
    text_list,
)

HEAD = "Organisation,Service,Category,District,Address,Phone,Confidential"
CLINIC = "Health for all,Clinic,health,Gazipur,4 Mill Road,109,no"


@pytest.fixture(autouse=True)
def areas(db: Session) -> None:
    """Two districts of Bangladesh."""
    areas_of(db)


def counted(db: Session, table: type) -> int:
    """How many rows there are."""
    return db.scalar(select(func.count()).select_from(table)) or 0


def the_service(db: Session) -> Service:
    """The only one."""
    return db.scalars(select(Service)).one()


def test_a_mapping_with_merged_cells_is_three_services(db: Session) -> None:
    taken_in(db, mapping())

    found = {each.name: each for each in offered(db)}
    assert {each.organization_name for each in found.values()} == {"BLAST", "Safe nest"}
    assert found["Legal aid"].area == "BD-18"
    assert [each.number for each in found["Legal aid"].phones][2] == "8801911123456"
    assert found["Counselling"].categories == {Category.PSYCHOSOCIAL}


def test_looking_writes_nothing(db: Session) -> None:
    verdict, _kept = looked_at(db, mapping())

    assert verdict.kinds[Kind.NEW] == 3
    assert counted(db, Service) == counted(db, ListedOrganization) == 0


def test_the_same_list_again_changes_nothing(db: Session) -> None:
    taken_in(db, mapping())

    verdict, _kept = looked_at(db, mapping())

    assert verdict.kinds == {Kind.NEW: 0, Kind.CHANGED: 0, Kind.SAME: 3}


def test_another_number_is_told_with_the_one_before_and_has_to_be_confirmed(db: Session) -> None:
    taken_in(db, text_list(HEAD, CLINIC))
    the_service(db).assured_on = date(2026, 11, 1)
    db.flush()
    changed = text_list(HEAD, CLINIC.replace("109", "10921"))

    _verdict, kept = looked_at(db, changed)
    taken_in(db, changed)
    db.expire_all()

    lines = [(each.what, each.before, each.after) for each in kept.plans[0].lines]
    assert lines == [("phones", "109", "10921")]
    assert the_service(db).assured_on is None
    assert db.scalars(select(Change.previous_value)).all().count("109") == 1


def test_another_name_to_ask_for_takes_no_confirmation_away(db: Session) -> None:
    head, row = f"{HEAD},Contact person", f"{CLINIC},Rehana"
    taken_in(db, text_list(head, row))
    the_service(db).assured_on = date(2026, 11, 1)
    db.flush()

    taken_in(db, text_list(head, row.replace("Rehana", "Salma")))
    db.expire_all()

    assert the_service(db).assured_on == date(2026, 11, 1)
    assert db.scalars(select(Contact.name)).all() == ["Salma"]


def test_what_a_row_does_not_say_stays(db: Session) -> None:
    taken_in(db, text_list(HEAD, CLINIC))

    taken_in(db, text_list("Organisation,Service,Category", "HEALTH FOR ALL,clinic,health"))

    assert [each.number for each in offered(db)[0].phones] == ["109"]
    assert counted(db, Service) == 1


def test_a_body_of_very_many_services_goes_in_as_it_was_shown(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, rows = f"{HEAD},Website", (f"{CLINIC},a.test", f"{CLINIC},a.test".replace("Clinic", "B"))
    taken_in(db, text_list(head, *rows))
    monkeypatch.setattr("referrals.importing.checking.BATCH", 1)

    taken_in(db, text_list(head, *(each.replace("a.test", "b.test") for each in rows)))
    db.expire_all()

    assert db.scalars(select(ListedOrganization.website)).all() == ["https://b.test"]


def test_one_row_that_fails_keeps_everything_out(db: Session) -> None:
    with pytest.raises(RowsFail):
        taken_in(db, text_list(HEAD, CLINIC, "Somebody,Something,knitting,Gazipur,,999,no"))
    db.rollback()

    assert counted(db, Service) == 0


def test_a_failing_row_can_be_left_out(db: Session) -> None:
    rows = (HEAD, CLINIC, "Somebody,Something,knitting,Gazipur,,999,no")

    verdict = taken_in(db, text_list(*rows), leaves_out=True)

    assert verdict.failing == counted(db, Service) == 1


def test_what_was_not_shown_does_not_go_in(db: Session) -> None:
    shown = checked(db, reads_in(db, text_list(HEAD, CLINIC))).digest

    with pytest.raises(ShownOtherwise):
        take_in(db, reads_in(db, text_list(HEAD, CLINIC.replace("109", "999"))), WRITER, shown)
    db.rollback()

    assert counted(db, Service) == 0


def test_a_formula_is_nobodys_word(db: Session) -> None:
    rows = [["Organisation", "Service", "Category", "Phone"], ["A", "=A1", "health", "999"]]

    verdict, kept = looked_at(db, sheet(rows))

    assert verdict.levels[Level.FAIL] == 1
    assert "formula" in kept.reasons(2)


def test_a_shelter_counts_as_secret_until_the_list_says_otherwise(db: Session) -> None:
    head = "Organisation,Service,Category,District,Address,Phone"
    taken_in(db, text_list(head, "Nest,Home,shelter,Dhaka,7 Hidden Lane,999"))

    place = db.scalars(select(Location)).one()
    assert place.is_confidential
    assert place.address == ""
    assert "Hidden Lane" not in str(db.scalars(select(Change.replacement_value)).all())


def test_no_list_makes_a_secret_place_known(db: Session) -> None:
    taken_in(db, text_list(HEAD, "Nest,Home,shelter,Dhaka,,999,yes"))

    _verdict, kept = looked_at(db, text_list(HEAD, "Nest,Home,shelter,Dhaka,7 Hidden Lane,999,no"))
    taken_in(db, text_list(HEAD, "Nest,Home,shelter,Dhaka,7 Hidden Lane,999,no"))
    db.expire_all()

    place = db.scalars(select(Location)).one()
    assert kept.reasons(2) == {"stays-hidden"}
    assert (place.is_confidential, place.address) == (True, "")


def test_a_place_that_becomes_secret_forgets_its_address(db: Session) -> None:
    taken_in(db, text_list(HEAD, CLINIC))

    taken_in(db, text_list(HEAD, CLINIC.removesuffix("no") + "yes"))
    db.expire_all()

    place = db.scalars(select(Location)).one()
    assert (place.is_confidential, place.address) == (True, "")
    history = db.scalars(select(Change.previous_value)).all()
    assert "4 Mill Road" not in str(history)


def test_rows_of_one_service_are_its_places(db: Session) -> None:
    other = CLINIC.replace("4 Mill Road", "9 Lake Road").replace("Gazipur", "Dhaka")

    taken_in(db, text_list(HEAD, CLINIC, other))

    assert counted(db, Service) == 1
    assert {each.area for each in offered(db)} == {"BD-18", "BD-13"}


def test_the_same_place_twice_is_refused(db: Session) -> None:
    _verdict, kept = looked_at(db, text_list(HEAD, CLINIC, CLINIC))

    assert kept.reasons(3) == {"twice"}


def test_a_service_that_stands_again_further_down_is_refused(db: Session) -> None:
    between = "Others,Ward,health,Dhaka,1 Road,999,no"

    _verdict, kept = looked_at(db, text_list(HEAD, CLINIC, between, CLINIC))

    assert kept.reasons(4) == {"twice"}


def test_a_list_in_letters_of_an_old_machine_is_read(db: Session) -> None:
    file = BytesIO("\n".join([HEAD, CLINIC.replace("Clinic", "Café")]).encode("cp1252"))

    taken_in(db, file)

    assert the_service(db).name == "Café"


@pytest.mark.parametrize("form", list(Leaves))
def test_what_left_comes_in_again_as_what_it_is(db: Session, form: Leaves) -> None:
    taken_in(db, mapping())
    db.commit()
    file = BytesIO()

    leave(db, file, form)
    verdict, kept = looked_at(db, BytesIO(file.getvalue()))

    assert [each.findings for each in kept.rows if each.level is Level.FAIL] == []
    assert verdict.kinds[Kind.NEW] == 0
    assert verdict.rows == 3


@pytest.mark.parametrize("form", list(Leaves))
def test_neither_a_name_nor_a_secret_address_leaves(db: Session, form: Leaves) -> None:
    taken_in(db, mapping())
    db.commit()
    file = BytesIO()

    leave(db, file, form)

    assert b"Rahima" not in file.getvalue()
    assert b"House 7" not in file.getvalue()


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

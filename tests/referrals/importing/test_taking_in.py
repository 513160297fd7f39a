"""A list goes in as it was shown, whole or not at all, and comes again as what it is."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.directory.reading import offered
from referrals.importing.findings import Level
from referrals.importing.leaving import Leaves, leave
from referrals.importing.plan import Kind
from referrals.importing.taking_in import RowsFail, ShownOtherwise, checked, take_in
from referrals.models.details import Contact
from referrals.models.keeping import Change
from referrals.models.listed import ListedOrganization, Location, Service
from referrals.models.terms import Category
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

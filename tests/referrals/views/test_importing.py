"""The referral officer takes a list in by its pages, and the directory out."""

import re
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from referrals.models.importing import ImportFile, ImportMapping, ImportPiece
from referrals.models.listed import Service
from referrals.views import arriving
from tests.accounts import open_account
from tests.referrals.importing.lists import areas_of, mapping, text_list
from tests.visitors import Visitor
from tests.worlds import World

LIST = ("Organisation,Service,Category,District,Phone", "BLAST,Legal aid,legal,Gazipur,109")
MEANING = {"column-0": "organization", "column-1": "service", "column-2": "category"}
MEANING |= {"column-3": "area", "column-4": "phone", "sheet": "", "country": "BD"}


@pytest.fixture
def lina(app: Flask, db: Session, world: World) -> Visitor:
    """The referral officer, signed in, in a directory that knows two districts."""
    areas_of(db)
    db.commit()
    return enters(app, db, world, "officer")


def enters(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """Somebody of the cast, signed in."""
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    db.rollback()
    return visitor


def brings(visitor: Visitor, file: BytesIO, name: str = "list.csv") -> TestResponse:
    """Send a file as the page does."""
    return visitor.post("/directory/import", file=(file, name))


def says(visitor: Visitor, **other: str) -> str:
    """Bring the list, say what its columns mean, and come to the page of its rows."""
    address = brings(visitor, text_list(*LIST)).location
    answer = visitor.post(address, **(MEANING | other))
    assert answer.status_code == 303, answer.text
    return answer.location


def digest(page: str) -> str:
    """What the page says it has shown."""
    return page.split('name="shown" value="')[1].split('"')[0]


def counted(db: Session, table: type) -> int:
    """How many rows there are."""
    found = db.scalar(select(func.count()).select_from(table)) or 0
    db.rollback()
    return found


def test_she_reaches_taking_in_from_the_directory(lina: Visitor) -> None:
    assert 'href="/directory/import"' in lina.get("/directory").text


def test_a_spreadsheet_with_a_title_and_two_rows_of_headings_is_understood(lina: Visitor) -> None:
    answer = brings(lina, mapping(), "mapping.xlsx")

    page = lina.get(answer.location).text
    assert "Contact: Phone" in page
    assert "01711-123456 / 01812345678" in page
    assert re.search(r'<option[^>]*value="phone"[^>]*selected|selected value="phone"', page)


def test_before_she_presses_nothing_is_written(lina: Visitor, db: Session) -> None:
    page = lina.get(says(lina)).text

    assert "Take in one service" in page
    assert "Legal aid" in page
    assert counted(db, Service) == 0


def test_what_she_was_shown_goes_in_with_one_press(lina: Visitor, db: Session) -> None:
    address = says(lina)
    shown = digest(lina.get(address).text)

    page = lina.post(address, shown=shown).text

    assert "Taken in" in page
    assert counted(db, Service) == 1
    assert counted(db, ImportFile) == counted(db, ImportPiece) == 0


def test_what_she_was_not_shown_does_not_go_in(lina: Visitor, db: Session) -> None:
    answer = lina.post(says(lina), shown="00" * 32)

    assert answer.status_code == 409
    assert "The directory has changed since you looked" in answer.text
    assert counted(db, Service) == 0


@pytest.mark.parametrize("shown", ["", "nonsense", "zz"])
def test_a_made_up_sign_of_what_was_shown_takes_nothing_in(
    lina: Visitor, db: Session, shown: str
) -> None:
    assert lina.post(says(lina), shown=shown).status_code == 409
    assert counted(db, Service) == 0


def test_a_row_that_fails_keeps_all_out_until_she_leaves_it_out(lina: Visitor, db: Session) -> None:
    lines = (*LIST, "Nobody,Nothing,knitting,Gazipur,999")
    address = lina.post(brings(lina, text_list(*lines)).location, **MEANING).location
    shown = digest(lina.get(address).text)

    refused = lina.post(address, shown=shown)
    taken = lina.post(address, shown=shown, leaves_out="y")

    assert refused.status_code == 409
    assert "Tick that they stay out, or put them right first." in refused.text
    assert "One row was left out" in taken.text
    assert counted(db, Service) == 1


def test_what_she_said_of_the_columns_is_remembered_for_the_next_list(
    lina: Visitor, db: Session
) -> None:
    says(lina, **{"column-2": "description"})

    page = lina.get(brings(lina, text_list(*LIST, "A,B,C,D,110")).location).text

    assert "A list with these headings came in before" in page
    assert re.search(r'value="description"[^>]*selected|selected value="description"', page)
    assert counted(db, ImportMapping) == 1


def test_two_columns_cannot_mean_one_thing(lina: Visitor) -> None:
    address = brings(lina, text_list(*LIST)).location

    answer = lina.post(address, **(MEANING | {"column-1": "organization"}))

    assert answer.status_code == 422
    assert "Another column means this already." in answer.text


def test_one_column_has_to_name_the_help(lina: Visitor) -> None:
    address = brings(lina, text_list(*LIST)).location

    answer = lina.post(address, **(MEANING | {"column-0": "", "column-1": ""}))

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file."),
        (b"\xd0\xcf\x11\xe0old", "old Excel file"),
        (b"%PDF-1.7", "This is no list"),
        (b"PK\x03\x04nothing", "This file is broken"),
    ],
)
def test_what_is_no_list_is_refused_in_words(lina: Visitor, content: bytes, said: str) -> None:
    answer = brings(lina, BytesIO(content))

    assert answer.status_code == 422
    assert said in answer.text


def test_a_list_that_is_too_long_for_a_page_is_refused(
    lina: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "LIMIT", 20)

    answer = brings(lina, text_list(*LIST))

    assert answer.status_code == 422
    assert "larger than 8 MB" in answer.text


def test_a_file_that_breaks_further_down_is_refused_on_its_page(lina: Visitor) -> None:
    answer = brings(lina, BytesIO(b'{"contents": [{"id": '), "feed.json")

    page = lina.get(answer.location)

    assert page.status_code == 422
    assert "This file is broken" in page.text


def test_she_drops_a_file_and_nothing_is_left_of_it(lina: Visitor, db: Session) -> None:
    address = says(lina)

    lina.post(f"{address}/drop")

    assert counted(db, ImportPiece) == 0
    assert lina.get(address).status_code == 404


def test_another_officer_does_not_see_her_file(
    app: Flask, lina: Visitor, db: Session, world: World
) -> None:
    address = says(lina)
    other = enters(app, db, world, "supervisor")

    assert other.get(address).status_code == 404
    assert other.get(f"{address}/columns").status_code == 404


def test_a_member_of_a_committee_takes_nothing_in(app: Flask, db: Session, world: World) -> None:
    member = enters(app, db, world, "chair")

    assert brings(member, text_list(*LIST)).status_code == 404
    assert member.get("/directory/export/json").status_code == 404


def test_no_readable_byte_of_the_file_lies_in_the_database(lina: Visitor, db: Session) -> None:
    brings(lina, text_list(*LIST, "Hidden house,Shelter,shelter,Dhaka,999"))

    db.rollback()
    stored = [*db.scalars(select(ImportPiece.sealed)), *db.scalars(select(ImportFile.sealed))]
    assert stored
    assert not any(b"Hidden" in each or b"list.csv" in each for each in stored)


@pytest.mark.parametrize(("form", "begins"), [("json", b"["), ("tables", b"PK"), ("xlsx", b"PK")])
def test_the_directory_leaves_in_each_form(lina: Visitor, form: str, begins: bytes) -> None:
    address = says(lina)
    lina.post(address, shown=digest(lina.get(address).text))

    answer = lina.get(f"/directory/export/{form}")

    assert answer.status_code == 200
    assert answer.data.startswith(begins)


def test_no_other_form_is_known(lina: Visitor) -> None:
    assert lina.get("/directory/export/exe").status_code == 404

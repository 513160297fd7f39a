"""The tree of areas by its pages: countries, what lies in what, and what is served."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from referrals.directory.areas import find_area
from referrals.directory.entries import Writer
from referrals.directory.reading import offered
from referrals.directory.seeding import begin
from referrals.models.keeping import Area
from referrals.models.terms import Freshness
from tests.accounts import open_account
from tests.referrals.directory.rows import DAY
from tests.visitors import Visitor
from tests.worlds import World

AREAS = "/directory/areas"
DHAKA = {"name": "Dhaka", "parent": "BD-C", "neighbours": ["BD-18"], "local_name": "ঢাকা"}


@pytest.fixture
def imran(app: Flask, db: Session, world: World) -> Visitor:
    """The administrator, signed in where the areas of Bangladesh are."""
    begin(db, Writer(person=None, on=DAY), {"BD"})
    db.commit()
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "administrator").sign_in(visitor).status_code == 303
    db.rollback()
    return visitor


def stored(db: Session, code: str) -> Area | None:
    """The area as it stands now."""
    db.rollback()
    db.expire_all()
    return find_area(db, code)


def test_the_tree_shows_districts_in_their_divisions(imran: Visitor) -> None:
    page = imran.get(AREAS).text

    assert page.index("Dhaka division") < page.index("BD-13") < page.index("Khulna division")


def test_an_area_gets_its_own_script_its_neighbours_and_that_it_is_served(
    imran: Visitor, db: Session
) -> None:
    answer = imran.post(f"{AREAS}/BD-13", **DHAKA, is_served="y")

    row = stored(db, "BD-13")
    assert answer.status_code == 303
    assert row is not None
    assert (row.local_name, row.neighbours) == ("ঢাকা", frozenset({"BD-18"}))
    assert row.is_served
    assert "We serve it" in imran.get(AREAS).text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"time_zone": "Dhaka"}, "There is no such time zone."),
        ({"parent": "BD-13"}, "This choice is no longer there."),
        ({"name": ""}, "Type its name."),
    ],
)
def test_what_is_not_right_is_said_and_kept_on_the_page(
    imran: Visitor, more: dict[str, str], said: str
) -> None:
    answer = imran.post(f"{AREAS}/BD-13", **(DHAKA | more))

    assert answer.status_code == 422
    assert said in answer.text
    assert "ঢাকা" in answer.text


def test_a_country_is_renamed_and_lies_in_nothing(imran: Visitor, db: Session) -> None:
    assert imran.post(f"{AREAS}/BD", name="Bangladesh!", parent="").status_code == 303

    row = stored(db, "BD")
    assert row is not None
    assert (row.name, row.parent_code) == ("Bangladesh!", "")


def test_an_area_is_added_below_another(imran: Visitor, db: Session) -> None:
    form = {"new-code": "bd-13-savar", "new-name": "Savar"}

    assert imran.post(f"{AREAS}/BD-13/below", **form).status_code == 303
    again = imran.post(f"{AREAS}/BD-13/below", **form)

    assert stored(db, "BD-13-SAVAR") is not None
    assert again.status_code == 422
    assert "There is an area with this code." in again.text
    assert 'value="bd-13-savar"' in again.text


def test_an_area_that_something_lies_in_stays(imran: Visitor, db: Session) -> None:
    answer = imran.post(f"{AREAS}/BD-C/remove")

    assert answer.status_code == 422
    assert "Something lies in it or is offered there." in answer.text
    assert stored(db, "BD-C") is not None


def test_an_area_that_nothing_needs_is_taken_out(imran: Visitor, db: Session) -> None:
    assert imran.post(f"{AREAS}/BD-60/remove").status_code == 303

    assert stored(db, "BD-60") is None


def test_another_country_comes_with_numbers_that_nobody_has_confirmed(
    imran: Visitor, db: Session
) -> None:
    assert imran.post(AREAS, country="NP").location == f"{AREAS}?country=NP"

    db.rollback()
    found = {each.freshness for each in offered(db, DAY) if each.country == "NP"}
    assert found == {Freshness.UNVERIFIED}
    assert "Bagmati" in imran.get(f"{AREAS}?country=NP").text


def test_a_country_that_nobody_knows_adds_nothing(imran: Visitor, db: Session) -> None:
    imran.post(AREAS, country="XX")

    assert stored(db, "XX") is None

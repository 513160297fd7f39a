"""An officer tries a question without a case: what fits, what is out, and nothing kept of it."""

from collections.abc import Callable
from html import unescape

import msgspec
import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from auth.models import Organization, OrganizationKind
from referrals.directory.offered import Offered
from referrals.directory.stamping import changed
from referrals.models.keeping import Area
from referrals.models.terms import Cost, Freshness
from tests.accounts import open_account
from tests.referrals.offers import health_corner, hidden_house
from tests.visitors import Visitor
from tests.worlds import NOW, World

Shows = Callable[..., None]
GAZIPUR = {"area": "BD-18", "areas": frozenset({"BD-18"}), "time_zone": "Asia/Dhaka"}
ASKED = {
    "reach": "neighbours",
    "staff": "any",
    "age": "unknown",
    "can_call": "y",
    "can_travel": "y",
}


@pytest.fixture(autouse=True)
def bangladesh(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A factory in Gazipur on the day of the cast."""
    db.add(Organization(name="Rupali", kind=OrganizationKind.FACTORY, country="BD"))
    db.add(Area(code="BD", country="BD", name="Bangladesh", time_zone="Asia/Dhaka"))
    db.add(Area(code="BD-C", parent_code="BD", country="BD", name="Dhaka division"))
    db.add(Area(code="BD-18", parent_code="BD-C", country="BD", name="Gazipur"))
    changed(db)
    db.commit()
    for module in ("auth.parts", "auth.guard", "referrals.views.trying"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Shows:
    """Lets the directory hold these places and no others."""

    def hold(*places: Offered) -> None:
        monkeypatch.setattr("referrals.views.trying.offered", lambda _db: places)

    hold()
    return hold


@pytest.fixture
def officer(app: Flask, db: Session, world: World) -> Visitor:
    """A referral officer, signed in."""
    return enter(app, db, world, "officer")


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def ask(visitor: Visitor, **typed: str | list[str]) -> TestResponse:
    """Choose and press; a list is several boxes of one question."""
    token = visitor.token()
    fields = MultiDict({**ASKED, "csrf_token": token, **typed})
    return visitor.client.post("/directory/try", data=fields)


def test_an_officer_reads_why_a_place_fits(officer: Visitor, directory: Shows) -> None:
    directory(msgspec.structs.replace(health_corner(), **GAZIPUR))

    page = ask(officer, kinds="health", area="BD-18", staff="woman", must_be_free="y")

    assert page.status_code == 200
    text = unescape(page.text)
    assert "Health corner" in text
    assert "Its door is in her area: Gazipur." in text
    assert "Women work there, as she wishes." in text
    assert "It costs nothing." in text
    assert "Nobody knows whether it wants a report to the police." in text


def test_what_is_out_says_every_reason(officer: Visitor, directory: Shows) -> None:
    place = msgspec.structs.replace(
        health_corner(), **GAZIPUR, cost=Cost.PAID, freshness=Freshness.UNVERIFIED
    )
    directory(place)

    page = ask(officer, kinds="health", area="BD-18", must_be_free="y")

    text = unescape(page.text)
    assert "Nothing fits" in text
    assert "One place is out, and why" in text
    assert "Nobody has confirmed it yet." in text
    assert "It costs money, and she needs help that is free." in text


def test_care_that_has_its_hours_comes_first_and_says_why(
    officer: Visitor, directory: Shows
) -> None:
    directory(msgspec.structs.replace(health_corner(), **GAZIPUR), hidden_house())

    page = ask(officer, kinds="shelter", area="BD-18", hours_ago="20")

    text = unescape(page.text)
    assert text.index("Health corner") < text.index("The house")
    assert "within 72 hours can prevent HIV" in text
    assert "She did not ask for it. It is here because hours count: offer it." in text


def test_where_a_hidden_house_is_stands_on_no_page(officer: Visitor, directory: Shows) -> None:
    directory(hidden_house())

    page = ask(officer, kinds="shelter", area="BD-18")

    assert "The house" in page.text
    assert "River Road" not in page.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"hours_ago": "soon"}, "Type a whole number of hours"),
        ({"begins": "480", "work_days": ["0"]}, "Choose when the shift begins and when it ends."),
        ({"begins": "480", "ends": "1020"}, "Choose the days on which she works, too."),
        ({"area": "QQ-1"}, "This choice is no longer there."),
    ],
)
def test_what_cannot_be_understood_is_asked_again_with_what_was_chosen(
    officer: Visitor, directory: Shows, typed: dict[str, str | list[str]], words: str
) -> None:
    page = ask(officer, kinds="legal", accompaniment="y", **typed)

    assert page.status_code == 422
    assert words in unescape(page.text)
    assert 'value="legal" checked' in page.text
    assert (
        'name="accompaniment" autocomplete="off"\n         type="checkbox" value="y" checked'
        in (page.text)
    )


def test_a_night_shift_ends_the_day_after(officer: Visitor, directory: Shows) -> None:
    directory(msgspec.structs.replace(health_corner(), **GAZIPUR))
    every_day = [str(day) for day in range(7)]

    page = ask(
        officer, kinds="health", area="BD-18", work_days=every_day, begins="1200", ends="360"
    )

    assert "It is open outside her shift: Monday, 8:00\u202fAM" in unescape(page.text)


def test_nobody_of_a_factory_tries_the_directory(app: Flask, db: Session, world: World) -> None:
    chair = enter(app, db, world, "chair")

    assert chair.get("/directory/try").status_code == 404
    assert ask(chair, kinds="legal").status_code == 404


def test_the_question_stands_in_no_address(officer: Visitor, directory: Shows) -> None:
    page = ask(officer, kinds="lgbtq")

    assert page.request.path == "/directory/try"
    assert not page.request.query_string
    assert page.headers["Cache-Control"].startswith("no-store")

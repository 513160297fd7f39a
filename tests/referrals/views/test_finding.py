"""Help without an account: what is asked leaves no trace, what nobody confirmed is not shown."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import Attempt, Organization, OrganizationKind
from referrals.directory.offered import Line, Offered, Opening, Tells
from referrals.directory.stamping import changed
from referrals.models.keeping import Area
from referrals.models.terms import Category, Cost, Duty, Freshness, Known, StaffSex
from tests.referrals.offers import TELLS_NOBODY, health_corner, hidden_house, place
from tests.visitors import TOKEN, Visitor

HERE = {"area": "BD-18", "areas": frozenset({"BD-18"})}
NATIONAL: dict[str, Any] = {
    "is_remote": True,
    "areas": frozenset({"BD"}),
    "phones": (Line(number="109"),),
    "always_open": Known.YES,
}
NEVER_NOW = Opening(
    days=frozenset(range(7)), opens=0, closes=1439, rule="FREQ=DAILY;UNTIL=20000101"
)
HOURS: dict[str, dict[str, Any]] = {
    "A closed": {"openings": (NEVER_NOW,)},
    "B open": {"always_open": Known.YES},
    "C nobody knows": {},
    "D open": {"always_open": Known.YES},
}
Shows = Callable[..., None]


@pytest.fixture(autouse=True)
def bangladesh(db: Session) -> None:
    """A factory in Gazipur, and areas to choose from."""
    db.add(Organization(name="Rupali", kind=OrganizationKind.FACTORY, country="BD"))
    db.add(Area(code="BD", country="BD", name="Bangladesh", time_zone="Asia/Dhaka"))
    db.add(Area(code="BD-C", parent_code="BD", country="BD", name="Dhaka division"))
    db.add(Area(code="BD-18", parent_code="BD-C", country="BD", name="Gazipur"))
    db.add(Area(code="BD-60", parent_code="BD", country="BD", name="Sylhet"))
    changed(db)
    db.commit()


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Shows:
    """Lets the directory hold these places and no others."""

    def hold(*places: Offered) -> None:
        monkeypatch.setattr("referrals.views.finding.offered", lambda _db: places)

    hold()
    return hold


def ask(visitor: Visitor, **typed: str) -> TestResponse:
    """Choose and press, on the page as it was opened."""
    token = TOKEN.search(visitor.get("/p").text)
    assert token
    return visitor.client.post("/p", data={"csrf_token": token.group(1), **typed})


def in_order(page: str) -> list[str]:
    """The places of HOURS in the order in which the page has them."""
    return sorted(HOURS, key=page.index)


def test_a_worker_finds_a_place_near_her_by_one_press(visitor: Visitor, directory: Shows) -> None:
    directory(msgspec.structs.replace(health_corner(), **HERE))

    page = ask(visitor, area="BD-18", kind="health")

    assert page.status_code == 200
    assert "Gazipur, Dhaka division" in page.text
    assert "Health corner" in page.text
    assert 'href="tel:0800000001"' in page.text
    assert "It tells nobody without asking you" in page.text


def test_nothing_she_asked_stands_in_an_address(visitor: Visitor, directory: Shows) -> None:
    directory(msgspec.structs.replace(health_corner(), **HERE))

    page = ask(visitor, area="BD-18", kind="health", staff="woman")

    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page.text)
    assert page.request.path == "/p"
    assert not page.request.query_string
    assert [each for each in addresses if "?" in each or "health" in each] == []


def test_looking_for_help_sets_no_cookie_beyond_that_of_the_form(
    visitor: Visitor, directory: Shows
) -> None:
    directory()
    first = visitor.get("/p")

    page = ask(visitor, kind="legal")

    names = [each.split("=")[0] for each in first.headers.getlist("Set-Cookie")]
    assert len(names) == 1
    assert page.headers.getlist("Set-Cookie") == []
    assert page.headers["Cache-Control"].startswith("no-store")


def test_looking_for_help_writes_nothing(
    visitor: Visitor, directory: Shows, db: Session, capfd: pytest.CaptureFixture[str]
) -> None:
    directory(msgspec.structs.replace(health_corner(), **HERE))

    ask(visitor, area="BD-18", kind="health", staff="woman")

    said = capfd.readouterr()
    assert db.scalars(select(Attempt)).all() == []
    assert "health" not in said.out + said.err


@pytest.mark.parametrize("typed", [{}, {"area": "BD-60"}, {"area": "BD-18", "kind": "shelter"}])
def test_hours_that_count_and_any_hospital_stand_on_every_page(
    visitor: Visitor, directory: Shows, typed: dict[str, str]
) -> None:
    directory()

    page = ask(visitor, **typed)

    assert "72 hours" in page.text
    assert "120 hours" in page.text
    assert "Any hospital" in page.text


def test_what_nobody_confirmed_is_shown_to_no_worker(visitor: Visitor, directory: Shows) -> None:
    unsure = {"freshness": Freshness.UNVERIFIED, "assured_on": None}
    directory(
        place("Somewhere", Category.HEALTH, **HERE, **unsure),
        place("Old line", Category.GBV, **NATIONAL, **unsure),
    )

    page = ask(visitor, area="BD-18", kind="health")

    assert "Somewhere" not in page.text
    assert "Old line" not in page.text


def test_national_numbers_stand_on_every_page_children_s_apart(
    visitor: Visitor, directory: Shows
) -> None:
    directory(
        place("Women's line", Category.GBV, **NATIONAL),
        place("Child line", Category.CHILD_PROTECTION, **NATIONAL),
    )

    page = visitor.get("/p").text

    assert page.index("Women's line".replace("'", "&#39;")) < page.index("If you are under 18")
    assert page.index("If you are under 18") < page.index("Child line")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"tells": Tells(police=Duty.MUST, family=Duty.NEVER, employer=Duty.NEVER)},
            "It must tell the police, also if you do not want it.",
        ),
        ({}, "We do not know whom it tells: police, family, employer. Ask first."),
        ({"tells": TELLS_NOBODY}, "It tells nobody without asking you"),
        ({"phones": (Line(number="109", note="SMS"),)}, "SMS"),
        ({"freshness": Freshness.STALE}, "Call before you go"),
    ],
    ids=["must", "unknown", "nobody", "note", "stale"],
)
@pytest.mark.parametrize("kind", [Category.GBV, Category.CHILD_PROTECTION])
def test_a_national_number_says_before_she_calls_whom_it_tells_how_and_how_sure_it_is(
    visitor: Visitor, directory: Shows, kind: Category, known: dict[str, Any], said: str
) -> None:
    directory(place("National line", kind, **(NATIONAL | known)))

    assert said in visitor.get("/p").text


def test_a_stale_number_is_not_said_to_be_confirmed(visitor: Visitor, directory: Shows) -> None:
    directory(place("National line", Category.GBV, **NATIONAL, freshness=Freshness.STALE))

    page = visitor.get("/p").text

    assert "We last confirmed this on" in page
    assert "We called and confirmed this on" not in page


def test_a_secret_place_is_called_and_its_door_is_nowhere(
    visitor: Visitor, directory: Shows
) -> None:
    directory(msgspec.structs.replace(hidden_house(), areas=frozenset({"BD-18"})))

    page = ask(visitor, area="BD-18", kind="shelter").text

    assert "The house" in page
    assert "they tell you how to come" in page
    assert "River" not in page
    assert "It must tell the police" in page


def test_whoever_wants_a_woman_is_sent_to_no_man(visitor: Visitor, directory: Shows) -> None:
    man, woman = frozenset({StaffSex.MEN}), frozenset({StaffSex.WOMEN})
    directory(
        place("His office", Category.LEGAL, **HERE, staff_sex=man),
        place("Her office", Category.LEGAL, **HERE, staff_sex=woman),
        place("Some office", Category.LEGAL, **HERE),
    )

    page = ask(visitor, area="BD-18", kind="legal", staff="woman").text

    assert "His office" not in page
    assert page.index("Her office") < page.index("Perhaps these") < page.index("Some office")


def test_what_may_cost_something_stands_among_what_is_not_sure(
    visitor: Visitor, directory: Shows
) -> None:
    directory(
        place("Paid", Category.LEGAL, **HERE, cost=Cost.PAID),
        place("Gratis", Category.LEGAL, **HERE, cost=Cost.FREE),
        place("Nobody knows", Category.LEGAL, **HERE),
    )

    page = ask(visitor, area="BD-18", kind="legal", is_free="y").text

    assert "Paid" not in page
    assert page.index("Gratis") < page.index("Perhaps these") < page.index("Nobody knows")


def test_a_place_far_away_comes_after_those_near_her(visitor: Visitor, directory: Shows) -> None:
    far = {"area": "BD-60", "areas": frozenset({"BD-60"})}
    directory(place("Aa far", Category.LEGAL, **far), place("Near", Category.LEGAL, **HERE))

    page = ask(visitor, area="BD-18", kind="legal").text

    assert page.index("Near") < page.index("Perhaps these") < page.index("Aa far")


@pytest.mark.parametrize("kind", ["health", "emergency", "gbv", "safety", "shelter", "hotline"])
def test_what_is_open_now_stands_first_where_it_cannot_wait(
    visitor: Visitor, directory: Shows, kind: str
) -> None:
    directory(*(place(name, Category(kind), **HERE, **hours) for name, hours in HOURS.items()))

    page = ask(visitor, area="BD-18", kind=kind).text

    assert in_order(page) == ["B open", "D open", "A closed", "C nobody knows"]


def test_what_can_wait_stands_as_it_fits_also_when_it_is_closed_now(
    visitor: Visitor, directory: Shows
) -> None:
    directory(*(place(name, Category.LEGAL, **HERE, **hours) for name, hours in HOURS.items()))

    page = ask(visitor, area="BD-18", kind="legal").text

    assert in_order(page) == ["A closed", "B open", "C nobody knows", "D open"]


def test_a_stale_place_says_to_call_first(visitor: Visitor, directory: Shows) -> None:
    directory(place("Old office", Category.LEGAL, **HERE, freshness=Freshness.STALE))

    page = ask(visitor, area="BD-18", kind="legal").text

    assert "Call before you go" in page


def test_the_sheet_for_paper_says_nothing_of_what_happened(
    visitor: Visitor, directory: Shows
) -> None:
    directory(place("Good office", Category.LEGAL, **HERE, tells=TELLS_NOBODY))

    page = ask(visitor, area="BD-18", kind="legal", print="1").text

    assert "Good office" in page
    assert "tel:" not in page
    assert not re.search("harass|violence|forced|complain", page, re.IGNORECASE)


def test_what_she_must_know_before_she_goes_stands_open_on_the_page(
    visitor: Visitor, directory: Shows
) -> None:
    known = {
        "description": "Doctors for women after violence",
        "police_report": Known.YES,
        "minimum_age": 18,
        "apply_words": "Call first",
    }
    directory(place("Clinic", Category.HEALTH, **HERE, **known))

    page = ask(visitor, area="BD-18", kind="health").text
    paper = ask(visitor, area="BD-18", kind="health", print="1").text

    card = page[page.index("Clinic</bdi>") :].split("<details")[0]
    assert "Doctors for women after violence." in card
    assert "Needed. They help only with one." in card
    assert "From 18 years" in card
    assert "Call first</dd>" in card
    assert "Needed. They help only with one." in paper
    assert "after violence" not in paper


def test_another_kind_begins_again_where_she_is(visitor: Visitor, directory: Shows) -> None:
    directory()

    page = ask(visitor, area="BD-60", kind="legal", change="1").text

    assert 'value="BD-60" selected' in page


@pytest.mark.parametrize("typed", [{"kind": "cinema"}, {"area": "XX-1", "kind": "legal"}])
def test_a_choice_nobody_offered_is_asked_again(
    visitor: Visitor, directory: Shows, typed: dict[str, str]
) -> None:
    directory()

    assert ask(visitor, **typed).status_code == 422


def test_a_question_without_a_token_of_the_form_is_not_answered(
    visitor: Visitor, directory: Shows
) -> None:
    directory()

    assert visitor.client.post("/p", data={"kind": "legal"}).status_code == 400

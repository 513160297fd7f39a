"""The demonstration's places and referrals: one in each state that can be looked at."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from casework.case.timeline import timeline
from casework.demo.directory import demo_places
from casework.demo.keeping import Demo
from casework.helping.following import referrals
from casework.helping.states import State
from casework.parts import Parts
from crypto.sealing import give_ring
from referrals.directory.reading import offered
from referrals.models.terms import Category, Freshness, Way
from tests.casework.demo.test_demo import _person, _ring
from tests.visitors import TOKEN


@pytest.fixture
def worker(demo_app: Flask) -> FlaskClient:
    """Somebody with a telephone, who is nobody here."""
    return demo_app.test_client()


def test_every_made_up_place_says_so_and_rings_nowhere() -> None:
    assert [each.name for each in demo_places() if not each.name.endswith("(demo)")] == []
    assert {line[:9] for each in demo_places() for line in each.phones} == {"0800 000 "}


def test_every_freshness_can_be_looked_at(demo_parts: Parts) -> None:
    with demo_parts.sessions(writing=False) as db:
        found = {each.freshness for each in offered(db)}

    assert found == set(Freshness)


@pytest.mark.parametrize("country", ["BD", "KH", "LA"])
def test_each_country_has_an_emergency_a_health_and_a_violence_entry(country: str) -> None:
    kinds = [each.kinds for each in demo_places() if each.country == country]

    assert {Category.EMERGENCY, Category.HEALTH, Category.GBV} <= frozenset().union(*kinds)


def test_a_worker_finds_a_doctor_and_is_told_what_is_not_confirmed(worker: FlaskClient) -> None:
    token = TOKEN.search(worker.get("/p").text)
    assert token
    typed = {"csrf_token": token.group(1), "area": "BD-18", "kind": "health"}

    page = worker.post("/p", data=typed).text

    assert "Asha centre (demo)" in page
    assert "Not yet confirmed by us" in page
    assert "Emergency money desk" not in page


def test_a_referral_can_be_looked_at_in_every_state(demo_parts: Parts, kept: Demo) -> None:
    with demo_parts.sessions() as db:
        ring = _ring(db, demo_parts, _person(kept, "lina"))
        give_ring(db, ring)
        register = demo_parts.register(db)
        lines = [timeline(db, case, register).lines for case in ring.cases]
        today = max(line.at for each in lines for line in each).date()
        found = [each for one in lines for each in referrals(one, today)]

    assert {each.state for each in found} == set(State)
    assert Way.LINK in {each.sent.way for each in found}

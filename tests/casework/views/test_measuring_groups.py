"""What an analyst sets around the tables: groups to compare, and past quarters handed on."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.facts.fact import Channel
from casework.measures.storing import factories_of
from tests.accounts import PASSPHRASE
from tests.casework.facts.counting import a_fact, another_joins, counted, counts, sends
from tests.casework.views.test_measuring_pages import APRIL, QUARTER, enter, published
from tests.visitors import Visitor
from tests.worlds import World


@pytest.fixture(autouse=True)
def april(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first quarter is over; the application trusts this world's root."""
    modules = ("measuring", "measuring_groups")
    for module in ("auth.parts", "auth.guard", *(f"casework.views.{each}" for each in modules)):
        monkeypatch.setattr(f"{module}.now", lambda: APRIL)
    app.extensions["casework"].register = world.register


@pytest.fixture(autouse=True)
def facts(db: Session, world: World) -> None:
    """Seven factories, of which each has eight complaints."""
    counts(db, world)
    programme = world.bodies["programme"]
    for at in range(6):
        place = Organization(
            id=uuid4(), kind=OrganizationKind.FACTORY, name=f"T{at}", country="BD", time_zone="UTC"
        )
        db.add(place)
        db.flush()
        db.add(Coverage(organization_id=programme, factory_id=place.id))
    for each in factories_of(db, programme):
        for _one in range(8):
            sends(db, world, a_fact(world, factory=each.id, channel=Channel.PHONE, country="BD"))
    counted(db, world)
    db.commit()


def _three(db: Session, world: World) -> list[str]:
    found = [str(each.id) for each in factories_of(db, world.bodies["programme"])[:3]]
    db.rollback()
    return found


def test_groups_are_named_of_three_and_compared_without_a_rank(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")
    programme, three = world.bodies["programme"], _three(db, world)
    address = f"/measures/groups/{programme}"
    assert "No group is named" in tania.get(address).text

    few = tania.post(address, name="Visited twice", factories=three[:2])
    assert few.status_code == 422
    assert "Choose at least 3 factories." in few.text
    assert 'value="Visited twice"' in few.text
    assert tania.post(address, name="Visited twice", factories=three).status_code == 303
    assert tania.post(address, name="Visited twice", factories=three).status_code == 422
    asked = {"passphrase": PASSPHRASE, "quarter": QUARTER}
    assert tania.post(f"/measures/publish/{programme}", **asked).status_code == 303

    page = tania.get(f"/measures?place={programme.hex}&indicator=I1").text
    assert "This is no rank" in page
    assert page.index("Bangladesh") < page.index("Visited twice")
    assert ">24<" in page
    assert tania.post(f"{address}/dissolve", name="Visited twice").status_code == 303
    assert "No group is named" in tania.get(address).text


def test_a_case_is_no_name_of_a_group(app: Flask, db: Session, world: World) -> None:
    tania, programme = enter(app, db, world, "analyst"), world.bodies["programme"]

    sent = tania.post(f"/measures/groups/{programme}", name="HERON-12", factories=_three(db, world))

    assert sent.status_code == 422


def test_past_quarters_are_handed_on_by_a_press_that_asks_who_one_is(
    app: Flask, db: Session, world: World
) -> None:
    tania = published(app, db, world)
    another_joins(db, world)
    address = f"/measures/hand-on/{world.bodies['programme']}"

    assert tania.post(address, passphrase="wrong").status_code == 422
    sent = tania.post(address, passphrase=PASSPHRASE)

    assert sent.headers["Location"] == f"{address}?done=1"
    assert "One person was handed what she lacked." in tania.get(f"{address}?done=1").text
    assert ">56<" in enter(app, db, world, "another").get("/measures").text


def test_whoever_has_no_account_finds_what_is_published(app: Flask) -> None:
    assert 'href="/measures/published"' in Visitor(app.test_client()).get("/sign-in").text
    assert "/measures/published" not in Visitor(app.test_client()).get("/w").text


def test_a_union_is_told_why_it_reads_no_exact_number(
    app: Flask, db: Session, world: World
) -> None:
    published(app, db, world)

    page = enter(app, db, world, "union").get("/measures").text

    assert "A union reads no exact number of its factories" in page
    assert ">56<" not in page

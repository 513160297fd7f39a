"""The analyst's page of keys: made, handed on, and what waits opened by a press; never a case."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.administration import administration_keys
from auth.trail import walk
from casework.facts.closing import close_days
from casework.facts.fact import FactKind
from casework.facts.keeping import facts_of, waiting
from casework.models.measuring import MeasurementKeyRow, OutboxFact
from crypto.seeds import Seeds
from tests.accounts import PASSPHRASE, open_account
from tests.casework.facts.counting import (
    TOMORROW,
    a_fact,
    analyst,
    another_joins,
    counts,
    sends,
)
from tests.casework.facts.test_keys import leaves
from tests.visitors import Visitor
from tests.worlds import NOW, World


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's complaints are of; the application trusts this world's root."""
    views = ("casework.views.measuring_keys", "casework.views.measuring")
    for module in ("auth.parts", "auth.guard", *views):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    db.rollback()
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def verbs(db: Session, world: World) -> list[str]:
    db.rollback()
    return [each.act.verb for each in walk(db, administration_keys(db, world.keys)) if each.act]


def test_an_analyst_makes_the_key_with_her_passphrase(
    app: Flask, db: Session, world: World
) -> None:
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]
    assert "There is no key yet" in tania.get("/measures/keys").text

    assert tania.post(f"/measures/keys/{place}", passphrase="wrong").status_code == 422
    assert "There is no key yet" in tania.get("/measures/keys").text
    assert tania.post(f"/measures/keys/{place}", passphrase=PASSPHRASE).status_code == 303

    assert "Counted since" in tania.get("/measures/keys").text
    assert "Tania Haque" in tania.get(f"/measures/keys/{place}").text
    assert "measures:key:make" in verbs(db, world)


def test_she_hands_it_on_to_an_analyst_who_came_later(
    app: Flask, db: Session, world: World
) -> None:
    counts(db, world)
    another_joins(db, world)
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]
    assert "does not have every key" in tania.get("/measures/keys").text

    tania.post(f"/measures/keys/{place}/hand-on", passphrase=PASSPHRASE)

    assert "does not have every key" not in tania.get("/measures/keys").text


def test_what_waits_is_opened_by_a_press_and_she_sees_how_far_it_is(
    app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.facts.keeping.MOST", 1)
    monkeypatch.setattr("casework.facts.keeping.IN_A_PACK", 1)
    counts(db, world)
    sends(db, world, a_fact(world))
    sends(db, world, a_fact(world))
    close_days(db, TOMORROW)
    db.commit()
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]
    assert "2 facts wait" in tania.get("/measures/keys").text

    answer = tania.post(f"/measures/keys/{place}/keep", all="2")
    between = tania.get(answer.location).text
    tania.post(f"/measures/keys/{place}/keep", all="2")

    assert "1 of 2" in between
    assert "Go on" in between
    db.rollback()
    assert waiting(db, place, world.register(db)) == 0
    assert len(facts_of(db, analyst(db, world))) == 2


def test_what_nobody_certified_wrote_is_refused_and_stands_on_the_trail(
    app: Flask, db: Session, world: World
) -> None:
    counts(db, world)
    world.people["nobody"], world.seeds["nobody"] = world.people["chair"], Seeds.generate()
    sends(db, world, a_fact(world), who="nobody")
    close_days(db, TOMORROW)
    db.commit()
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]

    answer = tania.post(f"/measures/keys/{place}/keep")

    assert "One was refused" in tania.get(answer.location).text
    assert "measures:facts:keep" in verbs(db, world)


def test_nothing_of_a_fact_stands_on_the_page(app: Flask, db: Session, world: World) -> None:
    counts(db, world)
    sends(db, world, a_fact(world, kind=FactKind.RETALIATION, factory=world.bodies["factory"]))
    tania = enter(app, db, world, "analyst")

    page = tania.get("/measures/keys").text

    assert "One more is of a day that is not closed." in page
    assert str(world.bodies["factory"]) not in page
    assert "etaliation" not in page


def test_without_a_share_she_is_shown_the_page_of_the_key(
    app: Flask, db: Session, world: World
) -> None:
    counts(db, world)
    another_joins(db, world)
    rima, place = enter(app, db, world, "another"), world.bodies["programme"]

    answer = rima.post(f"/measures/keys/{place}/keep")

    assert answer.location == f"/measures/keys/{place}"
    assert "another analyst hands it on" in rima.get("/measures/keys").text


def test_a_complaint_told_on_a_page_is_counted(app: Flask, db: Session, world: World) -> None:
    counts(db, world)
    with app.extensions["casework"].sessions() as own:
        world.told(own, world.complaint())

    assert len(db.scalars(select(OutboxFact)).all()) == 1


def test_where_nothing_is_counted_because_somebody_left_her_first_page_says_so(
    app: Flask, db: Session, world: World
) -> None:
    another_joins(db, world)
    counts(db, world)
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]
    assert "Nothing is counted now" not in tania.get("/measures").text

    leaves(db, world, "another")

    assert "somebody who left had the key" in tania.get("/measures").text
    # Her word for it would change nothing while somebody who left may know it.
    assert "Vouch for it" not in tania.get(f"/measures/keys/{place}").text


def test_an_analyst_says_that_a_key_is_lost_and_a_supervisor_confirms_it(
    app: Flask, db: Session, world: World
) -> None:
    counts(db, world)
    leaves(db, world, "analyst")
    another_joins(db, world)
    page = f"/measures/lost/{world.bodies['programme']}"
    key = str(db.scalars(select(MeasurementKeyRow.id)).one())
    rima, maya = enter(app, db, world, "another"), enter(app, db, world, "supervisor")
    assert maya.post(page, key=key, passphrase=PASSPHRASE).status_code == 422

    assert rima.post(page, key=key, passphrase=PASSPHRASE).status_code == 303
    assert page in maya.get("/measures").text
    assert maya.post(page, key=key, passphrase=PASSPHRASE).status_code == 303

    assert "signed by both" in maya.get(page).text
    assert page not in maya.get("/measures").text
    assert "measures:key:confirm_lost" in verbs(db, world)

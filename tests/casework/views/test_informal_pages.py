"""The informal steps, page by page: written down, agreed to, begun."""

import re
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from casework.clocks.routes import Route
from casework.number.withdrawing import withdraw
from casework.protection.gate import Act
from tests.accounts import open_account
from tests.casework.ending.ends import at_the_route
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import let_through
from tests.casework.returners import TAGS, Returner
from tests.casework.views.test_ending_pages import MODULES
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
STEPS = "Rahima speaks with him on Monday. Your name is not said."


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    for module in MODULES:
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """She wants it spoken about, and no inquiry."""
    case = world.told(db, world.complaint(told_for_programme=True, union=world.bodies["union"]))
    at_the_route(db, world, case, Route.INFORMAL)
    return case


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def sent(visitor: Visitor, path: str, **typed: object) -> TestResponse:
    found = SEEN.search(visitor.get(path).text)
    assert found
    return visitor.post(path, seen=found.group(1), **typed)


def words_of(page: TestResponse) -> str:
    return " ".join(unescape(TAGS.sub(" ", page.text)).split())


def test_from_the_written_steps_to_the_watch(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    root = f"/cases/{case}/steps"
    assert root in chair.get(f"/cases/{case}/course").text
    asked = sent(chair, root, words=STEPS, safe_by="page")
    unheard = sent(chair, f"{root}/begin", words="It is time.")
    she = Returner(app.test_client()).enter().open("/r/all")
    let_through(db, world, case, Act.STEPS)
    agreed = words_of(chair.get(root))

    begun = sent(chair, f"{root}/begin", words="She agreed to each step.")

    assert [each.status_code for each in (asked, unheard, begun)] == [303, 422, 303]
    assert "She has not said yes to these words." in unescape(unheard.text)
    assert "It is time." in unheard.text
    assert STEPS in she.seen
    assert "She says yes" in agreed
    shown = words_of(chair.get(f"/cases/{case}/course"))
    assert "The informal steps were agreed with her, one by one" not in shown
    assert "She agreed to each step." in shown
    assert "began with the informal steps" in words_of(chair.get(f"/cases/{case}/trail"))
    assert chair.get(root).status_code == 404


def test_empty_steps_ask_her_nothing(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")

    answer = sent(chair, f"/cases/{case}/steps", words="", safe_by="page")

    assert answer.status_code == 422
    assert "Write down the steps." in answer.text


@pytest.mark.parametrize("page", ["steps", "steps/begin"])
def test_the_union_neither_writes_steps_nor_begins(
    app: Flask, db: Session, world: World, case: UUID, page: str
) -> None:
    union = enter(app, db, world, "union")

    assert union.get(f"/cases/{case}/{page}").status_code == 404
    assert union.post(f"/cases/{case}/{page}", words=STEPS, safe_by="page").status_code == 404


def test_the_gate_s_page_says_that_she_asks_to_withdraw(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    let_through(db, world, case, Act.STEPS)
    withdraw(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    shown = words_of(chair.get(f"/cases/{case}/safety/gate/steps"))

    assert "Something is still missing" in shown
    assert "Missing Her word that it goes on: she has asked to withdraw it" in shown

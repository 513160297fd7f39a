"""Nobody sees a case without its trail saying so, whichever way the page was asked for."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth import trail
from casework.case.covers import the_cover
from tests.accounts import open_account
from tests.casework.returners import Returner
from tests.visitors import Visitor
from tests.worlds import NOW, World

WORDS = "He put his hand on my back and did not stop."


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of.

    After `app`: a module first imported under this clock would keep it for every later test.
    """
    views = ("casing", "coming_back", "returning", "returning_hers")
    for module in (*(f"casework.views.{view}" for view in views), "auth.guard", "auth.parts"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint told to chair, member, external member, union and programme."""
    case = world.told(db, world.complaint())
    db.rollback()
    return case


def openings(db: Session, world: World, case: UUID) -> list[UUID | None]:
    """Who opened the case, as its trail says it to the second receiver."""
    world.as_(db, "member")
    acts = [each.act for each in trail.walk(db, the_cover(db, case).text.trail_keys)]
    db.rollback()
    return [each.actor for each in acts if each is not None and each.verb == trail.OPENED]


@pytest.mark.parametrize("words", ["", "A note."])
@pytest.mark.parametrize("form", ["answer", "note", "recuse"])
def test_a_form_sent_back_with_the_whole_case_counts_as_an_opening(
    app: Flask, db: Session, world: World, case: UUID, form: str, words: str
) -> None:
    chair = Visitor(app.test_client())
    open_account(db, world, "chair").sign_in(chair)

    # A page that claims to have seen nothing yet is shown everything as "came in meanwhile".
    page = chair.post(f"/cases/{case}/{form}", seen="0", words=words)

    assert page.status_code in (409, 422)
    assert (WORDS in page.text) == bool(words)
    assert openings(db, world, case) == [world.people["chair"]]


def test_her_own_page_after_an_empty_message_counts_as_an_opening(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    her = Returner(app.test_client())
    her.come()
    her.client.post("/r/word", data={"csrf_token": her.token, "word": "blue door"})

    page = her.client.post("/r/message", data={"csrf_token": her.token, "text": " "})

    assert page.status_code == 422
    assert WORDS in page.text
    assert openings(db, world, case) == [None]

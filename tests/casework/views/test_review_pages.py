"""A review, page by page: she asks for it on hers, and the committee takes it up on theirs."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts import open_account
from tests.casework.inquiry.inquiring import PAY, brought_to_route, decided
from tests.casework.inquiry.test_malice import decided_against_her
from tests.casework.returners import Returner
from tests.casework.views.test_ending_pages import MODULES, sent
from tests.visitors import Visitor
from tests.worlds import NOW, World

HER_WORDS = "Two people saw it and nobody asked them."


@pytest.fixture
def case(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A case that was decided, and both were told."""
    for module in (*MODULES, "casework.views.returning_review", "casework.views.returning_outcome"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    decided(db, world, case, PAY)
    db.rollback()
    return case


@pytest.fixture
def chair(app: Flask, db: Session, world: World, case: UUID) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(visitor).status_code == 303
    return visitor


def test_from_her_press_to_who_took_it_up(app: Flask, chair: Visitor, case: UUID) -> None:
    she = Returner(app.test_client()).enter()
    assert "Ask for a review" in she.open("/r/outcome").text

    she.open("/r/review").press("/r/review", words=HER_WORDS)

    assert "you ask for a review" in she.text
    assert "She asks for a review" in chair.get("/desk").text
    theirs = chair.get(f"/cases/{case}/decision").text
    assert HER_WORDS in theirs
    assert "Not taken up yet" in theirs
    day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    sent(chair, f"/cases/{case}/decision/take-up", passed_to="The director", **day)
    assert "She asks for a review" not in chair.get("/desk").text
    hers = she.open("/r/outcome").text
    assert "It was taken up on" in hers
    assert "The director" in hers
    assert she.open("/r/review").path == "/r/all"


def test_without_a_word_nothing_is_sent_and_the_page_says_what_is_missing(
    app: Flask, case: UUID
) -> None:
    she = Returner(app.test_client()).enter()

    she.open("/r/review").press("/r/review", words=" ")

    assert she.status == 422
    assert "what you do not agree with" in she.text


def test_one_press_on_her_page_takes_it_back_and_she_can_ask_again(app: Flask, case: UUID) -> None:
    she = Returner(app.test_client()).enter()
    she.open("/r/review").press("/r/review", words=HER_WORDS)

    she.open("/r/outcome").press("/r/review/back")

    assert "You took your review back" in she.text
    assert "Ask for a review" in she.open("/r/outcome").text


def test_her_own_press_against_a_ruling_of_malice_waits_on_the_desk_of_who_did_not_decide_it(
    app: Flask, db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    about = decided_against_her(db, world, case)
    she = Returner(app.test_client()).enter()
    assert "Ask for a review of this" in she.open("/r/outcome").text

    she.open("/r/review/this").press("/r/review/this", words=HER_WORDS)

    assert "you ask for a review" in she.text
    assert "She asks for a review" in chair.get("/desk").text
    outside = Visitor(app.test_client())
    assert open_account(db, world, "external").sign_in(outside).status_code == 303
    assert "She asks for a review" not in outside.get("/desk").text
    day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    assert HER_WORDS in chair.get(f"/cases/{case}/malice").text
    sent(chair, f"/cases/{case}/malice/take-up/{about}", body="The labour court", **day)
    assert "She asks for a review" not in chair.get("/desk").text
    assert "The labour court" in she.open("/r/outcome").text
    assert she.open("/r/review/this").path == "/r/all"

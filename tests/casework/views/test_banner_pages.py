"""Every page that states law says that no lawyer has reviewed it, and what is not in force."""

import re
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts import open_account
from tests.casework.inquiry.inquiring import PAY, brought_to_route, decided
from tests.casework.returners import TAGS, Returner
from tests.casework.tellers import Teller
from tests.casework.views.test_ending_pages import MODULES
from tests.visitors import Visitor
from tests.worlds import NOW, World

DRAFT = "No lawyer has reviewed these rules. They are a draft and no legal advice."
HERS = ("casework.views.returning_review", "casework.views.returning_outcome")
IDLE = re.compile(r"Not in force here\s*</span></summary>(.*?)</details>", re.DOTALL)


@pytest.fixture
def case(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A case that was decided, and both were told."""
    for module in (*MODULES, *HERS):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    decided(db, world, case, PAY)
    db.rollback()
    return case


@pytest.fixture
def she(app: Flask, case: UUID) -> Returner:
    """The survivor, back with number and word."""
    return Returner(app.test_client()).enter()


@pytest.fixture
def member(app: Flask, db: Session, world: World, case: UUID) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "member").sign_in(visitor).status_code == 303
    return visitor


@pytest.fixture
def chair(app: Flask, db: Session, world: World, case: UUID) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(visitor).status_code == 303
    return visitor


def words_of(page: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", page)).split())


@pytest.mark.parametrize(
    "page", ["course", "decision", "route", "inquiry", "inquiry/notice", "safety/measure"]
)
def test_who_deals_with_it_reads_that_the_rules_are_a_draft(
    chair: Visitor, case: UUID, page: str
) -> None:
    assert DRAFT in words_of(chair.get(f"/cases/{case}/{page}").text)


@pytest.mark.parametrize("page", ["malice", "malice/propose"])
def test_who_would_turn_it_against_her_reads_so_too(member: Visitor, case: UUID, page: str) -> None:
    assert DRAFT in words_of(member.get(f"/cases/{case}/{page}").text)


@pytest.mark.parametrize("page", ["/r/all", "/r/route", "/r/outcome", "/r/review"])
def test_she_reads_it_beside_what_the_law_says(she: Returner, page: str) -> None:
    assert DRAFT in words_of(she.open(page).seen)


@pytest.mark.parametrize("gender", ["", "man"])
def test_who_tells_reads_it_where_the_page_says_whom_the_law_covers(
    teller: Teller, world: World, gender: str
) -> None:
    place = {"place": world.bodies["factory"].hex}

    page = words_of(teller.walk_to("readers", workplace=place, age={"gender": gender}))

    assert "The law of this country covers women" in page
    assert DRAFT in page


def test_whom_the_law_covers_is_told_of_no_draft(teller: Teller, world: World) -> None:
    place = {"place": world.bodies["factory"].hex}

    page = words_of(teller.walk_to("readers", workplace=place, age={"gender": "woman"}))

    assert DRAFT not in page


def test_a_supervisor_reads_it_beside_what_a_committee_lacks(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "supervisor").sign_in(visitor).status_code == 303

    page = words_of(visitor.get("/oversight").text)

    assert "Not complete" in page
    assert page.count(DRAFT) == 1


def test_what_may_not_be_in_force_is_listed_with_its_source_and_cannot_be_chosen(
    chair: Visitor, case: UUID
) -> None:
    page = chair.get(f"/cases/{case}/decision").text
    sanctions, doors = map(words_of, IDLE.findall(page))

    assert "Demotion . Not in force here, as far as is known." in sanctions
    assert sanctions.count("From reports about the ordinance of 2026") == 1
    assert "Local committee under the Deputy Commissioner" in doors
    assert "From reports about the ordinance of 2026" in doors
    assert 'value="local"' not in chair.get(f"/cases/{case}/decision/outside").text


def test_before_police_and_court_she_reads_what_to_know(she: Returner) -> None:
    doors = she.open("/r/outcome").seen.split("<details")[1:]
    risky = [words_of(each) for each in doors if "Police" in each or "Labour Court" in each]

    assert len(risky) == 2
    assert all("To know before: Ask somebody you trust first" in each for each in risky)

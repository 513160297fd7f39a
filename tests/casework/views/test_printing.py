"""Paper: a case and the list under the code, without a name."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.covers import the_cover
from casework.desk import statements
from casework.desk.statements import Agreed, Speaker, Statement
from tests.accounts import open_account
from tests.casework.turning import turn
from tests.visitors import Visitor
from tests.worlds import NOW, World

NOTE = "Ask the whole line, not her alone."
WITNESSED = Statement("Beauty", Speaker.WITNESS, "phone", "", Agreed.READ_BACK, "I heard it all.")
NAMES = (
    "Rahima",
    "Abdul Karim",
    "Rupali",
    "Beauty",
    "Shirin Akter",
    "Nasrin Begum",
    "Farida Rahman",
)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint with a note of the chair's and a statement of a witness."""
    case = world.told(db, world.complaint())
    handling.note(db, turn(db, world, "chair", case), NOTE)
    statements.take(db, turn(db, world, "chair", case), WITNESSED)
    db.commit()
    return case


@pytest.fixture
def chair(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> Visitor:
    """The chair at her desk, on the day the complaint was told."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(visitor).status_code == 303
    return visitor


def code_of(db: Session, world: World, case: UUID) -> str:
    world.as_(db, "chair")
    return the_cover(db, case).text.code


@pytest.mark.parametrize("path", ["/cases/print", "/cases/{case}/print"])
def test_paper_shows_the_code_and_names_nobody(
    chair: Visitor, db: Session, world: World, case: UUID, path: str
) -> None:
    page = chair.get(path.format(case=case))

    assert page.status_code == 200
    assert code_of(db, world, case) in page.text
    assert [name for name in NAMES if name in page.text] == []


def test_words_come_on_paper_only_when_asked_for(chair: Visitor, case: UUID) -> None:
    without = chair.get(f"/cases/{case}/print").text
    with_words = chair.get(f"/cases/{case}/print?words=1").text

    assert NOTE not in without
    assert NOTE in with_words
    assert "I heard it all." in with_words
    assert "Beauty" not in with_words


def test_who_wrote_stands_there_by_capacity(chair: Visitor, case: UUID) -> None:
    page = chair.get(f"/cases/{case}/print").text

    assert "Receiver" in page
    assert "The survivor" in page


@pytest.mark.parametrize("path", ["/desk", "/cases", "/cases/{case}"])
def test_a_page_that_names_people_stays_off_paper(chair: Visitor, case: UUID, path: str) -> None:
    page = chair.get(path.format(case=case)).text

    assert "cw-not-for-paper" in page

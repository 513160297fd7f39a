"""What somebody logged for another, as she finds it again and adds to it."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case import slips
from casework.models.case import Case
from casework.models.counterfoil import Counterfoil
from casework.models.entry import InboxText
from tests.casework.taking import logged, taken
from tests.casework.views.test_letter_pages import enter, today, trust
from tests.worlds import World

__all__ = ["today", "trust"]
CLOSE_TO_NOBODY = {"related": "no", "over": "no", "is_named": "no"}
LATER = "Two others of line 3 saw it. <b>Ask</b> on a Friday."


@pytest.fixture
def foil(db: Session, world: World) -> UUID:
    """What the member has of a complaint that she took down and does not read."""
    logged(db, world, "member", taken(world.complaint()))
    found = db.scalars(select(Counterfoil.id)).one()
    db.rollback()
    return found


def the_case(db: Session) -> UUID:
    """The one case there is."""
    found = db.scalars(select(Case.id)).one()
    db.rollback()
    return found


def test_she_finds_it_without_a_word_of_what_was_told(
    app: Flask, db: Session, world: World, foil: UUID
) -> None:
    member = enter(app, db, world, "member")

    page = member.get("/logged")

    assert f"/logged/{foil}" in page.text
    assert "Rupali Knitwear" in page.text
    assert "Told in person" in page.text
    assert "hand on my back" not in page.text


def test_what_she_adds_waits_in_the_inbox_with_her_name(
    app: Flask, db: Session, world: World, foil: UUID
) -> None:
    member, chair = enter(app, db, world, "member"), enter(app, db, world, "chair")

    done = member.post(f"/logged/{foil}", words=LATER)
    case = db.scalars(select(InboxText.case_id)).one()
    db.rollback()
    chair.post(f"/cases/{case}/declaration", **CLOSE_TO_NOBODY)
    inbox = chair.get(f"/cases/{case}")
    chair.post(f"/cases/{case}/inbox")
    read = chair.get(f"/cases/{case}")

    assert (done.status_code, done.location) == (303, "/logged?done=added")
    assert "It is sealed." in member.get("/logged?done=added").text
    assert "Nasrin Begum, who logged it" in inbox.text
    assert "Added later by who logged it" in read.text
    assert "&lt;b&gt;Ask&lt;/b&gt;" in read.text


def test_nothing_written_is_asked_for_again(
    app: Flask, db: Session, world: World, foil: UUID
) -> None:
    member = enter(app, db, world, "member")

    page = member.post(f"/logged/{foil}", words="  ")

    assert page.status_code == 422
    assert "Write what you learnt." in page.text


def test_what_is_too_long_is_kept_and_said(
    app: Flask, db: Session, world: World, foil: UUID
) -> None:
    member = enter(app, db, world, "member")

    page = member.post(f"/logged/{foil}", words="ক" * 5_001)

    assert page.status_code == 422
    assert "ক" * 5_001 in page.text


@pytest.mark.parametrize("who", ["chair", "respondent", "union", "administrator"])
def test_for_everybody_else_there_is_nothing(
    app: Flask, db: Session, world: World, foil: UUID, who: str
) -> None:
    other = enter(app, db, world, who)

    assert f"/logged/{foil}" not in other.get("/logged").text
    assert other.get(f"/logged/{foil}").status_code == 404
    assert other.get(f"/logged/{foil}").text == other.get(f"/logged/{uuid4()}").text
    assert other.post(f"/logged/{foil}", words=LATER).status_code == 404


def test_once_it_was_taken_back_it_is_gone(
    app: Flask, db: Session, world: World, foil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = enter(app, db, world, "member")
    monkeypatch.setattr(slips, "lock", lambda db, _case: db.delete(db.get_one(Counterfoil, foil)))

    answer = member.post(f"/logged/{foil}", words=LATER)

    assert answer.status_code == 404


def test_the_case_lists_her_and_a_reader_ends_what_she_may_add(
    app: Flask, db: Session, world: World, foil: UUID
) -> None:
    case, chair = the_case(db), enter(app, db, world, "chair")
    her = world.people["member"]
    chair.post(f"/cases/{case}/declaration", **CLOSE_TO_NOBODY)

    listed = chair.get(f"/cases/{case}")
    ended = chair.post(f"/cases/{case}/writers/{her}")

    assert "may add what comes later" in listed.text
    assert (ended.status_code, ended.location) == (303, f"/cases/{case}")
    assert f"/writers/{her}" not in chair.get(f"/cases/{case}").text
    assert chair.post(f"/cases/{case}/writers/{her}").status_code == 404
    assert enter(app, db, world, "member").get(f"/logged/{foil}").status_code == 404

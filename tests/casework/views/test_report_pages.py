"""A report of a whole case: with the passphrase, under the code, and saying what it leaves out."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import trail
from casework.case import handling
from casework.case.answers import Contact
from casework.case.covers import the_cover
from casework.desk import statements
from casework.desk.statements import Agreed, Speaker, Statement
from casework.protection import safety
from casework.protection.safety import Assessment, Plan
from tests.accounts import PASSPHRASE, open_account
from tests.casework.paper.printed import Printed
from tests.casework.turning import turn
from tests.visitors import Visitor
from tests.worlds import NOW, World

NOTE = "Ask the whole line, not her alone."
HEARD = "Beauty heard it at the gate."
WITNESSED = Statement("Beauty", Speaker.WITNESS, "phone", "", Agreed.READ_BACK, HEARD)
CONTACT = Contact(how="phone", when="Sundays after nine", what_to_say="the sewing circle")
EVERYTHING = ("survivor", "witnesses", "her_words", "notes", "messages")


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint with a note of the chair's and a statement of a witness."""
    case = world.told(db, world.complaint(contact=CONTACT, needs=["shelter"]))
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


def asked(visitor: Visitor, case: UUID, *masks: str, **typed: str) -> TestResponse:
    form = {"made_for": "decides", "language": "en", "passphrase": PASSPHRASE, **typed}
    return visitor.post(f"/cases/{case}/report", masks=list(masks), **form)


def made(db: Session, world: World, case: UUID) -> list[dict[str, str]]:
    """What the trail holds of reports."""
    world.as_(db, "chair")
    walked = trail.walk(db, the_cover(db, case).text.trail_keys)
    acts = [each.act for each in walked if each.act is not None]
    return [each.facts for each in acts if each.verb == "case:report:print"]


def test_the_report_holds_the_case_and_is_on_the_trail(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    answer = asked(chair, case)

    said = Printed(answer.data).text
    assert answer.status_code == 200
    assert {NOTE, HEARD} <= sentences(said)
    assert " ".join(world.complaint().words.split()) in said
    assert "What it can be checked against" in said
    assert made(db, world, case) == [{"made_for": "decides", "left_out": ""}]


def test_what_is_left_out_is_said_on_the_first_page_and_is_nowhere(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    said = Printed(asked(chair, case, *EVERYTHING).data).text

    assert "Names of those who spoke are masked" in said
    assert "What she told is left out." in said
    assert "[witness A] heard it at the gate." in said
    assert "Beauty" not in said
    assert NOTE not in said
    assert world.complaint().words[:30] not in said
    assert made(db, world, case) == [{"made_for": "decides", "left_out": " ".join(EVERYTHING)}]


def test_names_help_and_how_to_reach_her_are_in_no_report(chair: Visitor, case: UUID) -> None:
    said = Printed(asked(chair, case).data).text

    assert [each for each in ("Sundays", "sewing", "helter", "Rahima") if each in said] == []
    assert "How to reach her, help and health are in no report" in said


def test_where_she_is_safe_is_in_no_report(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    safety.assess(db, turn(db, world, "chair", case), Assessment(words="She sleeps in Savar."))
    db.commit()
    safety.make_plan(db, turn(db, world, "chair", case), Plan(allies="Ayesha of line 7"))
    db.commit()

    said = Printed(asked(chair, case).data).text

    assert [each for each in ("Savar", "Ayesha") if each in said] == []


@pytest.mark.parametrize("typed", ["", "not hers at all"])
def test_no_report_without_the_passphrase(
    chair: Visitor, db: Session, world: World, case: UUID, typed: str
) -> None:
    answer = asked(chair, case, passphrase=typed)

    assert answer.status_code == 422
    assert made(db, world, case) == []


def test_first_a_page_says_what_it_means(chair: Visitor, case: UUID) -> None:
    page = chair.get(f"/cases/{case}/report")

    assert page.status_code == 200
    assert "Does she know that it is made, and for whom?" in page.text
    assert f'href="/cases/{case}/report"' in chair.get(f"/cases/{case}/paper").text


def test_a_file_of_it_is_called_by_the_code(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    world.as_(db, "chair")
    code = the_cover(db, case).text.code
    db.rollback()

    answer = asked(chair, case)

    name = f"{code.lower()}-r01.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert Printed(answer.data).title == code


def sentences(said: str) -> set[str]:
    """Those of the sentences looked for that stand there."""
    return {each for each in (NOTE, HEARD) if each in said}

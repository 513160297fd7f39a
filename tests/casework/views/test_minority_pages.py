"""The pages of a survivor who may be under age, and of what must be reported by law."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.casework.returners import Returner
from tests.casework.views.test_absence_pages import entered
from tests.worlds import World

WHY = "She said that she turned sixteen in May."


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that its factory's committee deals with."""
    return world.told(db, world.complaint())


@pytest.fixture
def chair(instance: Flask, db: Session, world: World, case: UUID) -> Returner:
    """The chair, signed in."""
    return entered(instance, db, world, "chair")


def test_marking_says_what_waits_and_whom_to_ask(chair: Returner, case: UUID) -> None:
    page = chair.open(f"/cases/{case}/age").press(f"/cases/{case}/age", words=WHY)

    assert page.path == f"/cases/{case}/age"
    assert "Everything he notices waits" in page.text
    assert "Who can be asked" in page.text


def test_she_reads_that_somebody_marked_it_what_waits_and_whom_to_ask(
    instance: Flask, chair: Returner, case: UUID
) -> None:
    she = Returner(instance.test_client()).enter()
    before = she.open("/r/all").text

    chair.open(f"/cases/{case}/age").press(f"/cases/{case}/age", words=WHY)
    after = she.open("/r/all").text

    assert "you may be under 18" not in before
    assert "Somebody who reads this thinks that you may be under 18" in after
    assert "or ask one of those who can read it" in after
    assert WHY not in after


def test_how_it_is_known_is_asked(chair: Returner, case: UUID) -> None:
    page = chair.open(f"/cases/{case}/age").press(f"/cases/{case}/age", words="")

    assert page.status == 422
    assert "Write how you know it" in page.text


def test_a_member_is_offered_no_decision_and_cannot_send_one(chair: Returner, case: UUID) -> None:
    chair.open(f"/cases/{case}/age").press(f"/cases/{case}/age", words=WHY)

    assert "What you decide" not in chair.text
    assert chair.press(f"/cases/{case}/age/decide", step="of_age", words="So it is.").status == 404


def test_the_procedure_says_what_must_be_reported_and_who_says_so(
    chair: Returner, case: UUID
) -> None:
    page = chair.open(f"/cases/{case}/course").text

    assert "No: nothing is reported without her consent." in page
    assert "Rule of this factory, not law: House" in page
    assert chair.open(f"/cases/{case}/course/duty").status == 404


@pytest.mark.usefixtures("undecided")
def test_where_nobody_knows_it_somebody_finds_it_out_and_writes_it_down(
    chair: Returner, case: UUID
) -> None:
    duty = f"/cases/{case}/course/duty"

    before = chair.open(f"/cases/{case}/course").text
    after = chair.open(duty).press(duty, required="yes", words="The labour office, s. 9.").text

    assert "Nobody knows whether the state must be told of this case" in before
    assert "Found out for this case" in after
    assert "A case of an adult must be reported by law." in after

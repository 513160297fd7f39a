"""A supervisor is called in and steps out: by key, with a reason, and the survivor sees both."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.readers.intentions import fulfil, intend
from crypto.compartments import Compartment
from tests.casework.returners import Returner
from tests.casework.turning import turn
from tests.casework.views.test_absence_pages import entered
from tests.worlds import World

C = Compartment
WHY = "The committee can go on alone."


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that CARE was not told of, into which its supervisor was called."""
    told = world.told(db, world.complaint(tells_programme=None))
    before = datetime.now(UTC) - timedelta(hours=50)
    parts = (C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL)
    asked = turn(db, world, "chair", told, now=before)
    meant = intend(db, asked, world.people["supervisor"], parts, "He is the owner's son.")
    fulfil(db, turn(db, world, "chair", told, now=datetime.now(UTC)), meant.id)
    world.free(db, told)
    db.commit()
    return told


def steps_out(supervisor: Returner, case: UUID, words: str = WHY) -> Returner:
    """She opens the page and presses."""
    path = f"/cases/{case}/step-out"
    supervisor.open(path)
    return supervisor.press(path, seen=supervisor.hidden["seen"], words=words)


def test_the_board_shows_that_she_was_called_in_and_why(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    page = entered(instance, db, world, "supervisor").open("/oversight").text

    assert "Called in" in page
    assert "by Shirin Akter: He is the owner's son." in page


def test_the_survivor_reads_who_stepped_out_and_why(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    survivor = Returner(instance.test_client())
    before = survivor.enter().open("/r/readers").text

    steps_out(entered(instance, db, world, "supervisor"), case)
    after, messages = survivor.open("/r/readers").text, survivor.open("/r/all").text

    assert "case supervisor" in before.split("Who could read it before")[0]
    assert "case supervisor" in after.split("Who could read it before")[1]
    assert WHY in messages
    assert "has given the keys back" in messages


def test_the_case_exists_for_her_no_more(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    supervisor = entered(instance, db, world, "supervisor")

    left = steps_out(supervisor, case)

    assert "You have stepped back" in left.text
    assert supervisor.open(f"/cases/{case}").status == 404
    assert "Called in" not in supervisor.open("/oversight").text


def test_the_others_make_new_keys_and_can_call_her_in_again(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    steps_out(entered(instance, db, world, "supervisor"), case)
    chair = entered(instance, db, world, "chair")

    owing = chair.open(f"/cases/{case}")
    chair.press(f"/cases/{case}/keys")

    assert "new keys" in owing.text
    assert "Maya Sen" in chair.open(f"/cases/{case}/call-in").text


def test_without_a_reason_nothing_happens(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    supervisor = entered(instance, db, world, "supervisor")

    assert steps_out(supervisor, case, " ").status == 422
    assert supervisor.open(f"/cases/{case}").status == 200


@pytest.mark.parametrize("who", ["chair", "external", "union", "stranger"])
def test_nobody_else_steps_out_that_way(
    instance: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    assert entered(instance, db, world, who).open(f"/cases/{case}/step-out").status == 404


@pytest.mark.parametrize("who", ["chair", "union", "analyst", "administrator", "officer"])
def test_the_board_is_the_supervisors(instance: Flask, db: Session, world: World, who: str) -> None:
    assert entered(instance, db, world, who).open("/oversight").status == 404

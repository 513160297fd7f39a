"""A deadline that stands still where the law of its pack says so, and runs again."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.clocks.extending import Refused
from casework.course.noting import ExtensionRefused, NoSuchClock
from casework.course.pausing import pause, resume, stands_still
from casework.course.recording import the_course
from casework.procedures.loading import the_pack
from casework.procedures.pack import Pack, Pause
from tests.casework.turning import turn
from tests.casework.views.test_absence_pages import entered
from tests.worlds import NOW, World

AWAY = Pause(when="the respondent is in hospital", source="BLA", section="s. 24")
WEEK = timedelta(days=7)
RULE = "our_ack"


def citing() -> Pack:
    """Bangladesh's pack, as if its law let the acknowledgement wait."""
    pack = the_pack("bd")
    rules = tuple(
        msgspec.structs.replace(each, amount=400, pauses=(AWAY,)) if each.id == RULE else each
        for each in pack.deadlines
    )
    return msgspec.structs.replace(pack, deadlines=rules)


@pytest.fixture
def case(db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A case that began under it."""
    monkeypatch.setattr("casework.course.grounds.pack_of", lambda *_place: citing())
    told = world.told(db, world.complaint())
    db.commit()
    return told


def due(db: Session, case: UUID) -> list[int]:
    """In how many days from its beginning the deadline is due; nothing while it stands still."""
    clocks = the_course(db, case).text.clocks
    return [(each.due_on - each.started_on).days for each in clocks if each.rule == RULE]


def test_while_it_stands_still_it_has_no_day_and_then_those_days_are_added(
    db: Session, world: World, case: UUID
) -> None:
    chair = turn(db, world, "chair", case)
    before = due(db, case)

    pause(db, chair, RULE, AWAY.when, "The hospital wrote.")
    db.commit()
    still = due(db, case)
    resume(db, turn(db, world, "chair", case, now=NOW + WEEK), RULE, "He is back.")
    db.commit()

    assert still == []
    assert due(db, case) > before
    assert not stands_still(the_course(db, case).text, RULE)


def test_what_the_pack_does_not_cite_makes_nothing_stand_still(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(ExtensionRefused) as refused:
        pause(db, turn(db, world, "chair", case), RULE, "we are busy", "We are.")

    assert refused.value.why == (Refused.NOT_CITED,)


def test_what_stands_still_does_not_do_so_twice(db: Session, world: World, case: UUID) -> None:
    pause(db, turn(db, world, "chair", case), RULE, AWAY.when, "The hospital wrote.")
    db.commit()

    with pytest.raises(NoSuchClock):
        pause(db, turn(db, world, "chair", case), RULE, AWAY.when, "Once more.")


def test_what_runs_does_not_run_again(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NoSuchClock):
        resume(db, turn(db, world, "chair", case), RULE, "He is back.")


def test_its_page_offers_what_the_law_names_and_lets_it_run_again(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    path = f"/cases/{case}/course/still/{RULE}"
    words = {"words": "The hospital wrote."}

    offered = chair.open(path).text
    refused = chair.press(path, when="we are busy", **words).status
    chair.open(path).press(path, when=AWAY.when, **words)
    still = chair.open(f"/cases/{case}/course").text
    chair.open(path).press(path, **words)

    assert "the respondent is in hospital (s. 24)" in offered
    assert refused == 422
    assert "Let it run again" in still
    assert "Runs again:" in chair.text


def test_a_clock_that_nothing_lets_stand_still_has_no_such_page(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")

    assert chair.open(f"/cases/{case}/course/still/our_safety").status == 404

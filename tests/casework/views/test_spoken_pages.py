"""What a panel writes down that she said: who finds the form, and what she reads and denies."""

from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from tests.casework.protection.test_in_person import noted, panel
from tests.casework.returners import Returner
from tests.casework.views.test_inquiry_pages import enter, today
from tests.worlds import World

__all__ = ["panel", "today"]
READS = "You know that he is called to be heard on 9 March 2026"


def test_she_reads_what_was_written_down_and_denies_it_with_one_press(
    app: Flask, db: Session, world: World, panel: UUID
) -> None:
    noted(db, world, panel)
    she = Returner(app.test_client()).enter()

    before = she.open("/r/all").text
    she.press("/r/unsaid/hearing")

    assert READS in before
    assert "you did not say it, or do not want it" in she.text
    assert READS not in she.open("/r/all").text


def test_what_nobody_wrote_down_is_not_denied(app: Flask, panel: UUID) -> None:
    she = Returner(app.test_client()).enter()
    she.open("/r/all")

    assert "you did not say it" not in she.press("/r/unsaid/hearing").text


def test_whoever_reads_her_answers_finds_no_form_for_what_she_said(
    app: Flask, db: Session, world: World, panel: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    assert chair.get(f"/cases/{panel}/safety/gate/hearing/spoken").status_code == 404
    deciding = chair.get(f"/cases/{panel}/decision/decide").text
    assert "/gate/decision" in deciding
    assert "/spoken" not in deciding

"""A report that a law asks for: exact, for an analyst with her passphrase, and on the trail."""

import re

import pytest
from flask import Flask
from pypdfium2 import PdfDocument
from sqlalchemy.orm import Session

from tests.accounts import PASSPHRASE
from tests.casework.facts.counting import a_fact, counted, counts, sends
from tests.casework.views.test_measuring_key_pages import enter, verbs
from tests.worlds import NOW, World


@pytest.fixture(autouse=True)
def three_cases(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A factory with three complaints last year, and one this year."""
    for module in ("auth.parts", "auth.guard", "casework.views.measuring"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    monkeypatch.setattr("casework.views.statutory.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    counts(db, world)
    for month in ("2025-02", "2025-03", "2025-08", "2026-01"):
        sends(db, world, a_fact(world, factory=world.bodies["factory"], month=month))
    counted(db, world)
    db.commit()


def _text(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def _asked(world: World, **more: str) -> dict[str, str]:
    return {"law": "posh", "factory": world.bodies["factory"].hex, "year": "2025", **more}


def test_the_annual_report_of_a_factory_with_three_cases(
    app: Flask, db: Session, world: World
) -> None:
    tania, address = enter(app, db, world, "analyst"), _address(world)

    sent = tania.post(address, passphrase=PASSPHRASE, **_asked(world))

    said = _text(sent.data)
    assert re.search(r"Complaints received\s+3\b", said)
    assert "not known" in said
    assert "section 21" in said
    assert "measures:report:make" in verbs(db, world)


def _address(world: World) -> str:
    return f"/measures/statutory/{world.bodies['programme']}"


@pytest.mark.parametrize(
    "wrong", [{"passphrase": "wrong"}, {"law": "none"}, {"factory": "none"}, {"year": "2026"}]
)
def test_without_her_passphrase_or_of_a_year_that_runs_there_is_none(
    app: Flask, db: Session, world: World, wrong: dict[str, str]
) -> None:
    tania = enter(app, db, world, "analyst")

    sent = tania.post(_address(world), **{"passphrase": PASSPHRASE, **_asked(world), **wrong})

    assert sent.status_code == 422
    assert "Make the report" in sent.text


def test_a_supervisor_makes_none(app: Flask, db: Session, world: World) -> None:
    maya = enter(app, db, world, "supervisor")

    assert maya.get(_address(world)).status_code == 404

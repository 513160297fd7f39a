"""A report that a law asks for: exact and sealed, for an authority; else no finer than tables."""

import re

import pytest
from flask import Flask
from pypdfium2 import PdfDocument
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import Membership, Organization
from casework.measures.quarters import Quarter
from casework.measures.storing import publish
from casework.models.partnership import PartnerSession, PlaceKind, SessionKind
from casework.models.reported import StatutoryReport
from tests.accounts import PASSPHRASE
from tests.casework.facts.counting import a_fact, analyst, counted, counts, sends
from tests.casework.views.test_measuring_key_pages import enter, verbs
from tests.visitors import Visitor
from tests.worlds import NOW, TODAY, World


@pytest.fixture(autouse=True)
def three_cases(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A factory in India with three complaints last year, and one this year."""
    for module in ("auth.parts", "auth.guard", "casework.views.measuring"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    for module in ("statutory", "statutory_reports"):
        monkeypatch.setattr(f"casework.views.{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    factory = world.bodies["factory"]
    db.execute(update(Organization).where(Organization.id == factory).values(country="IN"))
    counts(db, world)
    for month in ("2025-02", "2025-03", "2025-08", "2026-01"):
        sends(db, world, a_fact(world, factory=factory, month=month))
    counted(db, world)
    db.commit()


def _text(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def _address(world: World) -> str:
    return f"/measures/statutory/{world.bodies['programme']}/{world.bodies['factory']}"


ASKED = {"law": "posh", "year": "2025", "passphrase": PASSPHRASE}


def _made(world: World, tania: Visitor) -> str:
    sent = tania.post(_address(world), **ASKED)
    assert sent.status_code == 303
    return sent.location.rpartition("/")[2]


def _at(report: str) -> str:
    return f"/measures/reports/{report}"


def test_the_annual_report_of_a_factory_with_three_cases(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")

    report = _made(world, tania)

    said = _text(tania.get(f"{_at(report)}/report.pdf").data)
    assert re.search(r"Complaints received\s+3\b", said)
    assert "not known" in said
    assert "section 21" in said
    assert "District Officer" in said
    assert "They are a draft and no legal advice." in said
    assert "measures:report:make" in verbs(db, world)


def test_a_second_report_of_a_year_is_refused_with_the_reason(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")
    _made(world, tania)

    again = tania.post(_address(world), **ASKED)

    assert again.status_code == 422
    assert "It is made once" in again.get_data(as_text=True)


def test_the_committee_of_that_factory_reads_it_and_nobody_else_does(
    app: Flask, db: Session, world: World
) -> None:
    report = _made(world, enter(app, db, world, "analyst"))

    chair, union = enter(app, db, world, "chair"), enter(app, db, world, "union")

    assert _at(report) in chair.get("/measures/reports").text
    assert re.search(r"received\s+3\b", _text(chair.get(f"{_at(report)}/report.pdf").data))
    assert "It was handed over today" not in chair.get(_at(report)).text
    assert union.get(_at(report)).status_code == 404


def test_whoever_sits_in_that_committee_no_more_reads_no_report_of_it(
    app: Flask, db: Session, world: World
) -> None:
    report = _made(world, enter(app, db, world, "analyst"))
    hers = Membership.person_id == world.people["member"]
    db.execute(update(Membership).where(hers).values(organization_id=world.bodies["other_factory"]))
    db.commit()

    nasrin = enter(app, db, world, "member")

    assert nasrin.get(_at(report)).status_code == 404
    assert nasrin.get(f"{_at(report)}/report.pdf").status_code == 404
    assert _at(report) not in nasrin.get("/measures/reports").text


def test_that_it_was_handed_to_whom_the_law_names_is_written_down(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")
    report = _made(world, tania)
    root = f"/measures/statutory/{world.bodies['programme']}/reports/{report}/handed"

    assert tania.post(root, authority="government").status_code == 404
    assert tania.post(root, authority="district_officer").status_code == 303

    assert "To the District Officer: on" in tania.get(_at(report)).text
    assert "measures:report:hand_over" in verbs(db, world)


def test_what_is_made_public_is_refused_once_a_quarter_of_its_year_is_out(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")
    report = _made(world, tania)
    publish(db, analyst(db, world), Quarter(2025, 1))
    db.commit()
    root = f"/measures/statutory/{world.bodies['programme']}/reports/{report}/public"

    refused = tania.post(root, passphrase=PASSPHRASE)

    assert refused.status_code == 422
    assert "would tell what they hide" in refused.text
    db.rollback()
    assert db.scalars(select(StatutoryReport.public_on)).all() == [None]


@pytest.mark.parametrize("wrong", [{"passphrase": "wrong"}, {"law": "gri"}, {"year": "2026"}])
def test_without_her_passphrase_or_for_whom_no_law_names_there_is_no_exact_report(
    app: Flask, db: Session, world: World, wrong: dict[str, str]
) -> None:
    tania = enter(app, db, world, "analyst")

    sent = tania.post(_address(world), **{**ASKED, **wrong})

    assert sent.status_code == 422
    assert "Make the report" in sent.text
    assert db.scalar(select(StatutoryReport.id)) is None


def test_what_no_law_names_an_authority_for_says_no_number_that_is_not_published(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")
    for each in range(1, 5):
        publish(db, analyst(db, world), Quarter(2025, each))
    db.commit()

    sent = tania.get(f"{_address(world)}/published.pdf?out-law=gri&out-year=2025")

    said = _text(sent.data)
    assert "Complaints received not shown" in " ".join(said.split())
    assert "not asked" in said
    assert not re.search(r"received\s+\d", said)


def test_workshops_nobody_enters_are_those_of_the_calendar(
    app: Flask, db: Session, world: World
) -> None:
    programme, factory = world.bodies["programme"], world.bodies["factory"]
    held = {"kind": SessionKind.STOP, "place_kind": PlaceKind.FACTORY, "factory_id": factory}
    db.add(PartnerSession(body_id=programme, held_on=TODAY.replace(year=2025), **held))
    db.commit()
    tania = enter(app, db, world, "analyst")

    report = _made(world, tania)

    said = _text(tania.get(f"{_at(report)}/report.pdf").data)
    assert re.search(r"awareness programmes\s+1\b", said)


def test_types_of_incidents_that_no_form_of_ours_tells_are_not_asked_and_no_zero(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")

    sent = tania.get(f"/measures/statutory/{world.bodies['programme']}/gbvims/2025.pdf")

    assert "Rape not asked" in " ".join(_text(sent.data).split())


def test_evidence_for_the_eight_criteria_stands_on_a_page_and_on_paper(
    app: Flask, db: Session, world: World
) -> None:
    tania = enter(app, db, world, "analyst")
    root = f"/measures/statutory/{world.bodies['programme']}/ungp"

    assert tania.get(root).text.count("What the system cannot know:") == 8
    assert "Based on engagement and dialogue" in _text(tania.get(f"{root}.pdf").data)


def test_a_supervisor_makes_none(app: Flask, db: Session, world: World) -> None:
    maya = enter(app, db, world, "supervisor")

    assert maya.get(_address(world)).status_code == 404

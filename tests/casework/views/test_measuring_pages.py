"""Measures on their pages: published once, the same for every partner, and nothing small."""

import csv
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.facts.fact import Channel
from casework.facts.keys import make_key
from casework.measures.quarters import Quarter
from casework.models.measured import PublicTables
from casework.models.measuring import MeasurementKeyRow, MeasurementShare
from tests.accounts import PASSPHRASE, open_account
from tests.casework.facts.counting import a_fact, analyst, counted, counts, sends
from tests.visitors import Visitor
from tests.worlds import NOW, World

QUARTER = "2026-Q1"
APRIL = NOW.replace(month=4, day=20)


@pytest.fixture(autouse=True)
def april(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first quarter is over; the application trusts this world's root."""
    for module in ("auth.parts", "auth.guard", "casework.views.measuring"):
        monkeypatch.setattr(f"{module}.now", lambda: APRIL)
    app.extensions["casework"].register = world.register


@pytest.fixture(autouse=True)
def facts(db: Session, world: World) -> None:
    """Twelve complaints by telephone and three online, at one factory."""
    counts(db, world)
    for channel, count in ((Channel.PHONE, 12), (Channel.ONLINE, 3)):
        for _each in range(count):
            sends(db, world, a_fact(world, factory=world.bodies["factory"], channel=channel))
    counted(db, world)
    db.commit()


def _three_factories(db: Session, world: World) -> None:
    """The programme covers two more: its numbers are nobody's alone."""
    for name in ("Second Shirts", "Third Thread"):
        place = Organization(
            id=uuid4(), kind=OrganizationKind.FACTORY, name=name, country="BD", time_zone="UTC"
        )
        db.add(place)
        db.flush()
        db.add(Coverage(organization_id=world.bodies["programme"], factory_id=place.id))
    db.commit()


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    db.rollback()
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def published(app: Flask, db: Session, world: World) -> Visitor:
    """The analyst, who has published the quarter."""
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]
    sent = tania.post(f"/measures/publish/{place}", passphrase=PASSPHRASE, quarter=QUARTER)
    assert sent.status_code == 303
    return tania


def test_an_analyst_publishes_a_quarter_once(app: Flask, db: Session, world: World) -> None:
    tania, place = enter(app, db, world, "analyst"), world.bodies["programme"]
    address = f"/measures/publish/{place}"
    assert f"Publish {QUARTER}" in tania.get(address).text

    assert tania.post(address, passphrase="wrong", quarter=QUARTER).status_code == 422
    assert tania.post(address, passphrase=PASSPHRASE, quarter=QUARTER).status_code == 303
    again = tania.post(address, passphrase=PASSPHRASE, quarter=QUARTER)

    assert again.status_code == 422
    assert "never counted again" in again.text
    assert "2026-Q2 is not over" in tania.get(address).text


def test_an_analyst_who_lacks_a_key_is_told_who_can_help(
    app: Flask, db: Session, world: World
) -> None:
    make_key(db, analyst(db, world))
    oldest = select(MeasurementKeyRow.id).where(MeasurementKeyRow.number == 1)
    db.execute(
        delete(MeasurementShare).where(
            MeasurementShare.measurement_key_id.in_(oldest.scalar_subquery())
        )
    )
    db.commit()
    address = f"/measures/publish/{world.bodies['programme']}"

    tania = enter(app, db, world, "analyst")

    assert "Let her hand it on first" in tania.get(address).text
    sent = tania.post(address, passphrase=PASSPHRASE, quarter=QUARTER)
    assert sent.status_code == 422
    assert sent.text.count("Let her hand it on first") == 1


@pytest.mark.parametrize("who", ["chair", "supervisor"])
def test_every_partner_sees_the_same_numbers(
    app: Flask, db: Session, world: World, who: str
) -> None:
    _three_factories(db, world)
    published(app, db, world)

    page = enter(app, db, world, who).get("/measures").text

    assert "Complaints received" in page
    assert ">15<" in page
    assert ">3<" not in page
    assert "A rise early on can be a sign of trust" in page


@pytest.mark.parametrize(
    "asked", ["?month=2026-02", "?quarter=2026-Q1&sex=woman", "?place=nowhere", "?quarter=2025-Q4"]
)
def test_a_question_that_was_not_published_is_refused_with_the_reason(
    app: Flask, db: Session, world: World, asked: str
) -> None:
    tania = published(app, db, world)

    assert "together an answer about those few" in tania.get(f"/measures{asked}").text
    assert "together an answer about those few" not in tania.get("/measures").text


def test_who_came_to_the_house_later_reads_nothing_of_it(
    app: Flask, db: Session, world: World
) -> None:
    published(app, db, world)

    page = enter(app, db, world, "stranger").get("/measures").text

    assert "Nothing is published for you yet" in page


def test_everybody_reads_what_is_large_at_an_address_that_stays(
    app: Flask, db: Session, world: World
) -> None:
    _three_factories(db, world)
    published(app, db, world)
    anybody = Visitor(app.test_client())

    listed = anybody.get("/measures/published").text
    address = f"/measures/published/{QUARTER}/{world.bodies['programme']}"

    assert address in listed
    page = anybody.get(address).text
    assert ">10<" in page
    assert ">12<" not in page
    assert address in page


def test_what_everybody_cites_is_our_address_and_not_what_a_browser_asked_for(
    app: Flask, db: Session, world: World
) -> None:
    published(app, db, world)
    path = f"/measures/published/{QUARTER}/{world.bodies['programme']}"

    page = app.test_client().get(path, headers={"Host": "evil.example"}).text

    assert f"{app.extensions['casework'].config.origin}{path}" in page
    assert "evil.example" not in page


def test_of_a_single_factory_everybody_reads_nothing(app: Flask, db: Session, world: World) -> None:
    published(app, db, world)

    asked = f"/measures/published/{QUARTER}/{world.bodies['programme']}"

    assert ">10<" not in Visitor(app.test_client()).get(asked).text


@pytest.mark.parametrize("quarter", ["2026-Q2", "2026-Q9", "x"])
def test_what_was_not_published_is_not_there(
    app: Flask, db: Session, world: World, quarter: str
) -> None:
    published(app, db, world)

    anybody = Visitor(app.test_client())

    asked = f"/measures/published/{quarter}/{world.bodies['programme']}"
    assert anybody.get(asked).status_code == 404


def test_public_tables_that_somebody_changed_are_not_shown(
    app: Flask, db: Session, world: World
) -> None:
    published(app, db, world)
    db.rollback()
    row = db.query(PublicTables).one()
    row.body = row.body.replace(b"I14", b"I15")
    db.commit()

    asked = f"/measures/published/{QUARTER}/{world.bodies['programme']}"
    assert Visitor(app.test_client()).get(asked).status_code == 404


def _place(world: World) -> str:
    return world.bodies["programme"].hex


def test_a_table_is_taken_out_with_the_same_masks(app: Flask, db: Session, world: World) -> None:
    _three_factories(db, world)
    tania = published(app, db, world)

    sent = tania.get(f"/measures/export.csv?place={_place(world)}")

    rows = list(csv.reader(StringIO(sent.text.lstrip("\ufeff"))))
    received = {row[4]: row[5] for row in rows if row[1:2] == ["I1"] and row[3] == "All"}
    assert received["Together"] == "15"
    assert received["Written on our pages"] == "hidden"
    assert "3" not in received.values()
    assert "below 5" in rows[-1][0]


def test_a_workbook_says_what_each_number_counts(app: Flask, db: Session, world: World) -> None:
    _three_factories(db, world)
    tania = published(app, db, world)

    sent = tania.get(f"/measures/export.xlsx?place={_place(world)}")

    book = load_workbook(BytesIO(sent.data))
    numbers = [row for row in book["Measures"].iter_rows(values_only=True) if row[1] == "I1"]
    assert "hidden" in {row[5] for row in numbers}
    assert 3 not in {row[5] for row in numbers}
    assert book["Definitions"].max_row > 50


def test_a_quarter_goes_on_paper(app: Flask, db: Session, world: World) -> None:
    tania = published(app, db, world)

    sent = tania.get(f"/measures/export.pdf?place={_place(world)}")

    assert sent.status_code == 200
    assert sent.data.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_nobody_takes_out_what_was_not_sealed_to_her(
    app: Flask, db: Session, world: World, kind: str
) -> None:
    published(app, db, world)

    sent = enter(app, db, world, "stranger").get(f"/measures/export.{kind}?place={_place(world)}")

    assert sent.status_code == 404


def test_a_quarter_is_of_three_months() -> None:
    assert Quarter(2026, 1).months == ("2026-01", "2026-02", "2026-03")

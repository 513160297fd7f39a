"""Hours by a rule and prices, written by an officer: workers read them, matching counts them."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.entries import RuledText
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.directory.ruling import add_hours
from referrals.importing.leaving import Leaves, leave
from referrals.importing.plan import Kind
from referrals.matching.hours import dates
from referrals.models.details import CostOption, Schedule
from referrals.models.listed import Service
from referrals.models.terms import Cost
from tests.referrals.importing.lists import WRITER, looked_at
from tests.referrals.views.test_directory_pages import (
    SERVICES,
    adds,
    as_stored,
    enters,
    found_by,
    lina,
)
from tests.visitors import Visitor
from tests.worlds import World

__all__ = ["lina"]
pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
FIRST_MONDAY = {"days": ["0"], "turn": "1MO", "hours": "০৯:০০-12:00", "holds": "y"}
SECOND_TUESDAY = {"days": ["1"], "turn": "2WE", "hours": "14:00-16:00"}
XRAY = {"option": "X-ray", "amount": "২০০", "currency": "bdt", "note": "free with a card"}


def the_offer(db: Session, service: UUID) -> Offered:
    """What is known of the clinic now."""
    db.rollback()
    found = offered(db, datetime.now(UTC).date())
    db.rollback()
    return next(each for each in found if each.service == service)


def a_tuesday_to_come() -> date:
    """The one after the next, wherever the clock stands."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 + (1 - today.weekday()) % 7)


def parts_of(name: str, day: date) -> dict[str, str]:
    """A day as three fields of a form."""
    return {
        f"{name}-day": f"{day.day}",
        f"{name}-month": f"{day.month}",
        f"{name}-year": f"{day.year}",
    }


def test_the_first_monday_stands_on_the_card_once_however_often_she_presses(
    app: Flask, lina: Visitor, db: Session
) -> None:
    service = adds(lina, day_4="")
    answers = [lina.post(f"{SERVICES}/{service}/hours", **FIRST_MONDAY) for _each in range(2)]

    page = found_by(Visitor(app.test_client()))

    assert [each.status_code for each in answers] == [303, 303]
    assert page.count("First Monday of the month 09:00–12:00") == 1
    assert len(the_offer(db, service).openings) == 1


def test_hours_nobody_called_about_take_the_confirmation_away_and_can_be_taken_out(
    lina: Visitor, db: Session
) -> None:
    service = adds(lina, day_4="")
    lina.post(f"{SERVICES}/{service}/call", answer="confirmed")

    lina.post(f"{SERVICES}/{service}/hours", **(FIRST_MONDAY | {"holds": ""}))
    assert as_stored(db, service).assured_on is None
    row = db.scalars(select(Schedule.id)).one()
    db.rollback()

    gone = [lina.post(f"/directory/hours/{row}/remove").status_code for _each in range(2)]
    assert gone == [303, 404]
    assert the_offer(db, service).openings == ()
    told = "Hours: First Monday of the month 09:00–12:00 → –"
    assert told in lina.get(f"{SERVICES}/{service}").text


def test_every_second_tuesday_falls_on_the_tuesdays_that_she_counted_from(
    lina: Visitor, db: Session
) -> None:
    service, first = adds(lina, day_4=""), a_tuesday_to_come()

    lina.post(f"{SERVICES}/{service}/hours", **(SECOND_TUESDAY | parts_of("since", first)))

    (opening,) = the_offer(db, service).openings
    fortnight = timedelta(days=14)
    assert dates(opening, first, first + timedelta(days=30)) == (
        first,
        first + fortnight,
        first + 2 * fortnight,
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (SECOND_TUESDAY, "from it the weeks are counted"),
        (SECOND_TUESDAY | parts_of("since", date(2027, 1, 4)), "from it the weeks are counted"),
        (FIRST_MONDAY | {"hours": "in the morning"}, "Type hours like"),
        (FIRST_MONDAY | {"days": []}, "Choose at least one day"),
        (FIRST_MONDAY | {"turn": "1WE"}, "Type its first day or its last"),
        (FIRST_MONDAY | parts_of("until", date(2020, 1, 6)), "past, or before the first"),
        (FIRST_MONDAY | {"since-day": "40"}, "This is not a day"),
    ],
    ids=["no-day", "a-monday", "words", "no-weekday", "no-season", "past", "no-such-day"],
)
def test_hours_that_nobody_could_count_are_asked_again_with_what_she_typed(
    lina: Visitor, db: Session, typed: dict[str, object], told: str
) -> None:
    service = adds(lina, day_4="")

    answer = lina.post(f"{SERVICES}/{service}/hours", **typed)

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{typed["hours"]}"' in answer.text
    assert the_offer(db, service).openings == ()


def test_a_price_decides_what_it_costs_where_nobody_said_so(
    app: Flask, lina: Visitor, db: Session
) -> None:
    service = adds(lina, cost="unknown")
    assert the_offer(db, service).to_pay is Cost.UNKNOWN

    sent = [
        lina.post(f"{SERVICES}/{service}/prices", **(XRAY | {"holds": "y"})) for _each in range(2)
    ]

    assert [each.status_code for each in sent] == [303, 303]
    assert the_offer(db, service).to_pay is Cost.PAID
    assert "X-ray: 200 BDT (free with a card)" in found_by(Visitor(app.test_client()))
    row = db.scalars(select(CostOption.id)).one()
    db.rollback()
    lina.post(f"/directory/prices/{row}/remove")
    assert the_offer(db, service).to_pay is Cost.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"amount": "about 20", "currency": "BDT"}, "Type a number like"),
        ({"amount": "20", "currency": "taka"}, "Type the three letters"),
        ({"amount": "", "currency": "BDT"}, "Type what it costs"),
    ],
)
def test_a_price_that_nobody_understands_is_asked_again(
    lina: Visitor, db: Session, typed: dict[str, str], told: str
) -> None:
    service = adds(lina)

    answer = lina.post(f"{SERVICES}/{service}/prices", **typed)

    assert answer.status_code == 422
    assert told in answer.text
    assert the_offer(db, service).prices == ()


def test_the_hours_of_a_season_leave_in_a_sheet_and_come_back_as_they_are(
    lina: Visitor, db: Session
) -> None:
    service = adds(lina)
    row = db.get_one(Service, service)
    season = RuledText(freq="WEEKLY", byday="MO,TU", opens=540, closes=720, until=date(2027, 3, 30))
    add_hours(db, WRITER, row, None, season)
    db.commit()
    file = BytesIO()
    leave(db, file, Leaves.XLSX)
    db.rollback()

    verdict, kept = looked_at(db, BytesIO(file.getvalue()))

    assert verdict.kinds[Kind.CHANGED] == 0
    assert not any(each.lines for each in kept.plans)


def test_whoever_does_not_keep_the_directory_writes_no_hours_and_no_prices(
    app: Flask, lina: Visitor, db: Session, world: World
) -> None:
    service = adds(lina)
    db.rollback()
    imran = enters(app, db, world, "administrator")

    answers = [
        imran.post(f"{SERVICES}/{service}/hours", **FIRST_MONDAY),
        imran.post(f"{SERVICES}/{service}/prices", **XRAY),
        imran.get(f"{SERVICES}/{service}/prices"),
        lina.post(f"/directory/hours/{uuid4()}/remove"),
        lina.post(f"/directory/prices/{uuid4()}/remove"),
    ]

    assert [each.status_code for each in answers] == [404] * 5

"""`/me/absence` as somebody before her leave meets it, and her colleagues while she is gone."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Absence, Membership
from casework.case.covers import the_cover
from casework.readers.intentions import fulfil, pending
from tests.accounts import open_account
from tests.casework.numbers import OTHER_NUMBER
from tests.casework.returners import Returner
from tests.casework.turning import turn
from tests.visitors import Visitor
from tests.worlds import World

HER_WORDS = "He put his hand on my back and did not stop."


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, with a second word."""
    return world.told(db, world.complaint())


def entered(instance: Flask, db: Session, world: World, who: str) -> Returner:
    """A member of the cast, signed in on a browser of her own."""
    insider, client = open_account(db, world, who), instance.test_client()
    assert insider.sign_in(Visitor(client)).status_code == 303
    return Returner(client)


def days(first: int = 0, last: int = 9) -> dict[str, int]:
    """The two dates as the form sends them, counted from today."""
    today = datetime.now(UTC).date()
    typed = {"first": today + timedelta(days=first), "last": today + timedelta(days=last)}
    return {
        f"{name}-{part}": getattr(day, part)
        for name, day in typed.items()
        for part in ("day", "month", "year")
    }


def leaves(somebody: Returner, world: World, substitute: str = "conflicted") -> Returner:
    """She says that she is away from today on."""
    somebody.open("/me/absence")
    other = world.memberships[substitute].hex
    return somebody.press("/me/absence", substitute=other, **days())


def handed(db: Session, world: World, case: UUID) -> None:
    """Two days later another holder hands the keys over."""
    later = datetime.now(UTC) + timedelta(hours=49)
    hers = turn(db, world, "member", case, now=later)
    (meant,) = pending(the_cover(db, case).text)
    fulfil(db, hers, meant.id)
    db.commit()


def test_the_page_lists_her_cases_with_what_needs_doing(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    world.as_(db, "chair")
    code = the_cover(db, case).text.code
    db.rollback()
    chair = entered(instance, db, world, "chair")

    leaves(chair, world)

    assert chair.path == "/me/absence"
    assert "Rafiq Islam" in chair.text
    assert f"{code} – New: confirm receipt" in chair.text
    assert "checked" not in chair.seen
    assert HER_WORDS not in chair.text


@pytest.mark.parametrize("press", ["ticked", "all"])
def test_with_one_press_the_survivors_are_told(
    instance: Flask, db: Session, world: World, case: UUID, press: str
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)
    ticked = {"ticked": [case.hex], "all": []}[press]

    chair.press("/me/absence/cases", cases=ticked, words="I am on leave.", press=press)

    assert "One case is announced." in chair.text
    she = Returner(instance.test_client()).enter()
    assert "I am on leave." in she.text
    assert "After that day nothing opens for this person any more." in she.text


def test_all_of_them_are_announced_without_ticking_each(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    world.told(db, world.complaint(), world.prepare(number=OTHER_NUMBER))
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)

    chair.press("/me/absence/cases", words="I am on leave.", press="all")

    assert "2 cases are announced." in chair.text


def test_nothing_ticked_is_said_and_her_words_stay(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)

    chair.press("/me/absence/cases", words="My own sentence.", press="ticked")

    assert chair.status == 422
    assert "Tick the cases" in chair.text
    assert "My own sentence." in chair.text


def test_a_case_that_is_not_hers_cannot_be_ticked(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)

    chair.press("/me/absence/cases", cases=[UUID(int=1).hex], words="Away.", press="ticked")

    assert chair.status == 422


@pytest.mark.parametrize(
    "typed",
    [
        {},
        days(9, 0),
        days(0, 400),
        {**days(), "last-day": "32"},
        {**days(), "first-year": "soon"},
        {**days(), "first-day": "", "first-month": "", "first-year": ""},
    ],
)
def test_days_that_make_no_sense_get_a_sentence_and_stay(
    instance: Flask, db: Session, world: World, case: UUID, typed: dict[str, object]
) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/absence")

    chair.press("/me/absence", substitute="nobody", **typed)

    assert chair.status == 422
    assert "Please look at this again" in chair.text
    assert [str(each) for each in typed.values() if f'value="{each}"' not in chair.seen] == []
    assert db.scalar(select(Absence)) is None


@pytest.mark.parametrize("who", ["external", "stranger", "puppet"])
def test_whoever_cannot_stand_in_cannot_be_chosen(
    instance: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    chair = entered(instance, db, world, "chair")

    leaves(chair, world, who)

    assert chair.status == 422


def test_where_somebody_may_be_meant_another_has_to_be_found(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")

    leaves(chair, world, "respondent")

    assert "cannot take your place in this case" in chair.text
    assert f"/cases/{case}/hand-over" in chair.seen
    assert "Announce all of them" not in chair.text


def test_with_nobody_standing_in_she_sees_what_waits(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    union = entered(instance, db, world, "union")
    union.open("/me/absence")

    union.press("/me/absence", substitute="nobody", **days())

    assert "What somebody has to do meanwhile" in union.text
    assert f"/cases/{case}" in union.seen


def test_colleagues_see_who_is_away_and_who_stands_in(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    leaves(entered(instance, db, world, "chair"), world)
    member, stands_in = (entered(instance, db, world, who) for who in ("member", "conflicted"))

    assert "stands in: Rafiq Islam" in member.open("/desk").text
    assert "stands in: Rafiq Islam" in member.open("/people").text
    assert "You stand in for Shirin Akter" in stands_in.open("/desk").text


def test_people_of_another_factory_do_not_see_it(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    leaves(entered(instance, db, world, "chair"), world)
    stranger = entered(instance, db, world, "stranger")

    assert "Shirin Akter" not in stranger.open("/desk").text
    assert "Shirin Akter" not in stranger.open("/people").text


def test_she_who_stands_in_finds_the_case_once_it_is_handed_over(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)
    chair.press("/me/absence/cases", words="Away.", press="all")
    assert "Announced" in chair.text
    handed(db, world, case)

    stands_in = entered(instance, db, world, "conflicted").open(f"/cases/{case}")
    stands_in.press(f"/cases/{case}/declaration", related="no", over="no", is_named="no")
    stands_in.open(f"/cases/{case}")

    assert HER_WORDS in stands_in.text
    assert "stands in for Shirin Akter until" in stands_in.text
    assert "Handed over" in chair.open("/me/absence").text


def test_back_early_the_other_finds_nothing_at_once(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)
    chair.press("/me/absence/cases", words="Away.", press="all")
    handed(db, world, case)
    stands_in = entered(instance, db, world, "conflicted")
    assert stands_in.open(f"/cases/{case}").status == 200

    chair.press("/me/absence/back")

    assert "You are back." in chair.text
    assert stands_in.open(f"/cases/{case}").status == 404
    assert "Going away for a time" in chair.open("/me/absence").text


def test_after_her_last_day_the_other_finds_nothing(
    instance: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)
    chair.press("/me/absence/cases", words="Away.", press="all")
    handed(db, world, case)
    stands_in = entered(instance, db, world, "conflicted")
    assert stands_in.open(f"/cases/{case}").status == 200
    afterwards = datetime.now(UTC) + timedelta(days=10)
    monkeypatch.setattr("casework.views.casing.now", lambda: afterwards)
    monkeypatch.setattr("casework.views.desk.now", lambda: afterwards)

    assert stands_in.open(f"/cases/{case}").status == 404
    assert f"/cases/{case}" not in stands_in.open("/cases").seen


@pytest.mark.both_databases
def test_saying_it_twice_keeps_the_first(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    leaves(chair, world)

    chair.press("/me/absence", substitute="nobody", **days(3, 4))

    assert "Rafiq Islam" in chair.text


def test_who_has_left_has_nothing_to_be_away_from(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    db.get_one(Membership, world.memberships["chair"]).until_on = date(2026, 1, 2)
    db.commit()

    assert "Going away" not in chair.open("/me").text
    assert chair.press("/me/absence", substitute="nobody", **days()).status == 404


@pytest.mark.parametrize("page", ["/me/absence/cases", "/me/absence/back"])
def test_without_an_absence_there_is_nothing_to_do(
    instance: Flask, db: Session, world: World, case: UUID, page: str
) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me")

    chair.press(page, press="all")

    assert chair.path == "/me/absence"

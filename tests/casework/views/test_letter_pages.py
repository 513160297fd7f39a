"""A letter of several women, as whoever takes it down meets it."""

import re
from collections.abc import Mapping
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.lanes import Busy, Lanes
from casework.case.timeline import Line, timeline
from casework.models.case import Case
from casework.models.entry import Kind
from casework.number import returning_number
from crypto import number
from tests.accounts import Insider, open_account
from tests.crypto.costs import CHEAP
from tests.visitors import Visitor
from tests.worlds import NOW, SALT, World

FIELD = re.compile(r'<input type="hidden" name="([a-z0-9_-]+)" value="([^"]*)"')
NUMBER = re.compile(r'cw-secret__value"><bdi[^>]*>([0-9 ]+)<')
WORDS = "He waits for all of us behind the cutting room."
SHARED = {"words": WORDS, "who_name": "Jashim Uddin", "way": "letter"}
THREE = {
    **SHARED,
    **{f"w{at}-wish": "complain" for at in range(3)},
    "w0-agrees": "yes",
    "w1-agrees": "yes",
    "w2-agrees": "no",
    "w2-name": "Shila",
}


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates are of. After `app`, as in test_cases_pages."""
    modules = ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.logged")
    ours = ("taking_down", "taking_down_pages", "taking_down_alike", "letter")
    for module in (*modules, *(f"casework.views.{each}" for each in ours)):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    insider: Insider = open_account(db, world, who)
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def carried(page: TestResponse) -> dict[str, list[str]]:
    """What a page carries on."""
    found: dict[str, list[str]] = {}
    for name, value in FIELD.findall(page.text):
        found.setdefault(name, []).append(value)
    found.pop("csrf_token", None)
    return found


def pressed(visitor: Visitor, page: TestResponse, **typed: object) -> TestResponse:
    """Fill in a page of the letter and send it, with all that it carries."""
    return visitor.post("/cases/new/letter", **{**carried(page), **typed})


def begun(visitor: Visitor, women: int = 3) -> TestResponse:
    """The empty screen for so many women."""
    return pressed(visitor, visitor.get("/cases/new/letter"), women=str(women))


def written(visitor: Visitor, typed: Mapping[str, object] = THREE) -> TestResponse:
    """Filled in, as far as who will read which."""
    return pressed(visitor, begun(visitor), **typed)


def numbers(page: TestResponse) -> list[str]:
    """The numbers a page shows."""
    return [each.replace(" ", "") for each in NUMBER.findall(page.text)]


def cases(db: Session) -> int:
    """How many cases there are."""
    found = db.scalar(select(func.count()).select_from(Case)) or 0
    db.rollback()
    return found


def lines(db: Session, world: World, case: UUID, kind: Kind) -> list[Line]:
    """The entries of a kind, as the chair reads them."""
    world.as_(db, "chair")
    return [line for line in timeline(db, case, world.register(db)).lines if line.kind is kind]


def joined(db: Session, world: World) -> list[int]:
    """With how many others each case is joined, as the chair reads it."""
    found = [
        len(line.facts["joined_with"])
        for case in db.scalars(select(Case.id)).all()
        for line in lines(db, world, case, Kind.MATCHES)
    ]
    db.rollback()
    return sorted(found)


def test_a_letter_of_three_women_becomes_three_cases_and_numbers(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")

    check = written(member)
    done = pressed(member, check, save="1")

    assert check.status_code == 200, check.text
    assert "3: Shila" in check.text
    assert "Nasrin Begum" in check.text
    assert done.status_code == 200, done.text
    assert len(set(numbers(done))) == 3
    assert cases(db) == 3
    assert joined(db, world) == [0, 1, 1]


def test_each_number_comes_back_to_a_case_of_its_own(app: Flask, db: Session, world: World) -> None:
    member = enter(app, db, world, "conflicted")

    done = pressed(member, written(member), save="1")

    stretched = [number.stretch(each, SALT, CHEAP) for each in numbers(done)]
    found = [returning_number.find(db, each, world.keys) for each in stretched]
    assert len({each.facts.case for each in found if each}) == 3
    assert all(each.facts.is_provisional and not each.facts.has_word for each in found if each)


@pytest.mark.both_databases
def test_sent_twice_it_makes_three_and_shows_the_same_numbers(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")
    check = written(member)

    first, second = (pressed(member, check, save="1") for _ in range(2))

    assert numbers(first) == numbers(second)
    assert "when you pressed the first time" in second.text
    assert cases(db) == 3


def test_the_slips_are_a_page_each_and_say_nothing_of_what_they_are_for(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")
    done = pressed(member, written(member), save="1")

    slips = member.post("/cases/new/letter/slips", **carried(done))

    assert numbers(slips) == numbers(done)
    assert slips.text.count("cw-sheet-of-its-own") == 3
    assert not [word for word in ("Shila", "complain", "letter", WORDS) if word in slips.text]


def test_before_it_is_saved_no_slip_is_printed(app: Flask, db: Session, world: World) -> None:
    member = enter(app, db, world, "conflicted")

    slips = member.post("/cases/new/letter/slips", **carried(begun(member)))

    assert (slips.status_code, slips.location) == (303, "/cases/new/letter")


@pytest.mark.parametrize("women", ["", "1", "13", "-2", "many", "٣٣٣", "9" * 40])
def test_another_number_of_women_is_asked_again(
    app: Flask, db: Session, world: World, women: str
) -> None:
    member = enter(app, db, world, "conflicted")

    page = pressed(member, member.get("/cases/new/letter"), women=women, words=WORDS)

    assert page.status_code == 422
    assert WORDS in page.text


def test_what_is_missing_stands_beside_its_woman_and_every_word_is_kept(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")

    page = written(member, {**THREE, "w1-wish": "", "w1-where": "ខ្ញុំ"})

    assert page.status_code == 422
    assert 'href="#w1-wish">Woman 2: ' in page.text
    assert 'href="#w0-wish"' not in page.text
    assert WORDS in page.text
    assert 'value="ខ្ញុំ"' in page.text
    assert cases(db) == 0


def test_one_more_woman_is_added_with_all_words_kept(app: Flask, db: Session, world: World) -> None:
    member = enter(app, db, world, "conflicted")

    page = pressed(member, begun(member), **THREE, more="1")

    assert page.status_code == 200
    assert "w3-wish" in page.text
    assert WORDS in page.text


def test_going_back_from_the_last_page_keeps_all(app: Flask, db: Session, world: World) -> None:
    member = enter(app, db, world, "conflicted")

    page = pressed(member, written(member), back="1")

    assert page.status_code == 200
    assert WORDS in page.text
    assert 'value="Shila"' in page.text


def test_where_one_of_them_could_be_read_by_nobody_none_is_saved(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")

    page = pressed(member, begun(member), **THREE, jobs="yes", save="1")

    assert page.status_code == 422
    assert "Nobody is left who could read one of them" in page.text
    assert cases(db) == 0


def test_of_a_child_among_them_the_page_says_who_reads_it(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")

    check = written(member, {**THREE, "w1-age": "under_18"})
    done = pressed(member, check, save="1")

    assert "it is joined with nothing" in check.text
    assert "None of their cases names another" in check.text
    assert len(numbers(done)) == 3


@pytest.mark.both_databases
def test_when_many_send_at_once_nothing_of_it_is_lost(
    app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = enter(app, db, world, "conflicted")
    check = written(member)

    def busy(*_args: object) -> None:
        raise Busy(7)

    monkeypatch.setattr(Lanes, "enter", busy)
    page = pressed(member, check, save="1")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "7")
    assert WORDS in page.text
    assert cases(db) == 0


def test_an_analyst_writes_no_letter(app: Flask, db: Session, world: World) -> None:
    analyst = enter(app, db, world, "analyst")

    assert analyst.get("/cases/new/letter").status_code == 404


def test_where_nothing_was_saved_no_number_is_handed_out(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")
    check = written(chair)
    once = carried(check)["w0-begun"]

    page = pressed(chair, check, **{"w1-begun": once, "save": "1"})

    assert page.status_code == 409
    assert "Nothing was saved." in page.text
    assert numbers(page) == []
    assert cases(db) == 0

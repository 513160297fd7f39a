"""Finding cases on the pages: words, states, months; and what an address and a log keep of it."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import TrailEntry
from casework.case.covers import the_cover
from casework.course.acknowledging import acknowledge
from casework.readers.intentions import intend
from crypto.compartments import Compartment
from tests.accounts import Insider, open_account
from tests.casework.turning import turn
from tests.visitors import Visitor
from tests.worlds import NOW, World

C = Compartment
BENGALI = "লাইন চিফ রাতে আমাকে ফোনে ছবি আর মেসেজ পাঠায়।"
KHMER = "មេក្រុមតែងតែឈរជិតខ្ញុំ ហើយនិយាយអំពីរូបរាងកាយខ្ញុំ"
NUMBERS = ("1000000000000002", "1000000000000016", "1000000000000024", "1000000000000032")
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's complaints are of; the application trusts this world's root."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    insider: Insider = open_account(db, world, who)
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def told(db: Session, world: World, at: int = 0, **changes: object) -> UUID:
    """A complaint told so many days ago."""
    number = world.prepare(number=NUMBERS[at // 20])
    case = world.told(db, world.complaint(**changes), number, now=NOW - timedelta(days=at))
    db.rollback()
    return case


def code_of(db: Session, world: World, case: UUID) -> str:
    world.as_(db, "chair")
    code = the_cover(db, case).text.code
    db.rollback()
    return code


def words_of(page: TestResponse) -> str:
    """A page without its tags."""
    return TAG.sub("", page.text)


def openings(db: Session) -> int:
    found = db.scalar(select(func.count()).select_from(TrailEntry)) or 0
    db.rollback()
    return found


@pytest.mark.parametrize(
    ("words", "typed", "marked"),
    [
        ("He put his hand on my back.", "HAND", "hand"),
        (BENGALI, "মেসেজ", "মেসেজ"),
        (KHMER, "រូបរាង", "រូបរាង"),
    ],
)
def test_words_are_found_and_stand_marked_in_their_sentence(
    app: Flask, db: Session, world: World, words: str, typed: str, marked: str
) -> None:
    case = told(db, world, words=words)
    chair = enter(app, db, world, "chair")

    page = chair.post("/cases/search", words=typed)

    assert page.status_code == 200
    assert f"/cases/{case}" in page.text
    assert f"<mark>{marked}</mark>" in page.text
    assert "One case has these words" in page.text
    assert f'value="{typed}"' in page.text


def test_a_sentence_is_shown_as_text_and_never_as_a_tag(
    app: Flask, db: Session, world: World
) -> None:
    told(db, world, words="<script>alert(1)</script> & hand")
    chair = enter(app, db, world, "chair")

    page = chair.post("/cases/search", words="hand alert")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


def test_nothing_found_says_so_and_keeps_the_words(app: Flask, db: Session, world: World) -> None:
    told(db, world)
    chair = enter(app, db, world, "chair")

    page = chair.post("/cases/search", words="zeppelin")

    assert "No case you hold has all of these words." in page.text
    assert 'value="zeppelin"' in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a word to look for."),
        (" \u200b … ", "Type a word to look for."),
        (" ".join("abcdefghijk"), "Look for at most 10 words at once."),
        ("ក" * 201, "200"),
    ],
)
def test_what_cannot_be_looked_for_is_said(
    app: Flask, db: Session, world: World, typed: str, said: str
) -> None:
    told(db, world)
    chair = enter(app, db, world, "chair")

    page = chair.post("/cases/search", words=typed)

    assert page.status_code == 422
    assert said in page.text
    assert typed.strip(" ") in page.text


@pytest.mark.parametrize(
    "typed", ["a\x00b", "\u202etxt", "👩🏽‍🏭", "'; DROP", "%", "\ud800x", "[", "*"]
)
def test_odd_words_are_looked_for(app: Flask, db: Session, world: World, typed: str) -> None:
    told(db, world)
    chair = enter(app, db, world, "chair")

    page = chair.client.post(
        "/cases/search",
        data={"csrf_token": chair.token(), "words": typed.encode("utf-8", "surrogatepass")},
    )

    assert page.status_code in {200, 422}
    assert "Words to look for" in page.text


def test_words_stand_in_no_address_title_or_log(
    app: Flask, db: Session, world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    told(db, world, words=BENGALI)
    chair = enter(app, db, world, "chair")

    page = chair.post("/cases/search", words="মেসেজ")

    links = re.findall(r'(?:href|action|src)="([^"]*)"', page.text)
    written = capfd.readouterr()
    assert not [each for each in links if "মেসেজ" in each or "%E0" in each]
    assert "<title>Notes</title>" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "Location" not in page.headers
    assert "মেসেজ" not in written.out + written.err


def test_asking_by_address_looks_for_nothing(app: Flask, db: Session, world: World) -> None:
    case = told(db, world)
    chair = enter(app, db, world, "chair")

    page = chair.get("/cases/search?words=hand")

    assert page.status_code == 200
    assert str(case) not in page.text
    assert "hand" not in words_of(page)


def test_a_search_without_a_token_is_refused(app: Flask, db: Session, world: World) -> None:
    told(db, world)
    chair = enter(app, db, world, "chair")

    page = chair.client.post("/cases/search", data={"words": "hand"})

    assert page.status_code == 400


@pytest.mark.parametrize("who", ["respondent", "conflicted", "union", "officer", "stranger"])
def test_who_holds_none_of_her_words_finds_nothing(
    app: Flask, db: Session, world: World, who: str
) -> None:
    told(db, world)
    other = enter(app, db, world, who)

    page = other.post("/cases/search", words="hand")

    assert "No case you hold has all of these words." in page.text


@pytest.mark.parametrize("who", ["analyst", "administrator"])
def test_for_who_reads_no_case_there_is_no_search(
    app: Flask, db: Session, world: World, who: str
) -> None:
    other = enter(app, db, world, who)

    assert other.get("/cases/search").status_code == 404
    assert other.post("/cases/search", words="hand").status_code == 404


def test_seeing_a_sentence_is_an_opening_once_a_day(app: Flask, db: Session, world: World) -> None:
    case = told(db, world)
    chair = enter(app, db, world, "chair")
    code = code_of(db, world, case)
    before = openings(db)

    chair.post("/cases/search", words=code)
    by_code = openings(db)
    chair.post("/cases/search", words="hand")
    chair.post("/cases/search", words="back")

    assert (by_code, openings(db)) == (before, before + 1)
    assert "opened the case" in chair.get(f"/cases/{case}/trail").text


def test_who_stepped_back_finds_it_no_more(app: Flask, db: Session, world: World) -> None:
    case = told(db, world)
    chair = enter(app, db, world, "chair")
    chair.post(f"/cases/{case}/recuse", words="He is my cousin.")

    page = chair.post("/cases/search", words="hand")

    assert str(case) not in page.text


def test_a_long_result_has_pages_that_keep_the_words(
    app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = told(db, world, 0), told(db, world, 20)
    chair = enter(app, db, world, "chair")
    monkeypatch.setattr("casework.views.searching.PAGE", 1)

    page = chair.post("/cases/search", words="hand")
    further = chair.post("/cases/search", words="hand", page="2")

    assert str(first) in page.text
    assert str(second) not in page.text
    assert '<input type="hidden" name="words" value="hand"' in page.text
    assert str(second) in further.text
    assert "Page 2 of 2" in further.text


def listed(page: TestResponse) -> set[str]:
    """The cases that a page's list links to."""
    return set(re.findall(r'cw-listing__link" href="/cases/([0-9a-f-]{36})"', page.text))


def test_the_list_is_narrowed_by_state(app: Flask, db: Session, world: World) -> None:
    read, new = told(db, world, 0), told(db, world, 20)
    acknowledge(db, turn(db, world, "member", read))
    db.commit()
    chair = enter(app, db, world, "chair")

    assert listed(chair.get("/cases")) == {str(read), str(new)}
    assert listed(chair.get("/cases?s=n")) == {str(new)}
    assert listed(chair.get("/cases?s=w")) == {str(new)}
    assert listed(chair.get("/cases?s=o")) == {str(read), str(new)}
    assert listed(chair.get("/cases?s=e")) == set()
    assert "New (1)" in chair.get("/cases").text


def test_the_list_is_narrowed_by_months(app: Flask, db: Session, world: World) -> None:
    march, february, january = told(db, world, 0), told(db, world, 20), told(db, world, 40)
    chair = enter(app, db, world, "chair")

    assert listed(chair.get("/cases?since=2026-02")) == {str(march), str(february)}
    assert listed(chair.get("/cases?until=2026-02")) == {str(february), str(january)}
    assert listed(chair.get("/cases?since=2026-02&until=2026-02&s=n")) == {str(february)}
    assert "February 2026" in chair.get("/cases").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("s=zzz", "This choice is no longer there."),
        ("since=1999-01", "This choice is no longer there."),
        ("since=x&until=%00", "This choice is no longer there."),
        ("since=2026-03&until=2026-02", "This month is before the first one you chose."),
    ],
)
def test_a_filter_that_is_not_right_says_so_and_leaves_nothing_out(
    app: Flask, db: Session, world: World, query: str, said: str
) -> None:
    both = {str(told(db, world, 0)), str(told(db, world, 20))}
    chair = enter(app, db, world, "chair")

    page = chair.get(f"/cases?{query}")

    assert page.status_code == 422
    assert said in page.text
    assert listed(page) == both


def test_a_state_that_no_case_is_in_says_so(app: Flask, db: Session, world: World) -> None:
    told(db, world)
    chair = enter(app, db, world, "chair")

    page = chair.get("/cases?s=s")

    assert "None of your cases is like that." in page.text


def test_a_filter_goes_with_her_from_page_to_page(
    app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(db, world, 0)
    told(db, world, 20)
    chair = enter(app, db, world, "chair")
    monkeypatch.setattr("casework.views.desk.PAGE", 1)

    page = chair.get("/cases?s=n&since=2026-02&page=99")

    assert 'href="/cases?s=n&amp;since=2026-02&amp;page=1"' in page.text
    assert "Page 2 of 2" in page.text


@pytest.mark.parametrize("page", ["0", "-3", "x", "9" * 30])
def test_a_page_that_does_not_exist_is_one_that_does(
    app: Flask, db: Session, world: World, page: str
) -> None:
    case = told(db, world)
    chair = enter(app, db, world, "chair")

    assert listed(chair.get(f"/cases?page={page}")) == {str(case)}


def test_the_desk_says_what_is_due_and_when(app: Flask, db: Session, world: World) -> None:
    told(db, world, 20)
    case = told(db, world, 0)
    intend(db, turn(db, world, "chair", case), world.people["supervisor"], [C.TOLD], "Support.")
    db.commit()
    chair = enter(app, db, world, "chair")

    page = words_of(chair.get("/desk"))

    assert "Keys can be handed over" in page
    assert "4 March 2026" in page
    assert "Late: 11 February 2026" in page


def test_who_may_not_confirm_receipt_is_not_asked_to(app: Flask, db: Session, world: World) -> None:
    told(db, world)
    union = enter(app, db, world, "union")

    page = words_of(union.get("/desk"))

    assert "New: confirm receipt" not in page
    assert "Confirm receipt" in page


def test_somebody_without_a_case_is_told_so_and_offered_no_search(
    app: Flask, db: Session, world: World
) -> None:
    stranger = enter(app, db, world, "stranger")

    page = stranger.get("/cases")

    assert "You hold no case." in page.text
    assert "Words to look for" not in page.text


def test_months_are_those_of_where_she_is(app: Flask, db: Session, world: World) -> None:
    at = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    world.told(db, world.complaint(), now=at)
    chair = enter(app, db, world, "chair")

    page = chair.get("/cases")

    assert "February 2026" in page.text

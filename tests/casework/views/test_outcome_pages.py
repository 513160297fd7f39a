"""Pages of a union representative, and what committee and survivor see of what she does."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.asking.questions import Reply
from casework.inquiry import carrying_out
from tests.accounts import open_account
from tests.casework.inquiry.inquiring import applied, brought_to_route, decided
from tests.casework.inquiry.test_carrying_out import NOTE, she_is_asked
from tests.casework.inquiry.test_decisions import SANCTION
from tests.casework.numbers import OTHER_NUMBER
from tests.casework.returners import Returner
from tests.casework.turning import turn
from tests.casework.views.test_ending_pages import MODULES, sent
from tests.visitors import Visitor
from tests.worlds import NOW, World

ASKED = "He is back on the line since Monday. Why?"


@pytest.fixture
def case(app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A complaint on the formal route, its outcome open to the union."""
    for module in (*MODULES, "casework.views.returning_beside", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    db.rollback()
    return case


@pytest.fixture
def union(app: Flask, db: Session, world: World, case: UUID) -> Visitor:
    return signed_in(app, db, world, "union")


def signed_in(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def test_the_list_says_what_is_done_and_nothing_of_what_was_told(
    union: Visitor, case: UUID
) -> None:
    page = union.get("/outcomes").text

    assert f"/outcomes/{case}" in page
    assert "Outcome only" in page
    assert "hand on my back" not in page
    assert "hand on my back" not in union.get(f"/outcomes/{case}").text
    assert 'href="/outcomes"' in union.get("/desk").text


def test_a_case_she_did_not_open_is_not_there_and_leaves_no_gap(
    union: Visitor, db: Session, world: World, case: UUID
) -> None:
    hers = world.complaint(union=None)
    hidden = world.told(db, hers, world.prepare(number=OTHER_NUMBER))

    page = union.get("/outcomes").text

    assert "You follow one case." in page
    assert str(hidden) not in page
    assert union.get(f"/outcomes/{hidden}").status_code == 404


@pytest.mark.parametrize(
    ("query", "is_there"),
    [("s=o", True), ("s=e", False), ("c=b", False), ("n=a", False), ("h=o", True), ("d=s", False)],
)
def test_a_filter_shows_what_was_asked_for(
    union: Visitor, case: UUID, query: str, *, is_there: bool
) -> None:
    page = union.get(f"/outcomes?{query}").text

    assert (f"/outcomes/{case}" in page) is is_there
    assert ("None of the cases you follow is like that." in page) is not is_there


def test_a_filter_nobody_offered_is_refused_with_a_sentence(union: Visitor, case: UUID) -> None:
    assert union.get("/outcomes?s=zz").status_code == 422


def test_she_goes_and_looks_and_writes_down_what_she_saw(
    union: Visitor, app: Flask, db: Session, world: World, case: UUID
) -> None:
    (item,) = decided(db, world, case, (SANCTION,))
    applied(db, world, case, item)
    she_is_asked(db, world, case, item, Reply.YES)
    carrying_out.hand_note(db, turn(db, world, "chair", case), item)
    db.commit()
    assert "Go and look: 1" in union.get("/outcomes").text
    assert NOTE.post in union.get(f"/outcomes/{case}").text

    answer = sent(union, f"/outcomes/{case}/seen/{item}", saw="applied", words="Another is there.")

    assert answer.headers["Location"] == f"/outcomes/{case}"
    page = union.get("/outcomes").text
    assert "seen by the union representative on" in page
    assert "Go and look: 1" not in page
    hers = Returner(app.test_client()).enter().open("/r/outcome").text
    assert "Done, and somebody saw it" in hers


def test_a_sign_has_no_room_for_a_word(union: Visitor, case: UUID) -> None:
    page = union.get(f"/outcomes/{case}/sign").text
    assert "<textarea" not in page

    answer = sent(union, f"/outcomes/{case}/sign", whom="survivor", signs=["shift", "rumours"])

    assert answer.status_code == 303
    assert "Another shift" in union.get(f"/outcomes/{case}").text
    assert "A sign of retaliation waits" in union.get("/outcomes").text


def test_what_is_missing_in_a_sign_is_said_and_what_was_chosen_stays(
    union: Visitor, case: UUID
) -> None:
    answer = sent(union, f"/outcomes/{case}/sign", whom="witness")

    assert answer.status_code == 422
    assert "Choose what has changed." in answer.text
    assert 'value="witness" checked' in answer.text


def test_what_the_union_asks_is_answered_by_the_committee_and_read_by_her(
    union: Visitor, app: Flask, db: Session, world: World, case: UUID
) -> None:
    sent(union, f"/outcomes/{case}/point", about="not_applied", words=ASKED)
    chair = signed_in(app, db, world, "chair")
    assert "The union asks something" in chair.get("/desk").text
    theirs = chair.get(f"/cases/{case}/union").text
    assert ASKED in theirs
    path = theirs.split(f"/cases/{case}/union/answer/")[1].split('"')[0]

    sent(chair, f"/cases/{case}/union/answer/{path}", words="He was there for one day.")

    assert "He was there for one day." in union.get(f"/outcomes/{case}").text
    assert "The union asks something" not in chair.get("/desk").text
    she = Returner(app.test_client()).enter().open("/r/beside")
    assert ASKED in she.text
    assert "He was there for one day." in she.text
    assert chair.get(f"/cases/{case}/union/answer/{path}").status_code == 404


def test_she_asks_for_company_and_the_committee_lists_who_signed(
    union: Visitor, app: Flask, db: Session, world: World, case: UUID
) -> None:
    she = Returner(app.test_client()).enter().open("/r/beside")
    she.press("/r/beside", words="On Thursday, please.")
    assert "you want the union representative beside you" in she.text
    assert "She asks you to stand beside her" in union.get("/desk").text
    assert "On Thursday, please." in union.get(f"/outcomes/{case}/beside").text

    close = {"beside": "yes", "related": "yes", "over": "no", "named": "no", "secret": "y"}
    refused = sent(union, f"/outcomes/{case}/beside", **close)
    assert refused.status_code == 422
    assert "Whoever is close to somebody of it" in refused.text
    sent(union, f"/outcomes/{case}/beside", **close | {"related": "no", "words": "I come."})

    assert "I come." in she.open("/r/beside").text
    chair = signed_in(app, db, world, "chair")
    assert "Write her among the people" in chair.get(f"/cases/{case}/union").text
    listed = chair.post(f"/cases/{case}/union/beside")
    assert listed.status_code == 303
    assert "Salma Khatun" in chair.get(f"/cases/{case}/people").text
    she.open("/r/beside").press("/r/beside/end")
    assert "you do not want it any more" in she.text


def test_without_a_union_her_page_offers_none(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    prepared = world.prepare(number=OTHER_NUMBER)
    world.told(db, world.complaint(union=None), prepared)

    she = Returner(app.test_client()).enter(OTHER_NUMBER)

    assert 'href="/r/beside"' not in she.open("/r/all").seen
    assert she.open("/r/beside").status == 404


def test_a_factory_with_too_few_cases_says_nothing_also_not_how_many(
    union: Visitor, world: World, case: UUID
) -> None:
    address = f"/outcomes/factory/{world.bodies['factory']}"
    assert "Count 2025-Q4" in union.get(address).text

    assert union.post(address).status_code == 303

    page = union.get(address).text
    assert "Too few to be counted." in page
    assert "Count 2025-Q4" not in page
    assert "Too few to be counted." in union.get(f"{address}?q=2025-Q4").text
    assert union.get(f"{address}?q=2025-Q3").status_code == 404
    assert union.get(f"/outcomes/factory/{world.bodies['other_factory']}").status_code == 404
    assert union.get(f"/outcomes/factory/{world.bodies['union']}").status_code == 404


@pytest.mark.parametrize("who", ["chair", "supervisor", "administrator"])
def test_nobody_else_opens_the_unions_pages(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    visitor = signed_in(app, db, world, who)

    paths = ("/outcomes", f"/outcomes/{case}", f"/outcomes/{case}/sign")
    found = {path: visitor.get(path).status_code for path in paths}

    assert found == dict.fromkeys(paths, 404)
    assert visitor.get(f"/outcomes/factory/{world.bodies['factory']}").status_code == 404

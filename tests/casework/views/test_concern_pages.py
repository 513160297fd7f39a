"""The pages of a concern, as those who deal with it meet them, and as whoever told it does."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.counterfoil import Counterfoil
from tests.casework.returners import Returner
from tests.casework.taking import logged, taken
from tests.casework.views.test_cases_pages import enter, seen
from tests.visitors import Visitor
from tests.worlds import World

OFFER = {
    "by": "Shirin herself",
    "way": "outside",
    "where": "At the bus stop on Friday",
    "words": "You need not answer.",
}
CONCERN = re.compile(r">\s*Concern\s*<")
UNTIL_SHE_AGREES = ("note", "attach", "route", "panel")


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A friend told it, with a number and a second word."""
    case = world.told(db, world.complaint(for_somebody_else=True))
    db.rollback()
    return case


@pytest.fixture
def chair(instance: Flask, db: Session, world: World, case: UUID) -> Visitor:
    """The chair, signed in."""
    return enter(instance, db, world, "chair")


@pytest.fixture
def friend(instance: Flask, case: UUID) -> Returner:
    """The browser of whoever told it."""
    return Returner(instance.test_client())


def offered(chair: Visitor, case: UUID) -> None:
    form = chair.get(f"/cases/{case}/offer")
    assert chair.post(f"/cases/{case}/offer", seen=seen(form), **OFFER).status_code == 303


def closed(chair: Visitor, case: UUID, words: str = "") -> None:
    form = chair.get(f"/cases/{case}/close")
    answer = chair.post(f"/cases/{case}/close", seen=seen(form), reason="unsafe", words=words)
    assert answer.status_code == 303


def test_the_page_says_what_may_be_done_and_why_no_more(chair: Visitor, case: UUID) -> None:
    page = chair.get(f"/cases/{case}").text

    assert "A concern: somebody else told this" in page
    assert f"/cases/{case}/offer" in page
    assert "Write to who told it" in page
    assert [name for name in UNTIL_SHE_AGREES if f"/cases/{case}/{name}" in page] == []


@pytest.mark.parametrize("name", UNTIL_SHE_AGREES)
def test_what_belongs_to_an_inquiry_is_not_there(chair: Visitor, case: UUID, name: str) -> None:
    assert chair.get(f"/cases/{case}/{name}").status_code == 404
    assert chair.post(f"/cases/{case}/{name}", words="x").status_code == 404


@pytest.mark.parametrize("name", ["offer", "reply", "close", "agreed"])
def test_what_belongs_to_a_concern_is_not_there_for_a_case(
    instance: Flask, db: Session, world: World, name: str
) -> None:
    told = world.told(db, world.complaint())
    db.rollback()
    chair = enter(instance, db, world, "chair")

    assert chair.get(f"/cases/{told}/{name}").status_code == 404
    assert chair.post(f"/cases/{told}/{name}", words="x").status_code == 404
    assert f"/cases/{told}/{name}" not in chair.get(f"/cases/{told}").text


def test_the_offer_begins_with_words_that_press_nobody(chair: Visitor, case: UUID) -> None:
    page = chair.get(f"/cases/{case}/offer").text

    assert "You need not answer, and nothing happens if you do not." in page
    assert 'value="Shirin Akter"' in page
    assert "He put his hand" not in page


def test_help_is_offered_and_the_timeline_says_how(chair: Visitor, case: UUID) -> None:
    offered(chair, case)

    page = chair.get(f"/cases/{case}").text
    assert "Help offered, once" in page
    assert "At the bus stop on Friday" in page
    assert f"/cases/{case}/reply" in page
    assert f'/cases/{case}/offer"' not in page


def test_an_offer_that_says_too_little_keeps_what_was_typed(chair: Visitor, case: UUID) -> None:
    form = chair.get(f"/cases/{case}/offer")

    page = chair.post(f"/cases/{case}/offer", seen=seen(form), **{**OFFER, "way": ""})

    assert page.status_code == 422
    assert "Choose how nobody notices." in page.text
    assert "At the bus stop on Friday" in page.text


def test_a_second_offer_is_refused_in_words_and_nothing_typed_is_lost(
    instance: Flask, db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    member = enter(instance, db, world, "member")
    offered(member, case)
    form = chair.get(f"/cases/{case}/offer")

    late = chair.post(f"/cases/{case}/offer", **{**OFFER, "where": "In the canteen on Monday"})

    assert "Help was offered already" in form.text
    assert late.status_code == 409
    assert "A second offer would put her under pressure." in late.text
    assert "In the canteen on Monday" in late.text


def test_somebody_who_was_not_reached_may_still_be(chair: Visitor, case: UUID) -> None:
    offered(chair, case)
    form = chair.get(f"/cases/{case}/reply")

    chair.post(f"/cases/{case}/reply", seen=seen(form), reply="not_reached", words="She was ill.")

    page = chair.get(f"/cases/{case}").text
    assert "The offer has not reached her yet" in page
    assert "She was ill." in page
    assert f"/cases/{case}/reply" in page


def test_a_no_closes_it(chair: Visitor, case: UUID) -> None:
    offered(chair, case)
    form = chair.get(f"/cases/{case}/reply")

    chair.post(f"/cases/{case}/reply", seen=seen(form), reply="declined", words="Not now.")

    page = chair.get(f"/cases/{case}").text
    assert "This concern is closed" in page
    assert "She would rather not" in page
    assert "Not now." in page


def test_nobody_declines_what_nobody_offered(chair: Visitor, case: UUID) -> None:
    form = chair.get(f"/cases/{case}/close")

    page = chair.post(
        f"/cases/{case}/close", seen=seen(form), reason="declined", words="Kept as typed."
    )

    assert 'value="declined"' not in form.text
    assert chair.get(f"/cases/{case}/reply").location == f"/cases/{case}"
    assert page.status_code == 422
    assert "Kept as typed." in page.text


DOING = ("offer", "reply", "close", "agreed", "answer", "hand-over", "note")


def test_a_closed_concern_is_read_and_nothing_more(chair: Visitor, case: UUID) -> None:
    closed(chair, case, "The line is watched.")

    page = chair.get(f"/cases/{case}")

    assert page.status_code == 200
    assert "This concern is closed" in page.text
    assert "The line is watched." in page.text
    assert [name for name in DOING if f"/cases/{case}/{name}" in page.text] == []
    assert {chair.get(f"/cases/{case}/{name}").status_code for name in DOING} == {404}


def test_lists_mark_a_concern_and_what_it_waits_for(chair: Visitor, case: UUID) -> None:
    chair.post(f"/cases/{case}/acknowledge")

    before = chair.get("/desk").text
    offered(chair, case)
    after = chair.get("/desk").text

    assert "Offer help once, or close it" in before
    assert "What became of the offer?" in after
    assert "Help offered" in chair.get("/cases").text
    closed(chair, case)
    assert "Nothing waits for you." in chair.get("/desk").text
    assert CONCERN.search(chair.get("/cases").text)


def test_whoever_told_it_is_told_the_truth(chair: Visitor, case: UUID, friend: Returner) -> None:
    friend.enter()

    assert "What somebody else lived through is hers to tell" in friend.text
    assert "The people you chose" not in friend.text
    assert "Take back what I told" in friend.text
    assert "Choose a route" not in friend.text
    friend.open("/r/readers")
    assert "what you told; what is done about it; messages with you." in friend.text
    assert "what others say" not in friend.text


def test_when_it_is_closed_she_learns_that_and_no_reason(
    chair: Visitor, case: UUID, friend: Returner
) -> None:
    offered(chair, case)
    closed(chair, case, "The line is watched.")

    friend.enter()

    assert "Somebody has looked into it, and it is closed." in friend.text
    assert "The line is watched." not in friend.text
    assert "Help offered" not in friend.text
    assert "bus stop" not in friend.text
    assert "/r/message" not in friend.seen
    assert "/r/more" not in friend.seen


@pytest.mark.parametrize("path", ["/r/message", "/r/more"])
def test_what_was_typed_while_it_was_closed_is_not_sent_and_not_lost(
    chair: Visitor, case: UUID, friend: Returner, path: str
) -> None:
    friend.enter()
    closed(chair, case)

    friend.press(path, text="One more thing.")

    assert friend.status == 409
    assert "Not sent: it was closed meanwhile" in friend.text
    assert "One more thing." in friend.text
    assert "One more thing." not in chair.get(f"/cases/{case}").text


def test_the_same_by_number_alone(chair: Visitor, case: UUID, friend: Returner) -> None:
    friend.come()
    closed(chair, case)

    friend.press("/r/write", text="One more thing.")

    assert friend.status == 409
    assert "One more thing." in friend.text
    assert "/r/write" not in friend.seen
    assert "One more thing." not in chair.get(f"/cases/{case}").text


def test_what_was_told_is_taken_back_and_the_concern_is_closed(
    chair: Visitor, case: UUID, friend: Returner
) -> None:
    friend.enter()

    friend.open("/r/stop")
    asked = friend.text
    friend.press("/r/stop", asks="withdrawal")

    assert "It is closed at once" in asked
    assert "Somebody has looked into it" not in friend.text
    assert "You took it back" in friend.text
    assert "This concern is closed" in chair.get(f"/cases/{case}").text


def test_taken_back_by_number_alone_it_is_closed_by_a_receiver(
    chair: Visitor, case: UUID, friend: Returner
) -> None:
    friend.come()

    friend.open("/r/stop")
    friend.press("/r/ask", asks="withdrawal")
    chair.post(f"/cases/{case}/inbox")

    assert "Whoever told it asks to take it back." in chair.get(f"/cases/{case}").text


def test_who_took_a_concern_down_adds_nothing_to_it_once_it_is_closed(
    instance: Flask, db: Session, world: World
) -> None:
    told = logged(db, world, "officer", taken(world.complaint(for_somebody_else=True))).case
    officer, chair = enter(instance, db, world, "officer"), enter(instance, db, world, "chair")
    foil = db.scalars(select(Counterfoil.id)).one()
    db.rollback()
    closed(chair, told)

    page = officer.post(f"/logged/{foil}", words="One more thing.")

    assert page.status_code == 409
    assert "Nothing more is added to it." in page.text
    assert "One more thing." in page.text
    assert "One more thing." not in chair.get(f"/cases/{told}").text

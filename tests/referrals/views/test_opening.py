"""`/o/<token>`: previews and scanners spend nothing; address and code open it once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.lanes import Busy, Lanes
from casework.parts import Parts
from referrals.models.sending import ReferralLink, ReferralOpening
from referrals.sending import answers, link, withdrawing
from referrals.sending.link import Linked
from referrals.sending.steps import Step
from tests.crypto.costs import CHEAP
from tests.referrals.sending.parcels import HAPPENED, linked, rows, wrong
from tests.visitors import TOKEN, Visitor
from tests.worlds import World

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
CODE_SHOWN = r">(\d{4}) (\d{4})<"


@pytest.fixture
def made(db: Session, world: World) -> Linked:
    """A link that was given just now."""
    return linked(db, world, datetime.now(UTC))


def door(made: Linked) -> str:
    """Its address."""
    return f"/o/{made.token}"


def typed(visitor: Visitor, made: Linked, code: str) -> TestResponse:
    """Open the page and send a code from it."""
    page = visitor.get(door(made))
    found = TOKEN.search(page.text)
    assert found
    return visitor.client.post(door(made), data={"csrf_token": found.group(1), "code": code})


def without_token(page: TestResponse, token: str) -> str:
    """A page without what differs by its own address."""
    return TOKEN.sub("", page.text).replace(token, "")


def told(db: Session, world: World, made: Linked) -> list[Step]:
    """What the case reads."""
    found = answers.waiting(db, world.register(db), made.given)
    db.commit()
    return [each.answered.said.step for each in found]


def test_a_provider_without_an_account_reads_it_with_the_code(
    db: Session, world: World, visitor: Visitor, made: Linked
) -> None:
    sent = typed(visitor, made, made.code)
    page = visitor.get(door(made))

    assert (sent.status_code, sent.location) == (303, door(made))
    assert HAPPENED in page.text
    assert HAPPENED in visitor.get(f"{door(made)}/paper").text
    assert told(db, world, made) == [Step.SEEN]


def test_what_its_page_fetches_does_not_say_from_which_address(
    visitor: Visitor, made: Linked
) -> None:
    page, elsewhere = visitor.get(door(made)), visitor.get("/p")

    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert elsewhere.headers["Referrer-Policy"] == "same-origin"


def test_previews_and_scanners_change_nothing(
    db: Session, world: World, app: Flask, made: Linked
) -> None:
    scanner = app.test_client()

    seen = [scanner.get(door(made)) for _time in range(7)]
    scanner.head(door(made))
    scanner.post(door(made), data={"code": "000000"})
    scanner.get(f"{door(made)}/accepted")

    row = db.scalars(select(ReferralLink)).one()
    assert {each.status_code for each in seen} == {200}
    assert (row.tries_left, rows(db, "referral_opening")) == (link.TRIES, 0)


def test_every_address_looks_the_same(
    db: Session, visitor: Visitor, app_visitor: Visitor, made: Linked
) -> None:
    unused = without_token(visitor.get(door(made)), made.token)
    typed(app_visitor, made, made.code)
    token = link.draw(CHEAP).token

    used = without_token(visitor.get(door(made)), made.token)
    made_up = without_token(visitor.get(f"/o/{token}"), token)
    odd = visitor.get("/o/x%20y<z")

    assert unused == used == made_up
    assert odd.status_code == 200
    assert "<z" not in odd.text


def test_a_wrong_code_and_an_unknown_address_are_answered_alike(
    visitor: Visitor, made: Linked
) -> None:
    token = link.draw(CHEAP).token
    nowhere = Linked(made.given, token, made.code)

    refused = typed(visitor, made, wrong(made.code))
    unknown = typed(visitor, nowhere, "123456")

    assert refused.status_code == unknown.status_code == 403
    assert without_token(refused, made.token) == without_token(unknown, token)


def test_what_is_no_code_costs_no_try(db: Session, visitor: Visitor, made: Linked) -> None:
    page = typed(visitor, made, "12 34")

    assert page.status_code == 422
    assert db.scalars(select(ReferralLink.tries_left)).one() == link.TRIES


def test_five_wrong_codes_from_five_browsers_end_it(
    db: Session, world: World, app: Flask, made: Linked
) -> None:
    refused = [
        typed(Visitor(app.test_client()), made, wrong(made.code)) for _time in range(link.TRIES)
    ]
    right = typed(Visitor(app.test_client()), made, made.code)

    assert {each.status_code for each in refused} == {403}
    assert right.status_code == 403
    assert told(db, world, made) == []


@pytest.mark.both_databases
def test_the_same_press_twice_from_one_browser_opens_it_once(
    db: Session, world: World, visitor: Visitor, made: Linked
) -> None:
    page = visitor.get(door(made))
    found = TOKEN.search(page.text)
    assert found
    form = {"csrf_token": found.group(1), "code": made.code}

    presses = [visitor.client.post(door(made), data=form) for _time in range(2)]

    assert [each.status_code for each in presses] == [303, 303]
    assert told(db, world, made) == [Step.SEEN]


def test_another_browser_with_the_right_code_comes_too_late(
    visitor: Visitor, app_visitor: Visitor, made: Linked
) -> None:
    typed(visitor, made, made.code)

    late = typed(app_visitor, made, made.code)

    assert late.status_code == 403
    assert HAPPENED not in app_visitor.get(door(made)).text


def test_the_answering_code_lets_somebody_answer_elsewhere_and_shows_nothing(
    db: Session, world: World, visitor: Visitor, app_visitor: Visitor, made: Linked
) -> None:
    typed(visitor, made, made.code)
    code = answering_code(visitor.get(door(made)).text)

    let_in = typed(app_visitor, made, code)
    page = app_visitor.get(door(made))
    said = app_visitor.post(f"{door(made)}/accepted", words="Come on Tuesday.")

    assert let_in.status_code == said.status_code == 303
    assert HAPPENED not in page.text
    assert "HERON-31" in page.text
    assert app_visitor.get(f"{door(made)}/paper").status_code == 303
    assert told(db, world, made) == [Step.SEEN, Step.ACCEPTED]


def test_what_was_taken_back_while_it_is_read_shows_the_door_again(
    db: Session, visitor: Visitor, made: Linked
) -> None:
    typed(visitor, made, made.code)
    withdrawing.withdraw(db, made.given)
    db.commit()

    page = visitor.get(door(made))
    late = visitor.post(f"{door(made)}/accepted", words="Come on Tuesday.")

    assert HAPPENED not in page.text
    assert late.status_code == 403
    assert "Come on Tuesday." in late.text


def test_nobody_is_kept_waiting_and_no_try_is_lost_while_others_come_in(
    db: Session, visitor: Visitor, made: Linked, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crowded(*_who: object) -> None:
        raise Busy

    monkeypatch.setattr(Lanes, "enter", crowded)

    page = typed(visitor, made, made.code)

    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert db.scalars(select(ReferralLink.tries_left)).one() == link.TRIES


def test_a_note_typed_for_longer_than_the_hour_is_shown_again(
    db: Session, visitor: Visitor, made: Linked
) -> None:
    typed(visitor, made, made.code)
    db.execute(update(ReferralOpening).values(sealed=b"gone"))
    db.commit()

    page = visitor.post(f"{door(made)}/declined", words="We are closed until May.")

    assert page.status_code == 403
    assert "We are closed until May." in page.text


def test_no_page_of_it_is_kept_by_a_browser_or_found_by_a_search(
    visitor: Visitor, made: Linked
) -> None:
    typed(visitor, made, made.code)

    page = visitor.get(door(made))

    assert "no-store" in page.headers["Cache-Control"]
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert made.token not in page.headers.get("Set-Cookie", "")
    assert "<title>" in page.text
    assert HAPPENED not in page.text.split("</title>")[0]


def test_an_old_link_is_dead(db: Session, world: World, visitor: Visitor) -> None:
    made = linked(db, world, datetime.now(UTC) - timedelta(days=7, minutes=1))

    assert typed(visitor, made, made.code).status_code == 403


def answering_code(page: str) -> str:
    """The eight digits that a page shows."""
    found = re.search(CODE_SHOWN, page)
    assert found
    return found.group(1) + found.group(2)

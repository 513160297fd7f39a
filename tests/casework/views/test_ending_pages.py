"""How a case ends, page by page: withdrawn, settled, closed, opened again, kept."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from casework.clocks.routes import Route
from casework.procedures.pack import Retention
from casework.procedures.terms import Binding, Confidence
from casework.protection.gate import Act
from crypto.copies import open_copy
from tests.accounts import open_account
from tests.casework.ending.ends import at_its_end, at_the_route, closed, ready
from tests.casework.ending.test_settling import in_country, settled
from tests.casework.protection.protecting import let_through, she_says
from tests.casework.returners import Returner
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
MODULES = (
    "auth.parts",
    "auth.guard",
    "auth.judging",
    "auth.throttle",
    "auth.views.entrance",
    "casework.views.casing",
    "casework.views.desk",
    "casework.views.coming_back",
    "casework.views.returning",
    "casework.views.returning_hers",
    "casework.views.returning_ending",
)
TALK = {
    "says": "withdraws",
    "how": "in_person",
    "was_alone": "y",
    "when": "Friday after the shift",
    "suggested": "family",
    "words": "I want to leave it.",
}


@pytest.fixture
def clock(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> "Clock":
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    app.extensions["casework"].register = world.register
    clock = Clock(monkeypatch)
    clock.on(0)
    return clock


class Clock:
    """The day it is, for the pages."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def on(self, days: int) -> None:
        """So many days after she told it."""
        for module in MODULES:
            self.patch.setattr(f"{module}.now", lambda: NOW + timedelta(days=days, minutes=days))


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that the committee, the union and CARE deal with."""
    case = world.told(db, world.complaint(told_for_programme=True))
    db.rollback()
    return case


@pytest.fixture
def she(app: Flask, clock: Clock, case: UUID) -> Returner:
    """The survivor, back with number and word."""
    return Returner(app.test_client()).enter()


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def sent(visitor: Visitor, path: str, **typed: object) -> TestResponse:
    """Fill in the form of a page and send it."""
    found = SEEN.search(visitor.get(path).text)
    assert found, visitor.get(path).text[-1500:]
    return visitor.post(path, seen=found.group(1), **typed)


def withdrawn(app: Flask, suggested: str = "supervisor") -> None:
    she = Returner(app.test_client()).enter()
    she.open("/r/stop").press("/r/stop", asks="withdrawal", suggested=suggested)
    assert she.status == 200


def test_the_external_member_reads_whose_idea_it_was_and_hears_her_after_seven_days(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    withdrawn(app)
    clock.on(7)
    external = enter(app, db, world, "external")

    answer = sent(external, f"/cases/{case}/ending/talk", **TALK)

    assert answer.status_code == 303
    shown = external.get(f"/cases/{case}/ending").text
    assert "Confirmed in private" in shown
    assert "her supervisor&#39;s, or a manager&#39;s" in shown


def test_before_seven_days_the_page_offers_no_confirmation(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    withdrawn(app)
    external = enter(app, db, world, "external")

    answer = sent(external, f"/cases/{case}/ending/talk", **TALK)

    assert answer.status_code == 422
    assert "She withdraws it" not in answer.text


def test_a_member_sees_how_it_stands_and_hears_nobody(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    withdrawn(app)
    chair = enter(app, db, world, "chair")

    shown = chair.get(f"/cases/{case}/ending")

    assert "Farida Rahman" in shown.text
    assert "/ending/talk" not in shown.text
    assert chair.get(f"/cases/{case}/ending/talk").status_code == 404


def test_what_was_not_said_alone_is_kept_on_the_page_and_confirms_nothing(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    withdrawn(app)
    clock.on(7)
    external = enter(app, db, world, "external")

    answer = sent(external, f"/cases/{case}/ending/talk", **{**TALK, "was_alone": ""})

    assert answer.status_code == 422
    assert "I want to leave it." in answer.text
    assert "Only what she says when you are alone confirms it." in answer.text


def test_the_union_sees_nothing_of_a_withdrawal(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    withdrawn(app)

    shown = enter(app, db, world, "union").get(f"/cases/{case}/ending")

    assert shown.status_code == 200
    assert "Withdrawal" not in shown.text


CLOSE = {
    "why": "helped",
    "checks": ["safe", "done", "help", "measures", "watched", "paper"],
    "words": "You have the help you wanted.",
}


def test_from_the_end_of_a_case_to_her_page_that_says_why_and_back(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    at_its_end(db, world, case)
    chair = enter(app, db, world, "chair")
    external = enter(app, db, world, "external")

    told = sent(chair, f"/cases/{case}/ending/told", way="page", words="You can come back.")
    asked = sent(external, f"/cases/{case}/ending/feedback", safe_by="page", words="How was it?")
    shut = sent(chair, f"/cases/{case}/ending/close", **CLOSE)
    written = chair.get(f"/cases/{case}").text
    she = Returner(app.test_client()).enter()
    read = she.seen
    she.open("/r/again").press("/r/again", words="It has begun again.")
    again = sent(chair, f"/cases/{case}/ending/reopen", words="She is followed.")
    she.open("/r/all")

    assert [each.status_code for each in (told, asked, shut, again)] == [303] * 4
    assert "Her safety was gone through with her, and nothing worries her now" in written
    assert "You have the help you wanted." in read
    assert "It was opened again" in she.seen
    assert "She is followed." in she.seen


def test_whoever_dealt_with_it_is_told_who_asks_her(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    at_its_end(db, world, case)
    chair = enter(app, db, world, "chair")

    answer = sent(chair, f"/cases/{case}/ending/feedback", safe_by="page", words="How was it?")

    assert answer.status_code == 422
    assert "You dealt with the case" in answer.text
    assert "Farida Rahman" in answer.text


def test_an_unticked_list_is_sent_back_with_every_word(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    chair = enter(app, db, world, "chair")

    answer = sent(chair, f"/cases/{case}/ending/close", **{**CLOSE, "checks": ["safe"]})

    assert answer.status_code == 422
    assert "You have the help you wanted." in answer.text


def test_a_closed_case_is_opened_again_as_she_said_by_voice(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    chair = enter(app, db, world, "chair")

    silent = sent(chair, f"/cases/{case}/ending/reopen", words="New signs.")
    heard = sent(
        chair,
        f"/cases/{case}/ending/reopen",
        words="New signs.",
        how="phone",
        when="Today",
        said="It has begun again.",
    )

    assert (silent.status_code, heard.status_code) == (422, 303)


@pytest.mark.parametrize("path", ["told", "close", "reopen", "feedback", "elsewhere"])
def test_the_union_closes_nothing(
    app: Flask, db: Session, world: World, clock: Clock, case: UUID, path: str
) -> None:
    union = enter(app, db, world, "union")

    assert union.get(f"/cases/{case}/ending/{path}").status_code == 404


PASSPHRASE = "green river four boats"
RULE = Retention(source="OURS", binding=Binding.RECOMMENDED, confidence=Confidence.LOW, months=12)


@pytest.fixture
def over(db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A case that was closed, in a factory that keeps it for twelve months."""
    monkeypatch.setattr("casework.ending.keeping.rule_of", lambda *_args: RULE)
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    return case


def test_she_is_told_until_when_it_is_kept_and_keeps_it(
    app: Flask, db: Session, world: World, clock: Clock, over: UUID
) -> None:
    clock.on(330)
    chair = enter(app, db, world, "chair")

    told = sent(chair, f"/cases/{over}/ending/warn", way="page")
    she = Returner(app.test_client()).come()
    alone = she.seen
    she.press("/r/word", word="blue door")
    hers = she.seen
    she.press("/r/keep", keep="yes")

    assert told.status_code == 303
    assert "It is destroyed after" in alone
    assert "It is destroyed after" in hers
    assert "You keep it" in she.seen
    assert "She keeps it" in chair.get(f"/cases/{over}/ending").text


def test_a_hold_is_confirmed_by_somebody_else(
    app: Flask, db: Session, world: World, clock: Clock, over: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")

    asked = sent(chair, f"/cases/{over}/ending/hold", words="A court asks.")
    again = sent(chair, f"/cases/{over}/ending/hold", words="A court asks.")
    confirmed = sent(member, f"/cases/{over}/ending/hold", words="I saw the letter.")

    assert [each.status_code for each in (asked, again, confirmed)] == [303, 422, 303]


def test_she_takes_a_copy_that_opens_with_her_passphrase_alone(
    app: Flask, she: Returner, case: UUID
) -> None:
    she.open("/r/copy")

    taken = she.client.post(
        "/r/copy",
        data={"csrf_token": she.token, "passphrase": PASSPHRASE, "again": PASSPHRASE},
    )

    assert taken.headers["Content-Disposition"] == 'attachment; filename="copy.bin"'
    assert b"hand on my back" not in taken.data
    opened = b"".join(open_copy(BytesIO(taken.data), PASSPHRASE))
    assert b"He put his hand on my back" in opened


@pytest.mark.parametrize("typed", [("tiny", "tiny"), (PASSPHRASE, "another one of that length")])
def test_a_weak_or_mistyped_passphrase_is_explained(
    app: Flask, she: Returner, case: UUID, typed: tuple[str, str]
) -> None:
    she.open("/r/copy").press("/r/copy", passphrase=typed[0], again=typed[1])

    assert she.status == 422
    assert typed[0] not in she.seen


@pytest.fixture
def talked(db: Session, world: World, clock: Clock) -> UUID:
    """A complaint about words in India, on the formal route and before any notice."""
    in_country(db, world, "IN")
    case = world.told(db, world.complaint(kinds=["verbal"], told_for_programme=True))
    at_the_route(db, world, case, Route.FORMAL)
    return case


def test_india_from_her_request_to_what_is_agreed(
    app: Flask, db: Session, world: World, talked: UUID
) -> None:
    she = Returner(app.test_client()).enter()
    she.open("/r/settle").press("/r/settle", words="I would rather talk.")
    chair = enter(app, db, world, "chair")
    root = f"/cases/{talked}/ending"
    early = sent(chair, f"{root}/settle-open", contact="no", superior="no")
    let_through(db, world, talked, Act.SETTLEMENT)
    opened = sent(chair, f"{root}/settle-open", contact="no", superior="no")
    money = sent(chair, f"{root}/settle-terms", words="He pays.", has_money="y", safe_by="page")
    agreed = sent(chair, f"{root}/settle-terms", words="He works elsewhere.", safe_by="page")
    unheard = chair.post(f"{root}/settle")
    she_says(db, world, talked)

    done = chair.post(f"{root}/settle")

    statuses = [each.status_code for each in (early, opened, money, agreed, unheard, done)]
    assert statuses == [422, 303, 422, 303, 422, 303]
    assert "It is settled as you agreed" in she.open("/r/all").seen
    assert "She agreed to a settlement." in chair.get(f"/cases/{talked}/course").text


def test_what_was_settled_is_closed_and_she_reads_it(
    app: Flask, db: Session, world: World, talked: UUID
) -> None:
    settled(db, world, talked)
    ready(db, world, talked)
    chair = enter(app, db, world, "chair")

    shut = sent(chair, f"/cases/{talked}/ending/close", **{**CLOSE, "why": "settled"})

    assert shut.status_code == 303
    assert str(CLOSE["words"]) in Returner(app.test_client()).enter().seen


def test_she_stops_the_talk_with_one_press(
    app: Flask, db: Session, world: World, talked: UUID
) -> None:
    she = Returner(app.test_client()).enter()
    she.open("/r/settle").press("/r/settle", words="")

    she.press("/r/settle/stop")

    assert "You stopped the talk" in she.seen


def test_after_a_touch_she_reads_why_it_cannot_be_settled(
    app: Flask, db: Session, world: World, clock: Clock
) -> None:
    case = world.told(db, world.complaint(kinds=["touching"], told_for_programme=True))
    at_the_route(db, world, case, Route.FORMAL)
    she = Returner(app.test_client()).enter()

    she.open("/r/settle").press("/r/settle", words="")

    assert she.status == 409
    assert "After touching or worse nothing is settled by talking." in she.seen

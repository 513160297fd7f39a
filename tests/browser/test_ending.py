"""How cases end: withdrawn, opened again, settled in India, destroyed after their time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import Organization
from auth.rings import load_ring
from casework.case.authors import Author
from casework.case.turns import Turn
from casework.commands.retention import sweep
from casework.committee.rules import enter_own, rules_of
from casework.ending import confirming, keeping
from casework.ending.before import Way
from casework.ending.closing import Check
from casework.ending.confirming import Says, Talk
from casework.models.case import Case
from casework.procedures.own_rules import OwnRules
from crypto.sealing import give_ring
from tests.browser.alone import served, village
from tests.browser.sitting import Office
from tests.browser.test_verified_sanction import TODAY, come_back, do, she_knows, to_route
from tests.browser.walking import Walker
from tests.browsers import PHONE, press
from tests.journeys.founding import Village
from tests.journeys.tellings import full_story

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
WEEK = timedelta(days=7, minutes=1)
TEN_MONTHS = timedelta(days=310)
CLOSING = {"checks": [each.value for each in Check], "words": "As we spoke of it."}


@contextmanager
def later(village: Village, who: str, after: timedelta) -> Iterator[tuple[Session, Turn]]:
    """Somebody's turn with the one case, so much later."""
    parts, person = village.parts(), village.people[who]
    with parts.sessions() as db:
        give_ring(db, load_ring(db, parts.keys, person.person, person.seeds, (), parts.admit))
        case = db.scalars(select(Case.id)).one()
        author, then = Author(person.person, person.seeds), datetime.now(UTC) + after
        yield db, Turn(case, author, parts.keys, parts.register(db), then)
        db.commit()
    parts.sessions.engine.dispose()


def told(survivor: Walker, village: Village, kinds: str = "touching") -> str:
    """From the first page to the number."""
    story = {**full_story(village), "kinds": [{"kinds": [kinds]}]}
    survivor.open("/")
    press(survivor.page, survivor.page.get_by_role("link", name=re.compile("^Write to us")))
    survivor.answer(story, until="readers")
    survivor.press("Send")
    number = survivor.page.locator(".cw-secret__value").inner_text()
    survivor.press("I have it")
    return number


def the_case(somebody: Walker) -> str:
    """The address of the one case."""
    somebody.open("/cases")
    link = somebody.page.locator('.cw-listing a[href^="/cases/"]').first
    return link.get_attribute("href") or ""


def told_and_asked(chair: Walker, external: Walker, case: str) -> None:
    """She is told that she can come back, and somebody else asks her how it was."""
    do(chair, case, "/ending/told", {"way": "page"}, "Write it down")
    do(external, case, "/ending/feedback", {"safe_by": "page"}, "Ask her")


def helped(survivor: Walker, office: Office) -> tuple[Walker, str]:
    """She wanted help alone, has it, and the case is closed; gives back the chair and the case."""
    chair, external = office("chair"), office("external")
    case = the_case(chair)
    do(chair, case, "/course/to/safety", {"words": "It was read."}, "Go on")
    do(chair, case, "/safety/asked", {"danger": "no"}, "Save what she says")
    do(chair, case, "/course/to/route", {"words": "She was asked."}, "Go on")
    survivor.open("/r/route")
    survivor.fill({"route": "support_only"})
    survivor.press("This is my choice")
    do(chair, case, "/course/to/monitor", {"words": "She has help."}, "Go on")
    told_and_asked(chair, external, case)
    do(chair, case, "/ending/close", {"why": "helped", **CLOSING}, "Close it")
    return chair, case


def test_a_withdrawal_is_confirmed_alone_and_then_closes_the_case(
    survivor: Walker, office: Office, village: Village
) -> None:
    come_back(survivor, told(survivor, village))
    survivor.open("/r/stop")
    survivor.fill({"suggested": "family"})
    survivor.press("Ask to withdraw")
    chair, external = office("chair", PHONE), office("external", PHONE)
    case = the_case(external)
    external.open(f"{case}/ending/talk")
    expect(external.page.locator("main")).not_to_contain_text("She withdraws it")
    talk = Talk(says=Says.WITHDRAWS, how="phone", when="Friday", words="I leave it.",
                was_alone=True)  # fmt: skip
    with later(village, "external", WEEK) as (db, turn):
        confirming.note_talk(db, turn, talk)
    told_and_asked(chair, external, case)

    do(chair, case, "/ending/close", {"why": "withdrawn", **CLOSING}, "Close it")

    survivor.open("/r/all")
    expect(survivor.page.locator("main")).to_contain_text("You withdrew it")
    expect(survivor.page.locator("main")).to_contain_text("Nothing was destroyed")
    assert (survivor.wrong, chair.wrong, external.wrong) == ([], [], [])


def test_a_closed_case_is_opened_again_at_her_wish(
    survivor: Walker, office: Office, village: Village
) -> None:
    come_back(survivor, told(survivor, village))
    chair, case = helped(survivor, office)
    survivor.open("/r/all")
    survivor.press("Open it again")
    survivor.fill({"words": "It has begun again."})
    survivor.press("I want it opened again")
    chair.open(f"{case}/ending")
    expect(chair.page.locator("main")).to_contain_text("It has begun again.")

    do(chair, case, "/ending/reopen", {"words": "She is followed."}, "Open it again")

    survivor.open("/r/all")
    expect(survivor.page.locator("main")).to_contain_text("It was opened again")
    expect(survivor.page.locator("main")).to_contain_text("She is followed.")
    assert (survivor.wrong, chair.wrong) == ([], [])


def test_in_india_she_asks_for_a_talk_before_the_inquiry(
    survivor: Walker, office: Office, village: Village
) -> None:
    in_india(village)
    come_back(survivor, told(survivor, village, "verbal"))
    chair = office("chair")
    case = the_case(chair)
    to_route(survivor, chair, case, "a copy of your complaint")
    survivor.open("/r/settle")
    survivor.press("I ask for it myself")
    she_knows(survivor, chair, case, "settlement")
    known = {"contact": "no", "superior": "no"}
    do(chair, case, "/ending/settle-open", known, "Write it down")
    terms = {"words": "He works on another floor.", "safe_by": "page"}
    do(chair, case, "/ending/settle-terms", terms, "Write it down")
    survivor.open("/r/all")
    survivor.press("Yes")
    chair.open(f"{case}/ending")

    chair.press("It is settled like this")

    survivor.open("/r/all")
    expect(survivor.page.locator("main")).to_contain_text("It is settled as you agreed")
    external = office("external")
    told_and_asked(chair, external, case)
    do(chair, case, "/ending/close", {"why": "settled", **CLOSING}, "Close it")
    survivor.open("/r/all")
    expect(survivor.page.locator("main")).to_contain_text("As we spoke of it.")
    assert (survivor.wrong, chair.wrong, external.wrong) == ([], [], [])


def test_after_its_time_a_closed_case_is_destroyed_and_her_number_says_so(
    survivor: Walker, office: Office, village: Village
) -> None:
    keeps_for_a_year(village)
    number = told(survivor, village)
    come_back(survivor, number)
    chair, case = helped(survivor, office)
    chair.open(f"{case}/ending")
    expect(chair.page.locator("main")).not_to_contain_text("Tell her until when it is kept")
    with later(village, "chair", TEN_MONTHS) as (db, turn):
        after = keeping.warn(db, turn, Way.PAGE)
    survivor.open("/r/all")
    expect(survivor.page.locator("main")).to_contain_text("It is destroyed after")

    swept = swept_on(village, after)

    assert (1, "closed cases past their month") in swept
    survivor.open("/r")
    survivor.fill({"number": number})
    survivor.press("Continue")
    expect(survivor.page.locator("h1").first).to_have_text(
        "Its time was over, and it was destroyed"
    )
    assert (survivor.wrong, chair.wrong) == ([], [])


def in_india(village: Village) -> None:
    """The factory stands in India."""
    parts = village.parts()
    with parts.sessions() as db:
        factory = Organization.id == village.bodies["factory"]
        db.execute(update(Organization).where(factory).values(country="IN"))
        db.commit()
    parts.sessions.engine.dispose()


def keeps_for_a_year(village: Village) -> None:
    """The factory answers what the pack does not know."""
    parts, factory = village.parts(), village.bodies["factory"]
    own = OwnRules(
        in_force_on=TODAY, reason="The committee said so.", title="House", retention_months=12
    )
    with parts.sessions() as db:
        before, seen = rules_of(db, factory)
        enter_own(db, factory, seen, own, before)
        db.commit()
    parts.sessions.engine.dispose()


def swept_on(village: Village, last: date | None) -> list[tuple[int, str]]:
    """What the timer removes on the day after a last one."""
    assert last is not None
    parts, after = village.parts(), last + timedelta(days=1)
    try:
        return sweep(parts, datetime.combine(after, datetime.min.time(), UTC))
    finally:
        parts.sessions.engine.dispose()

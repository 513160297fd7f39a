"""A handover before leave: said, announced, handed over, over again. With scripts and without."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from auth.rings import load_ring
from casework.case.authors import Author
from casework.case.covers import the_cover
from casework.case.turns import Turn
from casework.models.case import Case
from casework.readers.intentions import fulfil, pending
from crypto.sealing import give_ring
from tests.browser.walking import Walker
from tests.browsers import DESKTOP, PHONE
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, short_story, tell
from tests.servers import Server

pytestmark = pytest.mark.browser
Sits = Callable[[str, dict[str, int]], Walker]
SENTENCE = "Shirin is on leave. Rafiq reads in her place."


@pytest.fixture
def sits_down(
    chromium: Browser, served: Server, scripts: bool, faults: list[str]
) -> Iterator[Sits]:
    """A browser for each person; what its console complains of is the test's."""
    contexts = []

    def sit_down(_who: str, screen: dict[str, int]) -> Walker:
        made = chromium.new_context(
            viewport={"width": screen["width"], "height": screen["height"]},
            java_script_enabled=scripts,
            locale="en-GB",
        )
        made.set_default_timeout(60_000)
        made.on("weberror", lambda wrong: faults.append(str(wrong.error)))
        contexts.append(made)
        return Walker(made.new_page(), served.url, scripts)

    yield sit_down
    for each in contexts:
        each.close()
    assert faults == []


def signed_in(sits_down: Sits, village: Village, who: str, screen: dict[str, int]) -> Walker:
    """Somebody through the door."""
    walker = sits_down(who, screen)
    walker.open("/sign-in")
    walker.fill(village.people[who].key())
    walker.press("Sign in")
    return walker


def two_days_later(village: Village) -> UUID:
    """The member hands over what was announced; gives back which case."""
    parts, who = village.parts(), village.people["member"]
    later = datetime.now(UTC) + timedelta(hours=49)
    with parts.sessions() as db:
        give_ring(db, load_ring(db, parts.keys, who.person, who.seeds, (), parts.admit))
        (case,) = [
            each for each in db.scalars(select(Case.id)) if pending(the_cover(db, each).text)
        ]
        author = Author(who.person, who.seeds)
        turn = Turn(case, author, parts.keys, parts.register(db), later)
        (meant,) = pending(the_cover(db, case).text)
        fulfil(db, turn, meant.id)
        db.commit()
    parts.sessions.engine.dispose()
    return case


def typed_days() -> dict[str, str]:
    """From today on for ten days."""
    today = datetime.now(UTC).date()
    days = {"first": today, "last": today + timedelta(days=10)}
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


def test_a_handover_before_leave(sits_down: Sits, house: Flask, village: Village) -> None:
    number = tell(newcomer(house), {**short_story(village), "word": [{"word": WORD}]}).number
    chair = signed_in(sits_down, village, "chair", DESKTOP)

    chair.open("/me")
    chair.press("Going away, or back")
    other = village.people["conflicted"].membership.hex
    chair.fill({**typed_days(), "substitute": other})
    chair.press("Go on to the cases")
    expect(chair.page.locator("main")).to_contain_text("New: confirm receipt")
    chair.fill({"words": SENTENCE})
    chair.press("Announce all of them")
    expect(chair.page.locator("main")).to_contain_text("announced.")

    she = sits_down("survivor", PHONE)
    she.open("/r")
    she.fill({"number": number})
    she.press("Continue")
    she.fill({"word": WORD})
    she.press("Open")
    expect(she.page.locator("main")).to_contain_text(SENTENCE)

    case = two_days_later(village)
    stands_in = signed_in(sits_down, village, "conflicted", PHONE)
    stands_in.open("/desk")
    expect(stands_in.page.locator("main")).to_contain_text("You stand in for")
    stands_in.open(f"/cases/{case}")

    chair.open("/desk")
    chair.press("See it, or say that you are back")
    chair.press("I am back")
    expect(chair.page.locator("main")).to_contain_text("You are back.")
    assert stands_in.page.request.get(f"{stands_in.url}/cases/{case}").status == 404
    assert chair.wrong + she.wrong + stands_in.wrong == []

"""A handover before leave: said, announced, handed over, over again. With scripts and without."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from auth.rings import load_ring
from casework.case.authors import Author
from casework.case.covers import the_cover
from casework.case.turns import Turn
from casework.models.case import Case
from casework.readers.intentions import fulfil, pending
from crypto.sealing import give_ring
from tests.browser.sitting import Office, Sits
from tests.browsers import DESKTOP, PHONE
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, short_story, tell

pytestmark = pytest.mark.browser
SENTENCE = "Shirin is on leave. Rafiq reads in her place."


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


def test_a_handover_before_leave(
    office: Office, sits_down: Sits, house: Flask, village: Village
) -> None:
    number = tell(newcomer(house), {**short_story(village), "word": [{"word": WORD}]}).number
    chair = office("chair", DESKTOP)

    chair.open("/me")
    chair.press("Going away, or back")
    other = village.people["conflicted"].membership.hex
    chair.fill({**typed_days(), "substitute": other})
    chair.press("Go on to the cases")
    expect(chair.page.locator("main")).to_contain_text("New: confirm receipt")
    chair.fill({"words": SENTENCE})
    chair.press("Announce all of them")
    expect(chair.page.locator("main")).to_contain_text("announced.")

    she = sits_down(PHONE)
    she.open("/r")
    she.fill({"number": number})
    she.press("Continue")
    she.fill({"word": WORD})
    she.press("Open")
    expect(she.page.locator("main")).to_contain_text(SENTENCE)

    case = two_days_later(village)
    stands_in = office("conflicted", PHONE)
    stands_in.open("/desk")
    expect(stands_in.page.locator("main")).to_contain_text("You stand in for")
    stands_in.open(f"/cases/{case}")

    chair.open("/desk")
    chair.press("See it, or say that you are back")
    chair.press("I am back")
    expect(chair.page.locator("main")).to_contain_text("You are back.")
    assert stands_in.page.request.get(f"{stands_in.url}/cases/{case}").status == 404
    assert chair.wrong + she.wrong + stands_in.wrong == []

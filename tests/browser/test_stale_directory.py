"""A stale directory is brought up to date: confirmed, changed, gone; workers see it at once."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from referrals.models.terms import Way
from tests.browser.alone import served, village
from tests.browser.sitting import Office, Sits
from tests.browser.walking import Walker
from tests.browsers import PHONE
from tests.journeys.founding import Village
from tests.journeys.nearby import GAZIPUR, put_place, settle_places

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
OLD, CLOSED, OTHER = "Clinic of last year", "Clinic that moved away", "Clinic with a new number"
NEW_NUMBER = "0800 000 009"


def age(village: Village) -> None:
    """Three places that nobody has called for a year."""
    parts = village.parts()
    long_ago = datetime.now(UTC).date() - timedelta(days=400)
    with parts.sessions() as db:
        for name in (OLD, CLOSED, OTHER):
            put_place(db, name, long_ago, ways={Way.PHONE})
        db.commit()
    parts.sessions.engine.dispose()


def look_for_doctor(worker: Walker) -> None:
    """She opens the page, says where she is, and presses once."""
    worker.open("/p")
    worker.fill({"area": GAZIPUR})
    worker.press("A doctor or a hospital")


def press_beside(officer: Walker, name: str, answer: str) -> None:
    """What came of the call, beside the place that was called."""
    task = officer.page.locator("section").filter(has_text=name)
    officer.follow(task.get_by_role("button", name=answer, exact=True))


def test_a_stale_directory_brought_up_to_date(
    office: Office, sits_down: Sits, village: Village
) -> None:
    settle_places(village)
    age(village)
    worker = sits_down(PHONE)
    look_for_doctor(worker)
    old = worker.page.locator("main li").filter(has_text=OLD)
    expect(old).to_contain_text("Call before you go")

    officer = office("officer", PHONE)
    officer.open("/directory/due")
    press_beside(officer, OLD, "All of it holds")
    press_beside(officer, CLOSED, "It is gone")
    press_beside(officer, OTHER, "Something changed")
    officer.fill({"phones": NEW_NUMBER, "holds": "y"})
    officer.press("Keep it")
    expect(officer.page.locator("main")).to_contain_text(NEW_NUMBER)
    officer.open("/directory/due")
    expect(officer.page.locator("main")).not_to_contain_text(OLD)
    expect(officer.page.locator("main")).not_to_contain_text(OTHER)

    look_for_doctor(worker)
    main = worker.page.locator("main")
    expect(main.locator("li").filter(has_text=OLD)).to_contain_text("We called and confirmed")
    expect(main.locator("li").filter(has_text=OTHER)).to_contain_text(NEW_NUMBER)
    expect(main).not_to_contain_text(CLOSED)
    expect(main).not_to_contain_text("Call before you go")
    assert officer.wrong + worker.wrong == []

"""Somebody who needs a doctor within hours is on her way after a dozen pages."""

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.helping import ask_needs, ask_now, ask_place, hear_yes, her_case, send, told
from tests.browser.sitting import Office
from tests.browsers import PHONE
from tests.journeys.founding import Village
from tests.journeys.nearby import CLINIC

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
FIVE_MINUTES = 15
"""Pages that an officer reads and presses in five minutes, at twenty seconds each."""


def test_an_urgent_health_referral(office: Office, village: Village) -> None:
    told(village)
    officer = office("officer", PHONE)

    case = her_case(officer)
    ask_needs(officer, case)
    ask_place(officer, case, CLINIC, "phone")
    expect(officer.page.locator("main")).to_contain_text("She has not agreed to this")
    hear_yes(officer, CLINIC)
    ask_now(officer, CLINIC, "phone")
    expect(officer.page.locator("main")).to_contain_text("This leaves")
    expect(officer.page.locator("main")).to_contain_text("This stays")
    send(officer, "Go on to the call")

    main = officer.page.locator("main")
    expect(main).to_contain_text(CLINIC)
    expect(main).to_contain_text("My sister's telephone, after nine")
    expect(main).not_to_contain_text("Rahima")
    assert officer.wrong == []
    assert len(officer.passed) <= FIVE_MINUTES

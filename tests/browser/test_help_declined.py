"""A place says no, and why; the officer asks a second one, and the survivor reads both."""

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.helping import ask_needs, ask_place, come_back, hear_yes, her_case, send, told
from tests.browser.sitting import Office
from tests.browser.walking import Walker
from tests.journeys.founding import Village
from tests.journeys.nearby import CENTRE, CLINIC

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser


def decline(provider: Walker) -> None:
    """Somebody of the centre opens what was sent, and has no room."""
    provider.open("/received")
    provider.follow(provider.page.locator('.cw-listing a[href^="/received/"]').first)
    provider.press("Open it")
    expect(provider.page.locator("main")).to_contain_text("My sister's telephone, after nine")
    expect(provider.page.locator("main")).not_to_contain_text("Rahima")
    provider.press("No, we cannot help")
    provider.fill({"reason": "full"})
    provider.press("Send this answer")


def test_a_decline_and_a_second_choice(office: Office, survivor: Walker, village: Village) -> None:
    number = told(village)
    officer = office("officer")
    case = her_case(officer)
    ask_needs(officer, case)
    ask_place(officer, case, CENTRE, "account")
    hear_yes(officer, CENTRE)
    ask_place(officer, case, CENTRE, "account")
    send(officer, "Send it now")

    provider = office("provider")
    decline(provider)

    officer.open(f"{case}/help")
    officer.press("Write them into the case")
    officer.open(f"{case}/help/match")
    expect(officer.page.locator("main")).to_contain_text("They said no")
    ask_place(officer, case, CLINIC, "phone")
    hear_yes(officer, CLINIC)
    ask_place(officer, case, CLINIC, "phone")
    send(officer, "Go on to the call")
    officer.press("Write down what they say")
    officer.fill({"state": "accepted"})
    officer.press("Write it down")

    come_back(survivor, number)
    survivor.open("/r/help")
    main = survivor.page.locator("main")
    expect(main).to_contain_text(CENTRE)
    expect(main).to_contain_text(CLINIC)
    assert officer.wrong + provider.wrong + survivor.wrong == []

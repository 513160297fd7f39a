"""A place without an account: a link and a code that is told by telephone, opened once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.helping import (
    ask_needs,
    ask_place,
    come_back,
    hear_yes,
    her_case,
    send,
    told,
)
from tests.browser.sitting import Office, Sits
from tests.browser.walking import Walker
from tests.browsers import DESKTOP
from tests.journeys.founding import Village
from tests.journeys.nearby import CLINIC

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
ADDRESS = re.compile(r"/o/[\w-]+")


def link_and_code(officer: Walker, case: str) -> tuple[str, str]:
    """What the officer reads once: the path of the link, and the six digits."""
    ask_place(officer, case, CLINIC, "link")
    hear_yes(officer, CLINIC)
    ask_place(officer, case, CLINIC, "link")
    send(officer, "Make the link and the code")
    found = ADDRESS.search(officer.page.locator("main").inner_text())
    assert found
    return found.group(), officer.page.locator(".cw-secret__value").inner_text()


def stay_out(somebody: Walker, code: str, faults: list[str]) -> None:
    """The right code opens nothing; the browser notes the refusal, and nothing else."""
    somebody.fill({"code": code})
    somebody.press("Open")
    expect(somebody.page.locator("main")).to_contain_text("It did not open")
    expect(somebody.page.locator("main")).not_to_contain_text("sister")
    assert [each for each in faults if "403" not in each] == []
    faults.clear()


def test_a_provider_without_an_account(
    office: Office, sits_down: Sits, village: Village, faults: list[str]
) -> None:
    told(village)
    officer = office("officer")
    case = her_case(officer)
    ask_needs(officer, case)
    path, code = link_and_code(officer, case)

    clinic, scanner = sits_down(DESKTOP), sits_down(DESKTOP)
    scanner.open(path)
    expect(scanner.page.locator("main")).not_to_contain_text("sister")
    clinic.open(path)
    clinic.fill({"code": code})
    clinic.press("Open")
    expect(clinic.page.locator("main")).to_contain_text("My sister's telephone, after nine")
    clinic.press("Yes, we can help")
    clinic.press("Send this answer")

    stay_out(scanner, code, faults)
    officer.open(f"{case}/help")
    expect(officer.page.locator("main")).to_contain_text("2 answers have come")
    officer.press("Write them into the case")
    expect(officer.page.locator("main")).to_contain_text(CLINIC)
    assert officer.wrong + clinic.wrong == []


def test_a_consent_withdrawn_before_it_is_opened(
    office: Office, sits_down: Sits, survivor: Walker, village: Village, faults: list[str]
) -> None:
    number = told(village)
    officer = office("officer")
    case = her_case(officer)
    ask_needs(officer, case)
    path, code = link_and_code(officer, case)

    come_back(survivor, number)
    survivor.open("/r/help")
    survivor.press(f"Take it back {CLINIC}")

    clinic = sits_down(DESKTOP)
    clinic.open(path)
    stay_out(clinic, code, faults)
    officer.open(f"{case}/help/match")
    ask_place(officer, case, CLINIC, "link")
    expect(officer.page.locator("main")).to_contain_text("She has not agreed to this")
    assert officer.wrong + survivor.wrong == []

"""Told, received, answered, came back, recused: in a browser, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.sitting import Office
from tests.browser.walking import Walker
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, full_story

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
HER_WORDS = "He put his hand on my back."
THE_ANSWER = "We have read it. You need not meet him alone."
HER_REPLY = "Thank you. Please do not say my name."


def come_back(survivor: Walker, number: str) -> None:
    """With the number, then with the word."""
    survivor.open("/")
    survivor.press("Come back with my number")
    survivor.fill({"number": number})
    survivor.press("Continue")
    expect(survivor.page.locator("h1").first).to_have_text("An answer waits for you")
    expect(survivor.page.locator("main")).not_to_contain_text(THE_ANSWER)
    survivor.fill({"word": WORD})
    survivor.press("Open")


def told(survivor: Walker, village: Village) -> str:
    """From the first page to the number."""
    survivor.open("/")
    survivor.follow(survivor.page.get_by_role("link", name=re.compile("^Write to us")))
    survivor.answer(full_story(village), until="readers")
    survivor.press("Send")
    number = survivor.page.locator(".cw-secret__value").inner_text()
    survivor.press("I have it")
    return number


def test_told_received_answered_came_back_recused(
    survivor: Walker, office: Office, village: Village
) -> None:
    number = told(survivor, village)

    chair = office("chair")
    chair.open("/cases")
    chair.follow(chair.page.locator('.cw-listing a[href^="/cases/"]').first)
    expect(chair.page.locator("main")).to_contain_text(HER_WORDS)
    chair.press("Confirm receipt")
    chair.press("Write to her")
    chair.fill({"words": THE_ANSWER})
    chair.press("Send")

    come_back(survivor, number)
    expect(survivor.page.locator("main")).to_contain_text(THE_ANSWER)
    survivor.fill({"text": HER_REPLY})
    survivor.press("Send")

    chair.page.reload()
    expect(chair.page.locator("main")).to_contain_text(HER_REPLY)
    address = chair.page.url
    chair.press("Step back from this case")
    chair.fill({"words": "I am her cousin."})
    chair.press("Give my keys back")
    assert chair.page.request.get(address).status == 404

    chair.open("/cases")
    assert chair.page.locator('.cw-listing a[href^="/cases/"]').count() == 0
    assert survivor.wrong + chair.wrong == []
    assert len(survivor.passed) > 25

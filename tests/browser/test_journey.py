"""Told, received, answered, came back, recused: in a browser, with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.walking import Walker
from tests.browsers import DESKTOP
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, full_story
from tests.servers import Server

pytestmark = pytest.mark.browser
HER_WORDS = "He put his hand on my back."
THE_ANSWER = "We have read it. You need not meet him alone."
HER_REPLY = "Thank you. Please do not say my name."


@pytest.fixture
def survivor(page: Page, served: Server, scripts: bool) -> Walker:
    """A worker with a small phone."""
    return Walker(page, served.url, scripts)


@pytest.fixture
def desk(chromium: Browser, scripts: bool, faults: list[str]) -> Iterator[BrowserContext]:
    """The office's computer; its faults are the test's."""
    made = chromium.new_context(
        viewport={"width": DESKTOP["width"], "height": DESKTOP["height"]},
        java_script_enabled=scripts,
        locale="en-GB",
    )
    made.set_default_timeout(60_000)
    made.on("weberror", lambda wrong: faults.append(str(wrong.error)))
    made.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield made
    made.close()


@pytest.fixture
def chair(desk: BrowserContext, served: Server, scripts: bool) -> Walker:
    """Somebody of the committee, before she is in."""
    return Walker(desk.new_page(), served.url, scripts)


def sign_in(somebody: Walker, village: Village, who: str) -> None:
    """Through the door, with passphrase and code."""
    somebody.open("/sign-in")
    somebody.fill(village.people[who].key())
    somebody.press("Sign in")


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
    survivor.page.get_by_role("link", name=re.compile("^Write to us")).click()
    survivor.look()
    survivor.answer(full_story(village), until="readers")
    survivor.press("Send")
    number = survivor.page.locator(".cw-secret__value").inner_text()
    survivor.press("I have it")
    return number


def test_told_received_answered_came_back_recused(
    survivor: Walker, chair: Walker, village: Village
) -> None:
    number = told(survivor, village)

    sign_in(chair, village, "chair")
    chair.open("/cases")
    chair.page.locator('.cw-listing a[href^="/cases/"]').first.click()
    chair.look()
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

"""Somebody comes up behind her: one press, and neither the screen nor Back shows where she was."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import Walker
from tests.journeys.founding import Village
from tests.journeys.tellings import short_story
from tests.servers import Server

pytestmark = pytest.mark.browser
WORDS = "He put his hand on my back."
ELSEWHERE = "An ordinary page"


@pytest.fixture
def elsewhere(page: Page, village: Village) -> str:
    """The page that leaving leads to, as it would answer."""
    page.route(
        f"{village.config.exit_url}**",
        lambda route: route.fulfill(content_type="text/html", body=f"<h1>{ELSEWHERE}</h1>"),
    )
    return village.config.exit_url


@pytest.fixture
def telling(page: Page, served: Server, village: Village) -> Walker:
    """A worker who has written her words, and looks at them again."""
    walker = Walker(page, served.url, scripts=False)
    walker.open("/w")
    walker.answer(short_story(village), until="words")
    walker.fill({"words": WORDS})
    walker.go_on()
    walker.press("Back")
    expect(page.locator("textarea")).to_have_value(WORDS)
    return walker


def test_back_shows_nothing_of_what_she_wrote(telling: Walker, elsewhere: str) -> None:
    page = telling.page

    page.locator("a.cw-exit").click()
    expect(page.locator("h1")).to_have_text(ELSEWHERE)
    page.go_back()

    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    assert WORDS not in page.content()
    assert {each["name"] for each in page.context.cookies(telling.url)} <= {"p"}


def test_leaving_needs_no_pointer(telling: Walker, elsewhere: str) -> None:
    page = telling.page

    page.locator("a.cw-exit").focus()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(ELSEWHERE)

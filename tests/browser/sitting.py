"""Who sits at which browser: a survivor with her phone, staff each at one of their own."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walking import Walker
from tests.browsers import DESKTOP
from tests.journeys.founding import Village
from tests.servers import Server

Screen = dict[str, int]
Sits = Callable[[Screen], Walker]
Office = Callable[..., Walker]


@pytest.fixture
def survivor(page: Page, served: Server, scripts: bool) -> Walker:
    """A worker with a small phone."""
    return Walker(page, served.url, scripts)


@pytest.fixture
def sits_down(
    chromium: Browser, served: Server, scripts: bool, faults: list[str]
) -> Iterator[Sits]:
    """A browser for each person, nothing in it yet; its faults are the test's."""
    contexts = []

    def sit_down(screen: Screen) -> Walker:
        made = chromium.new_context(
            viewport={"width": screen["width"], "height": screen["height"]},
            java_script_enabled=scripts,
            locale="en-GB",
        )
        made.set_default_timeout(60_000)
        made.on("weberror", lambda wrong: faults.append(str(wrong.error)))
        made.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        contexts.append(made)
        return Walker(made.new_page(), served.url, scripts)

    yield sit_down
    for each in contexts:
        each.close()
    assert faults == []


@pytest.fixture
def office(sits_down: Sits, village: Village) -> Office:
    """Lets somebody of the staff sign in, at a desk or with the phone that is named."""

    def enter(who: str, screen: Screen = DESKTOP) -> Walker:
        somebody = sits_down(screen)
        somebody.open("/sign-in")
        somebody.fill(village.people[who].key())
        somebody.press("Sign in")
        return somebody

    return enter

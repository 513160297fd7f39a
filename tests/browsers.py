"""A real browser: Chromium as the machine has it, on a small phone's screen."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path() -> str:
    """The browser to drive; a machine without one fails here, it skips nothing."""
    named = os.environ.get("CASEWORK_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium: install the package chromium, or set CASEWORK_CHROMIUM"
    return found


def press(page: Page, found: Locator) -> None:
    """Press what leads on, and wait until the next page is there.

    A slow machine begins to leave a page after the press has come back: whoever looks, or goes
    elsewhere, at once would see the page before, or break a form off on its way.
    """
    with page.expect_navigation(wait_until="load"):
        found.click()


def findings(page: Page, *, scripts: bool = True) -> list[str]:
    """What axe has against the page as it stands: rule and place, empty where it is well.

    Axe is a script. A page in a browser without scripts is judged as a copy: the same elements
    and styles in a browser that runs axe, and none of the page's own scripts. A press has come
    back once the answer begins: only a loaded page is whole enough to be judged.
    """
    page.wait_for_load_state("load")
    if not scripts:
        with without_its_scripts(page) as copy:
            return findings(copy)
    results = Axe().run(page, options={"runOnly": RULES})
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


@contextmanager
def without_its_scripts(page: Page) -> Iterator[Page]:
    """The page as it stands, at the same address, with its own scripts left out."""
    browser, html = page.context.browser, page.content()
    assert browser is not None

    def serve(route: Route) -> None:
        kind = route.request.resource_type
        if kind == "document":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif kind == "script":
            route.abort()
        else:
            route.continue_()

    context = browser.new_context(viewport=page.viewport_size, locale="en-GB")
    context.set_default_timeout(60_000)
    copy = context.new_page()
    copy.route("**/*", serve)
    copy.goto(page.url)
    yield copy
    context.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a worker; each test has a context of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts: everything has to work without."""
    return bool(request.param)


@pytest.fixture
def screen() -> dict[str, int]:
    """The viewport; override with DESKTOP where the staff side is looked at."""
    return PHONE


@pytest.fixture
def faults() -> list[str]:
    """What the console and the network complained of during the test."""
    return []


@pytest.fixture
def context(chromium: Browser, scripts: bool, screen: dict[str, int]) -> Iterator[BrowserContext]:
    """A person's browser: no cookie yet, nothing remembered."""
    made = chromium.new_context(
        viewport={"width": screen["width"], "height": screen["height"]},
        java_script_enabled=scripts,
        locale="en-GB",
    )
    made.set_default_timeout(60_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, faults: list[str]) -> Iterator[Page]:
    """A page of that browser. An error in the console fails the test at its end."""
    made = context.new_page()
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )
    yield made
    assert faults == []

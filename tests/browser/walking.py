"""Walking through pages in a browser as a person does: look, fill in, press."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browsers import findings, press

COVER_NAME = "Notes"
MOST_PAGES = 40
ASKED_FIRST = "Before this case opens"
CLOSE_TO_NOBODY = {"related": "no", "over": "no", "is_named": "no"}


@dataclass
class Walker:
    """Somebody at a screen. What is wrong with a page she passes is noted under its address."""

    page: Page
    url: str
    scripts: bool
    wrong: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    is_free: bool = True
    """Whether she is close to nobody of any case, and says so where she is asked."""

    def open(self, path: str) -> None:
        """Open an address and look at the page, after what stood in its place."""
        self.page.goto(f"{self.url}{path}")
        asked = self.is_free and self.heading == ASKED_FIRST
        self.look()
        if asked:
            self.page.goto(f"{self.url}{path}")
            self.look()

    def look(self) -> None:
        """Note what is wrong with the page as it stands; answer what stands in place of a case."""
        self._note()
        if self.is_free and self.heading == ASKED_FIRST:
            self.fill(CLOSE_TO_NOBODY)
            self.press("Answer")

    def _note(self) -> None:
        where = f"{self.page.url.removeprefix(self.url)} {self.heading}"
        self.passed.append(where)
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found = findings(self.page, scripts=self.scripts)
        self.wrong += [f"{where}: {finding}" for finding in found]
        self.wrong += [f"{where}: {width} pixels too wide"] if width > 0 else []
        title = self.page.title()
        self.wrong += [f"{where}: its title is {title}"] if title != COVER_NAME else []

    @property
    def heading(self) -> str:
        """The page's one first heading."""
        return self.page.locator("h1").first.inner_text()

    def press(self, words: str) -> None:
        """Press a button or follow a link, and look at what comes."""
        main = self.page.locator("main")
        found = main.get_by_role("button", name=words, exact=True).or_(
            main.get_by_role("link", name=words, exact=True)
        )
        self.follow(found.first)

    def follow(self, found: Locator) -> None:
        """Press this one, and look at what comes."""
        press(self.page, found)
        self.look()

    def go_on(self) -> None:
        """Press the first button below a page's questions."""
        self.follow(self.page.locator("form.cw-question > .govuk-button-group button").first)

    def fill(self, typed: dict[str, Any]) -> None:
        """Fill in fields by their names: text, one of several, some of several, a file."""
        for name, value in typed.items():
            place = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
            if place.count():
                _fill(place, value)

    def unfold(self) -> None:
        """Press everything that is folded away, from the top."""
        for each in self.page.locator("main details:not([open]) > summary").all()[::-1]:
            each.click()

    def answer(self, story: dict[str, list[dict[str, Any]]], until: str) -> None:
        """Go on through `/w` from page to page, until the one of that name."""
        left = {page: list(visits) for page, visits in story.items()}
        for _page in range(MOST_PAGES):
            name = self.page.locator('main input[name="page"]').first.get_attribute("value")
            if name == until:
                return
            visits = left.get(name or "", [])
            self.fill(visits.pop(0) if visits else {})
            self.go_on()
        raise AssertionError(self.passed)


def _fill(place: Locator, value: Any) -> None:
    kind = place.first.get_attribute("type")
    if kind in {"radio", "checkbox"}:
        chosen: Iterable[str] = [value] if isinstance(value, str) else value
        for each in chosen:
            place.and_(place.page.locator(f'[value="{each}"]')).check()
    elif kind == "file":
        content, name = value
        place.set_input_files({"name": name, "mimeType": "image/png", "buffer": content})
    elif place.evaluate("found => found.tagName") == "SELECT":
        place.select_option(value)
    else:
        place.fill(value)

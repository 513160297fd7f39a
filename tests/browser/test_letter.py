"""A group letter of three women: taken down, three numbers, joined as each said. In a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sitting import Office
from tests.browser.test_taking_down import served, village
from tests.browser.walking import Walker
from tests.browsers import PHONE
from tests.journeys.founding import Village
from tests.servers import Server

__all__ = ["served", "village"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
]
WORDS = "He waits for all of us behind the cutting room."
LATER = "He was moved to the night shift, and so were two of them."
JOINED = re.compile(r"Written together with [A-Z]+.\d\d\. Each of them agreed")


def taken_down(union: Walker, village: Village) -> list[str]:
    """From the screen for one to three numbers."""
    union.open("/cases/new")
    union.press("Several women wrote a letter together")
    union.page.select_option("#women", "3")
    union.page.select_option("#place", village.bodies["factory"].hex)
    union.press("Continue")
    union.fill({"words": WORDS, "who_name": "Jashim Uddin"})
    union.fill({"w0-wish": "complain", "w0-agrees": "yes"})
    union.fill({"w1-wish": "complain", "w1-agrees": "yes"})
    union.fill({"w2-wish": "talk", "w2-agrees": "no"})
    union.press("Go on: see who will read which")
    expect(union.page.locator("main")).to_contain_text("each of them said yes")
    union.press("Save all of them")
    return union.page.locator(".cw-secret__value").all_inner_texts()


def added(union: Walker) -> None:
    """What she learns later, to the first of the three."""
    union.open("/logged")
    expect(union.page.locator(".cw-listing__item")).to_have_count(3)
    union.follow(union.page.locator(".cw-listing__link").first)
    union.fill({"words": LATER})
    union.press("Seal and send")
    expect(union.page.locator("main")).to_contain_text("It is sealed.")


def texts_of_all(reader: Walker) -> list[str]:
    """All that stands on the pages of the cases she holds."""
    reader.open("/cases")
    links = reader.page.locator('.cw-listing a[href^="/cases/"]').all()
    paths = [each.get_attribute("href") or "" for each in links]
    texts = []
    for path in paths:
        reader.open(path)
        texts.append(reader.page.locator("main").inner_text())
    return texts


def test_a_letter_of_three_women(
    office: Office, village: Village, page: Page, served: Server, scripts: bool
) -> None:
    union = office("union", PHONE)
    numbers = taken_down(union, village)
    added(union)

    chair, woman = office("chair"), Walker(page, served.url, scripts)
    texts = texts_of_all(chair)

    assert len(set(numbers)) == len(texts) == 3
    assert sum(bool(JOINED.search(each)) for each in texts) == 2
    assert sum(LATER in each for each in texts) == 1
    woman.open("/r")
    woman.fill({"number": numbers[2]})
    woman.press("Continue")
    expect(woman.page.locator("h1").first).to_have_text("We have received it")
    assert union.wrong + chair.wrong + woman.wrong == []

"""Looking for words in Bengali and in Khmer, in a browser, with scripts and without."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.walking import Walker
from tests.journeys.founding import Village
from tests.journeys.tellings import full_story, tell
from tests.servers import Server

pytestmark = pytest.mark.browser
BENGALI = "লাইন চিফ রাতে আমাকে ফোনে ছবি আর মেসেজ পাঠায়।"
FOUND = re.compile("ha(s|ve) these words")
"""The village remembers what was told to it before."""
KHMER = "មេក្រុមតែងតែឈរជិតខ្ញុំ ហើយនិយាយអំពីរូបរាងកាយខ្ញុំនៅមុខអ្នកដទៃ។"


@pytest.fixture
def chair(page: Page, served: Server, village: Village, house: Flask, scripts: bool) -> Walker:
    """Somebody of the committee at her phone; a Bengali and a Khmer complaint were told to it."""
    for words in (BENGALI, KHMER):
        tell(house.test_client(), {**full_story(village), "words": [{"words": words}]})
    walker = Walker(page, served.url, scripts)
    walker.open("/sign-in")
    walker.fill(village.people["chair"].key())
    walker.press("Sign in")
    open_all(walker)
    return walker


def open_all(walker: Walker) -> None:
    """She answers before each of them opens: until then no search knows of it."""
    walker.open("/cases")
    links = walker.page.locator("a.cw-listing__link")
    for path in links.evaluate_all("all => all.map(each => each.pathname)"):
        walker.open(path)


def look_for(walker: Walker, words: str) -> None:
    walker.fill({"words": words})
    walker.press("Search")


def test_words_are_found_in_bengali_and_in_khmer(chair: Walker) -> None:
    main = chair.page.locator("main")
    marks = main.locator(".cw-listing__item").first.locator("mark")
    chair.open("/cases")

    look_for(chair, "মেসেজ ছবি")
    expect(main).to_contain_text(FOUND)
    expect(marks).to_have_text(["ছবি", "মেসেজ"])

    look_for(chair, "អ្នកដទៃ រូបរាង")
    expect(main).to_contain_text(FOUND)
    expect(marks).to_have_text(["រូបរាង", "អ្នកដទៃ"])
    expect(main.locator("[name=words]").first).to_have_value("អ្នកដទៃ រូបរាង")

    look_for(chair, "មន្ទីរពេទ្យ")
    expect(main).to_contain_text("No case you hold has all of these words.")
    assert chair.page.url.endswith("/cases/search")
    chair.open("/cases?s=n")
    chair.follow(main.locator("a.cw-listing__link").first)
    assert chair.wrong == []

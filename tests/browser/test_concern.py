"""A concern by a friend: told, offered once, agreed to, closed. With scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.sitting import Sits
from tests.browser.walking import Walker
from tests.browsers import DESKTOP, PHONE
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, friends_story

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
HERS = "He follows me to the store room."
WHERE = "At the bus stop, after the Friday shift"


def told(friend: Walker, village: Village) -> str:
    """From the first page to the number."""
    friend.open("/")
    friend.follow(friend.page.get_by_role("link", name=re.compile("^Write to us")))
    friend.answer(friends_story(village), until="readers")
    friend.press("Send")
    number = friend.page.locator(".cw-secret__value").inner_text()
    friend.press("I have it")
    return number


def read(receiver: Walker, village: Village) -> None:
    """Through the door, to the one case there is, and receipt confirmed."""
    receiver.open("/sign-in")
    receiver.fill(village.people["chair"].key())
    receiver.press("Sign in")
    receiver.follow(receiver.page.locator('.cw-listing a[href^="/cases/"]').first)
    receiver.press("Confirm receipt")


def offered(receiver: Walker) -> None:
    """Help is offered once, and that stands in the timeline."""
    receiver.press("Offer help, once")
    receiver.fill({"way": "outside", "where": WHERE})
    receiver.press("Write down the offer")
    expect(receiver.page.locator("main")).to_contain_text(WHERE)
    expect(receiver.page.locator("main")).not_to_contain_text("Offer help, once")


def agreed(receiver: Walker) -> str:
    """She says yes, and it is written down beside her, as she tells it; gives back her number."""
    receiver.press("What became of the offer")
    receiver.fill({"reply": "agreed"})
    receiver.press("Continue")
    expect(receiver.page.locator('[name="words"]')).to_have_value(
        re.compile("^Somebody else told this: “He put his hand on my back")
    )
    receiver.fill({"wish": "talk", "words": HERS, "goes_on": "y"})
    receiver.press("Go on: see who will read it")
    receiver.press("Continue")
    receiver.fill({"word_wish": "with", "new_word": "red door", "again": "red door"})
    receiver.press("Save it")
    return receiver.page.locator(".cw-secret__value").inner_text()


def came_back(somebody: Walker, number: str, word: str) -> None:
    """With number and word."""
    somebody.open("/r")
    somebody.fill({"number": number})
    somebody.press("Continue")
    somebody.fill({"word": word})
    somebody.press("Open")


def test_a_friend_tells_and_she_decides(sits_down: Sits, village: Village) -> None:
    friend, receiver = sits_down(PHONE), sits_down(DESKTOP)
    friends_number = told(friend, village)
    read(receiver, village)
    offered(receiver)
    concern = receiver.page.url.removeprefix(receiver.url)

    her_number = agreed(receiver)

    survivor = sits_down(PHONE)
    came_back(survivor, her_number, "red door")
    expect(survivor.page.locator("main")).to_contain_text(HERS)
    expect(survivor.page.locator("main")).to_contain_text("What somebody else had told")
    came_back(friend, friends_number, WORD)
    expect(friend.page.locator("h1").first).to_have_text("It is closed")
    expect(friend.page.locator("main")).to_contain_text("is hers to tell")
    expect(friend.page.locator("main")).not_to_contain_text(HERS)
    receiver.open(concern)
    expect(receiver.page.locator("main")).to_contain_text("This concern is closed")
    assert friend.wrong + receiver.wrong + survivor.wrong == []
    assert len(friend.passed) > 15

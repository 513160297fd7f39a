"""What the journeys of help have in common: a case, places nearby, her yes, and asking a place."""

import re

from casework.app import create_app
from casework.parts import Parts
from tests.browser.walking import Walker
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.nearby import GAZIPUR, settle_places
from tests.journeys.tellings import WORD, full_story, tell

CASE = re.compile(r"/cases/[0-9a-f-]{36}$")


def told(village: Village) -> str:
    """Somebody who asked for a referral officer; gives back her number. Places are nearby."""
    settle_places(village)
    app = create_app(village.config)
    number = tell(newcomer(app), full_story(village)).number
    parts: Parts = app.extensions["casework"]
    parts.sessions.engine.dispose()
    assert number
    return number


def her_case(officer: Walker) -> str:
    """Opens the one case that the officer reads; where it is."""
    officer.open("/cases")
    links = officer.page.locator("main a").evaluate_all("all => all.map(a => a.pathname)")
    case: str = next(each for each in links if CASE.match(each))
    officer.open(case)
    return case


def ask_needs(officer: Walker, case: str) -> None:
    """It happened yesterday, she sets out from Gazipur, and wants a woman."""
    officer.open(f"{case}/help/needs")
    officer.unfold()
    officer.fill(
        {"kinds": ["health"], "exposed": "yes", "area": GAZIPUR, "staff": "woman", "age": "adult"}
    )
    officer.press("Save")


def hear_yes(officer: Walker, name: str) -> None:
    """On the page that says she has not agreed: the words are read to her, and she says yes."""
    officer.press("Ask her what may be passed on")
    officer.fill({"reach": "My sister's telephone, after nine", "days": "30", "where": "here"})
    officer.press("Continue to the words")
    officer.fill({"given": "in_person"})
    officer.press("Write her yes down")
    assert name in officer.page.locator("main").inner_text()


def ask_place(officer: Walker, case: str, name: str, way: str) -> None:
    """Chooses a place on the list of those that fit, as far as what would leave."""
    officer.open(f"{case}/help/match")
    places = officer.page.locator("main li, main section").filter(has_text=name)
    found = places.get_by_role("link", name=re.compile("^Ask"))
    officer.follow(found.first)
    officer.fill({"kind": "health", "way": way})
    officer.press("See what would leave")


def ask_now(officer: Walker, name: str, way: str) -> None:
    """On the page of her yes: the place she agreed to is asked at once."""
    officer.press(name)
    officer.fill({"kind": "health", "way": way})
    officer.press("See what would leave")


def send(officer: Walker, press: str) -> None:
    """She has heard what they tell others, and wants it."""
    officer.fill({"is_heard": "y"})
    officer.press(press)


def come_back(survivor: Walker, number: str) -> None:
    """With her number and her word."""
    survivor.open("/r")
    survivor.fill({"number": number})
    survivor.press("Continue")
    survivor.fill({"word": WORD})
    survivor.press("Open")

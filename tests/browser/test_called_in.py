"""A supervisor is called in and steps out: by key, with reasons, and she who told reads both."""

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.alone import house, served, village
from tests.browser.sitting import Office, Sits
from tests.browser.walking import Walker
from tests.browsers import DESKTOP, PHONE
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, short_story, tell

__all__ = ["house", "served", "village"]
pytestmark = pytest.mark.browser
CASE = re.compile(r"/cases/[0-9a-f-]{36}$")
DANGER = "He waits for her at the gate and has a knife."
DONE = "The police and the committee go on together; my part is done."


def first_case(walker: Walker) -> str:
    """Where the first case of her list is."""
    walker.open("/cases")
    links: list[str] = walker.page.locator("main a").evaluate_all("all => all.map(a => a.pathname)")
    return next(each for each in links if CASE.match(each))


def calls_in(chair: Walker, member: Walker) -> str:
    """The chair calls CARE in for danger to life, and the member confirms it at once."""
    case = first_case(chair)
    chair.open(f"{case}/call-in")
    parts = ["told", "account", "outcome", "channel"]
    chair.fill({"parts": parts, "words": DANGER, "danger": ["y"]})
    chair.press("Tell her and wait")
    member.open(case)
    link = member.page.locator("main a[href*='/hand-over/']").first.get_attribute("href")
    member.open(str(link))
    return case


def reads_messages(she: Walker, number: str) -> None:
    """She comes back with number and word."""
    she.open("/r")
    she.fill({"number": number})
    she.press("Continue")
    she.fill({"word": WORD})
    she.press("Open")


def test_a_supervisor_is_called_in_and_steps_out(
    office: Office, sits_down: Sits, house: Flask, village: Village
) -> None:
    number = tell(newcomer(house), {**short_story(village), "word": [{"word": WORD}]}).number
    chair, member = office("chair", DESKTOP), office("member", DESKTOP)
    case = calls_in(chair, member)
    member.fill({"passphrase": village.people["member"].passphrase})
    member.press("Confirm and hand the keys over")

    supervisor = office("supervisor", PHONE)
    supervisor.open("/oversight")
    expect(supervisor.page.locator("main")).to_contain_text("Called in")
    expect(supervisor.page.locator("main")).to_contain_text(DANGER)
    supervisor.open(case)
    supervisor.press("Step out: your part is done")
    supervisor.fill({"words": DONE})
    supervisor.press("Give my keys back")
    expect(supervisor.page.locator("main")).to_contain_text("You have stepped back")
    assert supervisor.page.request.get(f"{supervisor.url}{case}").status == 404
    supervisor.open("/oversight")
    expect(supervisor.page.locator("main")).not_to_contain_text(DANGER)

    she = sits_down(PHONE)
    reads_messages(she, number)
    expect(she.page.locator("main")).to_contain_text(DONE)
    assert chair.wrong + member.wrong + supervisor.wrong + she.wrong == []

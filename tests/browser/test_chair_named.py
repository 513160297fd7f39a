"""A chair named in the complaint never sees it; a witness named later who is a member is asked."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser.walking import Walker
from tests.browsers import DESKTOP, PHONE
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, short_story, tell
from tests.servers import Server

pytestmark = pytest.mark.browser
Sits = Callable[[dict[str, int]], Walker]
CASE = re.compile(r"/cases/[0-9a-f-]{36}$")
NO = {"related": "no", "over": "no", "is_named": "no"}
SAW_IT = "I stood beside them that day."


@pytest.fixture
def sits_down(
    chromium: Browser, served: Server, scripts: bool, faults: list[str]
) -> Iterator[Sits]:
    """A browser for each person; what its console complains of is the test's."""
    contexts = []

    def sit_down(screen: dict[str, int]) -> Walker:
        made = chromium.new_context(
            viewport={"width": screen["width"], "height": screen["height"]},
            java_script_enabled=scripts,
            locale="en-GB",
        )
        made.set_default_timeout(60_000)
        made.on("weberror", lambda wrong: faults.append(str(wrong.error)))
        contexts.append(made)
        return Walker(made.new_page(), served.url, scripts)

    yield sit_down
    for each in contexts:
        each.close()
    assert faults == []


def signed_in(sits_down: Sits, village: Village, who: str, screen: dict[str, int]) -> Walker:
    """Somebody through the door."""
    walker = sits_down(screen)
    walker.open("/sign-in")
    walker.fill(village.people[who].key())
    walker.press("Sign in")
    return walker


def first_case(walker: Walker) -> str:
    """Where the first case of her list is."""
    links: list[str] = walker.page.locator("main a").evaluate_all("all => all.map(a => a.pathname)")
    return next(each for each in links if CASE.match(each))


def name_respondent(external: Walker) -> None:
    """She writes down whom it is about, and is asked herself before the case opens again."""
    external.press("People")
    external.press("Write down whom it is about")
    expect(external.page.locator('[name="name"]')).to_have_value("Shirin Akter")
    external.fill({"relation": "decides_on_jobs"})
    external.press("Write it down")
    expect(external.page.locator("main")).to_contain_text("Shirin Akter, welfare officer")
    external.fill(NO)
    external.press("Answer")


def name_witness(external: Walker, case: str) -> None:
    """A member of the committee saw it; her name stands on no paper."""
    external.open(f"{case}/people")
    external.press("Write a witness down")
    external.fill({"name": "Nasrin Begum", "post": "operator", "line": "7", "shown": "masked"})
    external.press("Write it down")
    external.fill(NO)
    external.press("Answer")


def test_a_chair_named_in_the_complaint(sits_down: Sits, house: Flask, village: Village) -> None:
    chair_named = {"name": "Shirin Akter", "post": "welfare officer"}
    tell(
        newcomer(house),
        {**short_story(village), "respondent": [chair_named], "word": [{"word": WORD}]},
    )

    external = signed_in(sits_down, village, "external", DESKTOP)
    external.open("/cases")
    case = first_case(external)
    external.open(case)
    external.press("Confirm receipt")
    name_respondent(external)

    chair = signed_in(sits_down, village, "chair", PHONE)
    chair.open("/cases")
    expect(chair.page.locator("main")).not_to_contain_text("Before this case opens")
    assert chair.page.locator(f"a[href='{case}']").count() == 0
    assert chair.page.request.get(f"{chair.url}{case}").status == 404
    assert chair.page.request.get(f"{chair.url}{case}/declaration").status == 404

    name_witness(external, case)

    member = signed_in(sits_down, village, "member", PHONE)
    member.open(case)
    main = member.page.locator("main")
    expect(main).to_contain_text("Before this case opens")
    expect(main).to_contain_text("may fit you")
    expect(main).to_contain_text("Shirin Akter, welfare officer")
    expect(main).not_to_contain_text("Nasrin Begum")
    member.fill({**NO, "is_named": "yes", "why": SAW_IT})
    member.press("Answer")
    assert member.page.request.get(f"{member.url}{case}").status == 404

    external.open(case)
    external.press("Make new keys")
    external.open(case)
    expect(external.page.locator("main")).to_contain_text(SAW_IT)
    assert external.wrong + chair.wrong + member.wrong == []

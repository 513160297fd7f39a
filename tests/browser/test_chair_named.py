"""A chair named in the complaint never sees it; a witness named later who is a member is asked."""

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.sitting import Office
from tests.browser.walking import CLOSE_TO_NOBODY, Walker
from tests.browsers import DESKTOP, PHONE
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD, short_story, tell

pytestmark = pytest.mark.browser
CASE = re.compile(r"/cases/[0-9a-f-]{36}$")
SAW_IT = "I stood beside them that day."


def first_case(walker: Walker) -> str:
    """Where the first case of her list is."""
    links: list[str] = walker.page.locator("main a").evaluate_all("all => all.map(a => a.pathname)")
    return next(each for each in links if CASE.match(each))


def name_respondent(external: Walker) -> None:
    """She writes down whom it is about, of whom she was asked before the case opened."""
    external.press("People")
    external.press("Write down whom it is about")
    expect(external.page.locator('[name="name"]')).to_have_value("Shirin Akter")
    external.fill({"relation": "decides_on_jobs"})
    external.press("Write it down")
    expect(external.page.locator("main")).to_contain_text("Shirin Akter, welfare officer")


def name_witness(external: Walker, case: str) -> None:
    """A member of the committee saw it; her name stands on no paper."""
    external.open(f"{case}/people")
    external.press("Write a witness down")
    external.fill({"name": "Nasrin Begum", "post": "operator", "line": "7", "shown": "masked"})
    external.press("Write it down")


def test_a_chair_named_in_the_complaint(office: Office, house: Flask, village: Village) -> None:
    chair_named = {"name": "Shirin Akter", "post": "welfare officer"}
    tell(
        newcomer(house),
        {**short_story(village), "respondent": [chair_named], "word": [{"word": WORD}]},
    )

    external = office("external", DESKTOP)
    external.open("/cases")
    case = first_case(external)
    external.open(case)
    external.press("Confirm receipt")
    name_respondent(external)

    chair = office("chair", PHONE)
    chair.open("/cases")
    expect(chair.page.locator("main")).not_to_contain_text("Before this case opens")
    assert chair.page.locator(f"a[href='{case}']").count() == 0
    assert chair.page.request.get(f"{chair.url}{case}").status == 404
    assert chair.page.request.get(f"{chair.url}{case}/declaration").status == 404

    name_witness(external, case)

    member = office("member", PHONE)
    member.is_free = False
    member.open(case)
    main = member.page.locator("main")
    expect(main).to_contain_text("Before this case opens")
    expect(main).to_contain_text("may fit you")
    expect(main).to_contain_text("Shirin Akter, welfare officer")
    expect(main).not_to_contain_text("Nasrin Begum")
    member.fill({**CLOSE_TO_NOBODY, "is_named": "yes", "why": SAW_IT})
    member.press("Answer")
    assert member.page.request.get(f"{member.url}{case}").status == 404

    external.open(case)
    external.press("Make new keys")
    external.open(case)
    expect(external.page.locator("main")).to_contain_text(SAW_IT)
    assert external.wrong + chair.wrong + member.wrong == []

"""Told by mouth and typed in three minutes; and a chair who logs against himself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from casework.config import Config
from tests.browser.sitting import Office
from tests.browser.walking import Walker
from tests.browsers import PHONE
from tests.journeys.founding import Village, found
from tests.journeys.villages import environment
from tests.servers import Server, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
]
WORDS = "She told it at the water tap: he calls after her and waits at the gate."
WORD = "green thread"
GO_ON = "Go on: see who will read it"


@pytest.fixture
def village(config: Config) -> Village:
    """Everybody has an account, and nobody has told anything yet."""
    return found(config)


@pytest.fixture
def served(village: Village, tmp_path: Path) -> Iterator[Server]:
    """Casework over the village."""
    with serving(
        "tests.application:made()", environment(village, tmp_path), tmp_path / "server.log"
    ) as running:
        yield running


def screen_filled(member: Walker) -> None:
    """What a member types who was told something."""
    member.press("Take down what somebody told you")
    member.fill(
        {
            "told_by": "herself",
            "limits": ["law", "readers"],
            "wording": "agreed",
            "words": WORDS,
            "who_name": "Jashim Uddin",
            "wish": "complain",
            "care": "outcome",
        }
    )


def with_word(survivor: Walker, number: str) -> None:
    """She comes back on her own phone, with number and word."""
    survivor.open("/r")
    survivor.fill({"number": number})
    survivor.press("Continue")
    survivor.fill({"word": WORD})
    survivor.press("Open")


def test_a_complaint_told_by_mouth_and_typed_in_three_minutes(
    office: Office, served: Server, scripts: bool
) -> None:
    member = office("conflicted", PHONE)
    screen_filled(member)
    member.press(GO_ON)
    expect(member.page.locator("main")).to_contain_text("Shirin Akter")
    member.fill({"word_wish": "with", "new_word": WORD, "again": WORD})
    member.press("Save it")
    number = member.page.locator(".cw-secret__value").inner_text()
    expect(member.page.locator("main")).to_contain_text("closed to you")
    member.open("/cases")
    assert member.page.locator('.cw-listing a[href^="/cases/"]').count() == 0

    chair = office("chair")
    chair.open("/cases")
    chair.follow(chair.page.locator('.cw-listing a[href^="/cases/"]').first)
    expect(chair.page.locator("main")).to_contain_text(WORDS)
    expect(chair.page.locator("main")).to_contain_text("Taken down by")

    survivor = Walker(member.page.context.new_page(), served.url, scripts)
    with_word(survivor, number)
    expect(survivor.page.locator("main")).to_contain_text(WORDS)
    assert member.wrong + chair.wrong + survivor.wrong == []


def test_a_chair_who_logs_against_himself(office: Office) -> None:
    chair = office("chair")
    screen_filled(chair)
    chair.fill({"who_name": "Shirin Akter", "goes_on": "y"})
    chair.press(GO_ON)
    main = chair.page.locator("main")
    expect(main).to_contain_text("This may be about you or somebody close to you")
    expect(main).to_contain_text("You will not be able to read it")
    expect(main).to_contain_text("Nasrin Begum")

    chair.press("Change something")
    assert chair.page.locator("[name=words]").input_value() == WORDS
    chair.press(GO_ON)
    chair.fill({"word_wish": "without"})
    chair.press("Seal it to them")

    expect(chair.page.locator("main")).to_contain_text("For you it does not exist")
    chair.open("/cases")
    assert chair.page.locator('.cw-listing a[href^="/cases/"]').count() == 0
    chair.open("/logged")
    expect(chair.page.locator("main")).not_to_contain_text("Rupali")
    member = office("member")
    member.open("/cases")
    assert member.page.locator('.cw-listing a[href^="/cases/"]').count() == 1
    assert chair.wrong + member.wrong == []

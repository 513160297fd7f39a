"""A union representative: a sanction that she saw, a point that she raises: scripts on and off."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.sitting import Office
from tests.browser.test_journey import told
from tests.browser.test_verified_sanction import (
    HIS_REPLY,
    POST,
    come_back,
    follow,
    to_applied,
    to_inquiry,
    to_report,
    to_route,
)
from tests.browser.walking import Walker
from tests.journeys.founding import Village

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
ASKED = "The pay that was decided has not come. When does it come?"
ANSWERED = "On Friday, with the wages."


def the_case(chair: Walker) -> str:
    """The chair opens the one case there is, and confirms receipt."""
    chair.open("/cases")
    chair.follow(chair.page.locator('.cw-listing a[href^="/cases/"]').first)
    found = re.search(r"/cases/([0-9a-f-]{36})", chair.page.url)
    assert found
    chair.press("Confirm receipt")
    return found.group(1)


def test_a_union_representative_confirms_a_sanction(
    survivor: Walker, office: Office, village: Village
) -> None:
    come_back(survivor, told(survivor, village))
    chair, member, union = office("chair"), office("member"), office("union")
    id_ = the_case(chair)
    case, hers = f"/cases/{id_}", f"/outcomes/{id_}"
    to_route(survivor, chair, case)
    to_inquiry(survivor, chair, member, case)
    office("external").open(case)
    to_report(chair, village, case)
    to_applied(survivor, chair, case)

    union.open("/outcomes")
    main = union.page.locator("main")
    expect(main).to_contain_text("Go and look")
    union.follow(union.page.locator(f'a[href="{hers}"]'))
    expect(main).to_contain_text(POST)
    expect(main).not_to_contain_text(HIS_REPLY)
    expect(main).not_to_contain_text("Karim")
    saw = {"saw": "applied", "words": "Another supervisor is on the line."}
    follow(union, hers, "I went to look: write down what I saw", saw, "Write it down")
    expect(main).to_contain_text("Seen by the union representative")
    point = {"about": "remedy", "words": ASKED}
    follow(union, hers, "Ask the committee", point, "Ask the committee")
    expect(main).to_contain_text("Answer due by")

    follow(chair, f"{case}/union", "Answer the union", {"words": ANSWERED}, "Answer")

    union.open(hers)
    expect(main).to_contain_text(ANSWERED)
    survivor.open("/r/outcome")
    seen = survivor.page.locator("main")
    expect(seen).to_contain_text("The union representative went and saw that it is applied.")
    survivor.open("/r/beside")
    expect(seen).to_contain_text(ANSWERED)
    assert survivor.wrong + chair.wrong + member.wrong + union.wrong == []

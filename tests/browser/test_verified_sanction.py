"""Bangladesh, the formal route to a sanction that somebody saw applied: scripts on and off."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.alone import served, village
from tests.browser.sitting import Office
from tests.browser.test_journey import told
from tests.browser.walking import Walker
from tests.browsers import PHONE
from tests.journeys.founding import Village
from tests.journeys.tellings import WORD

__all__ = ["served", "village"]
pytestmark = pytest.mark.browser
PARTICULARS = "It is said that you touched a worker on line 3 against her will."
HIS_REPLY = "I only wanted to see her work."
POST = "Supervisor, line 3"


def day(name: str, on: date) -> dict[str, str]:
    """A day in the three parts of its field."""
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


TODAY = datetime.now(UTC).date()
NEXT_WEEK = TODAY + timedelta(days=7)


def come_back(survivor: Walker, number: str) -> None:
    """With the number, then with the word."""
    survivor.open("/r")
    survivor.fill({"number": number})
    survivor.press("Continue")
    survivor.fill({"word": WORD})
    survivor.press("Open")


def do(somebody: Walker, case: str, path: str, typed: Mapping[str, object], button: str) -> None:
    """Fill in one of the forms of a case and send it."""
    somebody.open(f"{case}{path}")
    somebody.fill(dict(typed))
    somebody.press(button)
    assert somebody.page.locator(".govuk-error-summary").count() == 0, somebody.page.url


def follow(
    somebody: Walker, page: str, link: str, typed: Mapping[str, object], button: str
) -> None:
    """Follow a link on a page of the case, fill in what comes, and send it."""
    somebody.open(page)
    somebody.press(link)
    somebody.fill(dict(typed))
    somebody.press(button)
    assert somebody.page.locator(".govuk-error-summary").count() == 0, somebody.page.url


def she_knows(survivor: Walker, chair: Walker, case: str, act: str) -> None:
    """She is told the day and hour of something that he can notice, and lets it go on."""
    typed = {
        **day("day", TODAY),
        "hour": "14:00",
        "words": "He is told at two. Do you know this?",
        "stop_words": "You can still stop it. Shall it go on?",
        "safe_by": "page",
    }
    do(chair, case, f"/safety/gate/{act}", typed, "Ask her")
    survivor.open("/r/all")
    survivor.press("Yes, I know it")
    survivor.press("Yes, go on")


def to_route(survivor: Walker, chair: Walker, case: str, sends: str = "without your name") -> None:
    """Her safety first; then she chooses the formal route, and knows what it sends him."""
    do(chair, case, "/course/to/safety", {"words": "It was read."}, "Go on")
    do(chair, case, "/safety/asked", {"danger": "no"}, "Save what she says")
    plan = {"ways": "With Ayesha by the front gate", **day("review_on", NEXT_WEEK)}
    do(chair, case, "/safety/plan", plan, "Save the plan")
    do(chair, case, "/course/to/route", {"words": "She was asked."}, "Go on")
    survivor.open("/r/route")
    expect(survivor.page.locator("main")).to_contain_text(sends)
    survivor.fill({"route": "formal"})
    survivor.press("This is my choice")


def to_inquiry(survivor: Walker, chair: Walker, member: Walker, case: str) -> None:
    """The letter, read by a second member, released, served, replied to."""
    page = f"{case}/inquiry"
    letter = {"to": "Abdul Karim", "words": PARTICULARS, **day("answer_by", NEXT_WEEK)}
    follow(chair, page, "Write a letter", letter, "Write it down")
    judged = {"could_tell": "no", "words": "Forty women work there."}
    follow(member, page, "Read it as he would", judged, "Write it down")
    she_knows(survivor, chair, case, "notice")
    follow(chair, page, "Let it go to him", day("on", TODAY), "It may go on that day")
    served = {"how": "in_hand", "by": "Shirin", "words": "He signed.", **day("on", TODAY)}
    follow(chair, page, "He has it: write down how", served, "Write it down")
    reply = {"way": "written", "words": HIS_REPLY, "agreed": "own_hand", **day("on", TODAY)}
    follow(chair, page, "Take down what he replies", reply, "Write it down")


def to_report(chair: Walker, village: Village, case: str) -> str:
    """A sitting in number, a finding, a report; gives back what is recommended."""
    page = f"{case}/inquiry"
    setting = {"heard": "nobody", "hour": "15:00", "place": "Clinic", **day("on", TODAY)}
    follow(chair, page, "Set a hearing", setting, "Write it down")
    people = [village.people[each].person.hex for each in ("chair", "member", "external")]
    minutes = {"people": people, "words": "They agreed.", **day("on", TODAY)}
    follow(chair, page, "It was held: write the minutes", minutes, "Write it down")
    why = {"words": "Everybody was heard."}
    follow(chair, page, "Everybody was heard: finish the inquiry", why, "Finish the inquiry")
    alleged = {"words": "He touched her back on line 3."}
    follow(chair, page, "Write an allegation down", alleged, "Write it down")
    found = {"found": "substantiated", "standard": "more_likely", "words": "Two people saw it."}
    follow(chair, page, "Say what was established", found, "Write it down")
    chair.open(f"{page}/report")
    first = chair.page.locator('input[name="recommended"]').first
    sanction = first.get_attribute("value") or ""
    report = {"recommended": [sanction], "to": "The director", "words": "As found."}
    do(chair, case, "/inquiry/report", {**report, **day("on", TODAY)}, "Write it down")
    return sanction


def to_applied(survivor: Walker, chair: Walker, case: str) -> None:
    """Decided as recommended, told, applied; she lets the union know post and day."""
    page = f"{case}/decision"
    she_knows(survivor, chair, case, "decision")
    decided = {"by": "The director", "words": "As the committee found.", **day("on", TODAY)}
    decided |= day("told_on", TODAY)
    follow(chair, page, "Write down what was decided", decided, "Write it down")
    how = {"words": "In writing, each alone.", **day("on", TODAY)}
    follow(chair, page, "Both were told: write down how", how, "Write it down")
    done = {"words": "The office ended it.", **day("on", TODAY)}
    follow(chair, page, "It is applied: write it down", done, "Write it down")
    note = {"post": POST, "safe_by": "page"}
    follow(chair, page, "Ask her whether the union may be told", note, "Ask her")
    survivor.open("/r/all")
    survivor.press("Yes")
    chair.open(page)
    chair.press("She said yes: give the union the note")


def test_a_sanction_that_the_union_saw_applied(
    survivor: Walker, office: Office, village: Village
) -> None:
    number = told(survivor, village)
    come_back(survivor, number)
    chair, member, union = office("chair", PHONE), office("member", PHONE), office("union", PHONE)
    chair.open("/cases")
    chair.follow(chair.page.locator('.cw-listing a[href^="/cases/"]').first)
    found = re.search(r"/cases/[0-9a-f-]{36}", chair.page.url)
    assert found
    case = found.group()
    chair.press("Confirm receipt")

    to_route(survivor, chair, case)
    to_inquiry(survivor, chair, member, case)
    # Whoever sits has opened the case, and was asked before whether she is close to anybody of it.
    office("external", PHONE).open(case)
    to_report(chair, village, case)
    to_applied(survivor, chair, case)

    union.open(f"{case}/decision")
    main = union.page.locator("main")
    expect(main).to_contain_text(POST)
    expect(main).not_to_contain_text("Two people saw it.")
    expect(main).not_to_contain_text(HIS_REPLY)
    expect(main).not_to_contain_text("Karim")
    saw = {"saw": "applied", "words": "Another supervisor is on the line."}
    link = "I went to look: write down what I saw"
    follow(union, f"{case}/decision", link, saw, "Write it down")
    expect(main).to_contain_text("Verified")

    survivor.open("/r/outcome")
    hers = survivor.page.locator("main")
    expect(hers).to_contain_text("Done, and somebody saw it")
    expect(hers).to_contain_text("The union representative went and saw that it is applied.")
    expect(hers).not_to_contain_text(HIS_REPLY)
    assert survivor.wrong + chair.wrong + member.wrong + union.wrong == []

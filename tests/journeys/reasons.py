"""What somebody has to give a reason for beside the course of a case, with a mark in each."""

import re

from werkzeug.test import Client

from casework.views.her_presses import said_at
from tests.journeys.inquiring import Committee
from tests.journeys.wire import token_in

LONGER = re.compile(r'href="/cases/[0-9a-f-]{36}(/course/longer/[a-z0-9_]+)"')
PERSON = re.compile(r'name="person"[^>]*value="([0-9a-f]{32})"')


def give_reasons(committee: Committee, passphrase: str) -> None:
    """A longer deadline, her withdrawal, keys to be taken away, her age, what must be reported."""
    chair, mark = committee.chair, committee.mark
    longer = LONGER.findall(committee.page(chair, "/course"))
    committee.send(chair, longer[0], amount="1", words=mark)
    withdraw_and_talk(committee)
    others = PERSON.findall(committee.page(chair, "/remove"))
    committee.send(chair, "/remove", person=others[-1], words=mark, passphrase=passphrase)
    committee.send(chair, "/age", words=mark)
    committee.send(chair, "/course/duty", required="no", words=mark)


def withdraw_and_talk(committee: Committee) -> None:
    """She asks to withdraw, and the external member hears her alone."""
    asked = pressed(committee.survivor, "/r/stop", asks="withdrawal")
    assert asked == said_at("/r/all", "withdrawal")
    talk = {"says": "unsure", "how": "phone", "was_alone": "y"}
    said = dict.fromkeys(("when", "words"), committee.mark)
    committee.send(committee.external, "/ending/talk", **talk, **said)


def ask_for_review(committee: Committee) -> None:
    """She does not agree with what was decided, and says so herself."""
    asked = pressed(committee.survivor, "/r/review", words=f"not just {committee.mark}")
    assert asked == said_at("/r/all", "review")


def pressed(browser: Client, path: str, **typed: str) -> str:
    """Send a form of hers; gives where it leads."""
    data = {"csrf_token": token_in(browser.get(path).text), **typed}
    answer = browser.post(path, data=data)
    assert answer.status_code == 303, (path, answer.status_code)
    return str(answer.location)

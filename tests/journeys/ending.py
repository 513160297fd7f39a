"""How a case of somebody who wanted help alone ends, with a mark in every field of it."""

import re
from datetime import UTC, datetime

from werkzeug.test import Client

from casework.ending.closing import Check
from tests.casework.tellers import HIDDEN
from tests.journeys.founding import Village
from tests.journeys.inquiring import Committee
from tests.journeys.naming import answered
from tests.journeys.reasons import give_reasons
from tests.journeys.tellings import full_story, tell
from tests.journeys.wire import client, token_in
from tests.servers import Server
from tests.visitors import Visitor

CASE = re.compile(r'href="/cases/([0-9a-f-]{36})"')

CHECKS = [each.value for each in Check if each is not Check.PAPER]
"""One does not hold, so that somebody writes why it is closed all the same."""


def end_one(
    server: Server, village: Village, mark: str, staff: tuple[Client, Client, Client]
) -> str:
    """She tells, and chair, member and external member bring it to its end; gives her number."""
    her, word, before = client(server), f"grey {mark}", _cases(staff[0])
    sent = tell(her, full_story(village, mark, word))
    number = sent.number
    sent.press("have")
    back = Visitor(client(server))
    assert back.post("/r", number=number).location == "/r/here"
    assert posted(back.client, "/r/here", "/r/word", word=word) == 303
    (case,) = _cases(staff[0]) - before
    today = datetime.now(UTC).date()
    committee = Committee(*staff, back.client, f"/cases/{case}", today, mark, mark)
    close_and_reopen(committee)
    give_reasons(committee, village.people["chair"].passphrase)
    return number


def close_and_reopen(committee: Committee) -> None:
    """Told, asked after, closed, opened again at her wish, and held."""
    her, chair, external = committee.survivor, committee.chair, committee.external
    mark = committee.mark
    _to_the_end(committee)
    committee.send(chair, "/ending/told", way="page", words=mark)
    committee.send(external, "/ending/feedback", safe_by="page", words=mark)
    _closed(committee)
    assert posted(her, "/r/again", words=f"it began again {mark}") == 303
    committee.send(chair, "/ending/reopen", words=mark)
    committee.send(chair, "/ending/hold", words=mark)
    assert mark in chair.get(f"{committee.here}/ending").text
    assert mark in her.get("/r/all").text


def _to_the_end(committee: Committee) -> None:
    """What is on record of the way there: nobody is close to her, and why it went on."""
    chair, mark = committee.chair, committee.mark
    for member in (chair, committee.external):
        answered(member, committee.here, mark)
    assert posted(chair, committee.here, f"{committee.here}/acknowledge") == 303
    committee.to_route()
    assert posted(committee.survivor, "/r/route", route="support_only") == 303
    committee.send(chair, "/course/to/monitor", words=mark)


def _closed(committee: Committee) -> None:
    typed = {"why": "helped", "checks": CHECKS, "unmet": committee.mark, "words": committee.mark}
    page = f"{committee.here}/ending/close"
    shown = committee.chair.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "seen"}
    data = {"csrf_token": token_in(shown), **hidden, **typed}
    assert committee.chair.post(page, data=data).status_code == 303


def posted(browser: Client, page: str, path: str = "", /, **typed: str) -> int:
    """Open a page of hers, fill in its form, send it; gives the status."""
    shown = browser.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "seen"}
    data = {"csrf_token": token_in(shown), **hidden, **typed}
    return int(browser.post(path or page, data=data).status_code)


def _cases(browser: Client) -> set[str]:
    return set(CASE.findall(browser.get("/cases").text))

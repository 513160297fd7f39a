"""A chair protects her, with a mark in every field of it."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from werkzeug.test import Client

from tests.casework.tellers import HIDDEN
from tests.journeys.inquiring import Committee
from tests.journeys.wire import token_in

TRANSPORT = re.compile(r'value="((?:our_)?transport)"')
PLAN = ("places", "ways", "allies", "code_words", "papers", "phone", "changes", "home")


def protect(chair: Client, here: str, mark: str) -> None:
    """Every field of her safety, of measures, of the gate, of the hold and of the watch."""
    today = datetime.now(UTC).date()
    soon = today + timedelta(days=6)
    _sent(chair, f"{here}/safety/asked", {
        "care": "yes", "event_hour": "7", "safe_way": "phone", **_day("event_on", today),
        **dict.fromkeys(("safe_when", "safe_words", "words"), mark),
    })  # fmt: skip
    _sent(chair, f"{here}/safety/plan", {**dict.fromkeys(PLAN, mark), **_day("review_on", soon)})
    _sent(chair, f"{here}/safety/plan/again", {"words": mark, **_day("review_on", soon)})
    _sent(chair, f"{here}/safety/care/hiv_medicine", {"became": "had", "words": mark})
    _sent(chair, f"{here}/questions", {"words": mark, "safe_by": "page"})
    (transport,) = TRANSPORT.findall(chair.get(f"{here}/safety/measure").text)
    measure = _sent(chair, f"{here}/safety/measure", {
        "offer": transport, "safe_by": "page", **dict.fromkeys(("what", "why", "asked"), mark),
        **_day("from_on", soon),
    })  # fmt: skip
    _sent(chair, measure, {"words": mark}, f"{measure}/refuse")
    told = {"hour": mark, "words": mark, "stop_words": mark, "safe_by": "page"}
    _sent(chair, f"{here}/safety/gate/hold", {**told, **_day("day", today)})
    _sent(chair, f"{here}/safety/hold", {"words": mark}, f"{here}/safety/hold/skip")
    _sent(chair, f"{here}/watch", {"words": mark}, f"{here}/watch/ask")
    _sent(chair, f"{here}/watch/check", {
        "whom": "witness", "how": "noticed", "changed": "yes", "signs": "line",
        **dict.fromkeys(("name", "words"), mark),
    })  # fmt: skip
    _sent(chair, f"{here}/watch/before", {"source": "line", "words": mark})
    assert mark in chair.get(f"{here}/safety").text
    assert mark in chair.get(f"{here}/watch").text


def protect_for_a_while(committee: Committee) -> None:
    """A measure she says yes to: granted, looked at with her, ended."""
    chair, here, soon = committee.chair, committee.here, committee.today + timedelta(days=6)
    words = {"words": committee.mark}
    (transport,) = TRANSPORT.findall(chair.get(f"{here}/safety/measure").text)
    asked = dict.fromkeys(("what", "why", "asked"), committee.mark)
    measure = _sent(chair, f"{here}/safety/measure", {
        "offer": transport, "safe_by": "page", **asked, **_day("from_on", committee.today),
    })  # fmt: skip
    committee.her_yes()
    days = {**_day("until_on", soon), **_day("review_on", soon)}
    _sent(chair, measure, {**words, **days}, f"{measure}/grant")
    _sent(chair, measure, {**words, **_day("review_on", soon)}, f"{measure}/review")
    assert committee.mark in committee.survivor.get("/r/all").text
    _sent(chair, measure, words, f"{measure}/end")


def _sent(browser: Client, page: str, fields: Mapping[str, str], path: str = "") -> str:
    """Open a page, fill in its form, send it; gives where it leads."""
    shown = browser.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "seen"}
    data = {"csrf_token": token_in(shown), **hidden, **fields}
    answer = browser.post(path or page, data=data)
    assert answer.status_code == 303, (page, answer.status_code)
    return str(answer.location)


def _day(name: str, on: date) -> dict[str, str]:
    parts = {"day": on.day, "month": on.month, "year": on.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}

"""People of a case written down, and a conflict asked about, with a mark in every field."""

import re

from werkzeug.test import Client

from tests.journeys.founding import Village
from tests.journeys.wire import token_in

FIRST = "Before this case opens"
QUESTION = re.compile(r'href="(/r/questions/[0-9a-f-]{36})"')
NO = {"related": "no", "over": "no", "is_named": "no"}


def name_people(chair: Client, member: Client, here: str, mark: str) -> None:
    """Whom it is about and who saw it; both are asked before the case opens again."""
    known = {
        "name": f"Karim {mark}",
        "employee_number": f"K {mark}",
        "post": f"chief {mark}",
        "line": f"three {mark}",
        "words": f"keep it from {mark}",
    }
    respondent = {**known, "nickname": f"bhai {mark}", "relation": "her_superior"}
    assert _sent(chair, f"{here}/people/respondent", **respondent) == 303
    answered(chair, here, mark)
    assert _sent(chair, f"{here}/people/witness", **known, shown="masked") == 303
    answered(chair, here, mark)
    answered(member, here, mark)
    assert f"Karim {mark}" in member.get(f"{here}/people").text
    asked = {"words": f"may we say it {mark}", "safe_by": "page"}
    assert _sent(chair, f"{here}/people/ask", **asked) == 303


def compare_names(
    chair: Client, survivor: Client, care: Client, village: Village, here: str
) -> None:
    """She agrees that CARE compares the name; it is sent, compared, and sent once more."""
    place, known = f"/matching/{village.bodies['programme']}", village.people["supervisor"]
    assert _sent(care, f"{place}/key", passphrase=known.passphrase) == 303
    (asked,) = (
        each
        for each in set(QUESTION.findall(survivor.get("/r/all").text))
        if "CARE learns the name" in survivor.get(each).text
    )
    assert _sent(survivor, asked, reply="yes") == 303
    assert _sent(chair, f"{here}/people/send") == 303
    token = token_in(care.get("/matching").text)
    done = care.post(f"{place}/work", data={"csrf_token": token})
    assert "compared=1" in done.location
    assert _sent(chair, f"{here}/people/send") == 303


def is_asked(browser: Client, here: str) -> bool:
    """Whether she answers before the case opens."""
    return FIRST in browser.get(here).text


def answered(browser: Client, here: str, mark: str) -> None:
    """She is close to nobody, and the case opens."""
    shown = browser.get(here).text
    assert FIRST in shown
    data = {"csrf_token": token_in(shown), **NO, "why": f"nobody {mark}"}
    assert browser.post(f"{here}/declaration", data=data).status_code == 303


def _sent(browser: Client, path: str, **typed: str) -> int:
    data = {"csrf_token": token_in(browser.get(path).text), **typed}
    return browser.post(path, data=data).status_code

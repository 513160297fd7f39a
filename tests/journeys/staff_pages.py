"""What a journey does on the pages of the staff: send a form, and find the case it means."""

import re
from collections.abc import Mapping

from werkzeug.test import Client

from tests.casework.tellers import BOUNDARY, HIDDEN, multipart
from tests.journeys.wire import token_in

CASE = re.compile(r'href="/cases/([0-9a-f-]{36})"')


def post(browser: Client, page: str, path: str, /, **typed: str) -> int:
    """Open a page, fill in its form, send it; gives the status."""
    shown = browser.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "seen"}
    data = {"csrf_token": token_in(shown), **hidden, **typed}
    return browser.post(path, data=data).status_code


def post_file(browser: Client, page: str, path: str, fields: Mapping[str, object]) -> int:
    """The same with a file among its fields."""
    shown = browser.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name == "seen"}
    whole: dict[str, object] = {"csrf_token": token_in(shown), **hidden, **fields}
    body = multipart(whole)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return browser.post(path, data=body, content_type=kind).status_code


def cases_of(browser: Client) -> list[str]:
    """Every case on somebody's list."""
    return CASE.findall(browser.get("/cases").text)


def concern_of(browser: Client) -> str:
    """The case that somebody told for somebody else."""
    found = (case for case in cases_of(browser) if f"/{case}/offer" in _shown(browser, case))
    return next(found)


def _shown(browser: Client, case: str) -> str:
    return browser.get(f"/cases/{case}").text


def newest_with_word(browser: Client) -> str:
    """The case of the one who chose a word: its answers can be read."""
    for case in cases_of(browser):
        if "She reads it with her number" in browser.get(f"/cases/{case}/answer").text:
            return case
    raise AssertionError(cases_of(browser))


def grouped(number: str) -> str:
    """A number as it is shown."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))

"""An officer sends her to two places by the pages, and takes in what they answer; lists come in."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from werkzeug.test import Client, TestResponse

from tests.casework.tellers import HIDDEN
from tests.journeys.nearby import CENTRE, CLINIC
from tests.journeys.staff_pages import post, post_file
from tests.journeys.wire import token_in
from tests.visitors import Visitor

LINK = re.compile(r"/o/([\w-]{22})")
CODE = re.compile(r">(\d{3}) (\d{3})<")
LISTED = re.compile(r"/directory/import/[0-9a-f-]{36}")
COLUMNS = {"column-0": "organization", "column-1": "service", "column-2": "category"}


class Door(NamedTuple):
    """Address and code of a one-time link, as the officer was shown them once."""

    token: str
    code: str


def refer_out(officer: Client, here: str, mark: str) -> Door:
    """She says yes to two places; one is asked by its account, the other by a link."""
    _agree(officer, here, CENTRE, mark)
    by_account = _refer(officer, here, CENTRE, "account", mark)
    assert by_account.status_code == 303, by_account.text
    at = by_account.location
    task = {"kind": "accompany", "who": mark[:60], "words": f"meet her {mark}", **coming("on")}
    assert post(officer, f"{at}/task", f"{at}/task", **task) == 303
    _agree(officer, here, CLINIC, mark)
    made = _refer(officer, here, CLINIC, "link", mark)
    assert made.status_code == 200, made.text
    (token, *_same), (code, *_again) = LINK.findall(made.text), CODE.findall(made.text)
    return Door(token, "".join(code))


def coming(name: str) -> dict[str, str]:
    """A day that comes, in its three fields."""
    day = datetime.now(UTC).date() + timedelta(days=5)
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def take_in(officer: Client, survivor: Client, here: str, mark: str) -> None:
    """What the two have answered becomes part of the case, and she says how each was."""
    assert post(officer, f"{here}/help", f"{here}/help/answers") == 303
    found = re.findall(rf"{here}/help/referrals/[0-9a-f-]{{36}}", officer.get(f"{here}/help").text)
    pages = {at: officer.get(at).text for at in dict.fromkeys(found)}
    assert any(f"come {mark}" in page for page in pages.values())
    assert any(f"full {mark}" in page for page in pages.values())
    for at in pages:
        felt = f"/r/help/{at.removeprefix(f'{here}/help/')}/felt"
        assert post(survivor, felt, felt, helped="partly", words=f"it was {mark}") == 303


def bring_list(officer: Client, mark: str) -> None:
    """A list whose name, headings and rows bear the mark; it is looked at, and lies there."""
    rows = f"Organisation {mark},Service,Category\nHouse {mark},A bed {mark},shelter\n"
    file = {"file": (rows.encode(), f"list {mark}.csv")}
    assert post_file(officer, "/directory/import", "/directory/import", file) == 303
    (at,) = set(LISTED.findall(officer.get("/directory/import").text))
    said = {**COLUMNS, "sheet": "", "country": "BD"}
    assert post(officer, f"{at}/columns", f"{at}/columns", **said) == 303
    assert f"A bed {mark}" in officer.get(at).text


def _agree(officer: Client, here: str, name: str, mark: str) -> None:
    page = f"{here}/help/consent/ask/service"
    place = re.search(rf'value="([0-9a-f]{{32}})"[^>]*>\s*{name}', officer.get(page).text)
    assert place
    told = {"fields_": "happened", "happened": f"for them {mark}", "place": place.group(1)}
    asked = {**told, "days": "30", "language": "en", "where": "here"}
    there = _sent(officer, page, page, **asked)
    assert there.status_code == 303, there.text
    assert post(officer, there.location, f"{there.location}/yes", given="in_person") == 303


def _refer(officer: Client, here: str, name: str, way: str, mark: str) -> TestResponse:
    links = re.findall(r'href="([^"]+/help/refer/[^"]+)"', officer.get(f"{here}/help/match").text)
    page = next(each for each in links if name in officer.get(each).text)
    said = {"kind": "health", "way": way, "words": f"why them {mark}", "is_heard": "y"}
    return _sent(officer, page, f"{page}/send", **said)


def _sent(browser: Client, page: str, path: str, **typed: str) -> TestResponse:
    """What comes back when a page's form is sent, with what the page hid in it."""
    shown = browser.get(page).text
    hidden = {name: value for name, value in HIDDEN.findall(shown) if name in {"seen", "reference"}}
    return Visitor(browser).post(path, **{**hidden, "csrf_token": token_in(shown), **typed})

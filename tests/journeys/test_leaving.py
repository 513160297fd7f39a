"""Leaving: one press, from any page, and nothing of the visit is left on the screen or with us."""

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from casework import places
from casework.parts import Parts
from tests.journeys.addresses import newcomer
from tests.journeys.company import Company, signed_in, tell_half
from tests.journeys.doors import path_of, real_ids, rules
from tests.journeys.founding import Village
from tests.journeys.reading import told_to_the_browser
from tests.journeys.tables import watching

TITLE = re.compile(r"<title>([^<]*)</title>")
ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')
FIRST_VISIT_BYTES = 60_000
WAYS_IN = ("/sign-in", "/recover", "/a/", "/me")
"""Where a browser may fill in what it keeps itself, such as a sign-in name."""
EVERYBODY = ("nobody", "telling", "by number", "by word", "chair", "administrator", "officer")


def pages(company: Company, who: str) -> Iterator[tuple[str, TestResponse]]:
    """Every page somebody is shown, with its address."""
    ids = real_ids(company, "hers")
    for rule, _said in rules(company.house, "GET"):
        if rule.endpoint not in {"front.leave", "static"}:
            path = path_of(company.house, rule, ids)
            answer = company.clients[who].get(path)
            if answer.mimetype == "text/html" and not answer.location:
                yield path, answer


def weight(page: str) -> int:
    """Bytes on the wire for a page and everything it needs, as a proxy compresses it."""
    files = [(places.static() / name).read_bytes() for name in set(ASSET.findall(page))]
    return sum(len(gzip.compress(each, 6)) for each in [page.encode(), *files])


def betrayals(answer: TestResponse) -> Iterator[str]:
    """What on a page would tell who looks over a shoulder, or weigh on her data."""
    if TITLE.findall(answer.text) != ["Notes"]:
        yield "its title says where she is"
    if 'href="/x"' not in answer.text:
        yield "it has no way out"
    if "no-store" not in answer.headers["Cache-Control"]:
        yield "the browser keeps it"
    if weight(answer.text) > FIRST_VISIT_BYTES:
        yield "it is heavy"


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_is_neutral_light_and_can_be_left(company: Company, who: str) -> None:
    found = [(path, wrong) for path, answer in pages(company, who) for wrong in betrayals(answer)]

    assert found == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_browser_neither_checks_nor_completes_nor_translates_what_is_typed(
    company: Company, who: str
) -> None:
    names = [each.character.name for each in company.village.people.values()]

    found = [
        (path, wrong)
        for path, answer in pages(company, who)
        for wrong in told_to_the_browser(answer.text, names, fills=path.startswith(WAYS_IN))
    ]

    assert found == []


@pytest.mark.parametrize(
    "page",
    [
        "<textarea name=a></textarea>",
        "<input name=a autocomplete=off translate=no>",
        "<input type=text name=a autocomplete=name spellcheck=false translate=no>",
        "<h1>Confirm <b>Shirin Akter</b></h1>",
    ],
)
def test_a_page_that_would_tell_the_browser_is_seen(page: str) -> None:
    assert list(told_to_the_browser(page, ["Shirin Akter"], fills=False))


def begun(house: Flask, village: Village) -> tuple[Client, str, str]:
    """Somebody in the middle of telling."""
    client = newcomer(house)
    tell_half(client, village)
    return client, "draft", "/w"


def at_work(house: Flask, village: Village) -> tuple[Client, str, str]:
    """Somebody of the staff."""
    return signed_in(house, village, "external"), "live_session", "/me"


@pytest.mark.parametrize("somebody", [begun, at_work])
def test_one_press_ends_it_on_both_sides(
    company: Company, somebody: Callable[[Flask, Village], tuple[Client, str, str]]
) -> None:
    client, table, page = somebody(company.house, company.village)
    parts: Parts = company.house.extensions["casework"]
    before = client.get(page).text

    with watching(parts.sessions.engine) as database:
        left = client.get("/x")
        changes = database.changes()

    assert (left.status_code, left.location) == (303, company.village.config.exit_url)
    assert left.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert changes[table] == (0, 1)
    assert not client._cookies
    assert client.get(page).text != before

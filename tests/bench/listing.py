"""The desk of a thousand cases, sealed and in plaintext, one after the other in the same run."""

import re
from statistics import median

from flask.testing import FlaskClient

from auth import cookies
from tests.bench.bench import Bench
from tests.bench.figures import WARM, Figure, in_milliseconds, milliseconds
from tests.bench.house import require
from tests.bench.plain import Twin, copy_into_plaintext
from tests.journeys.addresses import newcomer

BAR, TAX = 150.0, 2.5
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


class PagesDiffer(Exception):
    """The twin shows another page: what it costs says nothing."""


def measure(bench: Bench) -> None:
    """The desk and the board, their twins, and how many times as long the sealed ones take."""
    house = bench.house
    client = house.sign_in()
    copy_into_plaintext(house, house.told)
    twin = Twin(house)
    other = _same_browser(client, twin)
    count = bench.size.cases
    _measure(bench, client, other, twin, "/desk", f"desk with {count} open cases")
    _measure(bench, client, other, twin, "/cases", f"board of {count} cases with clocks")


def _measure(
    bench: Bench, client: FlaskClient, other: FlaskClient, twin: Twin, path: str, name: str
) -> None:
    _compare(client, other, twin, path)
    sealed, plain = [], []
    for _each in range(bench.size.runs + WARM):
        sealed.append(milliseconds(lambda: _open(client, path)))
        with twin.reading():
            plain.append(milliseconds(lambda: _open(other, path)))
    sealed, plain = sealed[WARM:], plain[WARM:]
    bench.tell(in_milliseconds(name, sealed, BAR), lambda: _open(client, path))
    bench.tell(in_milliseconds(f"{name}, plaintext twin", plain))
    times = median(sealed) / median(plain)
    tax = Figure(f"{name}, sealed by plaintext", times, "ratio of medians", len(plain), TAX)
    bench.tell(tax, lambda: _open(client, path))


def _open(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    require(answer.status_code)
    return answer.text


def _same_browser(client: FlaskClient, twin: Twin) -> FlaskClient:
    """A browser at the twin with the same session."""
    other = newcomer(twin.app)
    name = cookies.named(cookies.SESSION, is_secure=False)
    kept = client.get_cookie(name)
    if kept is None:
        raise PagesDiffer
    other.set_cookie(name, kept.value)
    return other


def _compare(client: FlaskClient, other: FlaskClient, twin: Twin, path: str) -> None:
    """Both show the same page, but for the token of its forms. Raises PagesDiffer."""
    sealed = TOKEN.sub("", _open(client, path))
    with twin.reading():
        plain = TOKEN.sub("", _open(other, path))
    if sealed != plain:
        raise PagesDiffer

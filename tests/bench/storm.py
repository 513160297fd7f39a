"""Many clients that send well-formed numbers nobody has: `python -m tests.bench.storm`.

Each from an address of its own and without any pause, whatever it is told. It prints a line when
all of them begin, and then how often they were answered how.
"""

import json
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

from crypto import number
from tests.journeys.wire import PATIENCE_SECONDS, token_in

KIND = {"Content-Type": "application/x-www-form-urlencoded"}
PROXY = "X-Forwarded-For"
Form = tuple[str, dict[str, str]]
"""The token of a page's form, and the headers it is sent with."""


def rain(address: str, clients: int, seconds: float) -> Counter[int]:
    """How often the clients were answered how, by status."""
    with ThreadPoolExecutor(clients) as pool:
        ready = list(pool.map(lambda at: _open(address, f"203.0.113.{at + 1}"), range(clients)))
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        until = time.monotonic() + seconds
        return sum(pool.map(lambda each: _knock(address, each, until), ready), Counter[int]())


def _knock(address: str, form: Form, until: float) -> Counter[int]:
    answers: Counter[int] = Counter()
    token, headers = form
    while time.monotonic() < until:
        typed = urlencode({"csrf_token": token, "number": number.draw()})
        connection = HTTPConnection(address, timeout=PATIENCE_SECONDS)
        connection.request("POST", "/r", typed, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        answers[answer.status] += 1
    return answers


def _open(address: str, sender: str) -> Form:
    """The page where numbers are typed: its form's token, and the headers to send with it."""
    connection, behind = HTTPConnection(address, timeout=PATIENCE_SECONDS), {PROXY: sender}
    connection.request("GET", "/r", headers=behind)
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = [each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie") or []]
    connection.close()
    return token_in(page), {**behind, **KIND, "Cookie": "; ".join(cookies)}


if __name__ == "__main__":
    where, many, long = sys.argv[1:]
    answered = rain(where, int(many), float(long))
    sys.stdout.write(json.dumps({str(status): times for status, times in answered.items()}))

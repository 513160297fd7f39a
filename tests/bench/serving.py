"""The real server, as people are told to run it: complaints a second, and a storm of numbers."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median

from werkzeug.test import Client

from casework import serving as settings
from tests.bench.bench import Bench
from tests.bench.figures import Figure, in_milliseconds, milliseconds, timed
from tests.bench.house import House, build, environment, require
from tests.bench.tellings import ready_to_send
from tests.casework.browsing import filled
from tests.casework.tellers import Teller
from tests.journeys import wire
from tests.servers import ROOT, Server, serving

ORDINARY = "/w"
"""A page that everybody opens, and that asks the database."""
AGAIN_AFTER = 0.2
"""Seconds until somebody presses again who was told that too many send at once."""
BUSY = 503
LONGEST = 120
PAUSE = 0.05
OTHERS = 4
"""People who open the page meanwhile, one page after the other."""
EVERY_WORKER = 12
"""Runs that do not count: each worker has met the page then."""


@dataclass
class Told:
    """What one client did: complaints sent, and how often she was told to press again."""

    complaints: int = 0
    busy: int = 0


def measure_complaints(bench: Bench) -> None:
    """Whole complaints a second: every page of `/w`, and the receipt; one client, then several."""
    house = build(bench.folder / "served")
    with _served(house) as server:
        _many(house, server, 1, 1)
        for clients in (1, bench.size.clients):
            began = time.perf_counter()
            told = _many(house, server, clients, bench.size.complaints)
            took = time.perf_counter() - began
            count = sum(each.complaints for each in told)
            more: dict[str, object] = {"told to press again": sum(each.busy for each in told)}
            name = f"complaints told and sent, clients at once: {clients}"
            bench.tell(Figure(name, count / took, "a second", count, more=more))


def measure_storm(bench: Bench) -> None:
    """An ordinary page of somebody else, quiet and while many clients send bad numbers."""
    size, house = bench.size, build(bench.folder / "stormed")
    with _served(house) as server:
        client = wire.client(server, "192.0.2.1")
        quiet = timed(partial(_show, client), size.runs, warm=EVERY_WORKER)
        bench.tell(in_milliseconds("an ordinary page, quiet", quiet))
        with _storm(server, size.storm_clients, size.storm_seconds) as storm:
            values = _meanwhile(server, time.monotonic() + size.storm_seconds)
            answers = json.loads(storm.communicate()[0])
    name = f"an ordinary page while {size.storm_clients} clients send bad numbers"
    figure = in_milliseconds(name, values)
    figure.more.update({"quiet": round(median(quiet), 3), "answers to bad numbers": answers})
    bench.tell(figure)


@contextmanager
def _served(house: House) -> Iterator[Server]:
    log = house.folder / "server.log"
    with serving(
        settings.APPLICATION,
        environment(house),
        log,
        workers=settings.workers,
        threads=settings.threads,
    ) as server:
        yield server


def _many(house: House, server: Server, clients: int, complaints: int) -> list[Told]:
    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(lambda at: _telling(house, server, at, complaints), range(clients)))


def _telling(house: House, server: Server, at: int, complaints: int) -> Told:
    told = Told()
    for each in range(complaints):
        # Every woman has a telephone of her own; the limits are per address.
        client = wire.client(server, f"198.51.{at}.{each + 1}")
        told.busy += _send(ready_to_send(client, house.world, each))
        told.complaints += 1
    return told


def _send(teller: Teller) -> int:
    """Press until it is sent; gives back how often she had to press again."""
    fields, until, again = {**teller.hidden, **filled(teller.seen)}, time.monotonic() + LONGEST, 0
    answer = teller.send(**fields, send="1")
    while answer.status_code == BUSY and time.monotonic() < until:
        time.sleep(AGAIN_AFTER)
        answer, again = teller.send(**fields, send="1"), again + 1
    require(answer.status_code, 303)
    require(teller.client.get("/w").status_code)
    return again


def _show(client: Client) -> None:
    require(client.get(ORDINARY).status_code)


def _storm(server: Server, clients: int, seconds: int) -> subprocess.Popen[bytes]:
    """Begun already; in a process of its own, so that it keeps nobody waiting here."""
    said = [server.address, str(clients), str(seconds)]
    storm = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.storm", *said], cwd=ROOT, stdout=subprocess.PIPE
    )
    if storm.stdout is not None:
        storm.stdout.readline()
    return storm


def _meanwhile(server: Server, until: float) -> list[float]:
    """What some others wait for the page, each at an address of her own."""
    with ThreadPoolExecutor(OTHERS) as pool:
        waited = pool.map(lambda at: _waited(server, at, until), range(OTHERS))
        return [each for values in waited for each in values]


def _waited(server: Server, at: int, until: float) -> list[float]:
    client, values = wire.client(server, f"192.0.2.{at + 2}"), list[float]()
    while time.monotonic() < until:
        values.append(milliseconds(partial(_show, client)))
        time.sleep(PAUSE)
    return values

"""What a page weighs: HTML, stylesheet and script as a proxy would compress them."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import select

from casework.parts import Parts
from referrals.directory.confirming import confirm
from referrals.directory.entries import Writer
from referrals.directory.seeding import begin
from referrals.models.listed import Service
from referrals.models.terms import Way
from tests.bench.bench import Bench
from tests.bench.figures import Figure
from tests.bench.house import House, require
from tests.journeys.addresses import newcomer
from tests.journeys.nearby import put_place

FIRST, REPEAT = 60.0, 15.0
COUNTRIES = {"BD", "IN", "VN"}
PLACES = 200
LEVEL = 6
BUILT = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')


def measure(bench: Bench) -> None:
    """The pages everybody begins with, and the desk: kilobytes at the first visit and again."""
    fill(bench.house)
    stranger, chair = newcomer(bench.house.app), bench.house.sign_in()
    pages = [(path, path, stranger) for path in ("/w", "/r", "/p", "/sign-in")]
    for name, path, client in (("landing", "/", stranger), *pages, ("desk", "/desk", chair)):
        for visit, bar in (("first", FIRST), ("repeat", REPEAT)):
            for each in _weighed(f"{name}, {visit} visit", client, path, bar):
                bench.tell(each)


def fill(house: House) -> None:
    """Three countries with every area and national number, and places, all of them confirmed."""
    parts: Parts = house.app.extensions["casework"]
    today = datetime.now(UTC).date()
    by = Writer(person=None, on=today)
    with parts.sessions() as db:
        begin(db, by, COUNTRIES)
        for service in db.scalars(select(Service)).all():
            confirm(db, by, service)
        for each in range(PLACES):
            put_place(db, f"Clinic at gate {each}", today, ways={Way.PHONE})
        db.commit()


def _weighed(name: str, client: FlaskClient, path: str, bar: float) -> Iterator[Figure]:
    """Where a proxy compresses all of it, and where it lets pages be, as docs/running.md has it."""
    parts = [_read(client, path)]
    if bar == FIRST:
        # Built files carry their hash and are kept for good: a second visit asks for none.
        parts += [_read(client, each) for each in BUILT.findall(parts[0].decode())]
    packed = sum(len(gzip.compress(each, LEVEL, mtime=0)) for each in parts)
    yield Figure(name, packed / 1000, "kB, gzipped", 1, bar)
    plain = sum(map(len, parts))
    page = len(parts[0]) + packed - len(gzip.compress(parts[0], LEVEL, mtime=0))
    more: dict[str, object] = {"nothing compressed": round(plain / 1000, 1)}
    yield Figure(name, page / 1000, "kB, the page itself not compressed", 1, bar, more)


def _read(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    require(answer.status_code)
    return bytes(answer.data)

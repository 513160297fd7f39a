"""The report of a long case, as one person asks for it; and the setting of it alone."""

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from statistics import median

import pikepdf
from flask.testing import FlaskClient

from casework.paper.blocks import Block, Entry, Heading, Note, Table
from casework.paper.typesetting import render
from tests.accounts import PASSPHRASE
from tests.bench.bench import Bench
from tests.bench.cases import long_case
from tests.bench.figures import Figure, timed
from tests.bench.house import require
from tests.visitors import Visitor

BAR = 2.0
PARTS, ENTRIES = 10, 27
SAID = (
    "She says that he came to her line when the others had gone to eat, that he spoke of her "
    "contract, and that two people saw him leave. She wrote it down on the same evening. "
)


WISHES = {"made_for": "committee", "masks": "survivor", "language": "en"}
"""Everything is in it, the committee's notes too, and her name is looked for in all of it."""


def measure(bench: Bench) -> None:
    """What is asked for with the passphrase, then as much as that set without any case."""
    _measure_asking(bench)
    _measure_setting(bench)


def _measure_asking(bench: Bench) -> None:
    """The whole press: passphrase, case and trail opened and read, masked, set and written down."""
    house = bench.house
    case = long_case(house, bench.size.reported, rows=False)
    client = house.sign_in()
    typed = {**WISHES, "csrf_token": Visitor(client).token(), "passphrase": PASSPHRASE}
    ask = partial(_asked, client, f"/cases/{case}/report", typed)
    name = f"ask for the case report of {_pages(ask())} pages"
    _tell(bench, name, ask)


def _measure_setting(bench: Bench) -> None:
    """Its typesetting: a child process, the setting, a PDF that screen readers can follow."""
    set_it = partial(render, "report", _report(), "en")
    _tell(bench, f"set a case report of {_pages(set_it())} pages", set_it)


def _tell(bench: Bench, name: str, run: Callable[[], bytes]) -> None:
    runs = timed(run, bench.size.slow_runs, warm=0)
    seconds = [each / 1000 for each in runs]
    bench.tell(Figure(name, median(seconds), "s", len(runs), BAR), run)


def _asked(client: FlaskClient, path: str, typed: Mapping[str, str]) -> bytes:
    answer = client.post(path, data=typed)
    require(answer.status_code)
    document: bytes = answer.data
    return document


def _pages(document: bytes) -> int:
    with pikepdf.open(BytesIO(document)) as pdf:
        return len(pdf.pages)


def _report() -> dict[str, object]:
    blocks = [each for part in range(PARTS) for each in _part(part)]
    return {
        "title": "KINGFISHER-27",
        "code": "KINGFISHER-27",
        "sheet": "R1",
        "body": "Internal Committee",
        "heading": "Case report",
        "contents": "Contents",
        "opening": [Note(text=SAID)],
        "blocks": blocks,
    }


def _part(part: int) -> list[Block]:
    rows = [[str(row), "14 March 2026", SAID] for row in range(6)]
    entries = [
        Entry(head="Statement", aside="14 March 2026, receiver", text=SAID * 4)
        for _each in range(ENTRIES)
    ]
    table = Table(head=["No.", "Day", "What"], rows=rows, widths=[1, 2, 6])
    return [Heading(text=f"Part {part + 1}", level=1), table, *entries]

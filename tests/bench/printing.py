"""Setting the report of a long case, as one person asks for it."""

from io import BytesIO
from statistics import median

import pikepdf

from casework.paper.blocks import Block, Entry, Heading, Note, Table
from casework.paper.typesetting import render
from tests.bench.bench import Bench
from tests.bench.figures import Figure, timed

BAR = 2.0
PARTS, ENTRIES = 10, 27
SAID = (
    "She says that he came to her line when the others had gone to eat, that he spoke of her "
    "contract, and that two people saw him leave. She wrote it down on the same evening. "
)


def measure(bench: Bench) -> None:
    """A case report: a child process, the setting, a PDF that screen readers can follow."""
    values = _report()
    with pikepdf.open(BytesIO(render("report", values, "en"))) as pdf:
        pages = len(pdf.pages)
    runs = timed(lambda: render("report", values, "en"), bench.size.slow_runs, warm=0)
    seconds = [each / 1000 for each in runs]
    bench.tell(Figure(f"case report of {pages} pages", median(seconds), "s", len(runs), BAR))


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

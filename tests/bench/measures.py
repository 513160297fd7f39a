"""A table of forty places by thirty-six months by eight answers, with every sum, suppressed."""

from itertools import cycle, product

from casework.measures.counts import INSIDE, OUTSIDE, Cell, Counts, Rule
from casework.measures.suppression import suppress
from tests.bench.bench import Bench

SHAPE = (40, 36, 8)
BAR = 2_000.0


def measure(bench: Bench) -> None:
    """Few facts in many cells, and many in each: inside and outside."""
    for name, dense in (("sparse", 1), ("dense", 60)):
        tables = cycle([Counts(SHAPE, _cells(dense, each)) for each in range(8)])
        for rule in (INSIDE, OUTSIDE):
            _told(bench, name, rule, tables)


def _told(bench: Bench, name: str, rule: Rule, tables: "cycle[Counts]") -> None:
    said = f"a {name} table of 40 by 36 by 8 suppressed below {rule.minimum}"
    bench.runs(said, lambda: suppress(next(tables), rule), BAR, bench.size.slow_runs)


def _cells(dense: int, seed: int) -> dict[Cell, int]:
    """Uneven, with many that are empty; each seed another table."""
    every = product(*(range(size) for size in SHAPE))
    found = {
        (place, month, answer): (place * 7 + month * 5 + answer * 11 + seed) % 13 * dense // 4
        for place, month, answer in every
        if (place * 3 + month + answer + seed) % 5
    }
    return {cell: count // (1 + cell[0] // 8) for cell, count in found.items()}

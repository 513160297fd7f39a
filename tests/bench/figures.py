"""A figure: what was measured, how often, against which bar; and the line it is told in."""

import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

WARM = 3
"""Runs before the first that counts: caches, templates, statements."""


@dataclass(frozen=True)
class Figure:
    """One measured value. `bar` is the most it may be (docs/running.md, "8. How fast it is")."""

    name: str
    value: float
    unit: str
    n: int
    bar: float | None = None
    more: dict[str, object] = field(default_factory=dict)

    @property
    def is_missed(self) -> bool:
        """Whether there is a bar, and it is above it."""
        return self.bar is not None and self.value > self.bar

    @property
    def line(self) -> str:
        """One line of JSON. `ok` is null where nobody has set a bar."""
        ok = None if self.bar is None else not self.is_missed
        said = {"name": self.name, "value": round(self.value, 3), "unit": self.unit}
        return json.dumps({**said, "bar": self.bar, "ok": ok, "n": self.n, **self.more})


def milliseconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def timed(run: Callable[[], object], times: int, warm: int = WARM) -> list[float]:
    """The milliseconds of so many runs, after some that do not count."""
    for _each in range(warm):
        run()
    return [milliseconds(run) for _each in range(times)]


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed, by nearest rank."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def in_milliseconds(name: str, values: Sequence[float], bar: float | None = None) -> Figure:
    """The p95 of some runs, with their median."""
    middle: dict[str, object] = {"median": round(median(values), 3)}
    return Figure(f"{name}, p95", p95(values), "ms", len(values), bar, middle)

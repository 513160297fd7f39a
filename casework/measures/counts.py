"""A table of counts before and after suppression, and what is too small to be shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

Cell = tuple[int, ...]
"""One level on each axis. TOTAL stands for the sum over an axis."""
Range = tuple[int, int]
"""The least and the most that a reader must hold possible."""
Level = tuple[int, int]
"""An axis, and one of its levels."""
TOTAL = -1


@dataclass(frozen=True)
class Rule:
    """What is too small to be shown, to whom."""

    minimum: int
    hides_zero: bool = False
    rounds_to: int = 1

    def is_small(self, count: int) -> bool:
        """Whether it points at few enough to be somebody."""
        return count < self.minimum and (count > 0 or self.hides_zero)


INSIDE = Rule(5)
OUTSIDE = Rule(10, hides_zero=True, rounds_to=10)
UNION = Rule(20, hides_zero=True, rounds_to=10)
"""For whoever holds a list of some of what is counted: 10 would say how few others there are."""
STOCK = Rule(5, rounds_to=5)
"""Inside, for what stands at the end of a year: two of them differ by no single case."""


@dataclass(frozen=True)
class Counts:
    """A table before suppression: how many levels each axis has, and what is in each crossing."""

    shape: tuple[int, ...]
    cells: Mapping[Cell, int]
    """Without TOTAL; a crossing that is missing is 0."""

    @cached_property
    def sums(self) -> dict[Cell, int]:
        """Every cell and every margin that is not 0."""
        found: dict[Cell, int] = {}
        for cell, count in self.cells.items():
            for each in product(*((level, TOTAL) for level in cell)):
                found[each] = found.get(each, 0) + count
        return {cell: count for cell, count in found.items() if count}

    def lattice(self) -> Iterable[Cell]:
        """Every cell and every margin."""
        return product(*(range(TOTAL, size) for size in self.shape))

    def margin(self, axis: int, level: int) -> Cell:
        """The cell of a level alone."""
        return tuple(level if each == axis else TOTAL for each in range(len(self.shape)))


@dataclass(frozen=True)
class Masked:
    """A table after suppression: only what is shown, and of the rest nothing but that it is."""

    shape: tuple[int, ...]
    shown: Mapping[Cell, int]
    ranges: Callable[[Cell], Range] = field(repr=False, compare=False)
    """What a reader must hold possible of a cell that is hidden."""

    def of(self, cell: Cell) -> int | None:
        """The count, or None where it is hidden."""
        return self.shown.get(cell)


def named_in(cell: Cell) -> list[Level]:
    """The levels that a cell names: one for each axis that it does not sum over."""
    return [(axis, level) for axis, level in enumerate(cell) if level != TOTAL]


def is_crossing(cell: Cell) -> bool:
    """Whether it names two levels or more."""
    return len(cell) - cell.count(TOTAL) > 1

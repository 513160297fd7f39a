"""What is hidden of a table so far, and what a reader then holds possible."""

from dataclasses import dataclass, replace

from casework.measures.counts import TOTAL, Cell, Counts, Range

Levels = tuple[frozenset[int], ...]
"""On each axis, some of its levels."""
Ranges = list[dict[int, Range]]
"""On each axis, what is possible of each level inside the box."""


@dataclass(frozen=True)
class Hiding:
    """What is hidden so far."""

    levels: Levels
    """On each axis, the levels whose own margin is hidden."""
    box: Levels
    """On each axis, the levels of the box."""

    def grown(self, axis: int, level: int) -> "Hiding":
        """The same with one more level in the box."""
        box = list(self.box)
        box[axis] = box[axis] | {level}
        return replace(self, box=tuple(box))

    def covers(self, cell: Cell) -> bool:
        """Whether this cell is hidden; the grand total is not asked here."""
        named = [(axis, level) for axis, level in enumerate(cell) if level != TOTAL]
        if len(named) == 1:
            axis, level = named[0]
            return level in self.levels[axis]
        return bool(named) and self.holds(cell)

    def holds(self, cell: Cell) -> bool:
        """Whether it lies in the box."""
        return all(level in (TOTAL, *self.box[axis]) for axis, level in enumerate(cell))

    def boxed(self, counts: Counts) -> dict[Cell, int]:
        """The crossings of a table that lie in the box."""
        box = self.box
        return {
            cell: count
            for cell, count in counts.cells.items()
            if all(level in box[axis] for axis, level in enumerate(cell))
        }

    def left(self, counts: Counts) -> tuple[list[dict[int, int]], int]:
        """How much lies on each level inside the box, and how much that is together."""
        left = [dict.fromkeys(box, 0) for box in self.box]
        boxed = self.boxed(counts)
        for cell, count in boxed.items():
            for axis, level in enumerate(cell):
                left[axis][level] += count
        return left, sum(boxed.values())


def without(hiding: Hiding, ranges: Ranges, total: int, own: Counts) -> tuple[Ranges, int]:
    """What is possible of the others, for a reader who knows some of the facts and takes them off.

    `own`: those facts, as a table of the same shape.
    """
    left, taken = hiding.left(own)
    found: Ranges = []
    for axis, each in enumerate(ranges):
        hidden = hiding.levels[axis]
        of_hidden = sum(own.sums.get(own.margin(axis, level), 0) for level in hidden)
        found.append(
            {
                level: (
                    max(0, least - left[axis][level]),
                    # Of levels that are hidden together only the sum is known.
                    most - (of_hidden if level in hidden else left[axis][level]),
                )
                for level, (least, most) in each.items()
            }
        )
    return found, total - taken


def is_tight(ranges: Ranges, total: int) -> bool:
    """Whether two levels could have so much left that some of it must be in their crossing."""
    most = sorted(max(low for low, _high in each.values()) for each in ranges)
    return sum(most[-2:]) > total


def crossed(ranges: list[Range], total: int) -> Range:
    """The possible values of a cell, from those of its levels and what is left in the box."""
    least = sum(low for low, _high in ranges) - (len(ranges) - 1) * total
    return max(0, least), min(high for _low, high in ranges)


def rounded(count: int, step: int) -> int:
    """Down to a multiple: what is shown stands for as many values as the step, none below it."""
    return count // step * step

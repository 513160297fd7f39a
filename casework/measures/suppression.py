"""Cells to hide, so that nobody knows a small one (docs/measures.md, "What is protected")."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import product

from casework.measures.counts import TOTAL, Cell, Counts, Level, Masked, Range, Rule, named_in
from casework.measures.counts import is_crossing as crosses

Levels = tuple[frozenset[int], ...]
"""On each axis, some of its levels."""


@dataclass(frozen=True)
class _Hiding:
    """What is hidden so far."""

    levels: Levels
    """On each axis, the levels whose own margin is hidden."""
    box: Levels
    """On each axis, the levels of the box."""

    def grown(self, axis: int, level: int) -> "_Hiding":
        box = list(self.box)
        box[axis] = box[axis] | {level}
        return replace(self, box=tuple(box))

    def covers(self, cell: Cell) -> bool:
        """Whether this cell is hidden; the grand total is not asked here."""
        named = [(axis, level) for axis, level in enumerate(cell) if level != TOTAL]
        if len(named) == 1:
            axis, level = named[0]
            return level in self.levels[axis]
        return bool(named) and all(level in self.box[axis] for axis, level in named)


def suppress(
    counts: Counts,
    rule: Rule,
    *,
    hide: Iterable[Cell] = (),
    known: Iterable[Cell] = (),
    bounds: Mapping[Level, Range] | None = None,
) -> Masked:
    """What may be shown of a table.

    `hide`: cells that are hidden whatever they count. `known`: margins of one level, or the
    grand total, that were made public by law: they are shown. `bounds`: what a reader knows
    from a table above of levels (axis, level) that `hide` hides.
    """
    return _Suppression(counts, rule, frozenset(hide), frozenset(known), bounds or {}).masked()


class _Suppression:
    """One table on its way to what is shown of it."""

    def __init__(
        self,
        counts: Counts,
        rule: Rule,
        hide: frozenset[Cell],
        known: frozenset[Cell],
        bounds: Mapping[Level, Range],
    ) -> None:
        self.counts, self.rule, self.hide, self.bounds = counts, rule, hide, bounds
        self.axes = range(len(counts.shape))
        self.top: Cell = (TOTAL,) * len(counts.shape)
        self.known = known

    def masked(self) -> Masked:
        """The table after suppression."""
        hiding = self._first() if self._shows_total() else None
        while hiding is not None and (wrong := self._too_narrow(hiding)) is not None:
            hiding = self._wider(hiding, wrong)
        return self._shown(hiding) if hiding is not None else self._nothing()

    def _nothing(self) -> Masked:
        """Only what was public before."""
        shown = {cell: self.counts.sums.get(cell, 0) for cell in self.known}
        return Masked(self.counts.shape, shown, self._below_the_public)

    def _below_the_public(self, cell: Cell) -> Range:
        named = [(axis, level) for axis, level in enumerate(cell) if level != TOTAL]
        return 0, min([_FAR, *self._public(named)])

    def _public(self, named: Iterable[Level]) -> list[int]:
        """The counts of these levels that were made public."""
        margins = [self.counts.margin(*each) for each in named]
        return [self.counts.sums.get(each, 0) for each in margins if each in self.known]

    def _shows_total(self) -> bool:
        if self.top in self.known:
            return True
        return self.top not in self.hide and not self._is_small(self.top)

    def _is_small(self, cell: Cell) -> bool:
        return self.rule.is_small(self.counts.sums.get(cell, 0))

    def _hidden_levels(self, axis: int) -> frozenset[int]:
        """The levels whose margin is hidden: together they are many enough to hide in."""
        free = self._free(axis)
        hidden = {level for level in free if self._must_hide(axis, level)}
        rest = sorted(free - hidden, key=lambda each: self._helps(axis, each))
        while hidden and rest and not self._hides_well(axis, hidden):
            hidden.add(rest.pop(0))
        return frozenset(hidden)

    def _helps(self, axis: int, level: int) -> tuple[bool, int, int]:
        """The smallest first, and last what is empty: nothing hides in it."""
        count = self._margin(axis, level)
        return count == 0, count, level

    def _free(self, axis: int) -> frozenset[int]:
        """The levels of an axis that were not made public."""
        every = range(self.counts.shape[axis])
        return frozenset(each for each in every if self.counts.margin(axis, each) not in self.known)

    def _must_hide(self, axis: int, level: int) -> bool:
        cell = self.counts.margin(axis, level)
        return cell in self.hide or self._is_small(cell)

    def _hides_well(self, axis: int, hidden: AbstractSet[int]) -> bool:
        """Whether nobody can tell what is which among these levels of an axis."""
        together = sum(self._margin(axis, each) for each in hidden)
        return len(hidden) > 1 and together >= self.rule.minimum

    def _margin(self, axis: int, level: int) -> int:
        return self.counts.sums.get(self.counts.margin(axis, level), 0)

    def _first(self) -> _Hiding | None:
        """The smallest box around what must be hidden; None where its levels hide nothing."""
        levels = tuple(self._hidden_levels(axis) for axis in self.axes)
        if any(each and not self._hides_well(axis, each) for axis, each in enumerate(levels)):
            return None
        box = tuple(frozenset(each) for each in self._around(levels))
        return _Hiding(levels, self._with_slabs(levels, box))

    def _around(self, levels: Levels) -> list[set[int]]:
        found = [set(each) for each in levels]
        for cell in self._crossings():
            if cell in self.hide or self._is_small(cell):
                for axis, level in enumerate(cell):
                    found[axis] |= set(range(self.counts.shape[axis])) if level < 0 else {level}
        return found

    def _with_slabs(self, levels: Levels, box: Levels) -> Levels:
        """Where a level is hidden, everything crossed with it is: on the other axes all levels."""
        return tuple(
            frozenset(range(self.counts.shape[axis]))
            if any(levels[other] for other in self.axes if other != axis)
            else box[axis]
            for axis in self.axes
        )

    def _crossings(self) -> Iterable[Cell]:
        """Every crossing of all axes, and what is hidden whatever it counts.

        A small sum of several crossings is made of small ones.
        """
        every = product(*(range(size) for size in self.counts.shape))
        cells = every if self.rule.hides_zero else self.counts.cells
        return (cell for cell in {*cells, *self.hide} if crosses(cell))

    def _boxed_counts(self, hiding: _Hiding) -> dict[Cell, int]:
        box = hiding.box
        every = self.counts.cells.items()
        return {
            cell: count
            for cell, count in every
            if all(level in box[axis] for axis, level in enumerate(cell))
        }

    def _left(self, hiding: _Hiding) -> tuple[list[dict[int, int]], int]:
        """What is left on each level inside the box, and how much that is together."""
        left = [dict.fromkeys(box, 0) for box in hiding.box]
        boxed = self._boxed_counts(hiding)
        for cell, count in boxed.items():
            for axis, level in enumerate(cell):
                left[axis][level] += count
        return left, sum(boxed.values())

    def _level_ranges(self, hiding: _Hiding) -> tuple[list[dict[int, Range]], int]:
        """What a reader holds possible of each level inside the box."""
        left, total = self._left(hiding)
        found: list[dict[int, Range]] = []
        for axis, each in enumerate(left):
            together = sum(self._margin(axis, level) for level in hiding.levels[axis])
            found.append(
                {
                    level: self._hidden_range(axis, level, together)
                    if level in hiding.levels[axis]
                    else (count, count)
                    for level, count in each.items()
                }
            )
        return found, total

    def _hidden_range(self, axis: int, level: int, together: int) -> Range:
        least, most = self.bounds.get((axis, level), (0, together))
        return least, min(most, together)

    def _too_narrow(self, hiding: _Hiding) -> Level | None:
        """An axis and a level of a cell that has too few possible values, if there is one."""
        if len(self.axes) == 1 or not all(hiding.box):
            return None
        ranges, total = self._level_ranges(hiding)
        every = [(axis, level) for axis in self.axes for level in ranges[axis]]
        for each in every:
            if ranges[each[0]][each[1]][1] < self._needed([each], ranges):
                return each
        return self._too_certain(hiding, ranges, total) if _is_tight(ranges, total) else None

    def _too_certain(
        self, hiding: _Hiding, ranges: list[dict[int, Range]], total: int
    ) -> Level | None:
        for cell in self._boxed_cells(hiding):
            named = named_in(cell)
            least, most = _crossed([ranges[axis][level] for axis, level in named], total)
            if most - least < self._needed(named, ranges):
                return min(named, key=lambda each: ranges[each[0]][each[1]][1])
        return None

    def _needed(self, named: list[Level], ranges: list[dict[int, Range]]) -> int:
        """How far apart the possible values lie: less only where a public count leaves less.

        Where nothing is left of a level, and zero may be shown, nothing is to be hidden.
        """
        is_empty = any(ranges[axis][level][1] == 0 for axis, level in named)
        if is_empty and not self.rule.hides_zero:
            return 0
        return min([self.rule.minimum - 1, *self._public(named)])

    def _boxed_cells(self, hiding: _Hiding) -> Iterable[Cell]:
        cells = product(*({TOTAL, *box} for box in hiding.box))
        return (cell for cell in cells if crosses(cell))

    def _wider(self, hiding: _Hiding, wrong: Level) -> _Hiding | None:
        """The same with one more level in the box; where it is full, with an axis hidden.

        None where nothing is left that could be hidden.
        """
        axis, level = wrong
        for other in sorted(self.axes, key=lambda each: each == axis):
            outside = set(range(self.counts.shape[other])) - hiding.box[other]
            if outside:
                return hiding.grown(other, max(outside, key=self._weight(axis, level, other)))
        return self._with_levels_hidden(hiding, wrong)

    def _weight(self, axis: int, level: int, other: int) -> Callable[[int], Range]:
        def weight(each: int) -> Range:
            crossed = [TOTAL] * len(self.counts.shape)
            crossed[axis], crossed[other] = level, each
            return self.counts.sums.get(tuple(crossed), 0), -each

        return weight

    def _with_levels_hidden(self, hiding: _Hiding, wrong: Level) -> _Hiding | None:
        for axis in sorted(self.axes, key=lambda each: each != wrong[0]):
            free = self._free(axis)
            if free - hiding.levels[axis] and self._hides_well(axis, free):
                levels = (free if each == axis else hiding.levels[each] for each in self.axes)
                return _Hiding(tuple(levels), hiding.box)
        return None

    def _shown(self, hiding: _Hiding) -> Masked:
        sums, (ranges, total) = self.counts.sums, self._level_ranges(hiding)
        boxed = Counts(self.counts.shape, self._boxed_counts(hiding)).sums

        def possible(cell: Cell) -> Range:
            beside = sums.get(cell, 0) - boxed.get(cell, 0)
            least, most = _crossed([ranges[axis][at] for axis, at in named_in(cell)], total)
            return beside + least, beside + most

        shown = {
            cell: _rounded(sums.get(cell, 0), self.rule.rounds_to)
            for cell in self.counts.lattice()
            if cell in self.known or not hiding.covers(cell) or possible(cell) == (0, 0)
        }
        return Masked(self.counts.shape, shown, possible)


_FAR = 1_000_000_000


def _is_tight(ranges: list[dict[int, Range]], total: int) -> bool:
    """Whether two levels could have so much left that some of it must be in their crossing."""
    most = sorted(max(low for low, _high in each.values()) for each in ranges)
    return sum(most[-2:]) > total


def _crossed(ranges: list[Range], total: int) -> Range:
    """The possible values of a cell, from those of its levels and what is left in the box."""
    least = sum(low for low, _high in ranges) - (len(ranges) - 1) * total
    return max(0, least), min(high for _low, high in ranges)


def _rounded(count: int, step: int) -> int:
    """To the nearest multiple, halves up."""
    return (2 * count + step) // (2 * step) * step

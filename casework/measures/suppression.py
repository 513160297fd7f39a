"""Cells to hide, so that nobody knows a small one (docs/measures.md, "What is protected")."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from casework.measures.counts import TOTAL, Cell, Counts, Level, Masked, Range, Rule, named_in
from casework.measures.counts import is_crossing as crosses
from casework.measures.hiding import Hiding, Levels, Ranges, crossed, is_tight, rounded, without

_FAR = 1_000_000_000


def suppress(
    counts: Counts,
    rule: Rule,
    *,
    hide: Iterable[Cell] = (),
    known: Iterable[Cell] = (),
    bounds: Mapping[Level, Range] | None = None,
    own: Sequence[Counts] = (),
) -> Masked:
    """What may be shown of a table.

    `hide`: cells that are hidden whatever they count. `known`: margins of one level, or the
    grand total, that were made public by law: they are shown. `bounds`: what a reader knows
    from a table above of levels (axis, level) that `hide` hides. `own`: what single readers
    know of it already, each as a table of the same shape; she takes it off.
    """
    hidden = frozenset(hide)
    return _Suppression(counts, rule, hidden, frozenset(known), bounds or {}, own).masked()


class _Suppression:
    """One table on its way to what is shown of it."""

    def __init__(
        self,
        counts: Counts,
        rule: Rule,
        hide: frozenset[Cell],
        known: frozenset[Cell],
        bounds: Mapping[Level, Range],
        own: Sequence[Counts],
    ) -> None:
        self.counts, self.rule, self.hide, self.bounds = counts, rule, hide, bounds
        self.own = own
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
        if len(hidden) < 2 or together < self.rule.minimum:
            return False
        # Whoever knows a part of it takes that off: nothing is left, or enough.
        left = (together - self._known_of(each, axis, hidden) for each in self.own)
        return all(each == 0 or each >= self.rule.minimum for each in left)

    def _known_of(self, own: Counts, axis: int, levels: AbstractSet[int]) -> int:
        return sum(own.sums.get(own.margin(axis, each), 0) for each in levels)

    def _margin(self, axis: int, level: int) -> int:
        return self.counts.sums.get(self.counts.margin(axis, level), 0)

    def _first(self) -> Hiding | None:
        """The smallest box around what must be hidden; None where its levels hide nothing."""
        levels = tuple(self._hidden_levels(axis) for axis in self.axes)
        if any(each and not self._hides_well(axis, each) for axis, each in enumerate(levels)):
            return None
        box = tuple(frozenset(each) for each in self._around(levels))
        return Hiding(levels, self._with_slabs(levels, box))

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

    def _level_ranges(self, hiding: Hiding) -> tuple[Ranges, int]:
        """What a reader holds possible of each level inside the box."""
        left, total = hiding.left(self.counts)
        found: Ranges = []
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

    def _too_narrow(self, hiding: Hiding) -> Level | None:
        """An axis and a level of a cell that has too few possible values, if there is one."""
        if len(self.axes) == 1 or not all(hiding.box):
            return None
        ranges, total = self._level_ranges(hiding)
        readers = [(ranges, total), *(without(hiding, ranges, total, each) for each in self.own)]
        found = (self._too_narrow_for(hiding, *each) for each in readers)
        return next((each for each in found if each is not None), None)

    def _too_narrow_for(self, hiding: Hiding, ranges: Ranges, total: int) -> Level | None:
        every = [(axis, level) for axis in self.axes for level in ranges[axis]]
        for each in every:
            if ranges[each[0]][each[1]][1] < self._needed([each], ranges):
                return each
        return self._too_certain(hiding, ranges, total) if is_tight(ranges, total) else None

    def _too_certain(self, hiding: Hiding, ranges: Ranges, total: int) -> Level | None:
        for cell in self._boxed_cells(hiding):
            named = named_in(cell)
            least, most = crossed([ranges[axis][level] for axis, level in named], total)
            if most - least < self._needed(named, ranges):
                return min(named, key=lambda each: ranges[each[0]][each[1]][1])
        return None

    def _needed(self, named: list[Level], ranges: Ranges) -> int:
        """How far apart the possible values lie: less only where a public count leaves less.

        Where nothing is left of a level, and zero may be shown, nothing is to be hidden.
        """
        is_empty = any(ranges[axis][level][1] == 0 for axis, level in named)
        if is_empty and not self.rule.hides_zero:
            return 0
        return min([self.rule.minimum - 1, *self._public(named)])

    def _boxed_cells(self, hiding: Hiding) -> Iterable[Cell]:
        cells = product(*({TOTAL, *box} for box in hiding.box))
        return (cell for cell in cells if crosses(cell))

    def _wider(self, hiding: Hiding, wrong: Level) -> Hiding | None:
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

    def _with_levels_hidden(self, hiding: Hiding, wrong: Level) -> Hiding | None:
        for axis in sorted(self.axes, key=lambda each: each != wrong[0]):
            free = self._free(axis)
            if free - hiding.levels[axis] and self._hides_well(axis, free):
                levels = (free if each == axis else hiding.levels[each] for each in self.axes)
                return Hiding(tuple(levels), hiding.box)
        return None

    def _shown(self, hiding: Hiding) -> Masked:
        sums, (ranges, total) = self.counts.sums, self._level_ranges(hiding)
        boxed = Counts(self.counts.shape, hiding.boxed(self.counts)).sums

        def possible(cell: Cell) -> Range:
            beside = sums.get(cell, 0) - boxed.get(cell, 0)
            least, most = crossed([ranges[axis][at] for axis, at in named_in(cell)], total)
            return beside + least, beside + most

        shown = {
            cell: rounded(sums.get(cell, 0), self.rule.rounds_to)
            for cell in self.counts.lattice()
            if cell in self.known or not hiding.covers(cell) or possible(cell) == (0, 0)
        }
        return Masked(self.counts.shape, shown, possible)

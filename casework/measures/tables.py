"""A quarter's tables, from facts to what may be shown. Facts go in; only these come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import msgspec

from casework.facts.fact import Facts
from casework.measures.counting import Counted, counted_by, middle, tally
from casework.measures.counts import INSIDE, OUTSIDE, TOTAL, Cell, Counts, Masked, Rule
from casework.measures.indicator import Indicator
from casework.measures.indicators import INDICATORS
from casework.measures.nesting import beneath
from casework.measures.quarters import Quarter
from casework.measures.suppression import suppress

FEWEST = 3
"""Outside, a group of fewer factories is one of them, or nearly."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What may be shown of one place. None is hidden; a row that is all 0 had nothing to count."""

    place: str
    """A group of factories, a factory's id, or "" for all together."""
    n: int | None
    counts: tuple[int | None, ...]
    """In the order of the indicator's buckets."""
    middle: int | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator of one quarter, after suppression."""

    indicator: str
    buckets: tuple[str, ...]
    rows: tuple[Row, ...]
    minimum: int

    def row(self, place: str) -> Row | None:
        """The row of a place."""
        return next((each for each in self.rows if each.place == place), None)


@dataclass(frozen=True)
class Groups:
    """Which factories are compared together."""

    of: Mapping[UUID, str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every group, in a stable order."""
        return tuple(sorted(set(self.of.values())))

    def members(self, name: str) -> tuple[UUID, ...]:
        """The factories of a group, in a stable order."""
        return tuple(sorted(each for each, group in self.of.items() if group == name))


@dataclass(frozen=True)
class Published:
    """A quarter's tables, by who may see them."""

    partners: tuple[Table, ...]
    """By group of factories, for whoever works with the programme."""
    factories: Mapping[UUID, tuple[Table, ...]]
    """Of one factory, for its committee, its unions, and the programme."""
    public: tuple[Table, ...]
    """For everybody."""


def published(facts: Facts, quarter: Quarter, groups: Groups) -> Published:
    """Everything that is published of a quarter. It is computed once, and never again."""
    partners: list[Table] = []
    public: list[Table] = []
    single: dict[UUID, list[Table]] = {each: [] for each in groups.of}
    for family in _families():
        made = _Family(family, facts, quarter, groups)
        partners += made.tables(INSIDE, made.inside)
        public += made.tables(OUTSIDE, made.outside)
        for factory, table in made.of_factories():
            single[factory].append(table)
    return Published(
        tuple(partners), {each: tuple(rows) for each, rows in single.items()}, tuple(public)
    )


def _families() -> Iterable[list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for each in INDICATORS:
        found.setdefault(each.facts, []).append(each)
    return found.values()


class _Family:
    """Indicators over the very same facts: what is hidden of a place is hidden in all of them."""

    def __init__(
        self, indicators: Sequence[Indicator], facts: Facts, quarter: Quarter, groups: Groups
    ) -> None:
        self.indicators, self.facts, self.quarter, self.groups = indicators, facts, quarter, groups

    @cached_property
    def counted(self) -> dict[str, Counted]:
        """By indicator: how many, by factory and bucket."""
        return {each.id: tally(each, self.facts, self.quarter) for each in self.indicators}

    @cached_property
    def inside(self) -> dict[str, Masked]:
        """Groups by buckets, as the partnership sees them."""
        hide = {each.id: self._read_by_one(each) for each in self.indicators}
        return self._together(INSIDE, hide)

    @cached_property
    def outside(self) -> dict[str, Masked]:
        """The same for everybody: nothing that is hidden inside is shown."""
        few = [
            (at, TOTAL)
            for at, name in enumerate(self.groups.names)
            if len(self.groups.members(name)) < FEWEST
        ]
        hide = {each.id: {*few, *_hidden_in(self.inside[each.id])} for each in self.indicators}
        return self._together(OUTSIDE, hide)

    def _together(self, rule: Rule, hide: Mapping[str, set[Cell]]) -> dict[str, Masked]:
        """Suppress until every indicator of the family hides the same groups."""
        groups: set[Cell] = set()
        while True:
            found = {
                each.id: suppress(self._counts(each), rule, hide={*hide[each.id], *groups})
                for each in self.indicators
            }
            seen = {cell for each in found.values() for cell in _hidden_in(each) if cell[1] < 0}
            if seen <= groups:
                return found
            groups |= seen

    def _counts(self, indicator: Indicator) -> Counts:
        cells: dict[Cell, int] = {}
        for (factory, bucket), count in self.counted[indicator.id].items():
            if (group := self.groups.of.get(factory)) is not None:
                cell = (self.groups.names.index(group), indicator.buckets.index(bucket))
                cells[cell] = cells.get(cell, 0) + count
        return Counts((len(self.groups.names), len(indicator.buckets)), cells)

    def _read_by_one(self, indicator: Indicator) -> set[Cell]:
        """Cells out of which one factory, taking its own off, would read a few of the others."""
        most: dict[Cell, int] = {}
        for at, name in enumerate(self.groups.names):
            of_it = self._of_group(indicator, name)
            for cell, count in of_it.sums.items():
                if cell[1] != TOTAL:
                    for above in ((at, cell[0]), (TOTAL, cell[0])):
                        most[above] = max(most.get(above, 0), count)
        sums = self._counts(indicator).sums
        return {each for each, one in most.items() if 0 < sums[each] - one < INSIDE.minimum}

    def _of_group(self, indicator: Indicator, name: str) -> Counts:
        """Buckets by the factories of a group."""
        members = self.groups.members(name)
        counted = self.counted[indicator.id]
        cells: dict[Cell, int] = {
            (answer, at): count
            for at, factory in enumerate(members)
            for answer, bucket in enumerate(indicator.buckets)
            if (count := counted[factory, bucket])
        }
        return Counts((len(indicator.buckets), len(members)), cells)

    def tables(self, rule: Rule, masked: Mapping[str, Masked]) -> list[Table]:
        """Each indicator as a table of all groups and of each."""
        return [self._table(each, rule, masked[each.id]) for each in self.indicators]

    def _table(self, indicator: Indicator, rule: Rule, masked: Masked) -> Table:
        places = ((TOTAL, ""), *enumerate(self.groups.names))
        rows = (
            Row(
                place=name,
                n=masked.of((at, TOTAL)),
                counts=tuple(masked.of((at, each)) for each in range(len(indicator.buckets))),
                middle=self._middle(indicator, rule, masked, (at, TOTAL)),
            )
            for at, name in places
        )
        return Table(
            indicator=indicator.id,
            buckets=indicator.buckets,
            rows=tuple(rows),
            minimum=rule.minimum,
        )

    def _middle(self, indicator: Indicator, rule: Rule, masked: Masked, cell: Cell) -> int | None:
        if masked.of(cell) is None:
            return None
        names = self.groups.names if cell[0] == TOTAL else (self.groups.names[cell[0]],)
        facts = (
            fact
            for fact in counted_by(indicator, self.facts, self.quarter)
            if fact.factory is not None and self.groups.of.get(fact.factory) in names
        )
        found = middle(indicator, facts, rule.minimum)
        step = rule.rounds_to
        return None if found is None else (2 * found + step) // (2 * step) * step

    def of_factories(self) -> Iterable[tuple[UUID, Table]]:
        """Each indicator of each factory, beneath what is shown of its group."""
        for at, name in enumerate(self.groups.names):
            members = self.groups.members(name)
            for indicator, masked in self._beneath(at, name):
                for place, factory in enumerate(members):
                    yield factory, _of_one(indicator, masked, place, str(factory))

    def _beneath(self, at: int, name: str) -> list[tuple[Indicator, Masked]]:
        """The factories of a group, until every indicator hides the same ones."""
        factories: set[Cell] = set()
        while True:
            found = [
                (
                    each,
                    beneath(
                        self.inside[each.id], at, self._of_group(each, name), INSIDE, factories
                    ),
                )
                for each in self.indicators
            ]
            hidden = {cell for _one, each in found for cell in _hidden_in(each) if cell[0] < 0}
            if hidden <= factories:
                return found
            factories |= hidden


def _of_one(indicator: Indicator, masked: Masked, place: int, name: str) -> Table:
    row = Row(
        place=name,
        n=masked.of((TOTAL, place)),
        counts=tuple(masked.of((each, place)) for each in range(len(indicator.buckets))),
    )
    return Table(
        indicator=indicator.id, buckets=indicator.buckets, rows=(row,), minimum=INSIDE.minimum
    )


def _hidden_in(masked: Masked) -> set[Cell]:
    return {
        (place, answer)
        for place in range(TOTAL, masked.shape[0])
        for answer in range(TOTAL, masked.shape[1])
        if masked.of((place, answer)) is None
    }

"""A quarter's tables, from facts to what may be shown. Facts go in; only these come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import msgspec

from casework.facts.fact import Facts
from casework.measures.counting import Counted, Where, tally
from casework.measures.counts import INSIDE, OUTSIDE, STOCK, TOTAL, Cell, Counts, Masked, Rule
from casework.measures.indicator import Indicator
from casework.measures.indicators import INDICATORS
from casework.measures.nesting import beneath
from casework.measures.quarters import Quarter
from casework.measures.suppression import suppress

FEWEST = 3
"""A group of fewer factories is one of them, or nearly: whoever knows the one reads the other."""
NO_GROUP = "?"
"""The row of what stands at no factory, and in no country of which there are factories."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What may be shown of one place. None is hidden; a row that is all 0 had nothing to count."""

    place: str
    """A group of factories, a factory's id, or "" for all together."""
    n: int | None
    counts: tuple[int | None, ...]
    """In the order of the indicator's buckets."""
    middle: str | None = None
    """The bucket in which the middle lies. It is made of what is shown, and tells no more."""


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
    """Which factories are compared together. Of a factory that is not among them nothing counts."""

    of: Mapping[UUID, str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every group, in a stable order."""
        return tuple(sorted({each or NO_GROUP for each in self.of.values()}))

    def members(self, name: str) -> tuple[UUID, ...]:
        """The factories of a group, in a stable order."""
        return tuple(sorted(each for each, group in self.of.items() if (group or NO_GROUP) == name))

    def group_of(self, where: Where) -> str | None:
        """The group in which something counts; None for a factory that is not among them.

        What stands at no factory counts among those of its country, or of the only one.
        """
        if isinstance(where, UUID):
            found = self.of.get(where)
            return None if found is None else found or NO_GROUP
        if len(self.names) == 1:
            return self.names[0]
        return where if where in self.names else NO_GROUP

    @cached_property
    def too_few(self) -> frozenset[str]:
        """The groups of fewer than FEWEST factories, and so many more that all together have them.

        One alone would be what the others leave of the total.
        """
        size = {name: len(self.members(name)) for name in self.names}
        few = [name for name in self.names if size[name] < FEWEST]
        rest = sorted((each for each in self.names if each not in few), key=lambda each: size[each])
        while few and rest and sum(size[each] for each in few) < FEWEST:
            few.append(rest.pop(0))
        return frozenset(few)


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
    for family in _families(quarter):
        made = _Family(family, facts, quarter, groups)
        partners += made.tables(made.rule, made.inside)
        public += made.tables(OUTSIDE, made.outside)
        for factory, table in made.of_factories():
            single[factory].append(table)
    return Published(
        tuple(partners), {each: tuple(rows) for each, rows in single.items()}, tuple(public)
    )


def _families(quarter: Quarter) -> Iterable[list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for each in INDICATORS:
        if quarter.is_last or not each.is_stock:
            found.setdefault(each.facts, []).append(each)
    return found.values()


class _Family:
    """Indicators over the very same facts: what is hidden of a place is hidden in all of them."""

    def __init__(
        self, indicators: Sequence[Indicator], facts: Facts, quarter: Quarter, groups: Groups
    ) -> None:
        self.indicators, self.facts, self.quarter, self.groups = indicators, facts, quarter, groups
        self.rule = STOCK if indicators[0].is_stock else INSIDE

    @cached_property
    def counted(self) -> dict[str, Counted]:
        """By indicator: how many, by place and bucket."""
        return {each.id: tally(each, self.facts, self.quarter) for each in self.indicators}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The groups, and what is in none where something is."""
        found = {self.groups.group_of(at) for each in self.counted.values() for at, _bucket in each}
        is_more = NO_GROUP in found and NO_GROUP not in self.groups.names
        return (*self.groups.names, NO_GROUP) if is_more else self.groups.names

    @cached_property
    def inside(self) -> dict[str, Masked]:
        """Groups by buckets, as nobody recomputes a small one from all tables of the partners."""
        hide = {each.id: self._read_by_one(each) for each in self.indicators}
        own = {each.id: self._own(each) for each in self.indicators}
        return self._together(self.rule, hide, own)

    @cached_property
    def outside(self) -> dict[str, Masked]:
        """The same for everybody: nothing that is hidden inside is shown."""
        few = {(at, TOTAL) for at, name in enumerate(self.names) if self._is_few(name)}
        if len(self.groups.of) < FEWEST:
            few.add((TOTAL, TOTAL))
        hide = {each.id: few | _hidden_in(self.inside[each.id]) for each in self.indicators}
        return self._together(OUTSIDE, hide, {})

    def _is_few(self, name: str) -> bool:
        return name in self.groups.too_few or name not in self.groups.names

    def _together(
        self, rule: Rule, hide: Mapping[str, set[Cell]], own: Mapping[str, Sequence[Counts]]
    ) -> dict[str, Masked]:
        """Suppress until every indicator of the family hides the same groups."""
        groups: set[Cell] = set()
        while True:
            found = {
                each.id: suppress(
                    self._counts(each),
                    rule,
                    hide={*hide[each.id], *groups},
                    own=own.get(each.id, ()),
                )
                for each in self.indicators
            }
            seen = {cell for each in found.values() for cell in _hidden_in(each) if cell[1] < 0}
            if seen <= groups:
                return found
            groups |= seen

    def _counts(self, indicator: Indicator) -> Counts:
        cells: dict[Cell, int] = {}
        for (where, bucket), count in self.counted[indicator.id].items():
            if (group := self.groups.group_of(where)) is not None:
                cell = (self.names.index(group), indicator.buckets.index(bucket))
                cells[cell] = cells.get(cell, 0) + count
        return Counts((len(self.names), len(indicator.buckets)), cells)

    def _own(self, indicator: Indicator) -> list[Counts]:
        """What each factory has of it."""
        found: dict[UUID, dict[Cell, int]] = {}
        for (where, bucket), count in self.counted[indicator.id].items():
            if isinstance(where, UUID) and (group := self.groups.group_of(where)) is not None:
                cell = (self.names.index(group), indicator.buckets.index(bucket))
                found.setdefault(where, {})[cell] = count
        shape = (len(self.names), len(indicator.buckets))
        return [Counts(shape, cells) for cells in found.values()]

    def _read_by_one(self, indicator: Indicator) -> set[Cell]:
        """Cells out of which one factory, taking its own off, would read a few of the others."""
        sums, found = self._counts(indicator).sums, set[Cell]()
        for own in self._own(indicator):
            rest = {cell: sums[cell] - count for cell, count in own.sums.items()}
            found |= {cell for cell, count in rest.items() if self.rule.is_small(count)}
        return found

    def tables(self, rule: Rule, masked: Mapping[str, Masked]) -> list[Table]:
        """Each indicator as a table of all groups and of each."""
        return [self._table(each, rule, masked[each.id]) for each in self.indicators]

    def _table(self, indicator: Indicator, rule: Rule, masked: Masked) -> Table:
        places = ((TOTAL, ""), *enumerate(self.names))
        rows = (
            _row(indicator, name, [masked.of((at, each)) for each in _columns(indicator)])
            if self._is_told(name)
            else _row(indicator, name, [None for _each in _columns(indicator)])
            for at, name in places
            # Outside it is hidden always, and would say only that there is something.
            if name != NO_GROUP or rule is not OUTSIDE
        )
        return Table(
            indicator=indicator.id,
            buckets=indicator.buckets,
            rows=tuple(rows),
            minimum=rule.minimum,
        )

    def _is_told(self, name: str) -> bool:
        """Whether a row is of factories enough: all are, of the row of all of them."""
        if not name:
            return len(self.groups.of) >= FEWEST
        return name not in self.groups.too_few

    def of_factories(self) -> Iterable[tuple[UUID, Table]]:
        """Each indicator of each factory, beneath what is known of its group."""
        for at, name in enumerate(self.names):
            members = self.groups.members(name)
            for indicator, masked in self._beneath(at, name) if members else ():
                for place, factory in enumerate(members):
                    yield factory, self._of_one(indicator, masked, place, str(factory))

    def _of_one(self, indicator: Indicator, masked: Masked, place: int, name: str) -> Table:
        row = _row(indicator, name, [masked.of((each, place)) for each in _columns(indicator)])
        return Table(
            indicator=indicator.id,
            buckets=indicator.buckets,
            rows=(row,),
            minimum=self.rule.minimum,
        )

    def _beneath(self, at: int, name: str) -> list[tuple[Indicator, Masked]]:
        """The factories of a group, until every indicator hides the same ones."""
        factories: set[Cell] = set()
        counted = [(each, self._of_group(each, name)) for each in self.indicators]
        while True:
            found = [
                (each, beneath(self.inside[each.id], at, counts, self.rule, factories))
                for each, counts in counted
            ]
            hidden = {cell for _one, each in found for cell in _hidden_in(each) if cell[0] < 0}
            if hidden <= factories:
                return found
            factories |= hidden

    def _of_group(self, indicator: Indicator, name: str) -> Counts:
        """Buckets by the factories of a group, and last what stands in it at no factory."""
        members = self.groups.members(name)
        cells: dict[Cell, int] = {}
        for (where, bucket), count in self.counted[indicator.id].items():
            if self.groups.group_of(where) == name:
                at = members.index(where) if isinstance(where, UUID) else len(members)
                cell = (indicator.buckets.index(bucket), at)
                cells[cell] = cells.get(cell, 0) + count
        return Counts((len(indicator.buckets), len(members) + 1), cells)


def _columns(indicator: Indicator) -> range:
    """All together, and each bucket."""
    return range(TOTAL, len(indicator.buckets))


def _row(indicator: Indicator, place: str, shown: Sequence[int | None]) -> Row:
    n, *counts = shown
    return Row(place=place, n=n, counts=tuple(counts), middle=indicator.middle_of(counts))


def _hidden_in(masked: Masked) -> set[Cell]:
    return {
        (place, answer)
        for place in range(TOTAL, masked.shape[0])
        for answer in range(TOTAL, masked.shape[1])
        if masked.of((place, answer)) is None
    }

"""What a union reads: groups as everybody does, and the factories it covers, together.

A union holds a list of its own: the cases that were opened to it. Taken off an exact count of the
same factories, it would say that there are others. So it reads no count of one factory and no
exact one, and its own row says nothing that the tables of the partnership do not say already.
"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

import msgspec

from casework.measures.counts import TOTAL, UNION, Cell, Counts
from casework.measures.suppression import suppress
from casework.measures.tables import FEWEST, Groups, Published, Row, Table

Numbers = tuple[int | None, ...]
"""Of one place: how many, and how many in each bucket."""


def of_union(
    made: Published, groups: Groups, union: UUID, covers: Collection[UUID]
) -> tuple[Table, ...]:
    """The public tables of a quarter, each with a row of the factories that a union covers.

    `covers`: factories; of fewer than three in this programme the row says nothing.
    """
    single = {
        factory: {each.indicator: each for each in tables}
        for factory, tables in made.factories.items()
    }
    inside = {each.indicator: each for each in made.partners}
    hers = frozenset(covers) & groups.of.keys()
    return tuple(
        msgspec.structs.replace(
            each,
            rows=(
                _row(each, union, _sums(inside[each.indicator], single, groups, hers)),
                *each.rows,
            ),
        )
        for each in made.public
    )


def _sums(
    inside: Table,
    single: Mapping[UUID, Mapping[str, Table]],
    groups: Groups,
    hers: Collection[UUID],
) -> list[int | None]:
    """How many of all, and how many in each bucket, as far as the partnership's tables say it."""
    size = 1 + len(inside.buckets)
    nothing: Numbers = (None,) * size
    if len(hers) < FEWEST:
        return list(nothing)
    rows = {
        factory: _numbers(tables[inside.indicator].rows[0])
        for factory, tables in single.items()
        if inside.indicator in tables
    }
    found: list[int | None] = [0] * size
    for name in groups.names:
        members = groups.members(name)
        mine = [rows.get(each, nothing) for each in members if each in hers]
        others = [rows.get(each, nothing) for each in members if each not in hers]
        above = inside.row(name)
        if mine:
            part = _of_group(_numbers(above) if above else nothing, mine, others)
            found = [_plus(one, two) for one, two in zip(found, part, strict=True)]
    return found


def _of_group(
    above: Numbers, mine: Iterable[Numbers], others: Iterable[Numbers]
) -> list[int | None]:
    """What is shown of her factories together; or what the group has beside the others."""
    hers, rest = _together(mine, len(above)), _together(others, len(above))
    return [
        one if one is not None else _plus(whole, None if other is None else -other)
        for whole, one, other in zip(above, hers, rest, strict=True)
    ]


def _together(rows: Iterable[Numbers], size: int) -> list[int | None]:
    found: list[int | None] = [0] * size
    for row in rows:
        found = [_plus(one, two) for one, two in zip(found, row, strict=True)]
    return found


def _plus(one: int | None, two: int | None) -> int | None:
    return None if one is None or two is None else one + two


def _numbers(row: Row) -> Numbers:
    return (row.n, *row.counts)


def _row(table: Table, union: UUID, sums: list[int | None]) -> Row:
    """Rounded as for everybody, and hidden below twice as many."""
    every, *counts = sums
    size = len(counts)
    if every is None:
        return Row(place=str(union), n=None, counts=(None,) * size)
    masked = suppress(_counts(every, counts), UNION, hide=_hidden(counts))
    return Row(
        place=str(union),
        n=masked.of((TOTAL,)),
        counts=tuple(masked.of((at,)) for at in range(size)),
    )


def _hidden(counts: Iterable[int | None]) -> list[Cell]:
    return [(at,) for at, count in enumerate(counts) if count is None]


def _counts(every: int, counts: list[int | None]) -> Counts:
    """What is left of the sum lies somewhere in what is hidden: in the first of it."""
    cells: dict[Cell, int] = {(at,): count or 0 for at, count in enumerate(counts)}
    for cell in _hidden(counts)[:1]:
        cells[cell] = every - sum(count or 0 for count in counts)
    return Counts((len(counts),), cells)

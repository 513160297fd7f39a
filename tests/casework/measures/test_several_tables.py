"""Tables that lie over each other tell together no more than each alone."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.measures.counts import TOTAL, Cell, Counts, Masked, Rule
from casework.measures.nesting import beneath
from casework.measures.suppression import suppress
from tests.casework.measures.attacker import Sum, is_possible, matches, sums_of, table

RULE = Rule(3)
SHAPE = (2, 3, 2)
"""Groups, answers, factories of a group; or places, answers to one thing and to another."""


@st.composite
def atoms(draw: st.DrawFn) -> dict[Cell, int]:
    cells = product(*(range(size) for size in SHAPE))
    return {cell: draw(st.integers(0, 5)) for cell in cells}


def _narrow(
    told: list[Sum], masked: Masked, places: tuple[int, ...], group: int | None = None
) -> list[Cell]:
    """Hidden cells of one table of which a reader of all tables can leave out an end."""
    every = product(*(range(TOTAL, size) for size in masked.shape))
    hidden = [cell for cell in every if masked.of(cell) is None]
    return [cell for cell in hidden if not _is_wide(told, masked, cell, places, group)]


def _counted(cell: Cell, places: tuple[int, ...], group: int | None) -> frozenset[Cell]:
    every = product(*(range(size) for size in SHAPE))
    return frozenset(
        each for each in every if group in (None, each[0]) and matches(cell, each, places)
    )


def _is_wide(
    told: list[Sum], masked: Masked, cell: Cell, places: tuple[int, ...], group: int | None
) -> bool:
    least, most = masked.ranges(cell)
    counted = _counted(cell, places, group)
    ends = (least, min(most, least + RULE.minimum - 1))
    return most - least >= RULE.minimum - 1 and all(
        is_possible([*told, (counted, end)]) for end in ends
    )


@settings(max_examples=60, deadline=None)
@given(atoms())
def test_two_indicators_over_the_same_facts_tell_no_more_than_each(cells: dict[Cell, int]) -> None:
    first = suppress(Counts((2, 3), table(cells, (0, 1))), RULE)
    second = suppress(Counts((2, 2), table(cells, (0, 2))), RULE)

    told = [*sums_of(first, (0, 1), SHAPE), *sums_of(second, (0, 2), SHAPE)]

    assert _narrow(told, first, (0, 1)) == []
    assert _narrow(told, second, (0, 2)) == []


def _of_a_group(cells: dict[Cell, int], group: int) -> Counts:
    """Answers by factories."""
    return Counts((3, 2), {(a, f): count for (g, a, f), count in cells.items() if g == group})


@settings(max_examples=60, deadline=None)
@given(atoms())
def test_a_group_and_its_factories_tell_no_more_than_each(cells: dict[Cell, int]) -> None:
    groups = suppress(Counts((2, 3), table(cells, (0, 1))), RULE)

    factories = beneath(groups, 0, _of_a_group(cells, 0), RULE)

    told = [*sums_of(groups, (0, 1), SHAPE), *_placed(factories)]
    assert _narrow(told, groups, (0, 1)) == []
    assert _narrow(told, factories, (1, 2), group=0) == []


def _placed(factories: Masked) -> list[Sum]:
    """What the table of the first group tells of the atoms of that group."""
    return [(_counted(cell, (1, 2), 0), count) for cell, count in factories.shown.items()]

"""Nobody recomputes a small number, with every published table and an exact solver."""

from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.measures.counts import INSIDE, OUTSIDE, TOTAL, Cell, Counts, Masked, Rule
from casework.measures.suppression import suppress
from tests.casework.measures.attacker import Sum, is_possible, matches, sums_of

SMALL = Rule(3)
STRICT = Rule(3, hides_zero=True)
SHAPES = ((5,), (2, 3), (3, 3), (2, 2, 2), (2, 2, 3))


@st.composite
def tables(draw: st.DrawFn) -> Counts:
    shape = draw(st.sampled_from(SHAPES))
    cells = product(*(range(size) for size in shape))
    return Counts(shape, {cell: draw(st.integers(0, 6)) for cell in cells})


def _hidden(masked: Masked) -> list[Cell]:
    every = product(*(range(TOTAL, size) for size in masked.shape))
    return [cell for cell in every if masked.of(cell) is None]


def _asked(cell: Cell, shape: tuple[int, ...], count: int) -> Sum:
    atoms = product(*(range(size) for size in shape))
    places = tuple(range(len(shape)))
    return frozenset(each for each in atoms if matches(cell, each, places)), count


def _ends_that_are_impossible(counts: Counts, masked: Masked, rule: Rule) -> list[object]:
    """Of each hidden cell: two values that a reader cannot tell apart, so far apart at least."""
    places = tuple(range(len(counts.shape)))
    told = sums_of(masked, places, counts.shape)
    found: list[object] = []
    for cell in _hidden(masked):
        least, most = masked.ranges(cell)
        ends = (least, min(most, least + rule.minimum - 1))
        found += [
            (cell, end) for end in ends if not is_possible([*told, _asked(cell, counts.shape, end)])
        ]
    return found


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from((SMALL, STRICT)))
def test_the_solver_finds_no_hidden_cell_and_no_narrow_one(counts: Counts, rule: Rule) -> None:
    masked = suppress(counts, rule)

    widths = [most - least for least, most in map(masked.ranges, _hidden(masked))]

    assert all(width >= rule.minimum - 1 for width in widths)
    assert _ends_that_are_impossible(counts, masked, rule) == []


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from((INSIDE, OUTSIDE, SMALL, STRICT)))
def test_no_small_number_is_shown(counts: Counts, rule: Rule) -> None:
    masked = suppress(counts, rule)

    true = {cell: counts.sums.get(cell, 0) for cell in masked.shown}

    assert [each for each in true.values() if rule.is_small(each)] == []


@settings(max_examples=100, deadline=None)
@given(tables(), st.data())
def test_a_count_public_by_law_makes_no_other_narrower_than_it_does_itself(
    counts: Counts, data: st.DataObject
) -> None:
    margins = [
        counts.margin(axis, level)
        for axis, size in enumerate(counts.shape)
        for level in range(size)
    ]
    known = data.draw(st.sets(st.sampled_from(margins), min_size=1, max_size=2))

    masked = suppress(counts, SMALL, known=known)

    assert known <= masked.shown.keys()
    assert [cell for cell in _hidden(masked) if _is_told(counts, masked, known, cell)] == []


def _is_told(counts: Counts, masked: Masked, known: Iterable[Cell], cell: Cell) -> bool:
    """Whether the published table leaves fewer values than the rule, and than the public count."""
    told = sums_of(masked, tuple(range(len(counts.shape))), counts.shape)
    own = [counts.sums.get(each, 0) for each in known if _lies_in(cell, each)]
    true = counts.sums.get(cell, 0)
    needed = min([SMALL.minimum, *(count + 1 for count in own)])
    near = range(max(0, true - needed), true + needed + 1)
    able = [each for each in near if is_possible([*told, _asked(cell, counts.shape, each)])]
    return len(able) < needed


def _lies_in(cell: Cell, margin: Cell) -> bool:
    return all(wide in (TOTAL, level) for level, wide in zip(cell, margin, strict=True))


@pytest.mark.parametrize("rule", [INSIDE, OUTSIDE])
def test_of_a_table_below_the_minimum_nothing_is_shown(rule: Rule) -> None:
    counts = Counts((2, 2), {(0, 0): rule.minimum - 1})

    assert suppress(counts, rule).shown == {}


def test_one_small_cell_takes_three_others_along() -> None:
    counts = Counts((3, 3), {(0, 0): 2} | dict.fromkeys(_others((3, 3)), 9))

    masked = suppress(counts, INSIDE)

    assert set(_hidden(masked)) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def _others(shape: tuple[int, ...]) -> list[Cell]:
    return [each for each in product(*(range(size) for size in shape)) if any(each)]


def test_a_small_place_is_hidden_with_the_next_smallest() -> None:
    counts = Counts((4,), {(0,): 30, (1,): 4, (2,): 12, (3,): 20})

    masked = suppress(counts, INSIDE)

    assert masked.shown == {(TOTAL,): 66, (0,): 30, (3,): 20}


def test_zero_is_shown_inside_and_hidden_outside() -> None:
    counts = Counts((3,), {(0,): 0, (1,): 23, (2,): 40})

    assert suppress(counts, INSIDE).shown == {(TOTAL,): 63, (0,): 0, (1,): 23, (2,): 40}
    assert suppress(counts, OUTSIDE).shown == {(TOTAL,): 60, (2,): 40}


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (19, 10), (20, 20), (29, 20)])
def test_outside_a_number_stands_for_ten_values_and_is_never_more_than_there_was(
    count: int, shown: int
) -> None:
    assert suppress(Counts((1,), {(0,): count}), OUTSIDE).of((0,)) == shown

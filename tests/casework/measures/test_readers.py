"""Somebody of a factory reads what the partners read, and takes her own facts off."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.facts.fact import Fact, FactKind, Facts
from casework.measures.counts import INSIDE
from casework.measures.quarters import Quarter
from casework.measures.tables import Groups, Row, published
from tests.casework.measures.attacker import Atom, Sum, is_possible
from tests.casework.measures.fixture import FACTORY, FIFTH, FOURTH, SECOND, SIXTH, THIRD, fact

FIRST = Quarter(2026, 1)
BD, IN = (FACTORY, SECOND, THIRD), (FOURTH, FIFTH, SIXTH)
GROUPS = Groups({**dict.fromkeys(BD, "bd"), **dict.fromkeys(IN, "in")})
FEWER = Groups({**dict.fromkeys(BD, "bd"), FOURTH: "in"})
ANSWERS: tuple[dict[str, Any], ...] = ({"days": 1}, {"days": 9}, {})
"""An indicator of three buckets: yes, no, unknown."""
PLACES = (FACTORY, SECOND, None, FOURTH)
"""Two factories of a group, what stands there at no factory, and one of the other group."""
GROUP = (0, 0, 0, 1)
"""In which group each of them is."""
COVERED = {"": (0, 1), "bd": (0,), "in": (1,)}
Told = Mapping[Atom, int]
"""By place, or group, and answer: how many."""


@st.composite
def quarters(draw: st.DrawFn) -> Told:
    return {
        (at, answer): draw(st.integers(0, 3 if place is None else 8))
        for at, place in enumerate(PLACES)
        for answer in range(len(ANSWERS))
    }


def _facts(told: Told) -> Iterable[Fact]:
    for (at, answer), count in told.items():
        for _each in range(count):
            yield fact(FactKind.ACKNOWLEDGED, at=PLACES[at], country="bd", **ANSWERS[answer])


def _cells(row: Row) -> list[tuple[frozenset[Atom], int | None]]:
    """What a row counts, and what it shows of it."""
    every = range(len(ANSWERS))
    shown = [(every, row.n), *(((each,), row.counts[each]) for each in every)]
    groups = COVERED[row.place]
    return [
        (frozenset((group, answer) for group in groups for answer in answers), count)
        for answers, count in shown
    ]


def _of_others(told: Told, her: int) -> dict[Atom, int]:
    """By group and answer, without the facts of one factory."""
    found: dict[Atom, int] = {
        (group, answer): 0 for group in (0, 1) for answer in range(len(ANSWERS))
    }
    for (at, answer), count in told.items():
        found[GROUP[at], answer] += count if at != her else 0
    return found


def _is_read_out(shown: list[Sum], atoms: frozenset[Atom], true: int) -> bool:
    """Whether fewer than five values are possible of the others; that there are none is no few."""
    if true >= INSIDE.minimum:
        return False
    able = [each for each in range(2 * INSIDE.minimum) if is_possible([*shown, (atoms, each)])]
    return len(able) < INSIDE.minimum and able != [0]


@settings(max_examples=25, deadline=None)
@given(quarters(), st.sampled_from((GROUPS, FEWER)), st.sampled_from((0, 1, 3)))
def test_a_factory_that_takes_its_own_off_reads_no_few_of_the_others(
    told: Told, groups: Groups, her: int
) -> None:
    tables = published(Facts(_facts(told)), FIRST, groups).partners
    table = next(each for each in tables if each.indicator == "I4")
    cells = [cell for row in table.rows for cell in _cells(row)]
    others = _of_others(told, her)
    hers = {each: count - others[each] for each, count in _of_others(told, -1).items()}

    shown = [
        (atoms, count - sum(hers[each] for each in atoms))
        for atoms, count in cells
        if count is not None
    ]

    true = {atoms: sum(others[each] for each in atoms) for atoms, _count in cells}
    assert [each for each, count in true.items() if _is_read_out(shown, each, count)] == []

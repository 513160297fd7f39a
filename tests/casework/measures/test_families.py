"""Somebody reads every table over the same facts at once: together they tell no more than each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.facts.fact import Channel, Fact, FactKind, Facts, Result
from casework.measures.counts import INSIDE
from casework.measures.indicator import Indicator
from casework.measures.indicators import INDICATORS
from casework.measures.quarters import Quarter
from casework.measures.tables import Groups, published
from casework.procedures.terms import Gender, OutcomeKind
from casework.telling.choices import CONDUCT
from tests.casework.measures.attacker import Atom, Sum, is_possible
from tests.casework.measures.fixture import FACTORY, SECOND, THIRD, fact

FIRST = Quarter(2026, 1)
GROUP = Groups(dict.fromkeys((FACTORY, SECOND, THIRD), "bd"))
DELAYS = (None, 0, 4, 6, 15, 31, 91)
DAYS = (None, 0, 31, 91, 181)
CLASSES: tuple[dict[str, Any], ...] = (
    {"outcome": OutcomeKind.DISCIPLINARY, "sanction": "warn"},
    {"outcome": OutcomeKind.DISCIPLINARY, "sanction": "warn", "remedy": "pay"},
    {"outcome": OutcomeKind.REMEDY, "remedy": "pay"},
    {"outcome": OutcomeKind.NO_FINDING},
    {},
)


def _forms() -> Iterable[dict[str, Any]]:
    """Forms and sex are of one telling: either both can be read, or neither."""
    two = [*combinations(CONDUCT, 2), *((each,) for each in CONDUCT), ()]
    yield from ({"forms": forms, "sex": sex} for forms in two for sex in Gender)
    yield {}


EVERY: dict[str, list[Fact]] = {
    "received": [
        fact(FactKind.RECEIVED, channel=channel, delay=delay, **told)
        for channel in (*Channel, None)
        for delay in DELAYS
        for told in _forms()
    ],
    "closed": [
        fact(FactKind.CLOSED, result=result, days=days)
        for result in (*Result, None)
        for days in DAYS
    ],
    "decided": [
        fact(FactKind.DECIDED, result=result, days=days, **class_)
        for result in (*Result, None)
        for days in DAYS
        for class_ in CLASSES
    ],
}
"""By family, every kind of fact that an entry can count as."""


def _family(name: str) -> list[Indicator]:
    return [each for each in INDICATORS if each.family == name]


@pytest.mark.parametrize("name", EVERY)
def test_what_one_measure_says_of_a_fact_leaves_open_what_another_says(name: str) -> None:
    """Two groups of one family that held the same facts would tell each other."""
    pairs = [
        (one, other, {(one.bucket(each), other.bucket(each)) for each in EVERY[name]})
        for one, other in combinations(_family(name), 2)
    ]

    assert [
        (one.id, other.id)
        for one, other, found in pairs
        if found != set(product(one.buckets, other.buckets))
    ] == []


def test_every_family_of_several_measures_is_looked_at() -> None:
    size = Counter(each.family for each in INDICATORS if each.family)

    assert {each for each, count in size.items() if count > 1} == set(EVERY)


def _decisions(counts: Sequence[int]) -> Iterable[Fact]:
    """Of each class so many, at three factories in turn."""
    classes = [said for said, count in zip(CLASSES, counts, strict=True) for _each in range(count)]
    for at, said in enumerate(classes):
        place = (FACTORY, SECOND, THIRD)[at % 3]
        yield fact(FactKind.DECIDED, at=place, country="bd", result=Result.PARTLY, **said)


ATOMS = {
    (at,): fact(FactKind.DECIDED, result=Result.PARTLY, **said) for at, said in enumerate(CLASSES)
}
"""The joint parts of a family: one fact for each."""


def _cell(indicator: Indicator, bucket: str) -> frozenset[Atom]:
    """The joint parts that a number counts."""
    return frozenset(each for each, one in ATOMS.items() if bucket in ("", indicator.bucket(one)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=len(CLASSES), max_size=len(CLASSES)))
@example([9, 0, 12, 8, 2])
@example([13, 3, 20, 11, 3])
def test_all_tables_over_decisions_together_tell_no_small_number(counts: list[int]) -> None:
    tables = published(Facts(_decisions(counts)), FIRST, GROUP).partners
    told: list[Sum] = []
    hidden: list[frozenset[Atom]] = []
    for indicator in _family("decided"):
        row = next(each for each in tables if each.indicator == indicator.id).row("")
        assert row is not None
        for bucket, count in zip(("", *indicator.buckets), (row.n, *row.counts), strict=True):
            told += [(_cell(indicator, bucket), count)] if count is not None else []
            hidden += [_cell(indicator, bucket)] if count is None else []

    # What nobody decides here counts nothing, whatever is shown of it.
    hidden = [each for each in hidden if each]
    able = [sum(is_possible([*told, (each, value)]) for value in range(60)) for each in hidden]

    assert [each for each in able if each < INSIDE.minimum] == []

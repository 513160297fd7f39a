"""What leaves the room of facts: tables after suppression, computed once."""

from uuid import UUID

import pytest

from casework.facts.fact import Channel, Fact, FactKind, Facts
from casework.measures.indicators import INDICATORS, RECEIVED
from casework.measures.quarters import Quarter
from casework.measures.tables import NO_GROUP, Groups, Published, Row, Table, published
from tests.casework.measures.fixture import (
    FACTORY,
    FIFTH,
    FOURTH,
    SECOND,
    SIXTH,
    THIRD,
    fact,
)

FIRST = Quarter(2026, 1)
OF_RECEIVED = {each.id for each in INDICATORS if each.family == RECEIVED}
BD, IN = dict.fromkeys((FACTORY, SECOND, THIRD), "bd"), dict.fromkeys((FOURTH, FIFTH, SIXTH), "in")
GROUPS = Groups({**BD, **IN})


def _received(factory: UUID, count: int, channel: Channel | None) -> list[Fact]:
    return [fact(FactKind.RECEIVED, at=factory, channel=channel) for _each in range(count)]


def _table(tables: tuple[Table, ...], indicator: str = "I1") -> Table:
    return next(each for each in tables if each.indicator == indicator)


def _row(tables: tuple[Table, ...], place: str, indicator: str = "I1") -> Row:
    row = _table(tables, indicator).row(place)
    assert row is not None
    return row


@pytest.fixture(name="quarter")
def _quarter() -> Published:
    facts = [
        *_received(FACTORY, 9, Channel.ONLINE),
        *_received(SECOND, 8, Channel.ONLINE),
        *_received(THIRD, 7, Channel.ONLINE),
        *_received(FACTORY, 6, Channel.PHONE),
        *_received(SECOND, 6, Channel.PHONE),
        *_received(THIRD, 2, None),
        *_received(FOURTH, 12, Channel.ONLINE),
        *_received(FOURTH, 9, Channel.PHONE),
    ]
    return published(Facts(facts), FIRST, GROUPS)


def _shown(row: Row, table: Table) -> dict[str, int | None]:
    return dict(zip(table.buckets, row.counts, strict=True))


def test_partners_see_the_groups_and_no_small_number(quarter: Published) -> None:
    row, table = _row(quarter.partners, "bd"), _table(quarter.partners)

    assert row.n == 38
    assert _shown(row, table)["unknown"] is None
    assert _shown(row, table)["in_person"] == 0


def test_what_a_partner_could_read_by_taking_its_own_off_is_hidden() -> None:
    facts = [*_received(FACTORY, 20, Channel.ONLINE), *_received(SECOND, 3, Channel.ONLINE)]

    made = published(Facts(facts), FIRST, Groups({FACTORY: "bd", SECOND: "bd"}))

    assert [row.n for row in _table(made.partners).rows] == [None, None]


def test_a_factory_sees_its_own_beneath_its_group(quarter: Published) -> None:
    row = _row(quarter.factories[FACTORY], str(FACTORY))

    assert row.n == 15
    assert [each.place for each in _table(quarter.factories[FACTORY]).rows] == [str(FACTORY)]


def test_outside_nothing_is_shown_that_is_hidden_inside(quarter: Published) -> None:
    shown = [
        (inner, outer)
        for table in quarter.public
        for row in table.rows
        for inner, outer in zip(
            _row(quarter.partners, row.place, table.indicator).counts, row.counts, strict=True
        )
        if outer is not None
    ]

    assert shown
    assert all(inner is not None and 0 <= inner - outer < 10 for inner, outer in shown)


def test_a_group_of_one_factory_is_nobodys_to_read_and_no_other_leaves_it_over(
    quarter: Published,
) -> None:
    alone = {each: name for each, name in GROUPS.of.items() if each not in (FIFTH, SIXTH)}
    facts = [*_received(FACTORY, 30, Channel.ONLINE), *_received(FOURTH, 25, Channel.ONLINE)]

    made = published(Facts(facts), FIRST, Groups(alone))

    # Both rows are gone: of one, the total would leave the other.
    assert [row.n for row in _table(made.partners).rows] == [55, None, None]
    assert [row.n for row in _table(made.public).rows] == [50, None, None]
    assert _row(made.factories[FACTORY], str(FACTORY)).n == 30
    assert _row(quarter.partners, "in").n == 21


@pytest.mark.parametrize("tables", ["partners", "public"])
def test_of_two_factories_not_even_the_total_is_told(tables: str) -> None:
    facts = [*_received(FACTORY, 30, Channel.ONLINE), *_received(FOURTH, 25, Channel.ONLINE)]

    made = published(Facts(facts), FIRST, Groups({FACTORY: "bd", FOURTH: "kh"}))

    assert {row.n for row in _table(getattr(made, tables)).rows} == {None}
    assert _row(made.factories[FOURTH], str(FOURTH)).n == 25


def test_what_stands_at_no_factory_counts_in_its_country_and_in_no_factory() -> None:
    apart = [fact(FactKind.RECEIVED, at=None, country="bd") for _each in range(6)]
    nowhere = [fact(FactKind.RECEIVED, at=None) for _each in range(7)]
    facts = [*_received(FACTORY, 9, None), *_received(FOURTH, 9, None), *apart, *nowhere]

    made = published(Facts(facts), FIRST, GROUPS)

    shown = {row.place: row.n for row in _table(made.partners).rows}
    assert shown == {"": 31, "bd": 15, "in": 9, NO_GROUP: 7}
    assert _row(made.factories[FACTORY], str(FACTORY)).n == 9
    assert [row.place for row in _table(made.public).rows] == ["", "bd", "in"]


def test_one_case_at_no_factory_hides_another_row_and_never_shows_itself() -> None:
    apart = [fact(FactKind.RECEIVED, at=None, country="bd")]
    facts = [each for at in BD for each in _received(at, 9, None)]

    made = published(Facts([*facts, *apart]), FIRST, GROUPS)

    assert _row(made.partners, "bd").n == 28
    shown = [_row(made.factories[each], str(each)).n for each in BD]
    assert sorted(shown, key=str) == [9, 9, None]


def test_a_fact_of_a_factory_that_is_left_out_counts_nowhere() -> None:
    facts = [*_received(FACTORY, 9, None), *_received(UUID(int=99), 9, None)]

    made = published(Facts(facts), FIRST, GROUPS)

    assert _row(made.partners, "").n == 9


def test_what_stands_open_is_told_once_a_year_and_rounded() -> None:
    old = [fact(FactKind.RECEIVED, month="2025-01") for _each in range(8)]

    quarters = [published(Facts(old), Quarter(2026, each), GROUPS) for each in (1, 2, 3, 4)]

    told = [[each.indicator for each in one.partners].count("I7") for one in quarters]
    assert told == [0, 0, 0, 1]
    assert _row(quarters[3].partners, "bd", "I7").n == 5
    assert _row(quarters[3].factories[FACTORY], str(FACTORY), "I7").n == 5


def test_of_a_quarter_without_facts_nothing_is_told_but_zero() -> None:
    made = published(Facts([]), FIRST, GROUPS)

    assert {row.n for table in made.partners for row in table.rows} == {0}
    assert {row.n for table in made.public for row in table.rows} == {None}


def test_indicators_over_the_same_facts_hide_the_same_places() -> None:
    facts = [
        *_received(FACTORY, 7, Channel.ONLINE),
        *_received(SECOND, 7, Channel.PHONE),
        *_received(FOURTH, 4, None),
    ]

    made = published(Facts(facts), FIRST, GROUPS)

    family = [each for each in made.partners if each.indicator in OF_RECEIVED]
    hidden = {tuple(row.n is None for row in each.rows) for each in family}
    assert len(hidden) == 1

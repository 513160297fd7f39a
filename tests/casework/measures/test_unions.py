"""A union reads what it covers together, rounded, and only what the partnership's tables say."""

from collections.abc import Collection
from uuid import UUID, uuid4

from casework.facts.fact import Channel, FactKind, Facts
from casework.measures.quarters import Quarter
from casework.measures.tables import Groups, Published, Row, published
from casework.measures.unions import of_union
from tests.casework.measures.fixture import FACTORY, FOURTH, SECOND, THIRD, fact

FIRST = Quarter(2026, 1)
UNION = uuid4()
GROUPS = Groups(dict.fromkeys((FACTORY, SECOND, THIRD, FOURTH), "BD"))


def _quarter(*counts: tuple[UUID, int]) -> Published:
    facts = (
        fact(FactKind.RECEIVED, at=factory, channel=Channel.PHONE)
        for factory, count in counts
        for _each in range(count)
    )
    return published(Facts(facts), FIRST, GROUPS)


def _hers(made: Published, covers: Collection[UUID]) -> Row:
    tables = of_union(made, GROUPS, UNION, covers)
    row = next(each for each in tables if each.indicator == "I1").row(str(UNION))
    assert row is not None
    return row


def test_three_factories_together_are_counted_and_rounded() -> None:
    made = _quarter((FACTORY, 9), (SECOND, 9), (THIRD, 9), (FOURTH, 9))

    row = _hers(made, [FACTORY, SECOND, THIRD])

    assert row.n == 20
    assert set(row.counts) == {None}, "with one of none beside it, its channel would be exact"


def test_of_fewer_than_three_nothing_is_said() -> None:
    made = _quarter((FACTORY, 30), (SECOND, 30), (THIRD, 30), (FOURTH, 30))

    row = _hers(made, [FACTORY, SECOND, uuid4()])

    assert {row.n, *row.counts} == {None}


def test_what_would_tell_a_hidden_factory_from_its_group_is_not_said() -> None:
    made = _quarter((FACTORY, 20), (SECOND, 20), (THIRD, 3), (FOURTH, 4))

    assert _hers(made, [FACTORY, SECOND, THIRD]).n is None
    assert _hers(made, [FACTORY, SECOND, THIRD, FOURTH]).n == 40


def test_hidden_factories_are_counted_where_all_others_of_their_group_are_shown() -> None:
    made = _quarter((FACTORY, 30), (SECOND, 3), (THIRD, 4), (FOURTH, 20))

    assert _hers(made, [FACTORY, SECOND, THIRD]).n == 30


def test_of_fewer_than_twenty_nothing_is_said_to_whoever_follows_most_of_them() -> None:
    made = _quarter((FACTORY, 6), (SECOND, 6), (THIRD, 7), (FOURTH, 20))

    assert _hers(made, [FACTORY, SECOND, THIRD]).n is None


def test_the_groups_beside_it_are_those_that_everybody_reads() -> None:
    made = _quarter((FACTORY, 9), (SECOND, 9), (THIRD, 9), (FOURTH, 9))

    tables = of_union(made, GROUPS, UNION, [FACTORY, SECOND, THIRD])

    assert [each.rows[1:] for each in tables] == [each.rows for each in made.public]

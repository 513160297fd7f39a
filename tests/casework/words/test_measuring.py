"""Every measure is defined in words, and every group of it has a name."""

import pytest

from casework.measures.indicator import Indicator
from casework.measures.indicators import FUNNEL, INDICATORS, NOT_TOLD
from casework.words import measuring, measuring_outcomes


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_every_measure_says_what_it_counts_out_of_what_and_from_where(
    indicator: Indicator,
) -> None:
    said = measuring.said_of(indicator)

    assert all((said.title, said.counts, said.out_of, said.source, said.unit))
    assert [each for each in indicator.buckets if each not in measuring.BUCKETS] == []


def test_what_no_fact_tells_is_said_with_the_reason() -> None:
    assert set(NOT_TOLD) == set(measuring_outcomes.NOT_TOLD)


def test_every_step_of_the_way_has_a_name() -> None:
    assert set(FUNNEL) == set(measuring.FUNNEL)

"""Slots: rows die on time, and no row says when it was written."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.slots import live, slot

KEY = b"k" * 32
NOW = datetime(2026, 3, 1, 12, 34, 56, tzinfo=UTC)
times = st.integers(1_600_000_000, 4_000_000_000).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)


@given(times, st.integers(1, 600), st.integers(0, 600 * 60))
def test_a_draft_lives_as_long_as_it_should(at: datetime, minutes: int, age: int) -> None:
    later = at + timedelta(seconds=min(age, minutes * 60))

    assert slot(KEY, at) in live(KEY, later, minutes)


@given(times, st.integers(1, 600), st.integers(0, 10**6))
def test_a_draft_dies_within_one_slot_of_its_time(at: datetime, minutes: int, more: int) -> None:
    later = at + timedelta(minutes=minutes + 10, seconds=1 + more)

    assert slot(KEY, at) not in live(KEY, later, minutes)


@given(times)
def test_a_node_whose_clock_is_ahead_loses_nothing(at: datetime) -> None:
    assert slot(KEY, at + timedelta(minutes=9)) in live(KEY, at, 60)


def test_one_slot_is_one_tag_and_says_nothing() -> None:
    tag = slot(KEY, NOW)

    assert len(tag) == 16
    assert tag == slot(KEY, NOW + timedelta(minutes=5))
    assert tag != slot(KEY, NOW + timedelta(minutes=6))
    assert tag != slot(b"x" * 32, NOW)
    assert tag != slot(KEY, NOW, minutes=20)


def test_an_hour_is_at_most_nine_tags() -> None:
    assert 8 <= len(live(KEY, NOW, 60)) <= 9
    assert len(set(live(KEY, NOW, 60))) == len(live(KEY, NOW, 60))


def test_another_zone_is_the_same_moment() -> None:
    dhaka = NOW.astimezone(datetime.strptime("+0600", "%z").tzinfo)

    assert slot(KEY, dhaka) == slot(KEY, NOW)


def test_a_naive_time_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(ValueError, match="naive"):
        slot(KEY, naive)
    with pytest.raises(ValueError, match="naive"):
        live(KEY, naive, 60)


@pytest.mark.parametrize("minutes", [0, -1, 7 * 24 * 60 + 1])
def test_a_life_of_nothing_or_of_weeks_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match=str(minutes)):
        live(KEY, NOW, minutes)

"""Opening hours against a week of work, minute by minute, and hours that do not come every week."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.directory.offered import Offered, Opening
from referrals.matching import hours
from referrals.matching.entries import is_open
from referrals.models.terms import Category, Known
from tests.referrals.offers import place

WORKDAYS = frozenset({5, 6, 0, 1, 2, 3})
FRIDAY = 4
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 6, tzinfo=UTC)
"""Twelve o'clock in Dhaka, on a Monday."""
weeks = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 2000)), max_size=4
)


def minutes(parts: list[tuple[int, int, int]]) -> set[int]:
    """The same week as a set, written down the slow way."""
    return {
        (day * hours.DAY + begins + step) % hours.WEEK
        for day, begins, lasts in parts
        for step in range(lasts)
    }


def laid(parts: list[tuple[int, int, int]]) -> int:
    week = 0
    for day, begins, lasts in parts:
        week |= hours.hours_of([day], begins, begins + lasts)
    return week


def open_at(*openings: Opening, **known: object) -> Offered:
    return place("Clinic", Category.HEALTH, openings=openings, time_zone="Asia/Dhaka", **known)


@given(parts=weeks)
def test_a_week_holds_the_minutes_that_are_open_and_no_others(
    parts: list[tuple[int, int, int]],
) -> None:
    week = laid(parts)

    assert {each for each in range(hours.WEEK) if week >> each & 1} == minutes(parts)
    assert week <= hours.ALWAYS


@given(parts=weeks, now=st.integers(0, hours.WEEK - 1))
def test_waiting_ends_at_the_next_minute_that_is_open(
    parts: list[tuple[int, int, int]], now: int
) -> None:
    waits = [(each - now) % hours.WEEK for each in minutes(parts)]

    assert hours.wait(laid(parts), now) == min(waits, default=None)


@given(parts=weeks, length=st.integers(1, 300))
def test_a_stretch_is_open_from_its_first_minute_to_its_last_and_none_is_missed(
    parts: list[tuple[int, int, int]], length: int
) -> None:
    known = minutes(parts)
    roomy = [
        each
        for each in range(hours.WEEK)
        if all((each + step) % hours.WEEK in known for step in (0, length // 2, length - 1))
        and all((each + step) % hours.WEEK in known for step in range(length))
    ]

    found = hours.stretch(laid(parts), length)

    assert (found[0] if found else None) == min(roomy, default=None)
    assert found is None or found[1] >= length


def test_a_place_that_never_closes_has_a_stretch_of_the_whole_week() -> None:
    assert hours.stretch(hours.ALWAYS, 60) == (0, hours.WEEK)


@pytest.mark.parametrize(
    ("opening", "is_open_then"),
    [
        (Opening(days=frozenset({0}), opens=540, closes=1020), True),
        (Opening(days=frozenset({1}), opens=540, closes=1020), False),
        (Opening(days=frozenset({0}), opens=720, closes=721), True),
        (Opening(days=frozenset({0}), opens=540, closes=720), False),
        (Opening(days=frozenset({6}), opens=1320, closes=2200), True),
        (Opening(days=frozenset({0}), opens=540, closes=1020, until=date(2026, 3, 1)), False),
        (Opening(days=frozenset({0}), opens=540, closes=1020, since=MONDAY), True),
        (Opening(days=frozenset({0}), opens=540, closes=1020, rule="FREQ=WEEKLY;BYDAY=MO"), True),
        (Opening(days=frozenset({0}), opens=540, closes=1020, rule="FREQ=MONTHLY;BYDAY=1MO"), True),
        (
            Opening(days=frozenset({0}), opens=540, closes=1020, rule="FREQ=MONTHLY;BYDAY=2MO"),
            False,
        ),
    ],
)
def test_whether_a_place_is_open_at_noon_on_a_monday_in_dhaka(
    opening: Opening, is_open_then: bool
) -> None:
    assert is_open(open_at(opening), NOON) is is_open_then


def test_of_a_place_whose_hours_nobody_said_nobody_knows_whether_it_is_open() -> None:
    assert is_open(open_at(), NOON) is None
    assert is_open(open_at(always_open=Known.NO), NOON) is None
    assert is_open(open_at(always_open=Known.YES), NOON) is True


def test_a_place_is_open_by_its_own_clock() -> None:
    morning = Opening(days=frozenset({0}), opens=360, closes=420)
    here = place("Clinic", Category.HEALTH, openings=(morning,), time_zone="UTC")
    nowhere = place("Clinic", Category.HEALTH, openings=(morning,), time_zone="Nowhere/Land")

    assert is_open(here, NOON) is True
    assert is_open(open_at(morning), NOON) is False
    assert is_open(nowhere, NOON) is True


def test_every_second_week_is_counted_from_its_first_day() -> None:
    opening = Opening(
        days=frozenset({0}),
        opens=540,
        closes=600,
        rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        since=MONDAY,
    )

    found = hours.dates(opening, MONDAY, MONDAY + timedelta(days=28))

    assert found == (MONDAY, MONDAY + timedelta(days=14), MONDAY + timedelta(days=28))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=DAILY;FREQ=SECONDLY",
        "FREQ=DAILY;BYSECOND=1",
        "nonsense",
        "FREQ=MONTHLY;BYDAY=9XX",
        "FREQ=DAILY\nEXDATE:20260302",
        "FREQ=DAILY;" + "INTERVAL=1;" * 100,
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=9999999999",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;UNTIL=20269999",
        "FREQ=DAILY;COUNT=3",
        "BYDAY=MO",
    ],
)
def test_a_rule_that_is_broken_or_counts_seconds_is_unknown_and_not_closed(rule: str) -> None:
    opening = Opening(days=frozenset(range(7)), opens=0, closes=1440, rule=rule)

    assert hours.dates(opening, MONDAY, MONDAY + hours.AHEAD) == ()
    assert hours.wait_for_dates(opening, NOON) is None
    assert is_open(open_at(opening), NOON) is None


def test_hours_with_a_rule_fall_on_the_weekdays_they_may_fall_on_and_in_their_season() -> None:
    daily = Opening(
        days=frozenset({FRIDAY}),
        opens=540,
        closes=600,
        rule="FREQ=DAILY",
        until=date(2026, 3, 14),
    )

    found = hours.dates(daily, MONDAY, MONDAY + timedelta(days=30))

    assert found == (date(2026, 3, 6), date(2026, 3, 13))

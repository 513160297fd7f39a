"""Hours of care: counted from the event, and never said to be over too soon."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.days import NaiveInstant
from casework.clocks.hours import Care, Still, windows

DHAKA = ZoneInfo("Asia/Dhaka")
AMMAN = ZoneInfo("Asia/Amman")
EVENT = datetime(2026, 6, 7, 18, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "hiv", "pregnancy"),
    [
        (timedelta(), Still.OPEN, Still.OPEN),
        (72 * HOUR, Still.OPEN, Still.OPEN),
        (72 * HOUR + SECOND, Still.OVER, Still.OPEN),
        (120 * HOUR, Still.OVER, Still.OPEN),
        (120 * HOUR + SECOND, Still.OVER, Still.OVER),
    ],
)
def test_seventy_two_and_a_hundred_and_twenty_hours(
    after: timedelta, hiv: Still, pregnancy: Still
) -> None:
    found = windows(EVENT, DHAKA, EVENT + after)

    assert [(each.care, each.still) for each in found] == [
        (Care.HIV_MEDICINE, hiv),
        (Care.EMERGENCY_CONTRACEPTION, pregnancy),
    ]


@pytest.mark.parametrize(
    ("now", "still"),
    [
        (datetime(2026, 6, 10, 18, 0, tzinfo=UTC), Still.OPEN),
        (datetime(2026, 6, 10, 18, 0, 1, tzinfo=UTC), Still.PERHAPS),
        (datetime(2026, 6, 11, 18, 0, tzinfo=UTC), Still.PERHAPS),
        (datetime(2026, 6, 11, 18, 0, 1, tzinfo=UTC), Still.OVER),
    ],
)
def test_of_a_day_alone_the_beginning_hurries_and_the_end_decides(
    now: datetime, still: Still
) -> None:
    hiv, _ = windows(date(2026, 6, 8), DHAKA, now)

    assert hiv.still is still


def test_what_is_left_is_told_in_hours_and_never_less_than_nothing() -> None:
    soon, later = windows(EVENT, DHAKA, EVENT + 100 * HOUR)

    assert (soon.left, later.left) == (timedelta(), 20 * HOUR)


def test_an_hour_that_was_put_forward_is_no_hour_lost() -> None:
    before_summer_time = datetime(2021, 3, 25, 22, 0, tzinfo=AMMAN)

    hiv, _ = windows(before_summer_time, AMMAN, before_summer_time)

    assert hiv.until - before_summer_time.astimezone(UTC) == 72 * HOUR


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        windows(EVENT.replace(tzinfo=None), DHAKA, EVENT)


@given(st.timedeltas(timedelta(), timedelta(days=2000)))
def test_the_day_alone_is_never_over_before_the_hour_would_be(later: timedelta) -> None:
    at = EVENT + later
    on = at.astimezone(DHAKA).date()

    known, only_the_day = windows(at, DHAKA, at), windows(on, DHAKA, at)

    assert all(
        day.until <= hour.until <= day.ends_at
        for hour, day in zip(known, only_the_day, strict=True)
    )

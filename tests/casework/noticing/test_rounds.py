"""The fixed times of a day, and the hours in which somebody wants no notice."""

from datetime import UTC, datetime, time

import pytest

from casework.noticing.rounds import is_quiet, own_round, round_at, waits

TIMES = (time(2), time(9))
DHAKA = "Asia/Dhaka"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (at(1, 59), None),
        (at(2), 0),
        (at(2, 29), 0),
        (at(2, 30), None),
        (at(9, 15), 1),
        (at(12), None),
    ],
)
def test_a_round_begins_at_its_time_and_not_much_later(now: datetime, number: int | None) -> None:
    assert round_at(TIMES, now) == number


@pytest.mark.parametrize(
    ("hour", "quiet", "is_it"),
    [
        (2, None, False),
        (2, (8, 12), True),
        (2, (9, 12), False),
        (2, (21, 9), True),
        (6, (21, 9), False),
        (15, (21, 9), True),
    ],
)
def test_quiet_hours_are_by_her_own_clock(
    hour: int, quiet: tuple[int, int] | None, is_it: bool
) -> None:
    assert is_quiet(at(hour), DHAKA, quiet) is is_it


def test_in_quiet_hours_a_notice_waits_for_the_other_round() -> None:
    assert waits(at(2), 0, TIMES, DHAKA, (7, 10))


def test_outside_them_it_does_not() -> None:
    assert not waits(at(9), 1, TIMES, DHAKA, (7, 10))


def test_where_every_round_is_quiet_the_day_of_the_law_comes_first() -> None:
    assert not waits(at(2), 0, TIMES, DHAKA, (6, 20))


@pytest.mark.parametrize(("quiet", "number"), [(None, 0), ((7, 10), 1), ((6, 20), 0)])
def test_the_daily_notice_always_comes_in_the_same_round(
    quiet: tuple[int, int] | None, number: int
) -> None:
    assert own_round(at(2), TIMES, DHAKA, quiet) == number

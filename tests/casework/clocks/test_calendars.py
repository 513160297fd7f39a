"""Counting in the days on which a factory works."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.calendars import Calendar, Holiday, NoWorkingDay

DAY = timedelta(days=1)
FRIDAYS = frozenset({4})
EID = (Holiday(date(2026, 3, 21), "Eid"), Holiday(date(2026, 3, 22), "Eid"))
DHAKA = Calendar("Asia/Dhaka", FRIDAYS, EID)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
counts = st.integers(1, 200)
calendars = st.builds(
    Calendar,
    st.just("Asia/Dhaka"),
    st.frozensets(st.integers(0, 6), max_size=5),
    st.lists(st.builds(Holiday, days, st.just("a day off")), max_size=30).map(tuple),
    st.frozensets(days, max_size=10),
)


def _walked(calendar: Calendar, on: date, count: int, step: timedelta) -> date:
    """Counting as a person does it with a calendar on the wall: one day after the other."""
    while count:
        on += step
        count -= not calendar.rests(on)
    return on


@given(calendars, days, counts)
def test_counting_is_what_a_person_counts_on_the_wall(
    calendar: Calendar, on: date, count: int
) -> None:
    assert calendar.working_day_after(on, count) == _walked(calendar, on, count, DAY)
    assert calendar.working_day_before(on, count) == _walked(calendar, on, count, -DAY)


@given(calendars, days, counts)
def test_so_many_working_days_never_end_on_a_day_off(
    calendar: Calendar, on: date, count: int
) -> None:
    assert not calendar.rests(calendar.working_day_after(on, count))
    assert not calendar.rests(calendar.working_day_before(on, count))


@given(calendars, days, counts, counts)
def test_a_working_day_more_is_a_later_day(
    calendar: Calendar, on: date, count: int, more: int
) -> None:
    first = calendar.working_day_after(on, count)

    assert first < calendar.working_day_after(on, count + more)
    assert calendar.working_day_after(first, more) == calendar.working_day_after(on, count + more)


@given(calendars, days, days, counts)
def test_whatever_began_later_is_not_due_earlier(
    calendar: Calendar, one: date, other: date, count: int
) -> None:
    first, last = sorted((one, other))

    assert calendar.working_day_after(first, count) <= calendar.working_day_after(last, count)


@given(calendars, days, counts)
def test_between_a_day_and_the_nth_working_day_lie_n(
    calendar: Calendar, on: date, count: int
) -> None:
    assert calendar.working_days(on, calendar.working_day_after(on, count)) == count


@given(calendars, days, days, counts)
def test_one_more_day_off_makes_nothing_due_earlier(
    calendar: Calendar, off: date, on: date, count: int
) -> None:
    more = Calendar(
        calendar.zone,
        calendar.rest_days,
        (*calendar.holidays, Holiday(off, "one more")),
        calendar.worked,
    )

    assert more.working_day_after(on, count) >= calendar.working_day_after(on, count)


@given(calendars, days)
def test_a_day_is_moved_only_off_a_day_off(calendar: Calendar, on: date) -> None:
    before, after = calendar.on_or_before(on), calendar.on_or_after(on)

    assert before <= on <= after
    assert not calendar.rests(before)
    assert not calendar.rests(after)
    assert (before == on == after) == (not calendar.rests(on))


@pytest.mark.parametrize(
    ("count", "due"),
    [(0, "2026-03-18"), (1, "2026-03-19"), (2, "2026-03-23"), (3, "2026-03-24")],
)
def test_a_friday_and_the_days_of_eid_do_not_count(count: int, due: str) -> None:
    assert DHAKA.working_day_after(date(2026, 3, 18), count).isoformat() == due


def test_counting_runs_over_the_end_of_a_year_and_back() -> None:
    assert DHAKA.working_day_after(date(2027, 12, 30), 2) == date(2028, 1, 2)
    assert DHAKA.working_day_before(date(2028, 1, 2), 2) == date(2027, 12, 30)


def test_a_friday_that_was_swapped_is_worked() -> None:
    swapped = Calendar("Asia/Dhaka", FRIDAYS, EID, frozenset({date(2026, 3, 20)}))

    assert swapped.working_day_after(date(2026, 3, 19), 1) == date(2026, 3, 20)


def test_a_factory_that_never_works_has_no_calendar() -> None:
    with pytest.raises(NoWorkingDay):
        Calendar("Asia/Dhaka", frozenset(range(7)))


@pytest.mark.parametrize(
    "other",
    [
        Calendar("Asia/Dhaka", FRIDAYS),
        Calendar("Asia/Yangon", FRIDAYS, EID),
        Calendar("Asia/Dhaka", frozenset({6}), EID),
        Calendar("Asia/Dhaka", FRIDAYS, EID, frozenset({date(2026, 3, 20)})),
        Calendar("Asia/Dhaka", FRIDAYS, EID, confirmed=frozenset({2026})),
    ],
)
def test_a_calendar_that_differs_has_another_version(other: Calendar) -> None:
    assert other.version != DHAKA.version


def test_the_order_in_which_days_were_entered_is_no_other_version() -> None:
    assert Calendar("Asia/Dhaka", FRIDAYS, EID[::-1]).version == DHAKA.version


def test_years_that_nobody_looked_through_are_said() -> None:
    calendar = Calendar("Asia/Dhaka", FRIDAYS, EID, confirmed=frozenset({2026}))

    assert calendar.unconfirmed(date(2026, 12, 1), date(2026, 12, 31)) == ()
    assert calendar.unconfirmed(date(2026, 12, 1), date(2028, 1, 1)) == (2027, 2028)

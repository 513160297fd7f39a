"""Until when a case is kept, and what she knows before it is destroyed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.retention import WARNED_FOR, kept
from casework.procedures.pack import Retention
from casework.procedures.terms import Binding, Confidence

LAST = date(2024, 2, 29)
UNTIL = date(2027, 2, 28)
DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _rule(months: int | None, *, enabled: bool = True) -> Retention:
    return Retention(
        source="OWN",
        binding=Binding.RECOMMENDED,
        confidence=Confidence.LOW,
        months=months,
        enabled=enabled,
    )


def test_three_years_from_a_leap_day_end_on_the_last_of_february() -> None:
    found = kept(_rule(36), LAST)

    assert found is not None
    assert found.until == UNTIL


def test_she_is_told_sixty_days_before() -> None:
    found = kept(_rule(36), LAST)

    assert found is not None
    assert found.warn_on == date(2026, 12, 30)


def test_nothing_is_destroyed_of_which_she_was_not_told() -> None:
    found = kept(_rule(36), LAST)

    assert found is not None
    assert found.destroyed_on is None


@pytest.mark.parametrize(
    ("warned", "destroyed"),
    [("2026-12-29", "2027-03-01"), ("2026-12-30", "2027-03-01"), ("2026-12-31", "2027-03-02")],
)
def test_a_warning_that_came_late_has_its_whole_sixty_days(warned: str, destroyed: str) -> None:
    found = kept(_rule(36), LAST, date.fromisoformat(warned))

    assert found is not None
    assert str(found.destroyed_on) == destroyed


def test_what_happened_after_a_warning_takes_it_back() -> None:
    found = kept(_rule(36), LAST, LAST - DAY)

    assert found is not None
    assert found.destroyed_on is None


def test_a_case_that_is_held_stays() -> None:
    found = kept(_rule(36), LAST, date(2026, 12, 30), held=True)

    assert found is not None
    assert found.destroyed_on is None


@pytest.mark.parametrize("rule", [_rule(None), _rule(36, enabled=False)])
def test_where_the_time_is_not_known_a_case_is_kept(rule: Retention) -> None:
    assert kept(rule, LAST, LAST) is None


@given(days, st.integers(1, 240), days)
def test_she_always_knows_for_sixty_days(last: date, months: int, warned: date) -> None:
    found = kept(_rule(months), last, max(last, warned))

    assert found is not None
    assert found.destroyed_on is not None
    assert found.destroyed_on - max(last, warned) > WARNED_FOR * DAY
    assert found.destroyed_on > found.until

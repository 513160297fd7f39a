"""When she is asked whether she is being punished for speaking."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.checks import AFTER_DAYS, After, check_ins

MONDAY = date(2026, 6, 8)
DAY = timedelta(days=1)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_five_times_from_the_day_of_the_complaint() -> None:
    found = check_ins(MONDAY)

    assert [(each.on - MONDAY).days for each in found] == [2, 7, 30, 90, 180]
    assert [each.on.isoformat() for each in found] == [
        "2026-06-10",
        "2026-06-15",
        "2026-07-08",
        "2026-09-06",
        "2026-12-05",
    ]


def test_again_after_he_knows_and_after_the_decision() -> None:
    found = check_ins(MONDAY, MONDAY + 10 * DAY, MONDAY + 61 * DAY)

    assert len(found) == 15
    assert [each.on - MONDAY for each in found if each.after is After.NOTICE][:2] == [
        12 * DAY,
        17 * DAY,
    ]


def test_two_on_one_day_are_one_and_it_is_the_nearer() -> None:
    found = check_ins(MONDAY, MONDAY + 5 * DAY)

    on_that_day = [each for each in found if each.on == MONDAY + 7 * DAY]
    assert [(each.after, each.days) for each in on_that_day] == [(After.NOTICE, 2)]


@given(days, st.none() | days, st.none() | days)
def test_she_is_asked_once_a_day_and_after_every_moment(
    complaint: date, notice: date | None, decision: date | None
) -> None:
    asked = [each.on for each in check_ins(complaint, notice, decision)]

    begun = [each for each in (complaint, notice, decision) if each is not None]
    assert asked == sorted(set(asked))
    assert {each + days * DAY for each in begun for days in AFTER_DAYS} == set(asked)

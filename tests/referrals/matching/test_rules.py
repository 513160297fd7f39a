"""Rules of hours fall on the days that another reader of such rules finds, and end in a moment."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from referrals.matching.rules import EPOCH, WEEKDAYS, Rule, comes_weekly, falls_on, read

SINCE = date(2026, 1, 5)
"""A Monday."""
DAYS = [SINCE + timedelta(days=each) for each in range(140)]
intervals = st.integers(1, 5).map(lambda every: f"INTERVAL={every}")
weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)
nth = st.lists(
    st.builds(str.__add__, st.sampled_from(["1", "2", "-1", "5"]), st.sampled_from(WEEKDAYS)),
    min_size=1,
    unique=True,
)
month_days = st.lists(st.sampled_from([1, 15, 28, 31, -1, -3]), min_size=1, unique=True)
rules = st.one_of(
    st.builds("FREQ=DAILY;{}".format, intervals),
    st.builds("FREQ=WEEKLY;{};BYDAY={}".format, intervals, weekdays.map(",".join)),
    st.builds("FREQ=MONTHLY;{};BYDAY={}".format, intervals, nth.map(",".join)),
    st.builds("FREQ=MONTHLY;{};BYDAY={}".format, intervals, weekdays.map(",".join)),
    st.builds(
        "FREQ=MONTHLY;{};BYMONTHDAY={}".format,
        intervals,
        month_days.map(lambda days: ",".join(map(str, days))),
    ),
    st.just("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
    st.just("RRULE:FREQ=DAILY;UNTIL=20260201T120000"),
    st.just("FREQ=MONTHLY"),
)


def found_elsewhere(text: str) -> list[date]:
    """The days of the rule as python-dateutil reckons them."""
    rule = rrulestr(text, dtstart=datetime.combine(SINCE, time()))
    last = datetime.combine(DAYS[-1], time())
    return [each.date() for each in rule.between(datetime.combine(SINCE, time()), last, inc=True)]


@given(text=rules)
def test_a_rule_falls_on_the_days_that_python_dateutil_finds(text: str) -> None:
    rule = read(text)

    assert rule
    assert [day for day in DAYS if falls_on(rule, day, SINCE)] == found_elsewhere(text)


@given(text=st.text(st.sampled_from("FREQ=DAILYWKMOTH;BSUN-+,0123459"), max_size=60))
def test_no_text_breaks_the_reading_of_rules(text: str) -> None:
    rule = read(text)

    assert rule is None or falls_on(rule, SINCE, None) in {True, False}


@pytest.mark.parametrize(
    ("text", "weekly"),
    [
        ("", True),
        ("FREQ=WEEKLY", True),
        ("FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU", True),
        ("freq=weekly;byday=mo", True),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", False),
        ("FREQ=WEEKLY;UNTIL=20261231", False),
        ("FREQ=MONTHLY;BYDAY=1MO", False),
        ("FREQ=SECONDLY", False),
    ],
)
def test_a_rule_that_says_no_more_than_weekdays_comes_every_week(text: str, weekly: bool) -> None:
    assert comes_weekly(text) is weekly


def test_without_a_first_day_weeks_are_counted_from_the_same_monday_everywhere() -> None:
    rule = Rule(freq="WEEKLY", interval=2)

    assert EPOCH.weekday() == 0
    assert falls_on(rule, EPOCH + timedelta(days=14), None)
    assert not falls_on(rule, EPOCH + timedelta(days=7), None)

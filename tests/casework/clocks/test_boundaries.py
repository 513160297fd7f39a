"""Every deadline of every pack, the day before its day, on it, and the day after.

`boundaries.txt` says for each rule from which day it is counted and on which day it falls: over
plain weeks, onto or across rest days and holidays, and for months and years over their ends and
leap days.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casework.clocks.due import Record
from casework.clocks.standing import State
from casework.procedures.terms import OF_THE_BODY, DeadlineKind, Event
from tests.casework.clocks.places import PACKS, clock, pack, rule_of, since

DAY = timedelta(days=1)
LINES = (Path(__file__).parent / "boundaries.txt").read_text("utf-8").splitlines()
Line = tuple[str, str, str, str]


def _line(words: str) -> Line:
    name, rule, started, due = words.split()
    return name, rule, started, due


BOUNDARIES = [_line(each) for each in LINES]
AFTERWARDS = {
    DeadlineKind.DUE: State.LATE,
    DeadlineKind.WINDOW: State.PASSED,
    DeadlineKind.BAR: State.PASSED,
}
LEAP_AND_MONTH_ENDS = [
    ("in", "file", "2027-11-30", "2028-03-01"),
    ("in", "file", "2026-11-30", "2027-03-01"),
    ("in", "file", "2027-01-31", "2027-04-30"),
    ("kh", "court", "2027-12-31", "2028-02-29"),
    ("kh", "court", "2028-12-31", "2029-02-28"),
    ("vn", "limit", "2027-08-31", "2028-02-29"),
    ("vn", "limit", "2027-08-30", "2028-02-29"),
    ("vn", "limit", "2028-08-31", "2029-02-28"),
    ("vn", "court_limit", "2028-02-29", "2029-02-28"),
    ("vn", "court_limit", "2027-02-28", "2028-02-28"),
    ("lk", "lt", "2027-08-31", "2028-02-29"),
    ("pk", "impose", "2028-02-22", "2028-02-29"),
    ("pk", "impose", "2027-12-28", "2028-01-04"),
    ("np", "cdo", "2027-12-01", "2028-02-29"),
    ("bd", "our_check1", "2028-01-30", "2028-02-29"),
    ("generic", "decide", "2028-02-22", "2028-02-29"),
    ("id", "phi", "2027-12-31", "2028-02-28"),
    ("jo", "inquiry", "2028-01-30", "2028-02-29"),
    ("la", "inquiry", "2028-01-30", "2028-02-29"),
    ("mm", "inquiry", "2028-01-30", "2028-02-29"),
]
MIDNIGHTS = [
    ("bd", "2026-06-07T18:00:00"),
    ("id", "2026-06-07T17:00:00"),
    ("in", "2026-06-07T18:30:00"),
    ("jo", "2026-06-07T21:00:00"),
    ("kh", "2026-06-07T17:00:00"),
    ("la", "2026-06-07T17:00:00"),
    ("lk", "2026-06-07T18:30:00"),
    ("mm", "2026-06-07T17:30:00"),
    ("np", "2026-06-07T18:15:00"),
    ("pk", "2026-06-07T19:00:00"),
    ("vn", "2026-06-07T17:00:00"),
]


def test_every_deadline_of_every_pack_stands_in_the_list() -> None:
    running = {
        (name, each.id)
        for name in PACKS
        for each in pack(name).running()
        if each.from_event not in OF_THE_BODY
    }

    assert {(name, rule) for name, rule, *_ in BOUNDARIES} == running


@pytest.mark.parametrize(("name", "rule", "started", "due"), BOUNDARIES + LEAP_AND_MONTH_ENDS)
def test_a_deadline_falls_on_its_day(name: str, rule: str, started: str, due: str) -> None:
    record = since(rule_of(name, rule).from_event, date.fromisoformat(started))

    found = clock(name, rule, record, date.fromisoformat(started))

    assert found.days is not None
    assert found.days.due_on.isoformat() == due


MUST_BE_DONE = [
    line for line in BOUNDARIES if rule_of(line[0], line[1]).kind is not DeadlineKind.NOT_BEFORE
]


@pytest.mark.parametrize(("name", "rule", "started", "due"), MUST_BE_DONE)
def test_it_is_soon_the_day_before_and_over_the_day_after(
    name: str, rule: str, started: str, due: str
) -> None:
    deadline, on = rule_of(name, rule), date.fromisoformat(due)
    record = since(deadline.from_event, date.fromisoformat(started))

    states = [clock(name, rule, record, on + away * DAY).state for away in (-1, 0, 1)]

    assert states == [State.DUE_SOON, State.DUE_TODAY, AFTERWARDS[deadline.kind]]


@pytest.mark.parametrize(("name", "rule", "started", "due"), MUST_BE_DONE)
def test_done_on_the_day_is_in_time_and_a_day_later_is_late(
    name: str, rule: str, started: str, due: str
) -> None:
    deadline, on = rule_of(name, rule), date.fromisoformat(due)
    begun = {deadline.from_event: (date.fromisoformat(started),)}

    done = [
        clock(name, rule, Record({**begun, deadline.to_event: (on + away * DAY,)}), on + 9 * DAY)
        for away in (0, 1)
    ]

    assert [(each.state, each.late_by) for each in done] == [(State.DONE, 0), (State.DONE_LATE, 1)]


@pytest.mark.parametrize(
    ("name", "rule", "started", "due"),
    [line for line in BOUNDARIES if line not in MUST_BE_DONE],
)
def test_what_needs_time_between_is_too_early_until_its_day(
    name: str, rule: str, started: str, due: str
) -> None:
    on = date.fromisoformat(due)
    record = since(rule_of(name, rule).from_event, date.fromisoformat(started))

    states = [clock(name, rule, record, on + away * DAY).state for away in (-1, 0, 1)]

    assert states == [State.TOO_EARLY, State.ALLOWED, State.ALLOWED]


@pytest.mark.parametrize(("name", "midnight"), MIDNIGHTS)
def test_the_day_begins_at_midnight_in_the_factory(name: str, midnight: str) -> None:
    at = datetime.fromisoformat(midnight).replace(tzinfo=UTC)
    monday, sunday = date(2026, 6, 8), date(2026, 6, 7)

    after = clock(name, "our_check1", Record({Event.CARRIED_OUT: (at,)}), monday)
    before = clock(
        name, "our_check1", Record({Event.CARRIED_OUT: (at - timedelta(seconds=1),)}), monday
    )

    assert after.days is not None
    assert before.days is not None
    assert (before.days.started_on, after.days.started_on) == (sunday, monday)

"""Who hears that a day comes near, has come, or has passed."""

from datetime import date

import pytest

from casework.clocks.due import Record
from casework.clocks.escalation import ALL_RUNGS, Rung, Step, steps
from casework.clocks.standing import Days
from casework.procedures.terms import Event
from tests.casework.clocks.places import clock, factory, since

MONDAY = date(2026, 6, 8)
NOT_CARE = ALL_RUNGS - {Rung.CARE}


def _days(name: str, rule: str, record: Record) -> Days:
    found = clock(name, rule, record, MONDAY).days
    assert found is not None
    return found


SERVE = _days("in", "serve", since(Event.COMPLAINT, MONDAY))


def test_first_the_chair_then_the_external_member_then_care() -> None:
    found = steps(SERVE, factory("in"), ALL_RUNGS)

    assert SERVE.due_on == date(2026, 6, 16)
    assert found == (
        Step(date(2026, 6, 12), Rung.CHAIR),
        Step(date(2026, 6, 16), Rung.EXTERNAL),
        Step(date(2026, 6, 17), Rung.CARE),
    )


def test_three_working_days_before_are_no_days_off() -> None:
    days = _days("bd", "act", since(Event.REPORT, date(2026, 2, 21)))

    assert days.due_on == date(2026, 3, 23)
    assert [each.on for each in steps(days, factory("bd"), ALL_RUNGS)] == [
        date(2026, 3, 17),
        date(2026, 3, 23),
        date(2026, 3, 24),
    ]


def test_what_is_owed_tomorrow_is_said_today_and_not_last_week() -> None:
    days = _days("in", "our_safety", since(Event.COMPLAINT, MONDAY))

    assert next(each.on for each in steps(days, factory("in"), ALL_RUNGS)) == MONDAY


def test_in_a_case_kept_from_care_it_ends_at_the_external_member() -> None:
    found = steps(SERVE, factory("in"), NOT_CARE)

    assert [each.rung for each in found] == [Rung.CHAIR, Rung.EXTERNAL]


def test_a_chair_who_is_named_hears_nothing_and_the_next_one_does() -> None:
    found = steps(SERVE, factory("in"), ALL_RUNGS - {Rung.CHAIR})

    assert [each.rung for each in found] == [Rung.EXTERNAL, Rung.EXTERNAL, Rung.CARE]


def test_nobody_below_hears_what_was_meant_for_somebody_above() -> None:
    found = steps(SERVE, factory("in"), frozenset({Rung.CHAIR}))

    assert found == (Step(date(2026, 6, 12), Rung.CHAIR),)


def test_with_nobody_eligible_it_goes_to_nobody() -> None:
    assert steps(SERVE, factory("in"), frozenset()) == ()


def test_of_a_bar_everybody_hears_while_it_can_still_be_kept() -> None:
    days = _days("kh", "serious", since(Event.EMPLOYER_KNEW, MONDAY))

    found = steps(days, factory("kh"), ALL_RUNGS)

    assert max(each.on for each in found) == days.due_on
    assert {each.rung for each in found} == ALL_RUNGS


@pytest.mark.parametrize(
    ("name", "rule", "record"),
    [
        ("in", "serve", Record({Event.COMPLAINT: (MONDAY,), Event.NOTICE: (MONDAY,)})),
        ("in", "reply", since(Event.NOTICE, MONDAY)),
        ("in", "file", since(Event.INCIDENT, MONDAY)),
        ("in", "exparte", since(Event.ABSENCE_NOTICE, MONDAY)),
        ("pk", "appeal_dec", since(Event.APPEAL, MONDAY)),
    ],
)
def test_what_is_done_or_not_ours_to_do_escalates_to_nobody(
    name: str, rule: str, record: Record
) -> None:
    assert steps(_days(name, rule, record), factory(name), ALL_RUNGS) == ()

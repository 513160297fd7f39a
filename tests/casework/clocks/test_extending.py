"""Clocks made longer, or standing still: where the law says so, and where the number is ours."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.due import Clock, Record, clocks
from casework.clocks.extending import Extended, Paused, Refused, may_extend, may_pause, paused
from casework.clocks.standing import State
from casework.procedures.pack import Deadline, Pause
from casework.procedures.terms import Event, Period
from tests.casework.clocks.places import clock, factory, pack, rule_of

DAY = timedelta(days=1)
MONDAY = date(2026, 6, 8)
DUE = date(2026, 7, 13)
CITED = Pause(when="she is in hospital", source="HCD09", section="directive 9")
STANDS_STILL = msgspec.structs.replace(rule_of("jo", "inquiry"), pauses=(CITED,))


def _longer(rule: str, amount: int, period: Period = Period.DAY) -> Extended:
    return Extended(rule, amount, period, MONDAY, "witnesses were away")


def _stopped(since: date, until: date | None = None) -> Paused:
    return Paused("inquiry", CITED.when, since, until)


def _clock_of(rule: Deadline, record: Record, today: date) -> Clock:
    (found,) = clocks(
        msgspec.structs.replace(pack("jo"), deadlines=(rule,)), record, factory("jo"), today
    )
    return found


def test_dhakas_thirty_working_days_become_sixty_in_all_from_the_beginning() -> None:
    record = Record({Event.COMPLAINT: (MONDAY,)}, extended=(_longer("inquiry", 30),))

    found = clock("bd", "inquiry", record, MONDAY)

    assert found.days is not None
    assert found.days.due_on == factory("bd").working_day_after(MONDAY, 60) == date(2026, 8, 17)


def test_three_months_and_three_are_six_months_from_the_event() -> None:
    record = Record(
        {Event.INCIDENT: (date(2026, 8, 31),)}, extended=(_longer("file", 3, Period.MONTH),)
    )

    found = clock("in", "file", record, MONDAY)

    assert found.days is not None
    assert found.days.safe_on == date(2027, 2, 27)
    assert found.days.due_on == date(2027, 3, 1)


def test_what_is_added_to_one_rule_moves_no_other() -> None:
    record = Record({Event.COMPLAINT: (MONDAY,)}, extended=(_longer("inquiry", 30),))

    found = clock("bd", "our_ack", record, MONDAY)

    assert found.days is not None
    assert found.days.due_on == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("name", "rule", "asked", "refused"),
    [
        ("bd", "inquiry", _longer("inquiry", 30), ()),
        ("bd", "inquiry", _longer("inquiry", 31), (Refused.TOO_LONG,)),
        ("bd", "inquiry", _longer("inquiry", 1, Period.MONTH), (Refused.ANOTHER_PERIOD,)),
        ("in", "inquiry", _longer("inquiry", 1), (Refused.NOT_CITED,)),
        ("kh", "serious", _longer("serious", 1), (Refused.NOT_CITED,)),
        ("vn", "meeting", _longer("meeting", 1), (Refused.NOT_CITED,)),
        ("jo", "inquiry", _longer("inquiry", 200), ()),
        ("jo", "inquiry", _longer("inquiry", 0), (Refused.NOTHING,)),
        ("jo", "inquiry", Extended("inquiry", 1, Period.DAY, MONDAY, " "), (Refused.NO_REASON,)),
        (
            "jo",
            "inquiry",
            Extended("inquiry", 1, Period.DAY, DUE + DAY, "it was late"),
            (Refused.TOO_LATE,),
        ),
        ("in", "file", Extended("file", 3, Period.MONTH, DUE + DAY, "she was ill"), ()),
    ],
)
def test_the_law_is_longer_only_where_it_says_so(
    name: str, rule: str, asked: Extended, refused: tuple[Refused, ...]
) -> None:
    assert may_extend(rule_of(name, rule), asked, (), DUE) == refused


def test_what_was_added_before_counts_towards_what_may_be() -> None:
    before = (_longer("inquiry", 20),)

    assert may_extend(rule_of("bd", "inquiry"), _longer("inquiry", 10), before, DUE) == ()
    assert may_extend(rule_of("bd", "inquiry"), _longer("inquiry", 11), before, DUE) == (
        Refused.TOO_LONG,
    )


def test_a_clock_stands_still_only_for_a_reason_that_its_pack_cites() -> None:
    assert may_pause(STANDS_STILL, _stopped(MONDAY), DUE) == ()
    assert may_pause(rule_of("jo", "inquiry"), _stopped(MONDAY), DUE) == (Refused.NOT_CITED,)


def test_what_is_late_is_not_made_to_stand_still_afterwards() -> None:
    assert may_pause(STANDS_STILL, _stopped(DUE), DUE) == ()
    assert may_pause(STANDS_STILL, _stopped(DUE + DAY), DUE) == (Refused.TOO_LATE,)


def test_a_clock_that_stands_still_has_no_day_until_it_runs_again() -> None:
    record = Record({Event.COMPLAINT: (MONDAY,)}, paused=(_stopped(MONDAY + 5 * DAY),))

    found = _clock_of(STANDS_STILL, record, MONDAY + 300 * DAY)

    assert (found.state, found.days) == (State.PAUSED, None)


def test_days_on_which_it_stood_still_are_added() -> None:
    stop = _stopped(MONDAY + 5 * DAY, MONDAY + 12 * DAY)

    found = _clock_of(STANDS_STILL, Record({Event.COMPLAINT: (MONDAY,)}, paused=(stop,)), MONDAY)

    assert found.days is not None
    assert found.days.due_on == MONDAY + 37 * DAY


def test_days_that_two_stops_share_are_added_once() -> None:
    stops = (_stopped(MONDAY + 5 * DAY, MONDAY + 12 * DAY), _stopped(MONDAY + 5 * DAY, MONDAY))
    shared = (*stops, _stopped(MONDAY + 8 * DAY, MONDAY + 13 * DAY))

    found = _clock_of(STANDS_STILL, Record({Event.COMPLAINT: (MONDAY,)}, paused=shared), MONDAY)

    assert found.days is not None
    assert found.days.due_on == MONDAY + 38 * DAY


def test_a_stop_after_the_last_day_moves_nothing() -> None:
    late = _stopped(MONDAY + 60 * DAY)

    found = _clock_of(
        STANDS_STILL, Record({Event.COMPLAINT: (MONDAY,)}, paused=(late,)), MONDAY + 61 * DAY
    )

    assert found.state is State.LATE


def test_working_days_that_it_stood_still_are_added_as_working_days() -> None:
    rule = msgspec.structs.replace(rule_of("bd", "inquiry"), pauses=(CITED,))
    last = factory("bd").working_day_after(MONDAY, 30)
    week = _stopped(MONDAY + 7 * DAY, MONDAY + 14 * DAY)

    found = paused(factory("bd"), rule, MONDAY, last, (week,))

    assert found == factory("bd").working_day_after(MONDAY, 36)


stops = st.builds(
    lambda since, length: _stopped(MONDAY + since * DAY, MONDAY + (since + length) * DAY),
    st.integers(-10, 60),
    st.integers(0, 30),
)


@given(st.lists(stops, max_size=4), stops)
def test_one_more_stop_makes_nothing_due_earlier(some: list[Paused], more: Paused) -> None:
    calendar, last = factory("jo"), MONDAY + 30 * DAY

    before = paused(calendar, STANDS_STILL, MONDAY, last, some)
    after = paused(calendar, STANDS_STILL, MONDAY, last, [*some, more])

    assert before is not None
    assert after is not None
    assert last <= before <= after

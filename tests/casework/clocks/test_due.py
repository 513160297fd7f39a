"""The clocks of a case: what they count from, when they rest, and what is said of them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.days import NaiveInstant, day_in, months_after
from casework.clocks.due import Clock, Record, clocks, remembered
from casework.clocks.routes import Route
from casework.clocks.seeding import confirmed
from casework.clocks.standing import Days, State, late_by, next_due
from casework.procedures.terms import Binding, DeadlineKind, Event, Owner, StageId
from tests.casework.clocks.places import PACKS, clock, factory, pack, rule_of, since

DAY = timedelta(days=1)
MONDAY = date(2026, 6, 8)
NOT_FORMAL = [Route.INFORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY]
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def _days(found: Clock) -> Days:
    assert found.days is not None
    return found.days


@pytest.mark.parametrize("name", PACKS)
def test_before_anything_happened_no_clock_runs(name: str) -> None:
    found = clocks(pack(name), Record({}), factory(name), MONDAY)

    assert {each.state for each in found} <= {State.WAITING, State.OFF, State.UNKNOWN}


def test_a_rule_that_is_not_in_force_is_listed_and_never_runs() -> None:
    found = clock("bd", "ord_inquiry", since(Event.COMPLAINT, MONDAY), MONDAY + 200 * DAY)

    assert found.state is State.OFF
    assert found.days is None


def test_a_rule_without_a_number_says_that_it_is_not_known() -> None:
    unknown = msgspec.structs.replace(rule_of("jo", "inquiry"), amount=None)
    changed = msgspec.structs.replace(pack("jo"), deadlines=(unknown,))

    (found,) = clocks(changed, since(Event.COMPLAINT, MONDAY), factory("jo"), MONDAY)

    assert found.state is State.UNKNOWN
    assert not found.owes_reason


def test_law_is_shown_with_its_section_and_ours_is_not_shown_as_law() -> None:
    record = since(Event.COMPLAINT, MONDAY)

    law, ours = (clock("in", rule, record, MONDAY).rule for rule in ("serve", "our_ack"))

    assert (law.binding, law.section) == (Binding.LAW, "r. 7(2)")
    assert ours.binding is Binding.RECOMMENDED


def test_a_day_keeps_the_version_of_the_calendar_it_was_counted_with() -> None:
    found = clock("in", "serve", since(Event.COMPLAINT, MONDAY), MONDAY)

    assert _days(found).calendar == factory("in").version


def test_a_year_that_nobody_confirmed_is_said_beside_the_day() -> None:
    record, calendar = since(Event.COMPLAINT, date(2026, 12, 28)), confirmed(factory("in"), 2026)

    found = clocks(pack("in"), record, calendar, MONDAY)

    said = {each.rule.id: each.unconfirmed for each in found}
    assert said["serve"] == (2027,)
    assert said["our_ack"] == ()


def test_a_complaint_after_midnight_in_dhaka_is_of_that_day_there() -> None:
    late_on_sunday_in_london = datetime(2026, 6, 7, 19, 0, tzinfo=UTC)

    found = clock("bd", "inquiry", Record({Event.COMPLAINT: (late_on_sunday_in_london,)}), MONDAY)

    assert _days(found).started_on == MONDAY


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveInstant):
        day_in(ZoneInfo("Asia/Dhaka"), datetime(2026, 6, 8, 1, 0, tzinfo=UTC).replace(tzinfo=None))


class TestTheEmployersBars:
    """Cambodia's days run from who of the employer knew when."""

    def test_they_are_shown_from_day_one_and_say_that_it_is_presumed(self) -> None:
        found = clock("kh", "discipline", since(Event.COMPLAINT, MONDAY), MONDAY)

        assert _days(found).due_on == date(2026, 6, 23)
        assert _days(found).presumed
        assert found.state is State.RUNNING

    def test_the_first_who_knew_counts(self) -> None:
        knew = (MONDAY - DAY, MONDAY - 5 * DAY, MONDAY + DAY)
        record = Record({Event.COMPLAINT: (MONDAY,), Event.EMPLOYER_KNEW: knew})

        found = _days(clock("kh", "serious", record, MONDAY))

        assert found.started_on == MONDAY - 5 * DAY
        assert not found.presumed

    def test_they_run_on_while_she_wants_support_only(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,)}, route=Route.SUPPORT_ONLY)

        assert clock("kh", "serious", record, MONDAY + 5 * DAY).state is State.DUE_SOON

    def test_one_that_passed_asks_why(self) -> None:
        record = since(Event.EMPLOYER_KNEW, MONDAY)

        found = clock("kh", "serious", record, MONDAY + 8 * DAY)

        assert (found.state, found.owes_reason) == (State.PASSED, True)


class TestOfSeveralDays:
    """The first or the last, by the reading that harms nobody."""

    def test_the_committee_counts_from_the_first_complaint(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY + 3 * DAY, MONDAY)})

        assert _days(clock("in", "serve", record, MONDAY)).started_on == MONDAY

    def test_her_time_to_complain_counts_from_the_last_of_a_series(self) -> None:
        record = Record({Event.INCIDENT: (MONDAY, MONDAY - 200 * DAY)})

        assert _days(clock("in", "file", record, MONDAY)).started_on == MONDAY

    def test_the_respondents_days_count_from_the_last_service(self) -> None:
        record = Record({Event.NOTICE: (MONDAY, MONDAY + 2 * DAY)})

        assert _days(clock("in", "reply", record, MONDAY)).started_on == MONDAY + 2 * DAY

    def test_what_was_done_before_it_began_is_not_done(self) -> None:
        record = Record({Event.REPORT: (MONDAY,), Event.CARRIED_OUT: (MONDAY - DAY,)})

        assert clock("in", "act", record, MONDAY).state is State.RUNNING


def test_her_window_ends_late_and_says_the_day_that_is_safe() -> None:
    found = _days(clock("in", "file", since(Event.INCIDENT, date(2026, 11, 30)), MONDAY))

    assert (found.safe_on, found.due_on) == (date(2027, 2, 27), date(2027, 3, 1))


class TestNepalsSecondDoor:
    """It opens by the manager's decision, or when the manager's time is over."""

    def test_it_counts_from_the_end_of_the_managers_time(self) -> None:
        found = clock("np", "escalate", since(Event.COMPLAINT, MONDAY), MONDAY)

        assert _days(found).started_on == date(2026, 6, 23)
        assert found.state is State.WAITING

    def test_it_counts_from_the_decision_where_there_is_one(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,), Event.DECISION: (MONDAY + 4 * DAY,)})

        found = clock("np", "escalate", record, MONDAY + 4 * DAY)

        assert _days(found).started_on == MONDAY + 4 * DAY
        assert found.state is State.RUNNING


class TestWhatRests:
    """A deadline of a way that she does not go."""

    @pytest.mark.parametrize("route", NOT_FORMAL)
    def test_no_inquiry_is_late_that_she_does_not_want(self, route: Route) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,)}, route=route)

        found = clock("in", "inquiry", record, MONDAY + 300 * DAY)

        assert (found.state, found.owes_reason) == (State.RESTING, False)

    @pytest.mark.parametrize("route", [None, Route.FORMAL])
    def test_it_runs_on_the_formal_way_and_before_she_chose(self, route: Route | None) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,)}, route=route)

        found = clock("in", "inquiry", record, MONDAY + 300 * DAY)

        assert (found.state, found.owes_reason) == (State.LATE, True)

    def test_a_manager_still_owes_whoever_chose_the_informal_way(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,)}, route=Route.INFORMAL)

        assert clock("np", "manager", record, MONDAY + 300 * DAY).state is State.LATE

    def test_the_watch_outlasts_a_closed_case(self) -> None:
        record = Record({Event.CARRIED_OUT: (MONDAY,)}, closed=True)

        assert clock("in", "our_check1", record, MONDAY + 29 * DAY).state is State.DUE_SOON

    def test_an_appeal_can_be_lodged_though_the_case_was_closed(self) -> None:
        record = Record({Event.REPORT: (MONDAY,)}, closed=True)

        assert clock("in", "appeal", record, MONDAY).state is State.RUNNING

    def test_a_closed_case_remembers_no_clock_that_rests(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,)}, closed=True)

        assert remembered(clocks(pack("in"), record, factory("in"), MONDAY)) == ()


class TestLateness:
    """What was late is said, and why is asked of us only."""

    def test_a_reason_that_was_given_is_not_asked_again(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,)}, reasons=frozenset({"serve"}))

        found = clock("in", "serve", record, MONDAY + 60 * DAY)

        assert (found.state, found.owes_reason) == (State.LATE, False)

    def test_what_was_done_late_still_asks_why(self) -> None:
        record = Record({Event.COMPLAINT: (MONDAY,), Event.NOTICE: (MONDAY + 30 * DAY,)})

        found = clock("in", "serve", record, MONDAY + 60 * DAY)

        assert (found.state, found.late_by, found.owes_reason) == (State.DONE_LATE, 22, True)

    def test_no_reason_is_asked_of_the_respondent(self) -> None:
        found = clock("in", "reply", since(Event.NOTICE, MONDAY), MONDAY + 60 * DAY)

        assert (found.state, found.owes_reason) == (State.LATE, False)


def test_forming_the_committee_is_a_clock_of_no_case() -> None:
    of_cases = {each.rule.id for each in clocks(pack("pk"), Record({}), factory("pk"), MONDAY)}

    assert "form" not in of_cases


@given(days, st.sampled_from(PACKS), days)
def test_every_day_lies_after_its_beginning_and_the_warning_between(
    started: date, name: str, today: date
) -> None:
    record = Record(dict.fromkeys(Event, (started,)))

    found = clocks(pack(name), record, factory(name), today)

    assert all(each.started_on < each.due_on for each in remembered(found))
    assert all(each.started_on <= each.warn_on <= each.safe_on for each in remembered(found))
    assert all(each.safe_on <= each.due_on for each in remembered(found))


@given(days, st.sampled_from(PACKS), days)
def test_what_a_case_remembers_tells_the_same_as_its_clocks(
    started: date, name: str, today: date
) -> None:
    found = clocks(pack(name), since(Event.COMPLAINT, started), factory(name), today)

    stored = msgspec.json.encode(remembered(found))

    assert msgspec.json.decode(stored, type=tuple[Days, ...]) == remembered(found)


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_months_after_months_are_never_later_than_all_at_once(
    on: date, one: int, other: int
) -> None:
    assert months_after(months_after(on, one), other) <= months_after(on, one + other)


def _remembered(kind: DeadlineKind, owner: Owner, due: date, done: date | None = None) -> Days:
    return Days(
        "rule", StageId.INQUIRY, kind, owner, Binding.LAW, MONDAY, due, due, due, "version", done
    )


class TestWhatIsNext:
    """What a list shows of a case."""

    def test_the_latest_comes_first(self) -> None:
        late = _remembered(DeadlineKind.DUE, Owner.COMMITTEE, MONDAY + DAY)
        soon = _remembered(DeadlineKind.BAR, Owner.EMPLOYER, MONDAY + 5 * DAY)

        assert next_due([soon, late], MONDAY + 3 * DAY) == late
        assert late_by(late, MONDAY + 3 * DAY) == 2

    @pytest.mark.parametrize(
        "each",
        [
            _remembered(DeadlineKind.DUE, Owner.COMMITTEE, MONDAY + DAY, MONDAY + DAY),
            _remembered(DeadlineKind.DUE, Owner.OUTSIDE, MONDAY + DAY),
            _remembered(DeadlineKind.NOT_BEFORE, Owner.EMPLOYER, MONDAY + DAY),
            _remembered(DeadlineKind.WINDOW, Owner.SURVIVOR, MONDAY + DAY),
            _remembered(DeadlineKind.BAR, Owner.EMPLOYER, MONDAY + DAY),
        ],
    )
    def test_what_nobody_here_can_still_do_is_not_next(self, each: Days) -> None:
        assert next_due([each], MONDAY + 2 * DAY) is None

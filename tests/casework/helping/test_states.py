"""How a referral stands: nothing moves where the table has no move, and nothing waits for ever."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from casework.helping.states import (
    ENDED,
    LAPSES,
    LATE,
    LATE_URGENT,
    MOVES,
    UNANSWERED,
    MoveNotAllowed,
    Mover,
    State,
    lapses_on,
    late_on,
    may_move,
    moves_of,
    require_move,
    standing,
    told_on,
    way_there,
)
from referrals.models.terms import Way

SENT_ON = date(2026, 3, 2)
DAY = timedelta(days=1)
S, M = State, Mover


class Referral(RuleBasedStateMachine):
    """One referral in the hands of a provider, a member, the survivor and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.way, self.today = S.SENT, Way.LINK, SENT_ON
        self.passed = [S.SENT]

    @rule(after=st.sampled_from(State), by=st.sampled_from([M.PROVIDER, M.MEMBER, M.HER]))
    def somebody_moves_it(self, after: State, by: Mover) -> None:
        before = self.state
        try:
            require_move(before, after, by)
        except MoveNotAllowed:
            assert self.state is before
        else:
            self.state = after
            self.passed.append(after)

    @rule(days=st.integers(0, 9))
    def days_pass(self, days: int) -> None:
        self.today += days * DAY

    @precondition(
        lambda self: self.state is not standing(self.state, SENT_ON, self.way, self.today)
    )
    @rule()
    def the_clock_moves_it(self) -> None:
        require_move(self.state, S.EXPIRED, M.CLOCK)
        self.state = S.EXPIRED
        self.passed.append(S.EXPIRED)

    @invariant()
    def what_has_ended_stays_as_it_is(self) -> None:
        assert not ENDED.intersection(self.passed[:-1])

    @invariant()
    def nobody_helped_who_had_not_said_yes(self) -> None:
        assert S.ACCEPTED in self.passed or not {S.APPOINTMENT, S.DONE, S.NO_SHOW} & {*self.passed}

    @invariant()
    def she_can_withdraw_until_it_has_ended(self) -> None:
        assert may_move(self.state, S.WITHDRAWN, M.HER) is (self.state not in ENDED)

    @invariant()
    def it_is_late_one_day_or_has_ended(self) -> None:
        due = late_on(self.state, self.today, is_urgent=False, appointment=self.today)
        assert (due is None) is (self.state in ENDED)


TestReferral = Referral.TestCase


def test_every_state_says_where_it_goes_from_there() -> None:
    assert set(MOVES) == set(State)


def test_nobody_goes_back_to_sent() -> None:
    assert not [state for state, moves in MOVES.items() if S.SENT in moves]


@pytest.mark.parametrize("state", State)
def test_a_survivor_only_ever_withdraws(state: State) -> None:
    assert set(moves_of(state, M.HER)) <= {S.WITHDRAWN}


@pytest.mark.parametrize("state", State)
def test_a_provider_never_withdraws_and_never_lets_it_expire(state: State) -> None:
    assert not {S.WITHDRAWN, S.EXPIRED} & set(moves_of(state, M.PROVIDER))


@pytest.mark.parametrize("state", State)
def test_a_member_can_write_down_whatever_a_provider_says(state: State) -> None:
    assert set(moves_of(state, M.PROVIDER)) <= set(moves_of(state, M.MEMBER))


@pytest.mark.parametrize("after", [S.APPOINTMENT, S.DONE, S.NO_SHOW])
def test_an_appointment_told_at_once_is_an_acceptance_first(after: State) -> None:
    assert way_there(S.SENT, after, M.PROVIDER) == (S.ACCEPTED, after)


@pytest.mark.parametrize("before", sorted(ENDED))
def test_what_has_ended_is_not_accepted_by_a_detour(before: State) -> None:
    with pytest.raises(MoveNotAllowed):
        way_there(before, S.APPOINTMENT, M.MEMBER)


@pytest.mark.parametrize(("way", "days"), list(LAPSES.items()))
def test_an_unanswered_referral_expires_on_its_day_and_not_before(way: Way, days: int) -> None:
    over = SENT_ON + days * DAY

    assert lapses_on(SENT_ON, way) == over
    assert standing(S.SEEN, SENT_ON, way, over - DAY) is S.SEEN
    assert standing(S.SEEN, SENT_ON, way, over) is S.EXPIRED


@given(st.sampled_from(sorted(set(State) - UNANSWERED)), st.sampled_from(Way), st.integers(0, 900))
def test_what_was_answered_never_expires(state: State, way: Way, days: int) -> None:
    assert standing(state, SENT_ON, way, SENT_ON + days * DAY) is state


def test_a_dead_link_waits_no_longer_than_it_lives() -> None:
    assert LAPSES[Way.LINK] == 7


@pytest.mark.parametrize("state", sorted(LATE))
def test_what_is_urgent_is_never_told_later(state: State) -> None:
    urgent = late_on(state, SENT_ON, is_urgent=True, appointment=SENT_ON)
    usual = late_on(state, SENT_ON, is_urgent=False, appointment=SENT_ON)

    assert urgent is not None
    assert usual is not None
    assert told_on(urgent, is_urgent=True) <= told_on(usual, is_urgent=False)


def test_an_urgent_referral_without_an_answer_is_told_the_same_day_and_the_next() -> None:
    late = late_on(S.SENT, SENT_ON, is_urgent=True)

    assert late == SENT_ON
    assert told_on(late, is_urgent=True) == (SENT_ON, SENT_ON + DAY)


def test_an_appointment_is_overdue_the_day_after_it_was_for() -> None:
    assert late_on(S.APPOINTMENT, SENT_ON, is_urgent=False, appointment=SENT_ON + 9 * DAY) == (
        SENT_ON + 10 * DAY
    )


def test_both_tables_speak_of_the_same_states() -> None:
    assert set(LATE) == set(LATE_URGENT) == set(State) - ENDED

"""Moving a case among its stages: what the table allows, and what no way of using it does."""

from collections.abc import Collection
from functools import reduce
from uuid import UUID

import pytest

from casework.clocks.course import (
    Against,
    Course,
    Move,
    MoveRefused,
    Reason,
    Verb,
    may_move,
    moved,
    recorded,
    running,
    taken_back,
    ways,
)
from casework.clocks.routes import Route
from casework.clocks.stages import CLOSING, GATE, Need, S
from casework.procedures.terms import StageId

N = Need
CHAIR = UUID(int=1)
CLOSE = Move(verb=Verb.CLOSE, who=CHAIR, why="remedy verified")
TO_INQUIRY = GATE | {N.CONSENT, N.NOTICE_READ}


def _go(to: StageId) -> Move:
    return Move(verb=Verb.GO, who=CHAIR, why="it is time", to=to)


def _choose(route: Route) -> Move:
    return Move(verb=Verb.CHOOSE, who=CHAIR, why="she said so", route=route)


def _reopen(to: StageId) -> Move:
    return Move(verb=Verb.REOPEN, who=CHAIR, why="she came back", to=to)


def _at(stage: StageId, route: Route | None = Route.FORMAL, *on_record: Need) -> Course:
    return Course(stage, route, on_record=frozenset(on_record))


def _missing(course: Course, move: Move) -> set[Need]:
    return {need for each in may_move(course, move) for need in each.needs}


FORMAL_WAY: list[tuple[StageId, Collection[Need]]] = [
    (S.NOTIFY, TO_INQUIRY),
    (S.REPLY, {N.NOTICE_SERVED}),
    (S.INQUIRY, {N.REPLIED}),
    (S.REPORT, {N.INQUIRY_DONE, N.QUORUM_SAT}),
    (S.DECIDE, GATE | {N.REPORT_WRITTEN}),
    (S.APPEAL, {N.DECISION_TOLD, N.APPEAL_LODGED}),
    (S.MONITOR, {N.APPEAL_ENDED}),
]


def _on(course: Course, step: tuple[StageId, Collection[Need]]) -> Course:
    to, given = step
    return moved(recorded(course, given), _go(to))


def test_a_formal_case_goes_all_the_way() -> None:
    safe = reduce(_on, [(S.SAFETY, ()), (S.ROUTE, (N.SAFETY_CHECKED,))], Course())
    chosen = moved(recorded(safe, {N.CHOSEN_BY_HER}), _choose(Route.FORMAL))

    ended = reduce(_on, FORMAL_WAY, chosen)
    closed = moved(recorded(ended, CLOSING), CLOSE)

    assert closed.closed
    assert running(closed) == {S.MONITOR}


@pytest.mark.parametrize("route", [None, Route.INFORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY])
def test_the_respondent_is_notified_on_the_formal_route_only(route: Route | None) -> None:
    course = _at(S.ROUTE, route, *Need)

    assert may_move(course, _go(S.NOTIFY)) == (Reason(Against.NO_SUCH_STEP),)


@pytest.mark.parametrize(
    ("stage", "to", "needed"),
    [
        (S.SAFETY, S.ROUTE, {N.SAFETY_CHECKED}),
        (S.ROUTE, S.NOTIFY, TO_INQUIRY),
        (S.NOTIFY, S.REPLY, {N.CONSENT, N.NOTICE_SERVED}),
        (S.REPLY, S.INQUIRY, {N.CONSENT, N.REPLIED, N.REPLY_TIME_OVER}),
        (S.INQUIRY, S.REPORT, {N.CONSENT, N.INQUIRY_DONE, N.QUORUM_SAT}),
        (S.REPORT, S.INQUIRY, {N.CONSENT, N.SENT_BACK}),
        (S.REPORT, S.DECIDE, GATE | {N.CONSENT, N.REPORT_WRITTEN}),
        (S.DECIDE, S.MONITOR, {N.DECISION_TOLD}),
        (S.DECIDE, S.APPEAL, {N.DECISION_TOLD, N.APPEAL_LODGED}),
        (S.DECIDE, S.ROUTE, {N.SETTLEMENT_BROKEN}),
        (S.MONITOR, S.ROUTE, {N.SETTLEMENT_BROKEN}),
        (S.APPEAL, S.INQUIRY, {N.CONSENT, N.SENT_BACK}),
        (S.APPEAL, S.MONITOR, {N.APPEAL_ENDED}),
    ],
)
def test_each_step_says_everything_it_needs(stage: StageId, to: StageId, needed: set[Need]) -> None:
    assert _missing(_at(stage), _go(to)) == needed


@pytest.mark.parametrize(
    ("stage", "to"),
    [
        (S.RECEIVE, S.NOTIFY),
        (S.ROUTE, S.INQUIRY),
        (S.NOTIFY, S.INQUIRY),
        (S.INQUIRY, S.DECIDE),
        (S.INQUIRY, S.MONITOR),
        (S.DECIDE, S.INQUIRY),
        (S.MONITOR, S.DECIDE),
    ],
)
def test_no_stage_is_skipped(stage: StageId, to: StageId) -> None:
    assert may_move(_at(stage, Route.FORMAL, *Need), _go(to)) == (Reason(Against.NO_SUCH_STEP),)


@pytest.mark.parametrize(
    ("who", "why", "against"),
    [
        (None, "it is time", Against.NO_WHO),
        (CHAIR, " \n", Against.NO_WHY),
    ],
)
def test_nothing_moves_without_who_and_why(who: UUID | None, why: str, against: Against) -> None:
    move = Move(verb=Verb.GO, who=who, why=why, to=S.SAFETY)

    with pytest.raises(MoveRefused) as refused:
        moved(Course(), move)

    assert refused.value.reasons == (Reason(against),)


def test_she_is_asked_again_before_every_act_that_he_notices() -> None:
    asked = _at(S.ROUTE, Route.FORMAL, *TO_INQUIRY)

    notified = moved(asked, _go(S.NOTIFY))

    assert not notified.on_record & GATE


def test_consent_taken_back_stops_an_inquiry_where_it_is() -> None:
    course = _at(S.INQUIRY, Route.FORMAL, N.CONSENT, N.INQUIRY_DONE, N.QUORUM_SAT)

    assert _missing(taken_back(course, {N.CONSENT}), _go(S.REPORT)) == {N.CONSENT}


def test_another_route_is_hers_and_begins_with_her_consent_anew() -> None:
    course = _at(S.REPLY, Route.FORMAL, N.CONSENT, N.NOTICE_SERVED, N.CHOSEN_BY_HER)

    changed = moved(course, _choose(Route.SUPPORT_ONLY))

    assert changed == _at(S.ROUTE, Route.SUPPORT_ONLY, N.NOTICE_SERVED)


def test_nobody_chooses_for_her() -> None:
    assert may_move(_at(S.ROUTE, None), _choose(Route.INFORMAL)) == (
        Reason(Against.NEEDS, (N.CHOSEN_BY_HER,)),
    )


def test_a_route_chosen_early_skips_no_safety_check() -> None:
    course = moved(_at(S.RECEIVE, None, N.CHOSEN_BY_HER), _choose(Route.FORMAL))

    assert course.stage is S.RECEIVE


def test_after_a_decision_no_choice_of_route_reopens_it() -> None:
    course = _at(S.MONITOR, Route.FORMAL, N.DECISION_TOLD, N.CHOSEN_BY_HER)

    assert may_move(course, _choose(Route.OUTSIDE)) == (Reason(Against.DECIDED),)


class TestAChild:
    """Somebody who may be under 18."""

    def test_he_is_notified_only_as_the_child_protection_officer_agrees(self) -> None:
        course = _at(S.ROUTE, Route.FORMAL, *TO_INQUIRY, N.MAY_BE_CHILD)
        agreed = recorded(course, {N.CHILD_OFFICER_AGREES})

        assert may_move(course, _go(S.NOTIFY)) == (Reason(Against.BARRED, (N.MAY_BE_CHILD,)),)
        assert may_move(agreed, _go(S.NOTIFY)) == ()

    def test_nothing_is_settled_whoever_agrees(self) -> None:
        settling = GATE | {N.CONSENT, N.SETTLING_ASKED_BY_HER, N.SETTLED}
        child = {N.MAY_BE_CHILD, N.CHILD_OFFICER_AGREES}

        assert may_move(_at(S.ROUTE, Route.FORMAL, *settling), _go(S.DECIDE)) == ()
        assert may_move(_at(S.ROUTE, Route.FORMAL, *settling, *child), _go(S.DECIDE)) == (
            Reason(Against.BARRED, (N.MAY_BE_CHILD,)),
        )


class TestSettling:
    """Conciliation, before the inquiry and at her request only."""

    def test_it_opens_at_her_own_request(self) -> None:
        course = _at(S.REPLY, Route.FORMAL, *GATE, N.CONSENT, N.SETTLED)

        assert _missing(course, _go(S.DECIDE)) == {N.SETTLING_ASKED_BY_HER}

    def test_it_is_over_once_the_inquiry_runs(self) -> None:
        course = _at(S.INQUIRY, Route.FORMAL, *Need)

        assert S.DECIDE not in {each.to for each in ways(course)}

    def test_never_for_contact_or_with_a_superior(self) -> None:
        settling = GATE | {N.CONSENT, N.SETTLING_ASKED_BY_HER, N.SETTLED, N.SETTLING_BARRED}

        assert may_move(_at(S.ROUTE, Route.FORMAL, *settling), _go(S.DECIDE)) == (
            Reason(Against.BARRED, (N.SETTLING_BARRED,)),
        )


class TestClosing:
    """The end of a case, and coming back to it."""

    def test_it_needs_its_reasons_and_that_she_knows_she_can_come_back(self) -> None:
        assert _missing(_at(S.MONITOR), CLOSE) == CLOSING

    @pytest.mark.parametrize("stage", [each for each in StageId if each is not S.MONITOR])
    def test_before_its_end_it_needs_the_external_member_as_well(self, stage: StageId) -> None:
        course = _at(stage, Route.FORMAL, *CLOSING)

        assert _missing(course, CLOSE) == {N.WITHDRAWAL_CONFIRMED, N.BELONGS_ELSEWHERE}
        assert may_move(recorded(course, {N.WITHDRAWAL_CONFIRMED}), CLOSE) == ()

    @pytest.mark.parametrize("move", [_go(S.APPEAL), _choose(Route.OUTSIDE), CLOSE])
    def test_nothing_else_moves_a_closed_case(self, move: Move) -> None:
        course = Course(S.MONITOR, Route.FORMAL, closed=True, on_record=frozenset(Need))

        assert may_move(course, move) == (Reason(Against.CLOSED),)

    def test_recording_something_opens_nothing(self) -> None:
        course = Course(S.MONITOR, Route.FORMAL, closed=True)

        assert recorded(course, Need).closed

    def test_she_comes_back_and_is_asked_everything_anew(self) -> None:
        course = Course(S.MONITOR, Route.FORMAL, closed=True, on_record=frozenset(Need))

        assert moved(course, _reopen(S.SAFETY)) == _at(S.SAFETY, None, N.MAY_BE_CHILD)

    def test_it_is_not_opened_again_without_her_wish(self) -> None:
        course = Course(S.MONITOR, Route.FORMAL, closed=True)

        assert _missing(course, _reopen(S.SAFETY)) == {N.HER_WISH_TO_REOPEN}

    def test_an_appeal_in_time_opens_it_at_the_appeal(self) -> None:
        course = Course(S.MONITOR, Route.FORMAL, closed=True)
        appealed = recorded(course, {N.DECISION_TOLD, N.APPEAL_LODGED})

        assert moved(appealed, _reopen(S.APPEAL)).stage is S.APPEAL

    def test_an_open_case_is_not_opened_again(self) -> None:
        assert may_move(_at(S.MONITOR, Route.FORMAL, *Need), _reopen(S.SAFETY)) == (
            Reason(Against.NOT_CLOSED),
        )

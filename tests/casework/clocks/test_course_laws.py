"""Whatever anybody does with a case, in whatever order: what never happens."""

from contextlib import suppress
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casework.clocks.course import (
    Course,
    Move,
    MoveRefused,
    Verb,
    moved,
    recorded,
    running,
    taken_back,
    ways,
)
from casework.clocks.routes import INQUIRING, Route
from casework.clocks.stages import Need
from casework.procedures.terms import StageId

WHO = UUID(int=1)
CONSENT = frozenset({Need.CONSENT})
AGAINST = frozenset({Need.MAY_BE_CHILD, Need.SETTLING_BARRED})
NOTICED = INQUIRING | {StageId.DECIDE}

people = st.sampled_from([WHO] * 5 + [None])
reasons = st.sampled_from(["she asked"] * 5 + ["", " "])
routes = st.sampled_from([Route.FORMAL] * 3 + list(Route))
needs = st.frozensets(st.sampled_from(Need), max_size=12)
lacks = st.just(frozenset[Need]()) | st.frozensets(
    st.sampled_from([Need.CONSENT, Need.CHILD_OFFICER_AGREES, Need.DECISION_TOLD]), min_size=1
)
forks = st.lists(st.integers(0, 5), max_size=7)


class ACase(RuleBasedStateMachine):
    """One case, moved about at random, and what she said meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.course = Course()
        self.trail: list[tuple[Course, Move, Course]] = []

    @initialize(child=st.booleans(), route=routes, ways_on=forks)
    def somebody_tells(self, child: bool, route: Route, ways_on: list[int]) -> None:
        self.course = recorded(Course(), {Need.MAY_BE_CHILD} if child else ())
        self._try(Move(verb=Verb.GO, who=WHO, why="she told us", to=StageId.SAFETY))
        self.course = recorded(self.course, {Need.SAFETY_CHECKED, Need.CHOSEN_BY_HER})
        self._try(Move(verb=Verb.GO, who=WHO, why="she is safe", to=StageId.ROUTE))
        self._try(Move(verb=Verb.CHOOSE, who=WHO, why="she said so", route=route))
        self.it_goes_well(ways_on, frozenset())

    @rule(ways_on=forks, lacking=lacks)
    def it_goes_well(self, ways_on: list[int], lacking: frozenset[Need]) -> None:
        """With nearly all on record that any step asks for, it goes on along some way."""
        for fork in ways_on:
            with_all = recorded(self.course, frozenset(Need) - AGAINST)
            self.course = taken_back(with_all, lacking)
            to = [each.to for each in ways(self.course)] or [StageId.MONITOR]
            move = Move(verb=Verb.GO, who=WHO, why="it is time", to=to[fork % len(to)])
            self._try(move)

    @rule(found=needs)
    def something_is_recorded(self, found: frozenset[Need]) -> None:
        before = self.course
        self.course = recorded(before, found)
        assert _place(self.course) == _place(before)

    @rule()
    def she_takes_her_consent_back(self) -> None:
        before = self.course
        self.course = taken_back(before, CONSENT)
        assert _place(self.course) == _place(before)

    @rule(who=people, why=reasons, to=st.sampled_from(StageId))
    def it_goes_on(self, who: UUID | None, why: str, to: StageId) -> None:
        self._try(Move(verb=Verb.GO, who=who, why=why, to=to))

    @rule(who=people, why=reasons, route=st.sampled_from(Route))
    def she_chooses(self, who: UUID | None, why: str, route: Route) -> None:
        self._try(Move(verb=Verb.CHOOSE, who=who, why=why, route=route))

    @rule(who=people, why=reasons)
    def it_is_closed(self, who: UUID | None, why: str) -> None:
        self._try(Move(verb=Verb.CLOSE, who=who, why=why))

    @rule(who=people, why=reasons, to=st.sampled_from(StageId))
    def it_is_opened_again(self, who: UUID | None, why: str, to: StageId) -> None:
        self._try(Move(verb=Verb.REOPEN, who=who, why=why, to=to))

    def _try(self, move: Move) -> None:
        before = self.course
        with suppress(MoveRefused):
            self.course = moved(before, move)
            self.trail.append((before, move, self.course))

    @invariant()
    def the_watch_always_runs(self) -> None:
        assert StageId.MONITOR in running(self.course)

    @invariant()
    def every_move_has_who_and_why(self) -> None:
        assert all(move.who is not None and move.why.strip() for _, move, _ in self.trail)

    @invariant()
    def a_closed_case_is_opened_by_reopening_only(self) -> None:
        opened = [move.verb for was, move, then in self.trail if was.closed and not then.closed]
        assert set(opened) <= {Verb.REOPEN}

    @invariant()
    def a_closed_case_stands_still(self) -> None:
        assert all(move.verb is Verb.REOPEN for was, move, _ in self.trail if was.closed)

    @invariant()
    def nothing_that_he_notices_began_without_her_consent(self) -> None:
        noticed = [
            was for was, move, then in self.trail if _goes_on(move) and then.stage in NOTICED
        ]
        assert all(Need.CONSENT in was.on_record for was in noticed)

    @invariant()
    def he_is_never_before_an_inquiry_that_she_did_not_choose(self) -> None:
        assert self.course.stage not in NOTICED or self.course.route is Route.FORMAL

    @invariant()
    def her_way_changes_by_her_choice_only(self) -> None:
        changed = [
            (was, move)
            for was, move, then in self.trail
            if was.route is not then.route and then.route is not None
        ]
        assert all(move.verb is Verb.CHOOSE for _, move in changed)
        assert all(Need.CHOSEN_BY_HER in was.on_record for was, _ in changed)

    @invariant()
    def no_consent_goes_over_to_another_way(self) -> None:
        chosen = [then for _, move, then in self.trail if move.verb is not Verb.GO]
        begun = [then for then in chosen if then.stage is not StageId.APPEAL and not then.closed]
        assert all(Need.CONSENT not in then.on_record for then in begun)

    @invariant()
    def nothing_about_a_child_goes_on_unless_its_officer_agrees(self) -> None:
        noticed = [
            was for was, move, then in self.trail if _goes_on(move) and then.stage in NOTICED
        ]
        children = [was for was in noticed if Need.MAY_BE_CHILD in was.on_record]
        assert all(Need.CHILD_OFFICER_AGREES in was.on_record for was in children)


def _goes_on(move: Move) -> bool:
    return move.verb is Verb.GO


def _place(course: Course) -> tuple[StageId, Route | None, bool]:
    return course.stage, course.route, course.closed


ACase.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestACase = ACase.TestCase

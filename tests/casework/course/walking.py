"""A case moved about by the real verbs, in any order, with what she said kept beside it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy.orm import Session

from auth import trail
from casework.case.covers import the_cover
from casework.case.timeline import Line, timeline
from casework.case.turns import begin
from casework.clocks.course import Course, Move, MoveRefused, Verb
from casework.clocks.routes import Route
from casework.clocks.stages import Need
from casework.course.checking import checked_course
from casework.course.choosing import NotOpenToHer, choose
from casework.course.moving import move, who_moves
from casework.course.recording import MARK, note_events, state_of
from casework.models.entry import Kind
from casework.procedures.terms import StageId
from crypto import number
from crypto.compartments import Compartment
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

NOTICED = (StageId.NOTIFY, StageId.REPLY, StageId.INQUIRY, StageId.REPORT)
MOVES = ("case:course:", "case:route:choose")
NO_BARS = st.frozensets(
    st.sampled_from([each for each in Need if each not in (Need.MAY_BE_CHILD, Need.CONSENT)]),
    min_size=8,
)


@dataclass(frozen=True)
class Step:
    """One move that was made: from where, with what on record, and to where."""

    before: Course
    verb: Verb
    after: Course


class ACaseOfOurs(RuleBasedStateMachine):
    """Receivers move it and she chooses; whatever is refused leaves it where it was."""

    db: ClassVar[Session]
    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.steps: list[Step] = []

    @initialize()
    def she_tells(self) -> None:
        self.digits = number.draw()
        prepared = self.world.prepare(number=self.digits)
        self.case = self.world.told(self.db, self.world.complaint(), prepared)

    @rule(to=st.sampled_from(StageId), why=st.sampled_from(["It is time.", " "]))
    def somebody_goes_on(self, to: StageId, why: str) -> None:
        self._move(Verb.GO, why, to)

    @rule(why=st.sampled_from(["Every reason was gone through.", ""]))
    def somebody_closes(self, why: str) -> None:
        self._move(Verb.CLOSE, why, None)

    @rule(to=st.sampled_from(StageId))
    def somebody_opens_it_again(self, to: StageId) -> None:
        self._move(Verb.REOPEN, "She came back.", to)

    @rule(route=st.sampled_from([Route.FORMAL] * 3 + list(Route)))
    def she_chooses(self, route: Route) -> None:
        seeds = seeds_of(self.db, self.world, self.digits)
        her_turn = hers(self.db, self.world, self.case, seeds)
        self._made(Verb.CHOOSE, lambda: choose(self.db, her_turn, route))

    @rule(needs=NO_BARS)
    def something_is_put_on_record(self, needs: frozenset[Need]) -> None:
        mine = turn(self.db, self.world, "chair", self.case, now=self._later())
        before = self.state()
        cover = begin(self.db, mine, Compartment.OUTCOME)
        note_events(self.db, cover, mine, needs=needs)
        self.db.commit()
        assert (before.stage, before.closed) == (self.state().stage, self.state().closed)

    @rule()
    def she_takes_her_consent_back(self) -> None:
        mine = turn(self.db, self.world, "chair", self.case, now=self._later())
        cover = begin(self.db, mine, Compartment.OUTCOME)
        note_events(self.db, cover, mine, without=[Need.CONSENT])
        self.db.commit()

    @invariant()
    def nothing_opens_by_itself(self) -> None:
        opened = [each for each in self.steps if each.before.closed and not each.after.closed]
        assert all(each.verb is Verb.REOPEN for each in opened)

    @invariant()
    def he_notices_nothing_without_her_consent(self) -> None:
        noticed = [each for each in self.steps if each.after.stage in NOTICED]
        gone = [each for each in noticed if each.verb is Verb.GO]
        assert all(Need.CONSENT in each.before.on_record for each in gone)
        assert all(each.before.route is Route.FORMAL for each in gone)

    @invariant()
    def every_move_is_on_the_trail_with_who_and_stands_signed_with_why(self) -> None:
        lines = self.lines()
        signed = [line for line in lines if _is_a_move(line)]
        acts = trail.walk(self.db, the_cover(self.db, self.case).text.trail_keys)
        moves = [each.act for each in acts if each.act and each.act.verb.startswith(MOVES)]
        assert len(signed) == len(moves) == len(self.steps)
        assert all(line.is_verified and (line.text.strip() or _is_hers(line)) for line in signed)

    @invariant()
    def the_copy_is_the_one_that_was_signed(self) -> None:
        cover = the_cover(self.db, self.case).text
        assert checked_course(self.db, self.case, cover, self.lines()) is not None

    def state(self) -> Course:
        """Where it stands, by the copy that was compared with what was signed."""
        self.world.as_(self.db, "chair")
        cover = the_cover(self.db, self.case).text
        course = checked_course(self.db, self.case, cover, self.lines())
        assert course is not None
        return state_of(course)

    def lines(self) -> list[Line]:
        """What the chair opens of it."""
        self.world.as_(self.db, "chair")
        return timeline(self.db, self.case, self.world.register(self.db)).lines

    def _move(self, verb: Verb, why: str, to: StageId | None) -> None:
        mine = turn(self.db, self.world, "chair", self.case, now=self._later())
        asked = Move(verb=verb, who=who_moves(mine), why=why, to=to)
        self._made(verb, lambda: move(self.db, mine, asked))

    def _made(self, verb: Verb, do: Callable[[], object]) -> None:
        ring = self.db.info["ring"]
        before = self.state()
        self.db.info["ring"] = ring
        count = len(self._moves())
        with suppress(MoveRefused, NotOpenToHer):
            do()
            self.db.commit()
        self.db.rollback()
        made = len(self._moves()) > count
        self.steps += [Step(before, verb, self.state())] if made else []
        assert made or self.state() == before

    def _moves(self) -> list[UUID | None]:
        keys = the_cover(self.db, self.case).text.trail_keys
        acts = [each.act for each in trail.walk(self.db, keys) if each.act is not None]
        return [each.actor for each in acts if each.verb.startswith(MOVES)]

    def _later(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def _is_a_move(line: Line) -> bool:
    is_begun = line.kind is Kind.STAGE and "verb" not in line.facts
    return MARK in line.facts and line.kind in (Kind.STAGE, Kind.ROUTE) and not is_begun


def _is_hers(line: Line) -> bool:
    return line.kind is Kind.ROUTE and line.author is None

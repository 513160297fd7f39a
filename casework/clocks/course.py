"""Where a case stands among the ten stages, and moving it: never without who and why."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from uuid import UUID

import msgspec

from casework.clocks.routes import Route
from casework.clocks.stages import (
    CLOSED_EARLY,
    CLOSING,
    OF_ONE_CHOICE,
    REOPENINGS,
    STEPS,
    Need,
    Step,
)
from casework.procedures.terms import StageId

STAYS_WHERE_IT_IS = frozenset({StageId.RECEIVE, StageId.SAFETY, StageId.ROUTE})
"""Choosing a route here moves nothing: her safety comes first, whatever she has chosen."""
DECIDED_STAGES = frozenset({StageId.DECIDE, StageId.APPEAL})


class Course(msgspec.Struct, frozen=True):
    """Where a case stands. The watch over retaliation runs beside every stage."""

    stage: StageId = StageId.RECEIVE
    route: Route | None = None
    """None: she has not chosen yet."""
    closed: bool = False
    on_record: frozenset[Need] = frozenset()


class Verb(StrEnum):
    """What is done with the course of a case."""

    GO = "go"
    CHOOSE = "choose"
    CLOSE = "close"
    REOPEN = "reopen"


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One move, by somebody, for a reason; the trail keeps it as it is."""

    verb: Verb
    who: UUID | None
    """The survivor is the case's own id."""
    why: str
    to: StageId | None = None
    """For going on and for opening again."""
    route: Route | None = None
    """For choosing."""


class Against(StrEnum):
    """Why a move is refused."""

    NO_WHO = "no_who"
    NO_WHY = "no_why"
    CLOSED = "closed"
    NOT_CLOSED = "not_closed"
    NO_SUCH_STEP = "no_such_step"
    NEEDS = "needs"
    BARRED = "barred"
    DECIDED = "decided"
    """A decision stands: it is appealed against, or the case is closed and opened again."""
    SAME_ROUTE = "same_route"


class Reason(msgspec.Struct, frozen=True):
    """One thing that stands against a move."""

    against: Against
    needs: tuple[Need, ...] = ()
    """For NEEDS, any one of these would do; for BARRED, what stands in the way."""


class MoveRefused(ValueError):
    """A move that the table does not allow; `reasons` says everything against it."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(each.against for each in reasons))
        self.reasons = reasons


def running(course: Course) -> frozenset[StageId]:
    """The stages in which something runs: the watch always, also when the case is closed."""
    own = frozenset[StageId]() if course.closed else frozenset({course.stage})
    return own | {StageId.MONITOR}


def recorded(course: Course, needs: Iterable[Need]) -> Course:
    """The course with more on record. Nothing moves by that."""
    return msgspec.structs.replace(course, on_record=course.on_record | frozenset(needs))


def taken_back(course: Course, needs: Iterable[Need]) -> Course:
    """The course with less on record, as when she takes her consent back. Nothing moves."""
    return msgspec.structs.replace(course, on_record=course.on_record - frozenset(needs))


def ways(course: Course) -> tuple[Step, ...]:
    """The steps that lead on from where a case stands, whether or not they may be taken yet."""
    if course.closed:
        return ()
    return tuple(each for each in STEPS[course.route] if each.origin is course.stage)


def may_move(course: Course, move: Move) -> tuple[Reason, ...]:
    """Everything that stands against a move; nothing when it may be made."""
    return tuple(_against(course, move))


def moved(course: Course, move: Move) -> Course:
    """The course after a move. Raises MoveRefused with every reason."""
    reasons = may_move(course, move)
    if reasons:
        raise MoveRefused(reasons)
    if move.verb is Verb.GO:
        return _gone(course, _step(course, move))
    if move.verb is Verb.CHOOSE:
        return _chosen(course, move.route)
    if move.verb is Verb.CLOSE:
        left = course.on_record - CLOSING - CLOSED_EARLY - {Need.HER_WISH_TO_REOPEN}
        return msgspec.structs.replace(course, closed=True, on_record=left)
    return _reopened(course, move.to)


def _against(course: Course, move: Move) -> Iterator[Reason]:
    if move.who is None:
        yield Reason(Against.NO_WHO)
    if not move.why.strip():
        yield Reason(Against.NO_WHY)
    if move.verb is Verb.REOPEN:
        yield from _against_reopening(course, move)
    elif course.closed:
        yield Reason(Against.CLOSED)
    elif move.verb is Verb.GO:
        yield from _against_going(course, move)
    elif move.verb is Verb.CHOOSE:
        yield from _against_choosing(course, move)
    else:
        yield from _missing(course, CLOSING)
        if course.stage is not StageId.MONITOR:
            yield from _none_of(course, CLOSED_EARLY)


def _against_going(course: Course, move: Move) -> Iterator[Reason]:
    step = _step(course, move)
    if step is None:
        yield Reason(Against.NO_SUCH_STEP)
        return
    yield from _missing(course, step.needs)
    yield from _none_of(course, step.one_of)
    bars = step.barred_by & course.on_record
    if bars and not step.unless & course.on_record:
        yield Reason(Against.BARRED, tuple(sorted(bars)))


def _against_choosing(course: Course, move: Move) -> Iterator[Reason]:
    if move.route is None:
        yield Reason(Against.NO_SUCH_STEP)
    elif move.route is course.route:
        yield Reason(Against.SAME_ROUTE)
    if course.stage in DECIDED_STAGES or Need.DECISION_TOLD in course.on_record:
        yield Reason(Against.DECIDED)
    yield from _missing(course, frozenset({Need.CHOSEN_BY_HER}))


def _against_reopening(course: Course, move: Move) -> Iterator[Reason]:
    if not course.closed:
        yield Reason(Against.NOT_CLOSED)
    if move.to is None or move.to not in REOPENINGS:
        yield Reason(Against.NO_SUCH_STEP)
        return
    yield from _missing(course, REOPENINGS[move.to])


def _missing(course: Course, needs: frozenset[Need]) -> Iterator[Reason]:
    return (Reason(Against.NEEDS, (each,)) for each in sorted(needs - course.on_record))


def _none_of(course: Course, needs: frozenset[Need]) -> Iterator[Reason]:
    if needs and not needs & course.on_record:
        yield Reason(Against.NEEDS, tuple(sorted(needs)))


def _step(course: Course, move: Move) -> Step | None:
    return next((each for each in ways(course) if each.to is move.to), None)


def _gone(course: Course, step: Step | None) -> Course:
    if step is None:
        raise MoveRefused((Reason(Against.NO_SUCH_STEP),))
    left = course.on_record - step.spends
    return msgspec.structs.replace(course, stage=step.to, on_record=left)


def _chosen(course: Course, route: Route | None) -> Course:
    stage = course.stage if course.stage in STAYS_WHERE_IT_IS else StageId.ROUTE
    left = course.on_record - OF_ONE_CHOICE
    return msgspec.structs.replace(course, stage=stage, route=route, on_record=left)


def _reopened(course: Course, to: StageId | None) -> Course:
    if to is StageId.APPEAL:
        return msgspec.structs.replace(course, stage=to, closed=False)
    # She begins anew: only what concerns her age is not asked twice.
    kept = course.on_record & {Need.MAY_BE_CHILD}
    return Course(stage=StageId.SAFETY, on_record=kept)

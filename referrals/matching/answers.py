"""The answers to one question put to many services: asked once of those that are alike in it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Reason
from referrals.matching.limits import Refusal, refusal
from referrals.matching.questions import BARS, QUESTIONS
from referrals.matching.weights import LANES, MOST, WEIGHTS, Lane


class Answer(NamedTuple):
    """What was said, and what it counts."""

    reason: Reason | None
    points: int
    lane: Lane
    most: int


UNASKED = Answer(None, 0, Lane.ORDINARY, 0)


class _Said(NamedTuple):
    asked: Callable[[Asking, Entry], Reason | None]
    known: dict[int, Answer]


class _Out(NamedTuple):
    out: Callable[[Asking, Entry], bool]
    known: dict[int, bool]


class Answers:
    """All that is said for one asking; services alike to a question share its answer."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._said = [_Said(each.said, {}) for each in QUESTIONS]
        self._out = [_Out(each.out, {}) for each in BARS]

    def of(self, one: Entry) -> list[Answer]:
        """One answer to each question, in their order."""
        found = []
        for (asked, known), key in zip(self._said, one.keys, strict=False):
            answer = known.get(key)
            if answer is None:
                answer = known[key] = _answer(asked(self.asking, one))
            found.append(answer)
        return found

    def is_out(self, one: Entry) -> bool:
        """Whether one limit at least keeps it out."""
        for (out, known), key in zip(self._out, one.keys[len(QUESTIONS) :], strict=True):
            held = known.get(key)
            if held is None:
                held = known[key] = out(self.asking, one)
            if held:
                return True
        return False

    def refusals(self, one: Entry) -> tuple[Refusal, ...]:
        """All that keeps it out; empty for a candidate."""
        if not self.is_out(one):
            return ()
        return tuple(refusal(each.limit, one) for each in BARS if each.out(self.asking, one))


def standing(answers: Sequence[Answer]) -> tuple[Lane, int]:
    """What outranks the points, and their sum."""
    return max(each.lane for each in answers), sum(each.points for each in answers)


def _answer(reason: Reason | None) -> Answer:
    if reason is None:
        return UNASKED
    row = WEIGHTS[reason.fact]
    return Answer(reason, row.points, LANES.get(reason.fact, Lane.ORDINARY), MOST[row.criterion])

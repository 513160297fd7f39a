"""The answers to one question put to many services: asked once of those that are alike in it."""

from collections.abc import Iterator
from typing import NamedTuple

from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Reason
from referrals.matching.limits import Refusal, refusal
from referrals.matching.questions import BARS, QUESTIONS
from referrals.matching.weights import LANES, WEIGHTS, Lane


class Answer(NamedTuple):
    """What was said, and what it counts."""

    reason: Reason | None
    points: int
    lane: Lane


UNASKED = Answer(None, 0, Lane.ORDINARY)


class Answers:
    """All that is said for one asking; services alike to a question share its answer."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._said: list[dict[int, Answer]] = [{} for _ in QUESTIONS]
        self._out: list[dict[int, bool]] = [{} for _ in BARS]

    def _answers(self, one: Entry) -> list[Answer]:
        found = []
        for said, question, key in zip(self._said, QUESTIONS, one.keys, strict=False):
            answer = said.get(key)
            if answer is None:
                answer = said[key] = _answer(question.said(self.asking, one))
            found.append(answer)
        return found

    def standing(self, one: Entry) -> tuple[Lane, int]:
        """What outranks the points, and their sum."""
        found = self._answers(one)
        return max(each.lane for each in found), sum(each.points for each in found)

    def reasons(self, one: Entry) -> tuple[Reason, ...]:
        """All that was said of it, in the order of the questions."""
        return tuple(each.reason for each in self._answers(one) if each.reason)

    def is_out(self, one: Entry) -> bool:
        """Whether one limit at least keeps it out."""
        return any(self._bars(one))

    def refusals(self, one: Entry) -> tuple[Refusal, ...]:
        """All that keeps it out; empty for a candidate."""
        held = zip(BARS, self._bars(one), strict=True)
        return tuple(refusal(bar.limit, one) for bar, out in held if out)

    def _bars(self, one: Entry) -> Iterator[bool]:
        keys = one.keys[len(QUESTIONS) :]
        for known, bar, key in zip(self._out, BARS, keys, strict=True):
            out = known.get(key)
            if out is None:
                out = known[key] = bar.out(self.asking, one)
            yield out


def _answer(reason: Reason | None) -> Answer:
    if reason is None:
        return UNASKED
    lane = LANES.get(reason.fact, Lane.ORDINARY)
    return Answer(reason, WEIGHTS[reason.fact].points, lane)

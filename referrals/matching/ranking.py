"""Services for somebody's needs, in an order that says why: no input order, no chance, no taste."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from referrals.directory.offered import Offered
from referrals.directory.terms import Category
from referrals.matching.answers import Answers
from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Reason, Verdict
from referrals.matching.ground import NOWHERE, Ground
from referrals.matching.index import Laid
from referrals.matching.limits import Refusal
from referrals.matching.needs import Needs
from referrals.matching.weights import MOST, WEIGHTS, Lane


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A service that no limit keeps out, and everything that was said of it."""

    place: Offered
    lane: Lane
    kinds: frozenset[Category]
    """Which of the kinds asked for, or offered because hours count, it gives."""
    reasons: tuple[Reason, ...]
    points: int
    most: int
    """The points of a service that fits in everything that was asked of this one."""

    def _of(self, verdict: Verdict) -> tuple[Reason, ...]:
        return tuple(each for each in self.reasons if WEIGHTS[each.fact].verdict is verdict)

    @property
    def fits(self) -> tuple[Reason, ...]:
        """What speaks for it."""
        return self._of(Verdict.FITS)

    @property
    def does_not(self) -> tuple[Reason, ...]:
        """What speaks against it."""
        return self._of(Verdict.DOES_NOT)

    @property
    def unknown(self) -> tuple[Reason, ...]:
        """What nobody knows, and somebody should ask."""
        return self._of(Verdict.UNKNOWN)


class Excluded(msgspec.Struct, frozen=True, kw_only=True):
    """A service of the right kind that is out, and why."""

    place: Offered
    refusals: tuple[Refusal, ...]


_laid = Laid()


def matched(
    offered: Sequence[Offered],
    needs: Needs,
    when: datetime,
    ground: Ground = NOWHERE,
    first: int | None = None,
) -> tuple[Candidate, ...]:
    """Those that no limit keeps out, best first; so many of them, or all.

    `when` is aware. Give the tuple that `reading.offered` gives: it is laid out once a version.
    """
    answers = Answers(Asking(needs, when, ground))
    open_to_her = [one for one in _looked_at(offered, answers.asking) if not answers.is_out(one)]
    rows = [(answers.standing(one), one) for one in open_to_her]
    rows.sort(key=lambda row: (-row[0][0], -row[0][1], row[1].order))
    return tuple(_candidate(answers, one) for _, one in rows[:first])


def excluded(
    offered: Sequence[Offered], needs: Needs, when: datetime, ground: Ground = NOWHERE
) -> tuple[Excluded, ...]:
    """Those of her country and of a kind she asked for that are out, by name, each with why."""
    answers = Answers(Asking(needs, when, ground))
    rows = [(one, answers.refusals(one)) for one in _looked_at(offered, answers.asking)]
    rows.sort(key=lambda row: row[0].order)
    return tuple(Excluded(place=one.place, refusals=why) for one, why in rows if why)


def _looked_at(offered: Sequence[Offered], asking: Asking) -> list[Entry]:
    return _laid.of(offered).of(asking.country, asking.kinds)


def _candidate(answers: Answers, one: Entry) -> Candidate:
    reasons = answers.reasons(one)
    lane, points = answers.standing(one)
    return Candidate(
        place=one.place,
        lane=lane,
        kinds=answers.asking.kinds & one.place.categories,
        reasons=reasons,
        points=points,
        most=sum(MOST[WEIGHTS[each.fact].criterion] for each in reasons),
    )

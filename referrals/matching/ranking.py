"""Services for somebody's needs, in an order that says why: no input order, no chance, no taste."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from referrals.directory.offered import Offered
from referrals.matching.answers import Answer, Answers, standing
from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Reason, Verdict
from referrals.matching.ground import NOWHERE, Ground
from referrals.matching.index import Laid
from referrals.matching.limits import Refusal
from referrals.matching.needs import Needs
from referrals.matching.weights import WEIGHTS, Lane
from referrals.models.terms import Category


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
    looked_at = _looked_at(offered, answers.asking)
    rows = [(answers.of(one), one) for one in looked_at if not answers.is_out(one)]
    ranked = sorted((_rank(said, one), n) for n, (said, one) in enumerate(rows))
    return tuple(_candidate(answers.asking, *rows[n]) for _, n in ranked[:first])


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


def _rank(said: Sequence[Answer], one: Entry) -> tuple[int, int, tuple[str, str]]:
    """Its place in the order: smaller stands higher."""
    lane, points = standing(said)
    return -lane, -points, one.order


def _candidate(asking: Asking, said: Sequence[Answer], one: Entry) -> Candidate:
    lane, points = standing(said)
    return Candidate(
        place=one.place,
        lane=lane,
        kinds=asking.kinds & one.place.categories,
        reasons=tuple(each.reason for each in said if each.reason),
        points=points,
        most=sum(each.most for each in said),
    )

"""Places that fit and places that are out, each with its reasons, as a page lists them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from referrals.matching.entries import is_open
from referrals.matching.facts import Reason
from referrals.matching.ground import Ground
from referrals.matching.ranking import Candidate, Excluded
from referrals.matching.weights import Lane
from referrals.words.matching import LANES, points_words, reason_words, refusal_words
from referrals.words.showing import Shown, shown

Said = Sequence[tuple[str, str]]
"""Sentences, each with its points."""


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate in words."""

    id: UUID
    service: UUID
    place: Shown
    lane: Lane
    points: int
    most: int
    fits: Said
    does_not: Said
    unknown: Said


class Barred(msgspec.Struct, frozen=True, kw_only=True):
    """A place that is out, and every reason for it."""

    name: str
    organization: str
    service: UUID
    reasons: Sequence[str]


def explained(candidate: Candidate, ground: Ground, when: datetime) -> Explained:
    """The candidate with every reason as a sentence, areas by their names. `when` is aware."""
    return Explained(
        id=candidate.place.id,
        service=candidate.place.service,
        place=shown(candidate.place, is_open(candidate.place, when)),
        lane=candidate.lane,
        points=candidate.points,
        most=candidate.most,
        fits=_said(candidate.fits, ground),
        does_not=_said(candidate.does_not, ground),
        unknown=_said(candidate.unknown, ground),
    )


def barred(out: Excluded, ground: Ground) -> Barred:
    """The place with every reason for which it is out."""
    return Barred(
        name=out.place.name,
        organization=out.place.organization_name,
        service=out.place.service,
        reasons=[refusal_words(each, ground) for each in out.refusals],
    )


def by_lane(rows: Iterable[Explained]) -> list[tuple[str, list[Explained]]]:
    """Candidates under what puts them where they are, in their order."""
    lanes: dict[Lane, list[Explained]] = {}
    for each in rows:
        lanes.setdefault(each.lane, []).append(each)
    return [(str(LANES[lane]), found) for lane, found in lanes.items()]


def _said(reasons: Iterable[Reason], ground: Ground) -> Said:
    return [(reason_words(each, ground), points_words(each)) for each in reasons]

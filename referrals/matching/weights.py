"""The one table of matching: what can be said of a service, under which heading, for how much.

Points are whole and small, so that somebody can add them up by hand. What fits counts for it,
what does not counts against it, and what is unknown counts nothing: never a fit. Being too late
for care or safety costs the lane, and no points beside.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from referrals.matching.facts import Criterion, Fact, Verdict


class Weight(NamedTuple):
    """A row of the table."""

    criterion: Criterion
    verdict: Verdict
    points: int


def _fits(criterion: Criterion, points: int) -> Weight:
    return Weight(criterion, Verdict.FITS, points)


def _not(criterion: Criterion, points: int) -> Weight:
    return Weight(criterion, Verdict.DOES_NOT, points)


def _unknown(criterion: Criterion) -> Weight:
    return Weight(criterion, Verdict.UNKNOWN, 0)


C, F = Criterion, Fact

WEIGHTS: Mapping[Fact, Weight] = MappingProxyType(
    {
        F.ALL_KINDS: _fits(C.KIND, 18),
        F.SOME_KINDS: _fits(C.KIND, 8),
        F.NOT_ASKED: _unknown(C.KIND),
        F.CARE_72: _fits(C.CARE_IN_TIME, 20),
        F.CARE_72_CALL: _unknown(C.CARE_IN_TIME),
        F.CARE_120: _fits(C.CARE_IN_TIME, 20),
        F.CARE_120_CALL: _unknown(C.CARE_IN_TIME),
        F.CARE_LATE: _not(C.CARE_IN_TIME, 0),
        F.CARE_BY_PHONE: _not(C.CARE_IN_TIME, 0),
        F.SAFE_NOW: _fits(C.SAFETY_NOW, 20),
        F.SAFE_CALL: _unknown(C.SAFETY_NOW),
        F.SAFE_LATER: _not(C.SAFETY_NOW, 0),
        F.OPEN: _fits(C.OPEN_NOW, 12),
        F.CLOSED: _not(C.OPEN_NOW, -6),
        F.OPEN_UNKNOWN: _unknown(C.OPEN_NOW),
        F.IN_AREA: _fits(C.PLACE, 8),
        F.NEXT_DOOR: _fits(C.PLACE, 4),
        F.BY_PHONE: _fits(C.PLACE, 4),
        F.ELSEWHERE: _not(C.PLACE, -4),
        F.HIDDEN_PLACE: _unknown(C.PLACE),
        F.PLACE_UNKNOWN: _unknown(C.PLACE),
        F.SERVES_AREA: _fits(C.SERVED, 5),
        F.SERVES_COUNTRY: _fits(C.SERVED, 3),
        F.SERVES_OTHERS: _not(C.SERVED, -5),
        F.SERVES_UNKNOWN: _unknown(C.SERVED),
        F.CALL_UNSAFE: _not(C.CALL, -6),
        F.ROUND_THE_CLOCK: _fits(C.HOURS, 6),
        F.ON_DAY_OFF: _fits(C.HOURS, 6),
        F.AROUND_SHIFT: _fits(C.HOURS, 6),
        F.SOME_WEEKS: _fits(C.HOURS, 2),
        F.AT_WORK: _not(C.HOURS, -5),
        F.HOURS_UNKNOWN: _unknown(C.HOURS),
        F.SPEAKS: _fits(C.LANGUAGE, 8),
        F.SPEAKS_OTHERS: _not(C.LANGUAGE, -6),
        F.SPEAKS_UNKNOWN: _unknown(C.LANGUAGE),
        F.FREE: _fits(C.COST, 8),
        F.COST_VARIES: _unknown(C.COST),
        F.PAID: _not(C.COST, -8),
        F.COST_UNKNOWN: _unknown(C.COST),
        F.FREE_TOO: _fits(C.PRICE, 3),
        F.PAID_TOO: _not(C.PRICE, -3),
        F.STAFF_WISHED: _fits(C.STAFF, 8),
        F.STAFF_BOTH: _fits(C.STAFF, 4),
        F.STAFF_OTHER: _not(C.STAFF, -8),
        F.STAFF_UNKNOWN: _unknown(C.STAFF),
        F.TRANS_FRIENDLY: _fits(C.TRANS, 18),
        F.TRANS_UNKNOWN: _unknown(C.TRANS),
        F.FOR_HER: _fits(C.WHOM, 5),
        F.FOR_EVERYBODY: _fits(C.WHOM, 5),
        F.WHOM_UNKNOWN: _unknown(C.WHOM),
        F.AGE_FITS: _fits(C.AGE, 4),
        F.AGE_ASK: _unknown(C.AGE),
        F.AGE_UNKNOWN: _unknown(C.AGE),
        F.NO_STEPS: _fits(C.STEPS, 8),
        F.NO_DOOR: _fits(C.STEPS, 8),
        F.STEPS_UNKNOWN: _unknown(C.STEPS),
        F.CHILDREN_WELCOME: _fits(C.CHILDREN, 7),
        F.CHILDREN_NOT: _not(C.CHILDREN, -8),
        F.CHILDREN_UNKNOWN: _unknown(C.CHILDREN),
        F.NO_PAPERS: _fits(C.PAPERS, 5),
        F.HAS_PAPERS: _fits(C.PAPERS, 5),
        F.LACKS_PAPERS: _not(C.PAPERS, -9),
        F.PAPERS_ASK: _unknown(C.PAPERS),
        F.PAPERS_UNKNOWN: _unknown(C.PAPERS),
        F.NO_REPORT: _fits(C.POLICE_REPORT, 6),
        F.HAS_REPORT: _fits(C.POLICE_REPORT, 6),
        F.REPORT_ASK: _unknown(C.POLICE_REPORT),
        F.REPORT_UNKNOWN: _unknown(C.POLICE_REPORT),
        F.MIGRANTS_WELCOME: _fits(C.MIGRANTS, 8),
        F.MIGRANTS_NOT: _not(C.MIGRANTS, -10),
        F.MIGRANTS_UNKNOWN: _unknown(C.MIGRANTS),
        F.GOES_ALONG: _fits(C.ACCOMPANIMENT, 5),
        F.GOES_NOT: _not(C.ACCOMPANIMENT, -3),
        F.GOES_UNKNOWN: _unknown(C.ACCOMPANIMENT),
        F.POLICE_NEVER: _fits(C.POLICE, 8),
        F.POLICE_MAY: _not(C.POLICE, -7),
        F.POLICE_MUST: _not(C.POLICE, -10),
        F.POLICE_UNKNOWN: _unknown(C.POLICE),
        F.FAMILY_NEVER: _fits(C.FAMILY, 8),
        F.FAMILY_MAY: _not(C.FAMILY, -7),
        F.FAMILY_MUST: _not(C.FAMILY, -10),
        F.FAMILY_UNKNOWN: _unknown(C.FAMILY),
        F.EMPLOYER_NEVER: _fits(C.EMPLOYER, 8),
        F.EMPLOYER_MAY: _not(C.EMPLOYER, -7),
        F.EMPLOYER_MUST: _not(C.EMPLOYER, -10),
        F.EMPLOYER_UNKNOWN: _unknown(C.EMPLOYER),
        F.OF_A_FACTORY: _not(C.INDEPENDENCE, -8),
        F.PLACES: _fits(C.CAPACITY, 4),
        F.FULL: _not(C.CAPACITY, -6),
        F.PLACES_UNKNOWN: _unknown(C.CAPACITY),
        F.CONFIRMED: _fits(C.FRESHNESS, 5),
        F.DUE: _unknown(C.FRESHNESS),
        F.STALE: _not(C.FRESHNESS, -6),
        F.NEVER_CONFIRMED: _not(C.FRESHNESS, -12),
        F.ANSWERED_SOON: _fits(C.ANSWER, 4),
        F.SAYS_SOON: _fits(C.ANSWER, 2),
        F.ANSWERS_LATE: _not(C.ANSWER, -3),
        F.ANSWER_UNKNOWN: _unknown(C.ANSWER),
    }
)

MOST: Mapping[Criterion, int] = MappingProxyType(
    {
        each: max((row.points for row in WEIGHTS.values() if row.criterion is each), default=0)
        for each in Criterion
    }
)
"""The most a service can have under each heading; nothing where it can only lose."""


class Lane(IntEnum):
    """What outranks all points: care while it helps, then safety."""

    ORDINARY = 0
    SAFETY = 1
    CARE_120 = 2
    CARE_72 = 3


LANES: Mapping[Fact, Lane] = MappingProxyType(
    {
        F.CARE_72: Lane.CARE_72,
        F.CARE_72_CALL: Lane.CARE_72,
        F.CARE_120: Lane.CARE_120,
        F.CARE_120_CALL: Lane.CARE_120,
        F.SAFE_NOW: Lane.SAFETY,
        F.SAFE_CALL: Lane.SAFETY,
    }
)

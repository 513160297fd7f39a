"""What it asks of her, whom it tells, and whether what the directory says of it still holds."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from referrals.matching.asking import Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Fact, Reason
from referrals.matching.needs import Ear
from referrals.models.terms import Category, Document, Duty, Freshness, Known

ASKS_SURVIVORS = frozenset(
    {
        Category.HEALTH,
        Category.GBV,
        Category.SHELTER,
        Category.LEGAL,
        Category.PSYCHOSOCIAL,
        Category.SAFETY,
        Category.CASE_MANAGEMENT,
        Category.CHILD_PROTECTION,
        Category.EMERGENCY_CASH,
    }
)
"""Kinds of help that are refused in places to whoever has not been to the police."""
STAYS = frozenset({Category.SHELTER, Category.HOUSING})
"""Where she would sleep: places run out, and children who cannot come are left behind."""
PLACES_HOLD: Final = timedelta(days=14)
"""How long a count of free places is believed."""
SOON: Final = 24.0
SOON_IN_A_HURRY: Final = 2.0

DUTIES: Mapping[Ear, Mapping[Duty, Fact]] = MappingProxyType(
    {ear: {duty: Fact(f"{ear}_{duty}") for duty in Duty} for ear in Ear}
)


def papers(asking: Asking, one: Entry) -> Reason | None:
    """What it may ask to see, against what she can show. A police report is asked about apart."""
    asked = one.place.documents - {Document.POLICE_REPORT}
    if not asked:
        return Reason(Fact.NO_PAPERS if one.place.documents_known else Fact.PAPERS_UNKNOWN)
    if not asking.needs.documents_known:
        return Reason(Fact.PAPERS_ASK, tuple(sorted(asked)))
    lacking = asked - asking.needs.documents
    if lacking:
        return Reason(Fact.LACKS_PAPERS, tuple(sorted(lacking)))
    return Reason(Fact.HAS_PAPERS, tuple(sorted(asked)))


def wants_report(one: Entry) -> Known:
    """Whether it helps only those who have been to the police."""
    listed = Document.POLICE_REPORT in one.place.documents
    return Known.YES if listed else one.place.police_report


def police_report(asking: Asking, one: Entry) -> Reason | None:
    """Whether it helps without a report to the police; that she has none is a limit."""
    wants = wants_report(one)
    if wants is Known.NO:
        return Reason(Fact.NO_REPORT)
    if wants is Known.YES:
        has = Document.POLICE_REPORT in asking.needs.documents
        return Reason(Fact.HAS_REPORT if has else Fact.REPORT_ASK)
    asks = not one.place.categories.isdisjoint(ASKS_SURVIVORS)
    return Reason(Fact.REPORT_UNKNOWN) if asks else None


def duty(one: Entry, ear: Ear) -> Duty:
    """Whether it tells them without asking her."""
    tells = one.place.tells
    return {Ear.POLICE: tells.police, Ear.FAMILY: tells.family, Ear.EMPLOYER: tells.employer}[ear]


def _tells(ear: Ear) -> Callable[[Asking, Entry], Reason | None]:
    facts = DUTIES[ear]

    def said(asking: Asking, one: Entry) -> Reason | None:
        return Reason(facts[duty(one, ear)]) if ear in asking.needs.secret_from else None

    return said


tells_police, tells_family, tells_employer = (_tells(each) for each in Ear)


def independence(_asking: Asking, one: Entry) -> Reason | None:
    """Whether a factory stands behind it; that hers does is a limit."""
    return Reason(Fact.OF_A_FACTORY) if one.place.factories else None


def capacity(asking: Asking, one: Entry) -> Reason | None:
    """Whether there was a place free when it last said so."""
    offered = one.place
    if offered.capacity is None:
        stays = not asking.kinds.isdisjoint(STAYS & offered.categories)
        return Reason(Fact.PLACES_UNKNOWN) if stays else None
    today = asking.when.date()
    if offered.capacity_on is None or today - offered.capacity_on > PLACES_HOLD:
        return Reason(Fact.PLACES_UNKNOWN)
    return Reason(Fact.PLACES, (offered.capacity,)) if offered.capacity > 0 else Reason(Fact.FULL)


FRESH = {
    Freshness.CONFIRMED: Fact.CONFIRMED,
    Freshness.DUE: Fact.DUE,
    Freshness.STALE: Fact.STALE,
    Freshness.UNVERIFIED: Fact.NEVER_CONFIRMED,
}


def freshness(_asking: Asking, one: Entry) -> Reason:
    """Whether somebody confirmed it lately."""
    on = one.place.assured_on
    return Reason(FRESH[one.place.freshness], (on.isoformat(),) if on else ())


def answer(asking: Asking, one: Entry) -> Reason:
    """How soon it answers: as learnt from referrals that ended, else as it says."""
    soon = SOON_IN_A_HURRY if asking.in_hurry else SOON
    learnt, said = one.place.learnt_hours, one.place.answer_hours
    taken = learnt if learnt is not None else said
    if taken is None:
        return Reason(Fact.ANSWER_UNKNOWN)
    if taken > soon:
        return Reason(Fact.ANSWERS_LATE, (round(taken),))
    return Reason(Fact.SAYS_SOON if learnt is None else Fact.ANSWERED_SOON, (round(taken),))

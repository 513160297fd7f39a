"""How soon each kind of help goes out of date, and what that means for an entry on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from referrals.models.terms import Category, Freshness


class Lasts(NamedTuple):
    """For how many days a confirmation holds, and after how many it is worth little."""

    due: int
    stale: int


QUICK = Lasts(60, 120)
"""What fills up or moves: beds, money, appointments within days."""
USUAL = Lasts(90, 180)
SLOW = Lasts(180, 365)
"""What a state keeps open in the same house for years."""

LASTS: Mapping[Category, Lasts] = MappingProxyType(
    {
        Category.EMERGENCY: USUAL,
        Category.HEALTH: USUAL,
        Category.GBV: USUAL,
        Category.PSYCHOSOCIAL: USUAL,
        Category.SAFETY: QUICK,
        Category.SHELTER: QUICK,
        Category.LEGAL: USUAL,
        Category.POLICE: SLOW,
        Category.LIVELIHOODS: USUAL,
        Category.CHILD_PROTECTION: USUAL,
        Category.LABOUR_INSPECTORATE: SLOW,
        Category.UNION_SUPPORT: SLOW,
        Category.CASE_MANAGEMENT: USUAL,
        Category.HOTLINE: USUAL,
        Category.DISABILITY: SLOW,
        Category.CHILDCARE: USUAL,
        Category.SOCIAL_SECURITY: SLOW,
        Category.WATER_SANITATION: SLOW,
        Category.EDUCATION: SLOW,
        Category.SKILLS: SLOW,
        Category.CREDIT_SAVINGS: SLOW,
        Category.HOUSING: QUICK,
        Category.MIGRATION_CONSULAR: SLOW,
        Category.EMERGENCY_CASH: QUICK,
        Category.MEN: USUAL,
        Category.LGBTQ: USUAL,
    }
)
SHOWN = frozenset({Freshness.CONFIRMED, Freshness.DUE, Freshness.STALE})
"""What a worker is shown. A stale entry was confirmed once and carries the day; the unverified
was confirmed by nobody and is shown to staff alone."""


def lasts(kinds: Iterable[Category]) -> Lasts:
    """The shortest of all its kinds; the usual where it has none."""
    each = [LASTS[kind] for kind in kinds]
    return min(each, default=USUAL)


def freshness(kinds: Iterable[Category], assured_on: date | None, on: date) -> Freshness:
    """How an entry of these kinds, confirmed on that day, stands on another.

    A confirmation from the future is none: somebody mistyped it, or a feed did.
    """
    if assured_on is None or assured_on > on:
        return Freshness.UNVERIFIED
    days, term = (on - assured_on).days, lasts(kinds)
    if days < term.due:
        return Freshness.CONFIRMED
    return Freshness.DUE if days < term.stale else Freshness.STALE


def due_on(kinds: Iterable[Category], assured_on: date) -> date:
    """The day on which somebody is to call there again."""
    return assured_on + timedelta(days=lasts(kinds).due)

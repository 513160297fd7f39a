"""A place of which one thing is known, and somebody who asks one thing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from referrals.directory.offered import Opening
from referrals.matching.facts import Fact
from referrals.matching.limits import Limit
from referrals.matching.needs import Ear, Needs, Reach, Shift
from referrals.matching.ranking import excluded, matched
from referrals.models.terms import (
    Category,
    Document,
    Known,
    StaffSex,
)
from tests.referrals.matching.anything import GROUND, WHEN
from tests.referrals.offers import place

HEALTH, SHELTER, LEGAL = Category.HEALTH, Category.SHELTER, Category.LEGAL
DAYTIME = Opening(days=frozenset(range(5)), opens=540, closes=1020)
"""Weekdays, nine to five."""
SUNDAY = Opening(days=frozenset({6}), opens=0, closes=60)
FIRST_SUNDAY = Opening(days=frozenset({6}), opens=540, closes=660, rule="FREQ=MONTHLY;BYDAY=1SU")
AT_WORK = Shift(days=frozenset(range(5)), begins=480, ends=1080)
ALL_DAY = Known.YES
IDENTITY, REPORT = frozenset({Document.IDENTITY_CARD}), frozenset({Document.POLICE_REPORT})
WOMEN, MEN = frozenset({StaffSex.WOMEN}), frozenset({StaffSex.MEN})
FACTORY = UUID(int=7)


def hours_ago(hours: int) -> dict[str, Any]:
    return {"kinds": frozenset({HEALTH}), "happened_at": WHEN - timedelta(hours=hours)}


def said(known: dict[str, Any], asked: dict[str, Any], kind: Category = HEALTH) -> set[Fact]:
    """All that is said of a place of which only this is known, when only this is asked."""
    offered = place("Place", kind, **{"country": "XX", "areas": frozenset(), **known})
    (found,) = matched((offered,), Needs(**asked), WHEN, GROUND)
    return {each.fact for each in found.reasons}


def barred(known: dict[str, Any], asked: dict[str, Any], kind: Category = HEALTH) -> list[Limit]:
    """Why a place is out of which only this is known, when only this is asked."""
    offered = place("Place", kind, **{"country": "XX", "areas": frozenset(), **known})
    out = excluded((offered,), Needs(**asked), WHEN, GROUND)
    return [refusal.limit for each in out for refusal in each.refusals]


def here(**asked: Any) -> dict[str, Any]:
    return {"area": "XX-1-A", "reach": Reach.COUNTRY, **asked}


def secret(ear: Ear) -> dict[str, Any]:
    return {"secret_from": frozenset({ear})}


def shows(documents: frozenset[Document]) -> dict[str, Any]:
    return {"documents_known": True, "documents": documents}


def urgent(ear: Ear) -> dict[str, Any]:
    return {**secret(ear), **hours_ago(5)}

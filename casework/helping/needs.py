"""What she needs of a place that helps: asked of her, kept with her referrals, and read for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.answers import Age
from casework.case.timeline import Line
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.procedures.terms import Gender
from crypto.compartments import Compartment
from referrals.matching.needs import AgeBand, Needs
from referrals.models.terms import Category, Whom

C = Compartment
FACT = "wanted"
"""The fact that holds what was asked of her by somebody who looks for help, as JSON."""
KINDS: Mapping[str, Category] = MappingProxyType(
    {
        "health": Category.HEALTH,
        "talking": Category.PSYCHOSOCIAL,
        "shelter": Category.SHELTER,
        "legal": Category.LEGAL,
        "money": Category.EMERGENCY_CASH,
        "children": Category.CHILDCARE,
    }
)
"""What she ticked when she told, as the kind of help the directory calls it."""
AGES: Mapping[str, AgeBand] = MappingProxyType(
    {Age.UNDER_18: AgeBand.UNDER_18, Age.ADULT: AgeBand.ADULT}
)
GROUPS: Mapping[str, Whom] = MappingProxyType({Gender.WOMAN: Whom.WOMEN, Gender.MAN: Whom.MEN})


class KeptWhy(StrEnum):
    """Why a place is not asked."""

    LINKED = "linked"
    """Somebody there is close to whomever it is about."""
    REFUSED = "refused"
    """She does not want it."""


class KeptOut(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation of the directory that is not asked for her, and why."""

    organization: UUID
    name: str
    why: KeptWhy
    words: str = ""

    def __repr__(self) -> str:
        return "<KeptOut>"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What she needs, and what of her a provider may have to know for it."""

    needs: Needs = Needs()
    sex: Gender = Gender.UNSAID
    access: str = ""
    """What else she needs to get in and be understood, in words."""
    kept_out: tuple[KeptOut, ...] = ()

    def why_out(self, organization: UUID) -> KeptWhy | None:
        """Why an organisation is not asked; None for one that may be."""
        whys = (each.why for each in self.kept_out if each.organization == organization)
        return next(whys, None)

    def __repr__(self) -> str:
        return "<Wanted>"


@dataclass(frozen=True)
class Kept:
    """The newest of it, and when it was written down; None where only the first answers exist."""

    wanted: Wanted = field(repr=False)
    at: datetime | None = None
    by: UUID | None = None


def her_needs(lines: Iterable[Line]) -> Kept:
    """What she needs by the entries of a case, as far as this reader opens them."""
    own = [each for each in lines if each.kind in (Kind.NEEDS, Kind.INTAKE) and each.is_verified]
    for line in reversed(own):
        fact = line.facts.get(FACT)
        if line.compartment is C.REFERRAL and isinstance(fact, str):
            wanted = msgspec.json.decode(fact, type=Wanted)
            return Kept(wanted, line.at, line.author)
    return Kept(_first(own))


def asked_of_directory(db: Session, cover: CoverText, wanted: Wanted) -> Needs:
    """The same as matching asks it: with the country of the case, and with all that is out."""
    needs = wanted.needs
    return msgspec.structs.replace(
        needs,
        country=needs.country or country_of(db, cover),
        factory=cover.home,
        kept_from=frozenset(each.organization for each in wanted.kept_out),
    )


def country_of(db: Session, cover: CoverText) -> str:
    """ISO 3166-1 of the place of a case; empty where it has none."""
    return db.scalar(select(Organization.country).where(Organization.id == cover.home)) or ""


def ticked(lines: Iterable[Line]) -> dict[str, str | list[str]]:
    """What she ticked herself, which the newest entry of this kind always carries on."""
    needs = [each for each in lines if each.kind is Kind.NEEDS and each.is_verified]
    facts = needs[-1].facts if needs else {}
    return {name: facts[name] for name in ("needs", "age") if name in facts}


def _first(lines: list[Line]) -> Wanted:
    """What follows from her first answers."""
    told = ticked(lines)
    around = next((each.facts for each in reversed(lines) if each.kind is Kind.INTAKE), {})
    sex = Gender(str(around.get("gender") or Gender.UNSAID))
    language, group = str(around.get("language") or ""), GROUPS.get(sex)
    return Wanted(
        needs=Needs(
            kinds=frozenset(KINDS[each] for each in told.get("needs", ()) if each in KINDS),
            age=AGES.get(str(told.get("age", "")), AgeBand.UNKNOWN),
            languages=frozenset({language} if language else ()),
            whom=frozenset({group} if group else ()),
        ),
        sex=sex,
    )

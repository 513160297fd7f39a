"""Whose yes is needed, by her age and the pack of the country; what is unknown is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casework.helping.agreed import Needed
from casework.procedures.covering import NOWHERE, OF_AGE, of_age_at
from casework.procedures.loading import GENERIC, for_country, the_pack
from casework.procedures.pack import ChildConsent, Pack
from casework.procedures.rule import Source
from casework.procedures.terms import ChildAge
from referrals.consent.terms import Voice
from referrals.matching.needs import AgeBand

CHILD: Mapping[AgeBand, ChildAge] = MappingProxyType(
    {
        AgeBand.UNDER_6: ChildAge.SMALL,
        AgeBand.FROM_6: ChildAge.SCHOOL,
        AgeBand.FROM_12: ChildAge.YOUNG,
        AgeBand.FROM_15: ChildAge.NEARLY_ADULT,
    }
)
GROWN = frozenset({AgeBand.FROM_25, AgeBand.FROM_60})
PERHAPS_GROWN = frozenset({AgeBand.ADULT, AgeBand.FROM_18})
"""Of age, unless the country makes it later than 18."""
NOT_A_CHILD = GROWN | PERHAPS_GROWN


@dataclass(frozen=True)
class Voices:
    """Who has to agree."""

    needed: frozenset[Voice] | None
    """None: nobody knows it, and nothing leaves before somebody has found out."""
    asks_age: bool = False
    """Her age is not known, or not near enough."""
    asks_second: bool = False
    """One person wrote down that she is grown, and in this case that is not enough."""
    advice: ChildConsent | None = None
    """What guidelines say where no rule of the country is known."""
    source: str = ""
    """What it rests on: a title, or what somebody wrote who found it out."""

    @property
    def needs_others(self) -> bool:
        """Whether somebody beside her, or in her place, has to agree."""
        return self.needed is not None and not self.is_hers_alone

    @property
    def is_hers_alone(self) -> bool:
        """Whether her own yes is enough."""
        return self.needed == frozenset({Voice.HERSELF})


def voices(age: AgeBand, country: str, found: Iterable[Needed] = ()) -> Voices:
    """Whose yes is needed for somebody of this age in a country (two letters, or nothing).

    `found`: what somebody wrote down in the case; the newest of this very age counts before a
    guideline, never before a rule of the country's own pack.
    """
    pack = for_country(country)
    if age in GROWN or (age in PERHAPS_GROWN and of_age_at(pack) <= OF_AGE):
        return Voices(frozenset({Voice.HERSELF}))
    if age not in CHILD:
        return Voices(None, asks_age=True)
    rule, own = _rule(pack, CHILD[age]), [each for each in found if each.age is age]
    if rule is not None and pack.country != NOWHERE:
        return Voices(voices_of(rule), source=_title(pack, rule))
    if own:
        return Voices(own[-1].voices, source=own[-1].source)
    generic = the_pack(GENERIC)
    advice = _rule(generic, CHILD[age])
    return Voices(None, advice=advice, source=_title(generic, advice) if advice else "")


def voices_of(rule: ChildConsent) -> frozenset[Voice]:
    """The voices a rule asks for: beside a caregiver a child's own yes is its assent."""
    if not rule.caregiver:
        return frozenset({Voice.HERSELF})
    return frozenset({Voice.CAREGIVER, Voice.ASSENT} if rule.herself else {Voice.CAREGIVER})


def _rule(pack: Pack, age: ChildAge) -> ChildConsent | None:
    return next((each for each in pack.child_consent if each.enabled and each.ages is age), None)


def _title(pack: Pack, rule: ChildConsent) -> str:
    source: Source = pack.the_source(rule)
    return f"{source.title}, {rule.section}" if rule.section else source.title

"""One place that helps as a worker reads it: on a page, on a wall, on a card for the pocket."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import msgspec
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.directory.offered import Line, Offered
from referrals.models.terms import Cost, Document, Freshness, Known, StaffSex, Whom
from referrals.words.hours import hours
from referrals.words.kinds import KINDS
from referrals.words.telling import telling, warns

DOCUMENTS: Mapping[Document, str] = MappingProxyType(
    {
        Document.IDENTITY_CARD: _l("identity card"),
        Document.POLICE_REPORT: _l("report to the police"),
        Document.MEDICAL_PAPER: _l("paper from a doctor"),
        Document.FACTORY_CARD: _l("factory card"),
        Document.BIRTH_CERTIFICATE: _l("birth certificate"),
        Document.OTHER: _l("another paper; ask which"),
    }
)
STOPS = ".!?।။។"
"""With what a sentence ends in the scripts that are written here."""
SCHEME = re.compile("^https?://", re.IGNORECASE)
COSTS: Mapping[Cost, str] = MappingProxyType(
    {
        Cost.FREE: _l("Free"),
        Cost.PAID: _l("You have to pay"),
        Cost.VARIES: _l("It depends; ask before"),
        Cost.UNKNOWN: _l("We do not know; ask before"),
    }
)
WHOM: Mapping[Whom, str] = MappingProxyType(
    {
        Whom.WOMEN: _l("Women"),
        Whom.MEN: _l("Men"),
        Whom.CHILDREN: _l("Children"),
        Whom.LGBTQ: _l("LGBTQ+ people"),
    }
)
POLICE_REPORT: Mapping[Known, str] = MappingProxyType(
    {Known.YES: _l("Needed. They help only with one."), Known.NO: _l("Not needed")}
)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the reader's language. What nobody knows says so, or is left out."""

    name: str
    organization: str
    about: str
    """What it does, as it says itself: on a paper that others may find it is left out."""
    kinds: str
    phones: Sequence[Line]
    door: str
    """Where to go; for a secret place, that they tell her when she calls; empty where none is."""
    is_confidential: bool
    hours: str
    cost: str
    bring: str
    police_report: str
    """Whether it helps only with a report to the police; empty where nobody knows."""
    whom: str
    apply: str
    """What she does first."""
    facts: Sequence[tuple[str, str]]
    """What else is known, each with its label."""
    tells: Sequence[str]
    warns: bool
    alert: str
    confirmed_on: date | None
    is_stale: bool
    is_open: bool | None = None
    """Now; None where nobody knows."""


def shown(place: Offered, is_open: bool | None = None) -> Shown:
    """The place as it may be shown to anybody. Says nothing of where a secret one is."""
    return Shown(
        name=place.name,
        organization=place.organization_name if place.organization_name != place.name else "",
        about=_sentences(place.description, place.eligibility_words),
        kinds=", ".join(str(words) for kind, words in KINDS.items() if kind in place.categories),
        phones=place.phones,
        door=_door(place),
        is_confidential=place.is_confidential,
        hours=hours(place) or _("We do not know; call before you go"),
        cost=". ".join(filter(None, _cost(place))),
        bring=_bring(place),
        police_report=str(POLICE_REPORT.get(place.police_report, "")),
        whom=_whom(place),
        apply=place.apply_words,
        facts=[each for each in _facts(place) if each[1]],
        tells=telling(place.tells),
        warns=warns(place.tells),
        alert=place.alert,
        confirmed_on=None if place.freshness is Freshness.UNVERIFIED else place.assured_on,
        is_stale=place.freshness is Freshness.STALE,
        is_open=is_open,
    )


def _cost(place: Offered) -> tuple[str, ...]:
    return str(COSTS[place.to_pay]), place.cost_words, "; ".join(place.prices)


def _door(place: Offered) -> str:
    if place.is_confidential:
        secret: str = _("Where it is, is kept secret. Call: they tell you how to come.")
        return secret
    if place.is_remote:
        return ""
    return ". ".join(filter(None, (place.address, place.transport)))


def _sentences(*said: str) -> str:
    return " ".join(each if each[-1] in STOPS else f"{each}." for each in said if each)


def _bring(place: Offered) -> str:
    is_reported = place.police_report is Known.YES
    papers = place.documents | ({Document.POLICE_REPORT} if is_reported else set())
    if papers:
        asked = ", ".join(str(words) for each, words in DOCUMENTS.items() if each in papers)
        return asked[:1].upper() + asked[1:]
    if place.is_remote and not place.documents_known:
        return ""
    known: str = _("Nothing")
    unknown: str = _("We do not know. Go also if you have no papers.")
    return known if place.documents_known else unknown


def _whom(place: Offered) -> str:
    served = ", ".join(str(words) for each, words in WHOM.items() if each in place.serves)
    return ". ".join(filter(None, (served, _ages(place))))


def _ages(place: Offered) -> str:
    first, last = place.minimum_age, place.maximum_age
    if first and last is not None:
        return str(_("From %(first)s to %(last)s years", first=first, last=last))
    if first:
        return str(_("From %(first)s years", first=first))
    if last is not None:
        return str(_("Up to %(last)s years", last=last))
    return _("Every age") if place.ages_known else ""


def _facts(place: Offered) -> Sequence[tuple[str, str]]:
    return (
        _staff(place),
        _speaks(place),
        (_("Interpreters"), place.interpreters),
        _comes_along(place),
        (_("With a disability"), place.access_words),
        (_("Website"), SCHEME.sub("", place.website).rstrip("/")),
    )


def _staff(place: Offered) -> tuple[str, str]:
    words = {
        frozenset({StaffSex.WOMEN}): _("Women"),
        frozenset({StaffSex.MEN}): _("Men"),
        frozenset(StaffSex): _("Women and men"),
    }
    return _("Who works there"), words.get(place.staff_sex, "")


def _speaks(place: Offered) -> tuple[str, str]:
    named = get_locale().languages
    return _("Languages"), ", ".join(sorted(named.get(each, each) for each in place.languages))


def _comes_along(place: Offered) -> tuple[str, str]:
    said = (
        (place.children_welcome, _("You can bring children")),
        (place.accompaniment, _("Somebody can go with you")),
        (place.step_free, _("No steps at the door")),
        (_no(place.step_free), _("There are steps at the door")),
        (place.trans_friendly, _("Trans people are welcome")),
        (place.migrants, _("People from other countries are welcome")),
    )
    return _("Good to know"), ". ".join(words for known, words in said if known is Known.YES)


def _no(known: Known) -> Known:
    return Known.YES if known is Known.NO else Known.UNKNOWN

"""What is asked where help is found for her, and what stands on its pages, in words."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.helping.needs import KeptOut, KeptWhy
from casework.helping.standing import Standing
from casework.helping.voices import Voices
from casework.procedures.terms import Gender
from casework.telling.choices import GENDERS
from referrals.consent.ledger import Override
from referrals.consent.terms import Ground, Purpose, Voice
from referrals.matching.needs import AgeBand, Ear, Reach, StaffWish
from referrals.models.terms import Whom
from referrals.words.consent import (
    GIVENS,
    GROUNDS,
    PURPOSES,
    PURPOSES_TO_HER,
    VOICES,
    counted_words,
    fields_words,
    hers_words,
)
from referrals.words.packets import AGES

REACHES: Mapping[str, str] = MappingProxyType(
    {
        Reach.AREA: _l("In her own area only"),
        Reach.NEIGHBOURS: _l("In her area and those next to it"),
        Reach.COUNTRY: _l("Anywhere in the country"),
    }
)
STAFF: Mapping[str, str] = MappingProxyType(
    {
        StaffWish.WOMAN: _l("A woman"),
        StaffWish.MAN: _l("A man"),
        StaffWish.ANY: _l("She does not mind"),
    }
)
EARS: Mapping[str, str] = MappingProxyType(
    {
        Ear.POLICE: _l("The police"),
        Ear.FAMILY: _l("Her family"),
        Ear.EMPLOYER: _l("The factory"),
    }
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        Whom.WOMEN: _l("Services for women"),
        Whom.MEN: _l("Services for men"),
        Whom.CHILDREN: _l("Services for children"),
        Whom.LGBTQ: _l("Services for LGBTQ+ people"),
    }
)
AGE_CHOICES = {each.value: AGES[each] for each in AgeBand if each is not AgeBand.UNKNOWN}
SEXES: Mapping[str, str] = {
    each: GENDERS[each] for each in (Gender.WOMAN, Gender.MAN, Gender.ANOTHER)
}
WISHES: Mapping[str, str] = MappingProxyType(
    {
        "in_danger": _l("She is in danger now"),
        "must_be_free": _l("It has to be free of charge"),
        "staff_is_condition": _l("She goes only if her wish of whom she speaks with is met"),
        "trans_friendly": _l("They have to treat trans people with respect"),
        "step_free": _l("She needs a way in without steps"),
        "children_along": _l("Children come along"),
        "accompaniment": _l("She wants somebody to go with her"),
        "migrant_friendly": _l("It should be used to people from other countries"),
        "no_call": _l("She has no telephone that nobody else listens to"),
        "no_travel": _l("She cannot leave for it: it must come by telephone, or to her"),
    }
)
"""Ticked or not. The last two are asked the other way round than they are kept."""
KEPT_WHYS: Mapping[str, str] = MappingProxyType(
    {
        KeptWhy.LINKED: _l("Somebody there is close to the person it is about"),
        KeptWhy.REFUSED: _l("She does not want it"),
    }
)
GROUNDS_ASKED: Mapping[str, str] = MappingProxyType(
    {
        Ground.DANGER: _l(
            "Somebody's life is in danger now, and waiting for her yes would cost it"
        ),
        Ground.DUTY: _l("A law says that it must be told, whether she agrees or not"),
    }
)
HOW_LONG: Mapping[str, str] = MappingProxyType(
    {"30": _l("30 days"), "90": _l("90 days"), "180": _l("Half a year")}
)


def weekdays() -> dict[str, str]:
    """The days of the week by number, 0 for Monday."""
    return {str(day): str(name) for day, name in get_locale().days["stand-alone"]["wide"].items()}


def standing_tag(each: Standing, today: date) -> tuple[str, str]:
    """What became of something she was asked, with the tone of its tag."""
    if each.waits:
        over = today > each.asked.until
        return (_("Not answered in time"), "grey") if over else (_("Not answered yet"), "amber")
    if each.ended_at is not None:
        taken = each.was_taken_back
        return (_("Taken back"), "red") if taken else (_("She said no"), "grey")
    return (_("Over"), "grey") if today > each.asked.until else (_("Agreed"), "teal")


def override_tag(each: Override, today: date) -> tuple[str, str]:
    """How one stands."""
    if each.is_ended:
        return _("Ended"), "grey"
    if today > each.until:
        return _("Over"), "grey"
    return (_("In force"), "red") if each.is_in_force else (_("Waits for a second person"), "amber")


def voices_words(voices: frozenset[Voice]) -> str:
    """Whose yes it is, or has to be."""
    return ", ".join(str(VOICES[each]) for each in Voice if each in voices)


def who_agrees_words(found: Voices) -> str:
    """Who has to agree, as a sentence; empty where nobody knows it."""
    if found.needed is None:
        return ""
    if found.needed == {Voice.HERSELF}:
        return str(_("She decides herself."))
    return str(_("These have to agree: %(names)s.", names=voices_words(found.needed)))


def kept_out_words(each: KeptOut) -> str:
    """A place that is not asked, and why."""
    return " · ".join(filter(None, [each.name, str(KEPT_WHYS[each.why]), each.words]))


HELP_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "standing_tag": standing_tag,
        "override_tag": override_tag,
        "voices_words": voices_words,
        "who_agrees_words": who_agrees_words,
        "consent_fields": fields_words,
        "consent_fields_hers": hers_words,
        "counted_words": counted_words,
        "purpose_words": lambda purpose: str(PURPOSES[Purpose(purpose)]),
        "purpose_words_hers": lambda purpose: str(PURPOSES_TO_HER[Purpose(purpose)]),
        "given_words": lambda given: str(GIVENS[given]),
        "ground_words": lambda ground: str(GROUNDS[ground]),
    }
)
"""What the templates of needs and consent call, by name."""

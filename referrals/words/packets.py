"""A packet as it is read: each value in the language of whoever reads it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import NamedTuple

from babel.dates import format_datetime, format_time
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.consent.packet import Received, Why
from referrals.consent.terms import Field
from referrals.matching.needs import AgeBand
from referrals.models.terms import Category, Document
from referrals.words.consent import FIELDS, WHYS
from referrals.words.hours import days_words
from referrals.words.kinds import KINDS
from referrals.words.showing import DOCUMENTS

DAY = 24 * 60
AGES: Mapping[str, str] = MappingProxyType(
    {
        AgeBand.UNKNOWN: _l("Not known"),
        AgeBand.UNDER_6: _l("Under 6"),
        AgeBand.FROM_6: _l("6 to 11"),
        AgeBand.FROM_12: _l("12 to 14"),
        AgeBand.FROM_15: _l("15 to 17"),
        AgeBand.UNDER_18: _l("Under 18, no more is known"),
        AgeBand.ADULT: _l("18 or older"),
        AgeBand.FROM_18: _l("18 to 24"),
        AgeBand.FROM_25: _l("25 to 59"),
        AgeBand.FROM_60: _l("60 or older"),
    }
)
CODES: Mapping[Field, Mapping[str, str]] = MappingProxyType(
    {
        Field.AGE_BAND: AGES,
        Field.URGENCY: {"in_danger": _l("In danger now")},
        Field.SEX: {
            "woman": _l("A woman or a girl"),
            "man": _l("A man or a boy"),
            "another": _l("Neither, or she says it otherwise"),
        },
        Field.ACCESS: {"step_free": _l("A way in without steps")},
        Field.STAFF: {
            "woman": _l("A woman"),
            "man": _l("A man"),
            "trans_friendly": _l("Somebody who treats trans people with respect"),
        },
        Field.MONEY: {"must_be_free": _l("It has to be free of charge")},
        Field.CHILDREN: {"children_along": _l("Children come along")},
        Field.ACCOMPANIMENT: {"accompaniment": _l("Wants somebody to go along")},
        Field.REACH: {
            "never": _l("Do not reach her: she comes by herself"),
            "phone": _l("Call her"),
            "message": _l("Send her a message that says nothing"),
            "in_person": _l("Speak with her in person"),
            "through_somebody": _l("Through somebody she trusts"),
        },
    }
)
"""What a code says. What is no code is words, and stays as it is."""


class Row(NamedTuple):
    """One thing of a packet: what it is, and what is said of it."""

    label: str
    values: list[str]


def rows_of(received: Received) -> list[Row]:
    """A packet as its reader sees it: the preview, the provider's page and the script alike."""
    return [
        Row(str(FIELDS[each.field]), [value_words(each.field, value) for value in each.values])
        for each in received.fields
    ]


def value_words(field: Field, value: str) -> str:
    """One value in the reader's language; words of somebody's own as they are."""
    said = SAID.get(field)
    words = next(said(value), "") if said is not None else ""
    return words or str(CODES.get(field, {}).get(value, value))


def _help(value: str) -> Iterator[str]:
    yield str(KINDS[Category(value)])


def _document(value: str) -> Iterator[str]:
    yield str(DOCUMENTS[Document(value)])


def _language(value: str) -> Iterator[str]:
    yield str(get_locale().languages.get(value, value))


def _urgency(value: str) -> Iterator[str]:
    kind, _slash, by = value.partition("/")
    if kind == "care_by":
        at = format_datetime(datetime.fromisoformat(by), "d MMMM y, HH:mm", locale=get_locale())
        yield _("Care that has its hours: before %(when)s", when=at)


def _shift(value: str) -> Iterator[str]:
    kind, days, *hours = value.split("/")
    on = days_words([int(each) for each in days.split(".") if each])
    if kind == "rest":
        yield _("Day off: %(days)s", days=on)
    elif kind == "works":
        begins, ends = (_clock(int(each)) for each in hours)
        yield _("Works %(days)s, %(begins)s–%(ends)s", days=on, begins=begins, ends=ends)


def _clock(minutes: int) -> str:
    return format_time(time(minutes % DAY // 60, minutes % 60), "short", locale=get_locale())


SAID: Mapping[Field, Callable[[str], Iterator[str]]] = MappingProxyType(
    {
        Field.HELP: _help,
        Field.DOCUMENTS: _document,
        Field.LANGUAGE: _language,
        Field.URGENCY: _urgency,
        Field.SHIFT: _shift,
    }
)
"""Fields whose values are put together, each by its own."""


def field_words(field: Field) -> str:
    """What a field is called."""
    return str(FIELDS[field])


def why_stays(why: Why) -> str:
    """Why something stays, as a sentence without its end."""
    return str(WHYS[why])


PACKET_WORDS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {"packet_rows": rows_of, "field_words": field_words, "why_stays": why_stays}
)
"""What templates/referrals/packet.html calls, by the names it calls them."""

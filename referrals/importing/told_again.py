"""A service of the directory as a row of a list, in words that a list is read by again."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from referrals.directory.offered import Line, Offered, Opening
from referrals.directory.openings import is_ruled, ruled
from referrals.importing.fields import Field
from referrals.models.terms import Known

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Tell = Callable[[Offered], str]


def _words(values: Iterable[str]) -> str:
    return "; ".join(sorted(str(each) for each in values))


def _known(value: Known) -> str:
    return "" if value is Known.UNKNOWN else value.value


def _said(value: object) -> str:
    return "" if value is None or str(value) == "unknown" else str(value)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _opening(each: Opening) -> str:
    days = ", ".join(DAYS[day] for day in sorted(each.days))
    return f"{days} {_clock(each.opens)}-{_clock(each.closes)}"


def _hours(each: Offered) -> str:
    if each.always_open is Known.YES:
        return "24/7"
    weekly = [opening for opening in each.openings if not is_ruled(opening)]
    return "; ".join(map(_opening, weekly)) or each.hours_words


def _ruled_hours(each: Offered) -> str:
    return "\n".join(ruled(opening) for opening in each.openings if is_ruled(opening))


def _cost(each: Offered) -> str:
    return _said(each.cost) if each.cost_words in ("", each.cost.value) else each.cost_words


def _documents(each: Offered) -> str:
    return _words(each.documents) or ("none" if each.documents_known else "")


def _phones(each: Offered) -> str:
    return "\n".join(_phone(line) for line in each.phones)


def _phone(line: Line) -> str:
    kind = "" if line.kind == "voice" else line.kind
    words = " ".join(word for word in (kind, line.note) if word)
    return f"{line.number} ({words})" if words else line.number


TELLS: Mapping[Field, Tell] = MappingProxyType(
    {
        Field.IDENTIFIER: lambda each: str(each.service),
        Field.ORGANIZATION: lambda each: each.organization_name,
        Field.SERVICE: lambda each: each.name,
        Field.CATEGORY: lambda each: _words(each.categories),
        Field.STATUS: lambda each: each.status.value,
        Field.COUNTRY: lambda each: each.country,
        Field.AREA: lambda each: each.area,
        Field.SERVES_AREA: lambda each: _words(each.areas),
        Field.CONFIDENTIAL: lambda each: "yes" if each.is_confidential else "no",
        Field.ADDRESS: lambda each: each.address,
        Field.TRANSPORT: lambda each: each.transport,
        Field.PHONE: _phones,
        Field.EMAIL: lambda each: each.email,
        Field.WEBSITE: lambda each: each.website,
        Field.HOURS: _hours,
        Field.RULED_HOURS: _ruled_hours,
        Field.LANGUAGES: lambda each: _words(each.languages),
        Field.INTERPRETERS: lambda each: each.interpreters,
        Field.COST: _cost,
        Field.PRICES: lambda each: "\n".join(each.prices),
        Field.FOR_WHOM: lambda each: _words(each.serves),
        Field.YOUNGEST: lambda each: _said(each.minimum_age),
        Field.OLDEST: lambda each: _said(each.maximum_age),
        Field.STAFF_SEX: lambda each: _words(each.staff_sex),
        Field.TRANS_FRIENDLY: lambda each: _known(each.trans_friendly),
        Field.MIGRANTS: lambda each: _known(each.migrants),
        Field.STEP_FREE: lambda each: _known(each.step_free),
        Field.CHILDREN: lambda each: _known(each.children_welcome),
        Field.DOCUMENTS: _documents,
        Field.POLICE_REPORT: lambda each: _known(each.police_report),
        Field.ACCOMPANIMENT: lambda each: _known(each.accompaniment),
        Field.TELLS_POLICE: lambda each: _said(each.tells.police),
        Field.TELLS_FAMILY: lambda each: _said(each.tells.family),
        Field.TELLS_EMPLOYER: lambda each: _said(each.tells.employer),
        Field.TELLS_WORDS: lambda each: each.tells.words,
        Field.ACCEPTS_BY: lambda each: _words(each.accepts_by),
        Field.ANSWER_HOURS: lambda each: _said(each.answer_hours),
        Field.CAPACITY: lambda each: _said(each.capacity),
        Field.ALERT: lambda each: each.alert,
        Field.ELIGIBILITY: lambda each: each.eligibility_words,
        Field.APPLICATION: lambda each: each.apply_words,
        Field.DESCRIPTION: lambda each: each.description,
        Field.CHECKED_ON: lambda each: each.assured_on.isoformat() if each.assured_on else "",
    }
)
HEADINGS = tuple(each.value.replace("_", " ") for each in TELLS)
"""The words of the fields themselves, which every list is read by."""


def told_again(each: Offered) -> list[str]:
    """The cells of its row."""
    return [tell(each) for tell in TELLS.values()]

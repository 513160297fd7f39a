"""What the pages of the directory call its fields, its states and what was done to an entry."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from referrals.directory.confirming import HEARD_OTHER, Answer
from referrals.directory.openings import openings_of
from referrals.importing.ruled_hours import schedules_in
from referrals.models.details import Schedule
from referrals.models.keeping import Change, ChangeKind
from referrals.models.terms import (
    Category,
    Duty,
    Freshness,
    Known,
    StaffSex,
    Status,
    Way,
)
from referrals.words.hours import opening_words
from referrals.words.kinds import KINDS
from referrals.words.showing import DOCUMENTS

NOT_CALLED = _l(
    "Without this tick no worker is shown the entry after a change of what she relies on, until "
    "somebody has called."
)
STATES: Mapping[Freshness, tuple[str, str]] = MappingProxyType(
    {
        Freshness.UNVERIFIED: (_l("Nobody has confirmed it"), "red"),
        Freshness.STALE: (_l("Confirmed long ago"), "amber"),
        Freshness.DUE: (_l("Call again"), "amber"),
        Freshness.CONFIRMED: (_l("Confirmed"), "green"),
    }
)
"""How fresh an entry is, and the tone it is marked in."""
SURE: Mapping[str, str] = MappingProxyType(
    {"high": _l("quite sure"), "medium": _l("fairly sure"), "low": _l("not sure")}
)
"""How sure the source of an entry is of it, while nobody of ours has called there."""
STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.ACTIVE: _l("Open for people"),
        Status.CLOSED: _l("Closed for a time"),
        Status.INACTIVE: _l("Not offered now"),
        Status.DEFUNCT: _l("Gone"),
    }
)
KNOWN: Mapping[Known, str] = MappingProxyType(
    {Known.UNKNOWN: _l("Not known"), Known.YES: _l("Yes"), Known.NO: _l("No")}
)
DUTIES: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.UNKNOWN: _l("Not known"),
        Duty.NEVER: _l("Never without asking her"),
        Duty.MAY: _l("May, without asking her"),
        Duty.MUST: _l("Must, also against her will"),
    }
)
WAYS: Mapping[Way, str] = MappingProxyType(
    {
        Way.PHONE: _l("By telephone"),
        Way.LINK: _l("By a one-time link"),
        Way.PAPER: _l("By a slip of paper"),
        Way.WALK_IN: _l("She just goes there"),
        Way.ACCOUNT: _l("With an account here"),
    }
)
STAFF: Mapping[StaffSex, str] = MappingProxyType(
    {StaffSex.WOMEN: _l("Women"), StaffSex.MEN: _l("Men")}
)
DONE: Mapping[ChangeKind, str] = MappingProxyType(
    {
        ChangeKind.ADDED: _l("Added"),
        ChangeKind.CHANGED: _l("Changed"),
        ChangeKind.CALLED: _l("Called, nobody could say"),
        ChangeKind.CONFIRMED: _l("Called and confirmed"),
        ChangeKind.GONE: _l("Gone"),
        ChangeKind.IMPORTED: _l("Taken in from a file"),
    }
)
ANSWERS: Mapping[Answer, str] = MappingProxyType(
    {
        Answer.CONFIRMED: _l("All of it holds"),
        Answer.CALLED: _l("Nobody could say"),
        Answer.CHANGED: _l("Something changed"),
        Answer.GONE: _l("It is gone"),
    }
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "organization": _l("Who gives it"),
        "name": _l("Name"),
        "country": _l("Country"),
        "kinds": _l("Kinds of help"),
        "description": _l("What it does"),
        "status": _l("State"),
        "alert": _l("What one should know now"),
        "phones": _l("Numbers"),
        "url": _l("Website"),
        "email": _l("Mail"),
        "areas": _l("Areas it serves"),
        "area": _l("Area"),
        "is_remote": _l("By telephone only"),
        "languages": _l("Languages"),
        "interpretation_services": _l("Interpreters"),
        "always_open": _l("Day and night"),
        "week": _l("Hours"),
        "hours_words": _l("Hours in words"),
        "schedules": _l("Hours"),
        "costs": _l("Prices"),
        "cost": _l("Cost"),
        "fees_description": _l("Cost in words"),
        "application_process": _l("How one comes to it"),
        "eligibility_description": _l("For whom, in words"),
        "serves": _l("For whom"),
        "staff_sex": _l("Who works there"),
        "trans_friendly": _l("Trans people are welcome"),
        "migrants": _l("Helps people from other countries"),
        "ages_known": _l("Ages were asked for"),
        "minimum_age": _l("From age"),
        "maximum_age": _l("Up to age"),
        "children_welcome": _l("Children may come along"),
        "documents_known": _l("Papers were asked for"),
        "documents": _l("Papers it asks for"),
        "police_report": _l("Only with a report to the police"),
        "accompaniment": _l("Somebody can go with her"),
        "tells_police": _l("Tells the police"),
        "tells_family": _l("Tells the family"),
        "tells_employer": _l("Tells the employer"),
        "tells_words": _l("What else it tells"),
        "accepts_by": _l("Takes people who are sent"),
        "answer_hours": _l("Answers within (hours)"),
        "available": _l("Places free"),
        "maximum": _l("Places in all"),
        "ask_for": _l("Whom to ask for"),
        "is_confidential": _l("Kept secret"),
        "address": _l("Address"),
        "address_more": _l("Address, second line"),
        "city": _l("Town"),
        "postal_code": _l("Postal code"),
        "transportation": _l("How to get there"),
        "step_free": _l("No steps at the door"),
        "accessibility": _l("With a disability"),
        "assured_on": _l("The confirmation was taken back"),
        "door": _l("A door to go to was added"),
        "place": _l("A door to go to was taken out"),
        "factory": _l("Which factories it belongs to"),
        "account": _l("Which organisation here it is"),
        HEARD_OTHER: _l("Called: something changed"),
    }
)
VALUES: Mapping[str, str] = MappingProxyType(
    {
        **{each.value: words for each, words in KNOWN.items()},
        **{each.value: words for each, words in DUTIES.items()},
        **{each.value: words for each, words in STATUSES.items()},
        **{each.value: words for each, words in KINDS.items()},
        **{each.value: words for each, words in DOCUMENTS.items()},
        **{each.value: words for each, words in WAYS.items()},
    }
)
RULED = "schedules"
WORDED = frozenset(FIELDS) - {
    "name",
    "description",
    "areas",
    "languages",
    "phones",
    "serves",
    "costs",
}


def field_words(name: str) -> str:
    """What a field is called; one that has no words stands for itself."""
    return str(FIELDS.get(name, name))


def value_words(field: str, value: str) -> str:
    """A value of the history as it is read: words of ours translated, the rest as it was."""
    if field == RULED:
        return _hours_words(value)
    if field not in WORDED:
        return value
    return ", ".join(str(VALUES.get(each, each)) for each in value.split(", ")) if value else ""


def _hours_words(value: str) -> str:
    """Hours by a rule in a sentence; as they were noted, where no sentence says them."""
    rows = [Schedule(**each) for each in schedules_in(value) or []]
    told = [opening_words(each) for each in openings_of(rows)]
    return "; ".join(told) if told and all(told) else value


def change_words(row: Change) -> str:
    """What was done, in a line."""
    is_valued = bool(row.previous_value or row.replacement_value)
    if not row.field_name or (row.kind is ChangeKind.IMPORTED and not is_valued):
        return str(DONE[row.kind])
    if not is_valued:
        return field_words(row.field_name)
    before = value_words(row.field_name, row.previous_value) or "–"
    after = value_words(row.field_name, row.replacement_value) or "–"
    return f"{field_words(row.field_name)}: {before} → {after}"


def kinds_words(kinds: frozenset[Category]) -> str:
    """Kinds of help in a line, in the order in which they are offered."""
    return ", ".join(str(words) for kind, words in KINDS.items() if kind in kinds)

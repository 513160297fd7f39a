"""What is the matter with a row, what a column means, and what becomes of a service, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.importing.fields import Field
from referrals.importing.findings import Finding, Level, Reason
from referrals.importing.opening import Refusal
from referrals.importing.plan import Kind
from referrals.models.terms import Cost
from referrals.words import directory as entry
from referrals.words.showing import COSTS

FIELDS: Mapping[Field, str] = MappingProxyType(
    {
        Field.ORGANIZATION: _l("Who gives it (organisation)"),
        Field.SERVICE: _l("Name of the place or service"),
        Field.CATEGORY: _l("Kind of help"),
        Field.AREA: _l("Area its door is in"),
        Field.ADDRESS: _l("Address"),
        Field.CONFIDENTIAL: _l("Is the address secret? (yes or no)"),
        Field.PHONE: _l("Telephone"),
        Field.MOBILE: _l("Another telephone"),
        Field.HOURS: _l("Opening hours"),
        Field.DAYS: _l("Days it is open"),
        Field.OPENS: _l("Opens at"),
        Field.CLOSES: _l("Closes at"),
        Field.COST: _l("Cost"),
        Field.LANGUAGES: _l("Languages"),
        Field.FOR_WHOM: _l("For whom (women, men, children)"),
        Field.DESCRIPTION: _l("Description, remarks"),
        Field.CONTACT: _l("Whom to ask for (stays in the house)"),
        Field.EMAIL: _l("E-mail"),
        Field.WEBSITE: _l("Website"),
        Field.TRANSPORT: _l("How to get there"),
        Field.SERVES_AREA: _l("Areas it serves"),
        Field.COUNTRY: _l("Country"),
        Field.AGES: _l("Ages"),
        Field.YOUNGEST: _l("Youngest age"),
        Field.OLDEST: _l("Oldest age"),
        Field.STAFF_SEX: _l("Women or men on the staff"),
        Field.STEP_FREE: _l("Way in without steps (yes or no)"),
        Field.CHILDREN: _l("Children may come along (yes or no)"),
        Field.DOCUMENTS: _l("Papers it asks for"),
        Field.POLICE_REPORT: _l("Only with a police report (yes or no)"),
        Field.ACCOMPANIMENT: _l("Somebody goes with her (yes or no)"),
        Field.MIGRANTS: _l("It helps migrants (yes or no)"),
        Field.TRANS_FRIENDLY: _l("Trans people are welcome (yes or no)"),
        Field.TELLS_POLICE: _l("Tells the police without asking"),
        Field.TELLS_FAMILY: _l("Tells the family without asking"),
        Field.TELLS_EMPLOYER: _l("Tells the employer without asking"),
        Field.TELLS_WORDS: _l("What it passes on, in words"),
        Field.ACCEPTS_BY: _l("How it takes people in"),
        Field.ANSWER_HOURS: _l("How long it takes to answer"),
        Field.CAPACITY: _l("Free places"),
        Field.ELIGIBILITY: _l("Who is taken"),
        Field.APPLICATION: _l("How one comes to it"),
        Field.INTERPRETERS: _l("Interpreters"),
        Field.PRICES: _l("Prices"),
        Field.RULED_HOURS: _l("Hours that are not those of every week"),
        Field.ALERT: _l("Notice to everybody"),
        Field.STATUS: _l("Is it running? (status)"),
        Field.CHECKED_ON: _l("When it was last checked"),
        Field.IDENTIFIER: _l("Identifier (the same in every version of the list)"),
    }
)
"""In the order in which they are offered."""

LEVELS: Mapping[Level, tuple[str, str]] = MappingProxyType(
    {
        Level.CLEAR: (_l("Goes in"), "green"),
        Level.WARN: (_l("Goes in, look at it"), "amber"),
        Level.FAIL: (_l("Cannot go in"), "red"),
    }
)
KINDS_OF_CHANGE: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.NEW: (_l("New"), "teal"),
        Kind.CHANGED: (_l("Changed"), "amber"),
        Kind.SAME: (_l("As it is"), "grey"),
    }
)

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.FORMULA: _l(
            "A formula stands here. Replace it with what it shows (copy, paste as values)."
        ),
        Reason.TOO_LONG: _l("The text is too long for this place."),
        Reason.NAMELESS: _l("It has neither an organisation nor a name."),
        Reason.COUNTRYLESS: _l("It does not say in which country it is."),
        Reason.COUNTRY_UNREAD: _l("This is no country that is known here."),
        Reason.KINDLESS: _l("It does not say what kind of help it is, in words that are known."),
        Reason.SHAPELESS: _l("This is not as HSDS says."),
        Reason.TWICE: _l(
            "The same service stands further up. Put the rows of one service below each other, "
            "each with another place."
        ),
        Reason.SEVERAL: _l(
            "The directory has several services of this name. Give the row an identifier."
        ),
        Reason.DIGITS_LOST: _l(
            "The spreadsheet has rounded this number and its last digits are gone. Type it again."
        ),
        Reason.PHONE_UNREAD: _l("No telephone number is found here."),
        Reason.NAMES_LEFT_OUT: _l(
            "Words beside the number may name somebody. They were left out, the number goes in."
        ),
        Reason.HOURS_UNREAD: _l(
            "The hours are kept in words: it is not clear which days and times are meant."
        ),
        Reason.DATE_UNREAD: _l("This is no date."),
        Reason.DATE_AHEAD: _l("This day has not come yet."),
        Reason.CHECKED_LONG_AGO: _l("It was checked last more than a year ago."),
        Reason.KIND_UNREAD: _l("These kinds of help are not known and were left out."),
        Reason.AREA_UNKNOWN: _l(
            "This area is not known here. Add it to the areas, or write its code."
        ),
        Reason.AREALESS: _l("It does not say where it is, so nobody near it will find it."),
        Reason.LANGUAGE_UNREAD: _l("These languages are kept in words: their codes are not known."),
        Reason.ANSWER_UNREAD: _l("This answer is not understood. It counts as not known."),
        Reason.AGE_UNREAD: _l("These ages are not understood. They count as not known."),
        Reason.NUMBER_UNREAD: _l("This is no number."),
        Reason.STATUS_UNREAD: _l("This state is not understood. It stays as it is."),
        Reason.MAIL_UNREAD: _l("This is no e-mail address."),
        Reason.WEB_UNREAD: _l("This is no web address."),
        Reason.HIDDEN_ADDRESS: _l("The place is secret: its address was left out."),
        Reason.SHELTER_HIDDEN: _l(
            "Nobody said whether this shelter is secret, so it counts as secret and no address is "
            "kept. If everybody may know it, add a column that says “no”."
        ),
        Reason.STAYS_HIDDEN: _l(
            "The directory has this place as secret. It stays so, and the address was left out."
        ),
        Reason.LEFT_OUT: _l("These parts are not taken in."),
        Reason.OTHERS: _l(
            "It says something else of an organisation or place that other entries have. That was "
            "left as it is; change it there."
        ),
        Reason.UNREACHABLE: _l("It has neither a telephone nor a place: how is it reached?"),
        Reason.CUT: _l("The text was too long and was cut."),
    }
)

REFUSALS: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.EMPTY: _l("This file is empty."),
        Refusal.OLD_OFFICE: _l(
            "This is an old Excel file (.xls), or one that a passphrase opens. Save it as .xlsx "
            "without a passphrase, or as CSV."
        ),
        Refusal.OPEN_DOCUMENT: _l("This is an OpenDocument file. Save it as .xlsx or CSV."),
        Refusal.NO_LIST: _l("This is no list: choose a spreadsheet, a CSV file or an HSDS file."),
        Refusal.UNSAFE: _l(
            "This file is built so that it grows to very much more than it is. It was not opened."
        ),
        Refusal.TOO_LARGE: _l("This file is too large."),
        Refusal.ENCRYPTED: _l("A passphrase opens this file. Save it without one."),
        Refusal.BROKEN: _l("This file is broken, or is not what it says."),
        Refusal.NO_HEADINGS: _l(
            "No row with headings is found. The first rows need one, such as: organisation, "
            "service, telephone."
        ),
        Refusal.NO_SHEET: _l("The sheet is not there any more."),
        Refusal.TOO_MANY_ROWS: _l(
            "This file has more rows than a page can go through. Whoever runs this house can take "
            "it in on the command line."
        ),
    }
)

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "name": _l("Name"),
        "organization.name": _l("Who gives it"),
        "organization.website": _l("Website"),
        "organization.phones": _l("Telephone"),
        "kinds": _l("Kind of help"),
        "phones": _l("Telephone"),
        "schedules": _l("Opening hours"),
        "hours_words": _l("Hours in words"),
        "always_open": _l("Open day and night"),
        "areas": _l("Areas it serves"),
        "languages": _l("Languages"),
        "costs": _l("Cost"),
        "cost": _l("Cost"),
        "fees_description": _l("Cost in words"),
        "documents": _l("Papers it asks for"),
        "contacts": _l("Whom to ask for"),
        "available": _l("Free places"),
        "status": _l("State"),
        "country": _l("Country"),
        "description": _l("Description"),
        "alert": _l("Notice"),
        "eligibility_description": _l("Who is taken"),
        "minimum_age": _l("Youngest age"),
        "maximum_age": _l("Oldest age"),
        "email": _l("E-mail"),
        "url": _l("Website"),
        "location.address": _l("Address"),
        "location.area_code": _l("Area its door is in"),
        "location.is_confidential": _l("Its address is secret"),
        "location.transportation": _l("How to get there"),
        "location.step_free": _l("Way in without steps"),
    }
)


def reason_words(finding: Finding) -> str:
    """What is the matter, in a sentence."""
    return str(REASONS[finding.reason])


def about_words(finding: Finding) -> str:
    """Which column or part it is about."""
    try:
        return str(FIELDS[Field(finding.about)])
    except (ValueError, KeyError):
        return finding.about


def part_words(what: str) -> str:
    """What a difference is about."""
    if what in PARTS:
        return str(PARTS[what])
    plain = what.rpartition(".")[2]
    try:
        return str(FIELDS[Field(plain)])
    except (ValueError, KeyError):
        return plain.replace("_", " ").capitalize()


def refusal_words(refusal: Refusal) -> str:
    """Why a file was not read."""
    return str(REFUSALS[refusal])


def value_words(what: str, text: str) -> str:
    """A value on one side of a difference, as the page of the service says it."""
    plain = what.rpartition(".")[2]
    said = str(COSTS.get(Cost(text), "")) if plain == "cost" and text in set(Cost) else ""
    return said or entry.value_words(plain, text) or _("nothing")

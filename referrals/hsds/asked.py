"""What a list is asked for: the parameters of the HSDS API, each checked before it is used."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

import msgspec

PAGE = 50
LARGEST_PAGE = 100
LAST_PAGE = 1_000_000
LONGEST = 200
METRES = r"[0-9]{1,8}(\.[0-9]{1,9})?"
MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,40})?)?([Zz]|[+ -]\d\d:\d\d)?)?"
)
"""RFC 3339, or a day alone. A plus that nobody escaped arrives as a space."""


class Unfit(Exception):
    """A parameter that cannot be answered. `name` says which, `why` what would fit."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is asked for; what was not asked has its default."""

    search: str = ""
    page: int = 1
    per_page: int = PAGE
    format: str = "json"
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    modified_after: date | None = None
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    postcode: str = ""
    proximity: float | None = None
    """Metres."""
    top_only: bool = False
    parent_id: str = ""
    is_paged: bool = True
    """Not where it streams, nor of ids alone where nobody named a size."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter: what it is for, which values fit (JSON Schema), and how one is read."""

    name: str
    purpose: str
    fits: Mapping[str, Any]
    why: str
    reads: Callable[[str], object]


def _text(typed: str) -> str:
    if len(typed) > LONGEST:
        raise ValueError
    return typed.strip()


def _truth(typed: str) -> bool:
    return {"true": True, "false": False}[typed]


def _whole(largest: int) -> Callable[[str], int]:
    def read(typed: str) -> int:
        if not re.fullmatch(r"[1-9]\d{0,8}", typed, re.ASCII) or int(typed) > largest:
            raise ValueError
        return int(typed)

    return read


def _metres(typed: str) -> float:
    if not re.fullmatch(METRES, typed):
        raise ValueError
    return float(typed)


def _format(typed: str) -> str:
    return {"json": "json", "ndjson": "ndjson"}[typed]


def _day(typed: str) -> date:
    """The day of a moment in UTC: what changed on it may have changed after."""
    found = MOMENT.fullmatch(typed)
    if found is None:
        raise ValueError
    year, month, day, hour, minute, second, zone = found.groups()
    at = time(int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    if int(second or 0) > 60:
        raise ValueError
    moment = datetime.combine(date(int(year), int(month), int(day)), at, UTC)
    try:
        return (moment - _zone(zone)).date()
    except OverflowError:
        return moment.date()


def _zone(text: str | None) -> timedelta:
    if text is None or text in "Zz":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 23 or minutes > 59:
        raise ValueError
    distance = timedelta(hours=hours, minutes=minutes)
    return -distance if text[0] == "-" else distance


TRUTH = {"type": "boolean", "default": False}
TEXT = {"type": "string", "maxLength": LONGEST}
A_TRUTH, A_TEXT = "true or false", f"a text of at most {LONGEST} signs"


def _of_text(name: str, purpose: str) -> Parameter:
    return Parameter(name=name, purpose=purpose, fits=TEXT, why=A_TEXT, reads=_text)


def _of_truth(name: str, purpose: str) -> Parameter:
    return Parameter(name=name, purpose=purpose, fits=TRUTH, why=A_TRUTH, reads=_truth)


EVERY = (
    _of_text(
        "search",
        "Words that all stand in the name, other name or description; of a service also in those"
        " of its organization.",
    ),
    Parameter(
        name="page",
        purpose="Which page, from 1. One past the last is empty.",
        fits={"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
        why=f"a number from 1 to {LAST_PAGE}",
        reads=_whole(LAST_PAGE),
    ),
    Parameter(
        name="per_page",
        purpose="How many a page holds.",
        fits={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
        why=f"a number from 1 to {LARGEST_PAGE}",
        reads=_whole(LARGEST_PAGE),
    ),
    Parameter(
        name="format",
        purpose="`json` gives pages; `ndjson` streams everything, one object a line.",
        fits={"type": "string", "enum": ["json", "ndjson"], "default": "json"},
        why="json or ndjson",
        reads=_format,
    ),
    _of_truth(
        "minimal",
        "Of each service only `id` and `modified_date`: all of them on one page, unless `per_page`"
        " says how many. It goes before `full`.",
    ),
    _of_truth("full", "Everything that belongs to each, nested."),
    _of_truth("full_service", "Organizations with all that belongs to each of their services."),
    Parameter(
        name="modified_after",
        purpose="What changed then or later. Changes are kept by their day (UTC), so all of that"
        " day are given.",
        fits={"type": "string", "format": "date-time"},
        why="a moment by RFC 3339, such as 2026-03-05T00:00:00Z, or a day",
        reads=_day,
    ),
    _of_text("taxonomy_term_id", "What this term is said of."),
    _of_text("taxonomy_id", "What any term of this taxonomy is said of; of terms, those in it."),
    _of_text("organization_id", "What this organization gives."),
    _of_text(
        "postcode",
        "Services for people of this postcode: where the areas of a service are known, those that"
        " hold it; otherwise those at it. What lies at a postcode is known from the directory's own"
        " places.",
    ),
    Parameter(
        name="proximity",
        purpose="Only what is within so many metres of the middle of `postcode`, which must be"
        " there too for it to count.",
        fits={"type": "string", "pattern": f"^{METRES}$"},
        why="metres, in digits",
        reads=_metres,
    ),
    _of_truth("top_only", "Terms that lie below no other."),
    _of_text("parent_id", "Terms right below this one."),
)
PARAMETERS: Mapping[str, Parameter] = MappingProxyType({each.name: each for each in EVERY})


def asked(sent: Mapping[str, Sequence[str]], names: Sequence[str]) -> Asked:
    """What is asked by these values, of which the named ones count. Raises Unfit."""
    found: dict[str, object] = {}
    for name in names:
        values = sent.get(name, ())
        if len(values) > 1:
            raise Unfit(name, "one value")
        if values:
            found[name] = _read(PARAMETERS[name], values[0])
    is_all = found.get("format") == "ndjson" or (
        found.get("minimal") is True and "per_page" not in found
    )
    return msgspec.convert({**found, "is_paged": not is_all}, Asked)


def from_json(raw: bytes, names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The values in a body of JSON, as `asked` takes them. Raises Unfit."""
    try:
        values = msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unfit("body", "a JSON object") from None
    return {name: [_told(PARAMETERS[name], values[name])] for name in names if name in values}


def _told(parameter: Parameter, value: object) -> str:
    match parameter.fits["type"], value:
        case "boolean", bool():
            return str(value).lower()
        case "integer", int() if not isinstance(value, bool):
            return str(value)
        case "integer", float() if value.is_integer():
            return str(int(value))
        case "string", str():
            return value
        case _:
            raise Unfit(parameter.name, parameter.why)


def _read(parameter: Parameter, typed: str) -> object:
    try:
        return parameter.reads(typed)
    except (ValueError, KeyError):
        raise Unfit(parameter.name, parameter.why) from None

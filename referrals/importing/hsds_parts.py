"""What belongs to a service, as HSDS writes it, as rows of the directory. Nothing said is None."""

import re
from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from msgspec import UNSET

from referrals.hsds import shapes
from referrals.importing.areas import Areas
from referrals.importing.dates import DateUnread, date_in
from referrals.importing.entry import Values
from referrals.importing.rows import cleaned
from referrals.importing.telephone import names_nobody
from referrals.importing.vocabulary import PAPERS, words_of
from referrals.models.terms import Document, Status

CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
DAY = 24 * 60
TIMES = ("freq", "wkst", "byday", "byweekno", "bymonthday", "byyearday")
CONTACT = ("name", "title", "department", "email")
WEB = re.compile(r"https?://\S+$")
WORDS = ("description", "attending_type", "notes")


def phones(found: Sequence[shapes.Phone]) -> list[Values] | None:
    """Numbers in their order."""
    told = [
        {
            "number": cleaned(each.number).strip('"'),
            "extension": whole(each.extension),
            "kind": each.type or "voice",
            "description": words if names_nobody(words := cleaned(each.description)) else "",
            "position": at,
        }
        for at, each in enumerate(found)
        if each.number.strip()
    ]
    return told or None


def contacts(found: object) -> list[Values] | None:
    """Whom to ask for there: for officers, it leaves by no export and no page of workers."""
    listed = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    told = [
        {name: cleaned(said) for name in CONTACT if isinstance(said := each.get(name), str)}
        for each in listed
    ]
    return [each for each in told if any(each.values())] or None


def web_of(body: object) -> str:
    """The address of a body's pages where a feed says it as older versions of HSDS do."""
    said = [body.get(each) for each in ("url", "uri")] if isinstance(body, dict) else []
    return next((each for each in said if isinstance(each, str) and WEB.match(each)), "")


def names_somebody(found: Sequence[shapes.Phone]) -> bool:
    """Whether words stand beside these numbers that may name somebody."""
    return not all(names_nobody(cleaned(each.description)) for each in found)


def accessibility(found: Sequence[shapes.Accessibility]) -> list[Values] | None:
    """How somebody with a disability gets in."""
    return [
        {
            "description": cleaned(each.description),
            "details": cleaned(each.details),
            "url": each.url,
        }
        for each in found
    ] or None


def schedules(found: Sequence[shapes.Schedule]) -> list[Values] | None:
    """Hours, as minutes after midnight of the place."""
    return [_schedule(each) for each in found] or None


def areas(found: Sequence[shapes.ServiceArea], known: Areas, country: str) -> list[Values] | None:
    """Areas served: by code where it is one of ours, in words where it is not."""
    told: list[Values] = []
    for each in found:
        said = each.extent if each.extent_type == "text" else ""
        codes = known.codes_of(country, said or each.name)[0] if said or each.name else ()
        if codes:
            told += [{"area_code": code} for code in sorted(codes)]
        elif each.name or each.description:
            told.append({"name": each.name, "description": each.description})
    return told or None


def languages(found: Sequence[shapes.Language]) -> list[Values] | None:
    """Languages by code and name."""
    return [{"code": each.code, "name": each.name, "note": each.note} for each in found] or None


def costs(found: Sequence[shapes.CostOption]) -> list[Values] | None:
    """What things cost."""
    return [
        {
            "option": each.option,
            "currency": each.currency[:3],
            "amount": _amount(each),
            "amount_description": each.amount_description,
        }
        for each in found
    ] or None


def _amount(cost: shapes.CostOption) -> float | int | None:
    """What it costs; a number without an end is told to nobody as a price."""
    return None if cost.amount is UNSET or not isfinite(cost.amount) else cost.amount


def documents(found: Sequence[shapes.RequiredDocument]) -> list[Values] | None:
    """Papers, by kind where the words name one."""
    told: list[Values] = []
    for each in found:
        kinds, left = words_of(PAPERS, each.document)
        told += [{"kind": kind} for kind in sorted(kinds)]
        told += [{"kind": Document.OTHER, "document": words} for words in left]
    return told or None


def capacity(found: Sequence[shapes.ServiceCapacity]) -> Values | None:
    """The places that were free when it was last said."""
    dated = [(day(each.updated[:10]), each) for each in found]
    known = [(on, each) for on, each in dated if on is not None]
    if not known:
        return None
    on, latest = max(known, key=lambda each: each[0])
    return {"available": int(latest.available), "maximum": whole(latest.maximum), "updated_on": on}


def address(found: Sequence[shapes.Address], known: Areas, country: str) -> Values:
    """Where a place is, as columns of it."""
    if not found:
        return {"country": country}
    first = found[0]
    named = (first.region, first.city, first.state_province)
    codes = (known.code_of(country, each) for each in named if each)
    return {
        "address": first.address_1,
        "address_more": first.address_2,
        "city": first.city,
        "state_province": first.state_province,
        "postal_code": first.postal_code,
        "country": country,
        "area_code": next(filter(None, codes), ""),
    }


def position(place: shapes.Location) -> Values:
    """Its place on the earth, if it is one."""
    north, east = place.latitude, place.longitude
    if isinstance(north, (int, float)) and isinstance(east, (int, float)):
        return {"latitude": float(north), "longitude": float(east)}
    return {}


def status(word: str) -> Status:
    """Whether it is there."""
    return Status(word)


def whole(value: Any) -> int | None:
    """A whole number, none where nothing is said."""
    return int(value) if isinstance(value, (int, float)) else None


def day(text: str) -> date | None:
    """A day, none where nothing is said or nobody can read it."""
    try:
        return date_in(text) if text else None
    except DateUnread:
        return None


def _schedule(found: shapes.Schedule) -> Values:
    opens, closes = _minutes(found.opens_at), _minutes(found.closes_at)
    if opens is not None and closes is not None and closes <= opens:
        closes += DAY
    return {
        **{name: getattr(found, name) for name in (*TIMES, *WORDS)},
        **{
            name: day(getattr(found, name))
            for name in ("valid_from", "valid_to", "dtstart", "until")
        },
        "count": whole(found.count),
        "interval": whole(found.interval),
        "opens_at": opens,
        "closes_at": closes,
    }


def _minutes(text: str) -> int | None:
    found = CLOCK.match(text)
    return int(found[1]) * 60 + int(found[2]) if found else None

"""From a row of a list to a service of the directory; a reason for all that is read otherwise."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from referrals.directory.openings import DAYS
from referrals.importing import listed_terms as terms
from referrals.importing.areas import Areas
from referrals.importing.dates import DateUnread, date_in
from referrals.importing.entry import Entry, Place, Values
from referrals.importing.fields import Field
from referrals.importing.findings import Reason
from referrals.importing.hours import Hours, hours_in
from referrals.importing.listed_prices import prices_in
from referrals.importing.rows import Row
from referrals.importing.ruled_hours import schedules_in
from referrals.importing.said import Said
from referrals.importing.telephone import (
    SIGNS,
    DigitsLost,
    PhonesUnread,
    has_names,
    phones_in,
)
from referrals.importing.vocabulary import KINDS, STATUSES, known_of, together, word_of, words_of
from referrals.models.terms import Category, Known, Status

MAIL = re.compile(r"[^\s@,;/]+@[^\s@,;/]+\.[^\s@,;/]+")
WEB = re.compile(r"(?:https?://|www\.)[^\s,;]+|[\w-]+(?:\.[\w-]+)+(?:/[^\s,;]*)?", re.IGNORECASE)
LONG_AGO = timedelta(days=365)
SECRET = frozenset({Category.SHELTER})
"""Kinds of help whose place counts as secret until a list says that it is not."""


class ListReader:
    """Reads rows of one list: what its columns mean, which country it is of, and today."""

    def __init__(
        self, columns: Mapping[int, Field], headings: tuple[str, ...], areas: Areas, on: date
    ) -> None:
        self._columns = columns
        self._areas = areas
        self._on = on
        self._headings = {
            field: headings[at] for at, field in columns.items() if at < len(headings)
        }
        self.country = ""
        """Of rows that name none."""

    def read(self, row: Row) -> tuple[Entry | None, Said]:
        """The service of a row, and what was found; none where it cannot be read at all."""
        said = Said(row, self._columns)
        country = self._country(said)
        body, service = _names(said)
        kinds = _kinds(said)
        if not (country and body and service):
            return None, said
        place = self._place(said, country, kinds)
        entry = Entry(
            row=row.number,
            is_listed=True,
            external_id=said.line(Field.IDENTIFIER)[:200],
            country=country,
            body=_body(said, body),
            service={**_service(said), "name": service, "country": country},
            rules={**terms.rules(said, self._headings), **_hours_words(said)},
            kinds=kinds or None,
            places=[place] if place else [],
            areas=self._served(said, country, place),
            contacts=_contacts(said),
            languages=terms.languages(said),
            costs=prices_in(said.text(Field.PRICES)),
            documents=terms.documents(said),
            capacity=terms.capacity(said, self._on),
            phones=_phones(said),
            schedules=_schedules(said),
        )
        self._look_back(said, entry)
        return entry, said

    def _country(self, said: Said) -> str:
        text = said.line(Field.COUNTRY)
        found = self._areas.country_of(text) if text else self.country
        if not found:
            said.find(Reason.COUNTRY_UNREAD if text else Reason.COUNTRYLESS, Field.COUNTRY)
        return found

    def _place(self, said: Said, country: str, kinds: frozenset[Category]) -> Place | None:
        where, address = said.line(Field.AREA), said.text(Field.ADDRESS)
        code = self._areas.code_of(country, where) if where else ""
        if where and not code and not _is_country(self._areas, where, country):
            said.find(Reason.AREA_UNKNOWN, Field.AREA)
        # A secret place is one also where nothing of it is said: its row tells its hours.
        is_said = known_of(said.text(Field.CONFIDENTIAL)) is Known.YES
        if not (code or address or is_said):
            return None
        is_hidden = _is_hidden(said, kinds, has_address=bool(address))
        location: Values = {"location_type": "physical", "area_code": code, "country": country}
        if is_hidden:
            location["is_confidential"] = True
        else:
            transport = said.text(Field.TRANSPORT)
            location |= {"address": together(address.split("\n")).replace("\n", ", ")}
            location |= {"transportation": transport} if transport else {}
        step_free = terms.known(said, Field.STEP_FREE)
        location |= {"step_free": step_free} if step_free else {}
        return Place(location=location)

    def _served(self, said: Said, country: str, place: Place | None) -> list[Values] | None:
        text = said.text(Field.SERVES_AREA)
        if not text:
            where = said.line(Field.AREA)
            if not where and not place:
                said.find(Reason.AREALESS, Field.AREA)
            return [{"area_code": country}] if _is_country(self._areas, where, country) else None
        codes, left = self._areas.codes_of(country, text)
        if left:
            said.find(Reason.AREA_UNKNOWN, Field.SERVES_AREA, ", ".join(left))
        coded: list[Values] = [{"area_code": each} for each in sorted(codes)]
        return coded + [{"name": each[:300]} for each in left]

    def _look_back(self, said: Said, entry: Entry) -> None:
        """What only shows when all of it is read."""
        doors = [each for each in entry.places if not each.location.get("is_confidential")]
        if not (entry.phones or doors or entry.service.get("email")):
            said.find(Reason.UNREACHABLE, Field.PHONE)
        text = said.text(Field.CHECKED_ON)
        if not text:
            return
        try:
            checked = date_in(text)
        except DateUnread:
            said.find(Reason.DATE_UNREAD, Field.CHECKED_ON)
            return
        if checked > self._on:
            said.find(Reason.DATE_AHEAD, Field.CHECKED_ON)
        elif self._on - checked > LONG_AGO:
            said.find(Reason.CHECKED_LONG_AGO, Field.CHECKED_ON)


def _names(said: Said) -> tuple[str, str]:
    body, service = said.line(Field.ORGANIZATION), said.line(Field.SERVICE)
    if not (body or service):
        said.find(Reason.NAMELESS, Field.ORGANIZATION)
    return body or service, service or body


def _kinds(said: Said) -> frozenset[Category]:
    found, left = words_of(KINDS, said.text(Field.CATEGORY))
    if not found:
        # A list without such a column often says it with the name of the service.
        found, _left = words_of(KINDS, said.text(Field.SERVICE))
    if not found:
        said.find(Reason.KINDLESS, Field.CATEGORY)
    elif left:
        said.find(Reason.KIND_UNREAD, Field.CATEGORY, ", ".join(left))
    return found


def _is_hidden(said: Said, kinds: frozenset[Category], *, has_address: bool) -> bool:
    word = terms.known(said, Field.CONFIDENTIAL)
    if word is Known.YES:
        if has_address:
            said.find(Reason.HIDDEN_ADDRESS, Field.ADDRESS, "…")
        return True
    if word is None and kinds & SECRET:
        said.find(Reason.SHELTER_HIDDEN, Field.ADDRESS, "…")
        return True
    return False


def _is_country(areas: Areas, text: str, country: str) -> bool:
    codes, left = areas.codes_of(country, text) if text else (frozenset(), ("",))
    return codes == {country} and not left


def _body(said: Said, name: str) -> Values:
    web = said.read(Field.WEBSITE, _web, Reason.WEB_UNREAD)
    return {"name": name, **({"website": web} if web else {})}


def _service(said: Said) -> Values:
    status = said.read(Field.STATUS, _status, Reason.STATUS_UNREAD)
    mail = said.read(Field.EMAIL, _mail, Reason.MAIL_UNREAD)
    youngest, oldest = terms.ages(said)
    values: dict[str, Any] = {
        "description": said.text(Field.DESCRIPTION),
        "alert": said.text(Field.ALERT),
        "eligibility_description": said.text(Field.ELIGIBILITY),
        "application_process": said.text(Field.APPLICATION),
        "interpretation_services": said.text(Field.INTERPRETERS),
        "fees_description": terms.fees(said),
        "email": mail,
        "status": status,
        "minimum_age": youngest,
        "maximum_age": oldest,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _contacts(said: Said) -> list[Values] | None:
    name = said.line(Field.CONTACT)
    return [{"name": name}] if name else None


def _phones(said: Said) -> list[Values] | None:
    found: list[Values] = []
    for field in (Field.PHONE, Field.MOBILE):
        text = said.text(field)
        try:
            lines = phones_in(text) if text else ()
        except DigitsLost:
            said.find(Reason.DIGITS_LOST, field)
            continue
        except PhonesUnread:
            said.find(Reason.PHONE_UNREAD, field)
            continue
        if text and has_names(text):
            said.find(Reason.NAMES_LEFT_OUT, field)
        if len(text) > SIGNS:
            said.find(Reason.CUT, field)
        found += [{"number": e.number, "kind": e.kind, "description": e.note} for e in lines]
    numbered = {each["number"]: each for each in reversed(found)}
    ordered = [each for each in found if numbered.pop(each["number"], None)]
    return [{**each, "position": at} for at, each in enumerate(ordered)] or None


def _hours_text(said: Said) -> str:
    days, opens, closes = (said.line(each) for each in (Field.DAYS, Field.OPENS, Field.CLOSES))
    apart = f"{days} {opens}-{closes}" if opens and closes else days
    return together([said.text(Field.HOURS), apart])


@lru_cache(maxsize=4_096)
def _hours(text: str) -> Hours:
    return hours_in(text)


def _schedules(said: Said) -> list[Values] | None:
    ruled = said.read(Field.RULED_HOURS, schedules_in, Reason.HOURS_UNREAD) or []
    text = _hours_text(said)
    if not text:
        return ruled or None
    hours = _hours(text)
    if hours.has_rest:
        said.find(Reason.HOURS_UNREAD, Field.HOURS, text)
    weekly: list[Values] = [
        {
            "freq": "WEEKLY",
            "byday": ",".join(DAYS[day] for day in sorted(each.days)),
            "opens_at": each.opens,
            "closes_at": each.closes,
        }
        for each in hours.openings
    ]
    return weekly + ruled or None


def _hours_words(said: Said) -> Values:
    lines = _hours_text(said)
    text = " ".join(lines.split())
    if not text:
        return {}
    hours = _hours(lines)
    if hours.is_always:
        return {"always_open": Known.YES, "hours_words": text[:300] if hours.has_rest else ""}
    told = {"hours_words": text[:300] if hours.has_rest else ""}
    return {**told, "always_open": Known.NO} if hours.openings else told


def _status(text: str) -> Status | None:
    found = word_of(STATUSES, text)
    if found is not None:
        return found
    return Status.ACTIVE if known_of(text) is Known.YES else None


def _mail(text: str) -> str | None:
    found = MAIL.search(text)
    return found[0] if found else None


def _web(text: str) -> str | None:
    found = WEB.search(text)
    if not found or "@" in text:
        return None
    return found[0] if "://" in found[0] else f"https://{found[0]}"

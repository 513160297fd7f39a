"""Services of an HSDS tabular package: CSV files in a zip, put together by their identifiers."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import TextIOWrapper
from math import isfinite
from types import MappingProxyType
from typing import IO, Any
from zipfile import BadZipFile

from referrals.importing.archives import ArchiveRefused, Fault, opened_archive
from referrals.importing.rows import is_formula, text_of
from referrals.importing.shelf import Put, Row, Shelf

KNOWN = 256
"""Bodies and terms that are kept at hand, since very many services have the same."""
OF_SERVICE: Mapping[str, str] = MappingProxyType(
    {
        "phone": "phones",
        "schedule": "schedules",
        "service_area": "service_areas",
        "language": "languages",
        "cost_option": "cost_options",
        "required_document": "required_documents",
        "service_capacity": "capacities",
        "contact": "contacts",
    }
)
OF_BODY: Mapping[str, str] = MappingProxyType({"phone": "phones"})
OF_LOCATION: Mapping[str, str] = MappingProxyType(
    {"phone": "phones", "schedule": "schedules", "address": "addresses", "language": "languages"}
    | {"accessibility": "accessibility"}
)
OF_LINK: Mapping[str, str] = MappingProxyType(
    {"phone": "phones", "schedule": "schedules", "service_area": "service_areas"}
)
SINGULAR: Mapping[str, str] = MappingProxyType(
    {"addresses": "address", "taxonomies": "taxonomy", "accessibility": "accessibility"}
    | {"service_capacities": "service_capacity", "capacities": "service_capacity"}
)
OWNERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organization": ("id",),
        "location": ("id",),
        "taxonomy_term": ("id",),
        "unit": ("id",),
        "attribute": ("link_id",),
        "service_at_location": ("service_id",),
        "phone": ("service_id", "organization_id", "location_id", "service_at_location_id"),
        "schedule": ("service_id", "location_id", "service_at_location_id"),
        "service_area": ("service_id", "service_at_location_id"),
        "language": ("service_id", "location_id"),
        "cost_option": ("service_id",),
        "required_document": ("service_id",),
        "service_capacity": ("service_id",),
        "contact": ("service_id",),
        "address": ("location_id",),
        "accessibility": ("location_id",),
    }
)
"""By which columns the rows of a table are asked for."""
NUMBERS = ("minimum_age", "maximum_age", "extension", "count", "interval", "timezone", "amount")
NUMBERS_TOO = ("latitude", "longitude", "available", "maximum")


INERT = re.compile(r"'[=@+\-]")


class Package:
    """A package whose services are read one after the other. Close it.

    The rows of all other tables are put away until their service comes. Raises ArchiveRefused
    for what is no package, or would unpack to more than it should.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = opened_archive(file)
        self._names = {_table(each): each for each in self._archive.namelist()}
        if "service" not in self._names:
            self._archive.close()
            raise ArchiveRefused(Fault.NOT_A_ZIP)
        self._shelf = Shelf()
        for table, columns in OWNERS.items():
            self._shelf.fill(self._owned(table, columns))
        self._shelf.settle()
        self._body = lru_cache(KNOWN)(self._body_of)
        self._first = lru_cache(KNOWN)(self._first_of)

    def services(self) -> Iterator[Row]:
        """Its services as they are in JSON, in the order of their table. Raises ArchiveRefused."""
        for row in self._rows("service"):
            parts = self._parts("service_id", row["id"])
            service = {**row, **_under(parts, OF_SERVICE), "attributes": self._said(row["id"])}
            body = self._body(row.get("organization_id", ""))
            if body:
                service["organization"] = body
            for each in service.get("capacities", []):
                unit = self._first("unit", each.get("unit_id", ""))
                each["unit"] = unit or {"id": "", "name": "places"}
            service["service_at_locations"] = list(map(self._at, parts["service_at_location"]))
            yield service

    def close(self) -> None:
        """Let go of it."""
        self._shelf.close()
        self._archive.close()

    def _at(self, link: Row) -> Row:
        parts = self._parts("service_at_location_id", link["id"])
        whole = {**link, **_under(parts, OF_LINK)}
        place = self._first("location", link.get("location_id", ""))
        if place:
            parts = self._parts("location_id", place["id"])
            said = self._said(place["id"])
            whole["location"] = {**place, **_under(parts, OF_LOCATION), "attributes": said}
        return whole

    def _body_of(self, key: str) -> Row:
        """Who gives a service: many have the same."""
        body = self._first_of("organization", key)
        return body and {**body, **_under(self._parts("organization_id", key), OF_BODY)}

    def _said(self, key: str) -> list[Row]:
        found = []
        for each in self._parts("link_id", key)["attribute"]:
            term = self._first("taxonomy_term", each.get("taxonomy_term_id", ""))
            found.append({**each, **({"taxonomy_term": term} if term else {})})
        return found

    def _first_of(self, table: str, key: str) -> Row:
        """The row of that id; an empty one where there is none."""
        return next(iter(self._parts(f"{table}.id", key)[table]), {})

    def _parts(self, column: str, key: str) -> Mapping[str, list[Row]]:
        """By their table, the rows in which this stands in that column."""
        found: dict[str, list[Row]] = defaultdict(list)
        for table, row in self._shelf.of(f"{column} {key}") if key else ():
            found[table].append(row)
        return found

    def _owned(self, table: str, columns: Iterable[str]) -> Iterator[Put]:
        for row in self._rows(table):
            for column in columns:
                key = row.get(column, "")
                if key:
                    owner = f"{table}.id" if column == "id" else column
                    yield f"{owner} {key}", table, row

    def _rows(self, table: str) -> Iterator[Row]:
        name = self._names.get(table)
        if name is None:
            return
        try:
            with self._archive.open(name) as packed:
                text = TextIOWrapper(packed, "utf-8-sig", newline="")
                for row in csv.DictReader(text):
                    told = _told(row)
                    yield {"id": "", **told} if "id" not in told else told
        except (BadZipFile, UnicodeDecodeError, csv.Error, OSError) as wrong:
            raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong


def _under(parts: Mapping[str, list[Row]], names: Mapping[str, str]) -> Row:
    """The rows of these tables under the names that they have in JSON."""
    return {name: parts[table] for table, name in names.items() if parts[table]}


def _table(path: str) -> str:
    """The table of a file: "services.csv" and "data/service.csv" are both `service`."""
    stem = path.rpartition("/")[2].lower().removesuffix(".csv")
    if not path.lower().endswith(".csv"):
        return path
    return SINGULAR.get(stem) or (stem[:-1] if stem.endswith("s") else stem)


def _told(row: Mapping[str | Any, str | Any]) -> Row:
    """What a row says: empty cells say nothing, and a formula is nobody's word."""
    found: Row = {}
    for name, value in row.items():
        if not isinstance(name, str) or not isinstance(value, str) or is_formula(value):
            continue
        text = text_of(value)
        # A sign that ours and others put before what a spreadsheet would compute.
        text = text[1:] if INERT.match(text) else text
        if not text:
            continue
        found[name] = _number(text) if name in (*NUMBERS, *NUMBERS_TOO) else text
    return found


def _number(text: str) -> float | int | str:
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    return int(number) if number.is_integer() else number

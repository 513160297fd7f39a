"""Services of an HSDS tabular package: CSV files in a zip, put together by their identifiers."""

import csv
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from types import MappingProxyType
from typing import IO, Any
from zipfile import BadZipFile

from referrals.importing.archives import MEGABYTE, ArchiveRefused, Fault, opened_archive
from referrals.importing.rows import is_formula, text_of

UNPACKED = 300 * MEGABYTE
"""What belongs to services is held while they are gone through, so it is bounded."""
Row = dict[str, Any]
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
NUMBERS = ("minimum_age", "maximum_age", "extension", "count", "interval", "timezone", "amount")
NUMBERS_TOO = ("latitude", "longitude", "available", "maximum")


INERT = re.compile(r"'[=@+\-]")


class Package:
    """A package whose services are read one after the other. Close it.

    Of the other tables every row is held, packed small, until its service comes. Raises
    ArchiveRefused for what is no package, or would unpack to more than it should.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = opened_archive(file, UNPACKED)
        self._names = {_table(each): each for each in self._archive.namelist()}
        if "service" not in self._names:
            self._archive.close()
            raise ArchiveRefused(Fault.NOT_A_ZIP)
        self._organizations = self._by("organization", "id")
        self._links = self._by("service_at_location", "service_id")
        self._locations = self._by("location", "id")
        self._terms = self._by("taxonomy_term", "id")
        self._units = self._by("unit", "id")
        self._attributes = self._by("attribute", "link_id")
        self._held = {
            (table, column): self._by(table, column)
            for column, tables in (
                ("service_id", OF_SERVICE),
                ("location_id", OF_LOCATION),
                ("organization_id", OF_BODY),
                ("service_at_location_id", OF_LINK),
            )
            for table in tables
        }

    def services(self) -> Iterator[Row]:
        """Its services as they are in JSON, in the order of their table. Raises ArchiveRefused."""
        for row in self._rows("service"):
            service = self._with_parts(row, "service_id", OF_SERVICE)
            service["attributes"] = self._said(row["id"])
            body = self._organizations.of(row.get("organization_id", ""))
            if body:
                service["organization"] = self._with_parts(body[0], "organization_id", OF_BODY)
            for each in service.get("capacities", []):
                units = self._units.of(each.get("unit_id", ""))
                each["unit"] = units[0] if units else {"id": "", "name": "places"}
            service["service_at_locations"] = [self._at(each) for each in self._links.of(row["id"])]
            yield service

    def close(self) -> None:
        """Let go of it."""
        self._archive.close()

    def _at(self, link: Row) -> Row:
        whole = self._with_parts(link, "service_at_location_id", OF_LINK)
        places = self._locations.of(link.get("location_id", ""))
        if places:
            place = self._with_parts(places[0], "location_id", OF_LOCATION)
            whole["location"] = {**place, "attributes": self._said(place["id"])}
        return whole

    def _with_parts(self, row: Row, column: str, tables: Mapping[str, str]) -> Row:
        found = {name: self._held[(table, column)].of(row["id"]) for table, name in tables.items()}
        return {**row, **{name: rows for name, rows in found.items() if rows}}

    def _said(self, key: str) -> list[Row]:
        found = []
        for each in self._attributes.of(key):
            terms = self._terms.of(each.get("taxonomy_term_id", ""))
            found.append({**each, **({"taxonomy_term": terms[0]} if terms else {})})
        return found

    def _by(self, table: str, column: str) -> "_Held":
        held = _Held()
        for row in self._rows(table):
            held.add(row.get(column, ""), row)
        return held

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


class _Held:
    """Rows by what they belong to, each packed: a table of a hundred thousand fits."""

    def __init__(self) -> None:
        self._rows: dict[str, list[bytes]] = defaultdict(list)

    def add(self, key: str, row: Row) -> None:
        if key:
            self._rows[key].append(zlib.compress(json.dumps(row).encode(), 1))

    def of(self, key: str) -> list[Row]:
        return [json.loads(zlib.decompress(each)) for each in self._rows.get(key, [])]


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
    return int(number) if number.is_integer() else number

"""A directory as an HSDS tabular data package: a zip of CSV files and what describes them."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from itertools import chain
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from referrals.hsds import shapes
from referrals.hsds.tabular import POINTS, TABLES, Column, Laid, Table, laid

DESCRIPTOR = "datapackage.json"
NUMBERLIKE = re.compile(r"[+-][\d\s().,/-]+")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""No file in it says when it was made."""


def pack(
    file: IO[bytes], services: Iterable[shapes.Service], terms: Iterable[shapes.TaxonomyTerm]
) -> None:
    """Write a package of these services, of all they have, and of these terms.

    Every table is held as text until it is written: two kilobytes a service.
    """
    sheets = {name: _Sheet(table) for name, table in TABLES.items()}
    for shape in chain[shapes.Shape](terms, services):
        _lay(sheets, laid(shape))
    filled = [sheet for sheet in sheets.values() if sheet.ids]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_entry(DESCRIPTOR), json.dumps(descriptor(filled), indent=2))
        for sheet in filled:
            archive.writestr(_entry(sheet.table.path), sheet.text)


def inert(value: object) -> object:
    """A cell as it is, but with a sign before what a spreadsheet would compute."""
    text = value if isinstance(value, str) else ""
    computes = text[:1] in {"=", "@", "\t", "\r"}
    if not computes and text[:1] in {"+", "-"}:
        computes = not NUMBERLIKE.fullmatch(text)
    return f"'{text}" if computes else value


def descriptor(sheets: "Iterable[_Sheet]") -> dict[str, Any]:
    """What describes the package (Frictionless Data)."""
    tables = [each.table for each in sheets]
    return {
        "profile": "tabular-data-package",
        "name": "directory",
        "title": "Directory of places that help, as HSDS 3.1",
        "resources": [_resource(each, {other.name for other in tables}) for each in tables],
    }


class _Sheet:
    """One table while it is filled; a row comes in once, however often it is said."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.ids: set[str] = set()
        self._text = StringIO()
        self._rows = csv.DictWriter(self._text, table.names)
        self._rows.writeheader()

    @property
    def text(self) -> str:
        """The table as CSV."""
        return self._text.getvalue()

    def add(self, row: Mapping[str, Any]) -> None:
        if row["id"] not in self.ids:
            self.ids.add(row["id"])
            self._rows.writerow({name: inert(value) for name, value in row.items()})


def _lay(sheets: Mapping[str, _Sheet], rows: Iterable[Laid]) -> None:
    for table, row in rows:
        sheets[table].add(row)


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _resource(table: Table, present: set[str]) -> dict[str, Any]:
    points = {
        each: POINTS[each] for each in table.names if each in POINTS and POINTS[each] in present
    }
    schema = {
        "fields": [_field(each) for each in table.columns],
        "primaryKey": "id",
        "foreignKeys": [
            {"fields": name, "reference": {"resource": _said(table, to), "fields": "id"}}
            for name, to in points.items()
        ],
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _said(table: Table, to: str) -> str:
    # A table that points at itself is named by nothing (Table Schema, "foreignKeys").
    return "" if table.name == to else to


def _field(column: Column) -> dict[str, Any]:
    constraints = {"required": True} if column.is_required else {}
    unique = {"unique": True} if column.name == "id" else {}
    return {
        "name": column.name,
        "type": column.type,
        "format": column.format,
        "constraints": {**constraints, **unique},
    }

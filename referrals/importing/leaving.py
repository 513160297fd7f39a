"""The directory on its way out: as HSDS, as a package of tables, as a spreadsheet.

What never leaves, where a secret place is and who works somewhere, is left out where the objects
of HSDS are made; the spreadsheet is made of what pages know, which holds neither.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import IO

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session
from xlsxwriter import Workbook

from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.hsds import shapes
from referrals.hsds.answering import whole_services
from referrals.hsds.asked import Asked
from referrals.hsds.finding import terms
from referrals.hsds.packing import pack
from referrals.importing.told_again import HEADINGS, told_again
from referrals.models.listed import Service

WIDTH = 24
FACTS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
"""Nothing that anybody typed becomes a number, a formula or a link of a spreadsheet."""


class Leaves(StrEnum):
    """In which form."""

    JSON = "json"
    TABLES = "tables"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Leaves.JSON: "application/json",
    Leaves.TABLES: "application/zip",
    Leaves.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS = {Leaves.JSON: "json", Leaves.TABLES: "zip", Leaves.XLSX: "xlsx"}


def leave(db: Session, file: IO[bytes], form: Leaves, *, spools: bool = False) -> int:
    """Write the whole directory into a file; how many services are in it.

    `db` must only read. Of JSON some services are held at a time; a package holds its tables, a
    spreadsheet its rows, unless it `spools` them to a temporary file: on a command line only.
    """
    if form is Leaves.XLSX:
        return _as_sheet(file, offered(db), spools=spools)
    ids = list(db.scalars(select(Service.id).order_by(Service.id)))
    if form is Leaves.TABLES:
        pack(file, whole_services(db, ids), terms(db, Asked()))
    else:
        _as_json(file, whole_services(db, ids))
    return len(ids)


def _as_json(file: IO[bytes], services: Iterator[shapes.Service]) -> None:
    """A list of services, one a line: read piece by piece by whoever takes it in."""
    file.write(b"[")
    for at, each in enumerate(services):
        file.write(b",\n" if at else b"\n")
        file.write(msgspec.json.encode(each))
    file.write(b"\n]\n")


def _as_sheet(file: IO[bytes], every: Sequence[Offered], *, spools: bool) -> int:
    """One row for each service at a place, places of one service below each other."""
    book = Workbook(file, {"constant_memory": spools, "in_memory": not spools, **FACTS})
    sheet = book.add_worksheet("Directory")
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(HEADINGS) - 1, WIDTH)
    for at, heading in enumerate(HEADINGS):
        sheet.write_string(0, at, heading, bold)
    rows = sorted(every, key=lambda each: (each.name.casefold(), each.service, each.id))
    for number, each in enumerate(rows, 1):
        for at, text in enumerate(told_again(each)):
            if text:
                sheet.write_string(number, at, text)
    book.close()
    return len({each.service for each in rows})

"""A file on its way in: its sheets and headings, what columns mean, and rows as services."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import IO

import msgspec

from referrals.importing.archives import ArchiveRefused
from referrals.importing.areas import Areas
from referrals.importing.fields import Field, guessed
from referrals.importing.findings import Finding
from referrals.importing.gathering import Read
from referrals.importing.headings import Headings, HeadingsMissing, headings_in
from referrals.importing.hsds_rows import HsdsReader
from referrals.importing.json_items import JsonRefused, items_in
from referrals.importing.listed_rows import ListReader
from referrals.importing.opening import FileRefused, Format, Refusal, format_of, refused
from referrals.importing.packages import Package
from referrals.importing.rows import Row
from referrals.importing.sheets import Spreadsheet
from referrals.importing.text_files import Letters, TextFile, TextRefused


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said of a list: which sheet, what each column means, and of which country."""

    fields: dict[int, Field]
    sheet: str = ""
    country: str = ""
    """ISO 3166-1, of rows that name none."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of a list, as far as one has to see it to say what it means."""

    name: str
    headings: Headings

    def guess(self) -> dict[int, Field]:
        """What its columns most probably mean."""
        return guessed(self.headings.names)


class Terms(msgspec.Struct, frozen=True):
    """By what rows are read: the areas that are known, and today."""

    areas: Areas
    on: date


@contextmanager
def opened(file: IO[bytes], format_: Format) -> Iterator[Spreadsheet | TextFile]:
    """A list, until the block ends. Raises FileRefused, also while it is read."""
    try:
        made = Spreadsheet(file) if format_ is Format.XLSX else TextFile(file)
        try:
            yield made
        finally:
            made.close()
    except ArchiveRefused as wrong:
        raise refused(wrong) from wrong
    except TextRefused as wrong:
        raise FileRefused(Refusal.BROKEN) from wrong
    except HeadingsMissing as wrong:
        raise FileRefused(Refusal.NO_HEADINGS) from wrong


def sheets_of(file: IO[bytes], format_: Format) -> list[Sheet]:
    """The sheets of a list that have headings, those with the most that is known first.

    Raises FileRefused, also where no sheet has any.
    """
    found = []
    with opened(file, format_) as made:
        for name in made.names:
            try:
                found.append(Sheet(name=name, headings=headings_in(made.rows(name))))
            except HeadingsMissing:
                continue
    if not found:
        raise FileRefused(Refusal.NO_HEADINGS)
    return sorted(found, key=lambda each: -len(set(each.guess().values())))


def has_doubtful_letters(file: IO[bytes], format_: Format) -> bool:
    """Whether a text file is in letters of one machine, so that others may come out wrong."""
    if format_ is not Format.CSV:
        return False
    return TextFile(file).letters is Letters.WESTERN


def reads_of(
    file: IO[bytes], format_: Format, columns: Columns | None, terms: Terms, country: str = ""
) -> Iterator[Read]:
    """Every row or object of a file, read. Raises FileRefused on the way.

    A list needs its `columns`; `country` is for services of HSDS that name none.
    """
    if format_ in (Format.XLSX, Format.CSV):
        if columns is None:
            raise FileRefused(Refusal.NO_HEADINGS)
        yield from _listed(file, format_, columns, terms)
        return
    try:
        yield from services_read(_objects(file, format_), terms, country)
    except ArchiveRefused as wrong:
        raise refused(wrong) from wrong
    except JsonRefused as wrong:
        raise FileRefused(Refusal.BROKEN) from wrong


def services_read(
    services: Iterable[dict[str, object]], terms: Terms, country: str = ""
) -> Iterator[Read]:
    """Every service of HSDS, read. `country` is of those that name none."""
    reader = HsdsReader(terms.areas, country)
    yield from (reader.read(at, each) for at, each in enumerate(services, 1))


def the_format(file: IO[bytes]) -> Format:
    """What kind of file it is. Raises FileRefused."""
    return format_of(file)


def _objects(file: IO[bytes], format_: Format) -> Iterator[dict[str, object]]:
    if format_ is Format.JSON:
        yield from items_in(file)
        return
    package = Package(file)
    try:
        yield from package.services()
    finally:
        package.close()


def _listed(file: IO[bytes], format_: Format, columns: Columns, terms: Terms) -> Iterator[Read]:
    with opened(file, format_) as made:
        if columns.sheet not in made.names:
            raise FileRefused(Refusal.NO_SHEET)
        headings = headings_in(made.rows(columns.sheet))
        reader = ListReader(columns.fields, headings.names, terms.areas, terms.on)
        reader.country = columns.country
        for row in made.rows(columns.sheet):
            if row.number > headings.last and _is_said(row, columns.fields, headings.names):
                yield _read(reader, row)


def _read(reader: ListReader, row: Row) -> Read:
    entry, said = reader.read(row)
    findings: list[Finding] = said.findings
    return row.number, said.name, entry, findings


def _is_said(row: Row, fields: Mapping[int, Field], headings: Sequence[str]) -> bool:
    """Whether a row says anything: neither the headings once more nor a line under the list."""
    if row.cells[: len(headings)] == tuple(headings):
        return False
    told = {at for at, text in enumerate(row.cells) if text}
    if len(set(row.cells) - {""}) == 1 and len(told) > 1:
        # A heading of a part of the list, merged over all its columns.
        return False
    return bool((told | row.formulas | row.too_long) & fields.keys())

"""A catalogue as a spreadsheet: out to whoever speaks the language, and in again as she read it."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, NamedTuple

from openpyxl import load_workbook
from xlsxwriter import Workbook

from casework.translating.catalogues import Id, Translated, Translations
from casework.translating.checking import Fault, fault_of
from casework.translating.scope import is_critical
from casework.translating.sources import Said
from casework.translating.states import State

HEAD = (
    "English", "Form", "Where it is said", "Nobody may misread it", "Draft", "Read by",
    "Right as it is (x)", "Your text",
)  # fmt: skip
WIDTHS = (60, 6, 30, 12, 60, 12, 12, 60)
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Read(NamedTuple):
    """A workbook as it came back: what is to be kept, and which rows cannot be."""

    translations: dict[Id, Translated]
    faults: list[tuple[int, Fault]]
    """By the row's number in the sheet, the first of a string that counts."""


class _Row(NamedTuple):
    number: int
    english: str
    form: str
    draft: str
    is_right: bool
    text: str

    @property
    def said(self) -> str:
        return self.text or (self.draft if self.is_right else "")


def write(file: IO[bytes], sources: Iterable[Said], known: Translations, forms: int) -> None:
    """Write one row for each text of these sources; those that count have a row for each form."""
    with Workbook(file, PLAIN) as book:
        sheet = book.add_worksheet()
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        sheet.write_row(0, 0, HEAD, book.add_format({"bold": True, "text_wrap": True}))
        for number, row in enumerate(_rows(sources, known, forms), start=1):
            sheet.write_row(number, 0, row)


def read(file: Path, sources: Iterable[Said], known: Translations, forms: int, by: State) -> Read:
    """What somebody who is a `by` said of each string; what she left alone is as it was.

    A speaker who changes nothing takes nothing back of what an advocate said.
    """
    kept, faults = dict(known), list[tuple[int, Fault]]()
    ids = {each.id for each in sources}
    for number, english, text in _answered(file, by):
        fault = fault_of(english, text, forms) if english in ids else Fault.GONE
        if fault is not None:
            faults.append((number, fault))
        elif text.texts != _texts(known, english) or _rank(known, english) < _order(by):
            kept[english] = text
    return Read(kept, faults)


def _rows(sources: Iterable[Said], known: Translations, forms: int) -> Iterator[tuple[str, ...]]:
    for each in sources:
        where, critical = ", ".join(each.files), "yes" if is_critical(each) else ""
        count = 1 if isinstance(each.id, str) else forms
        text = known.get(each.id, Translated(("",) * count))
        for form, draft in enumerate(text.texts):
            english = each.id if isinstance(each.id, str) else "\n".join(each.id)
            name = "" if isinstance(each.id, str) else str(form + 1)
            yield english, name, where, critical, draft, text.state if draft else "", "", ""


def _answered(file: Path, by: State) -> Iterator[tuple[int, Id, Translated]]:
    """Each string of which somebody said something: its first row, its English, its texts."""
    by_english = dict[str, list[_Row]]()
    for row in _rows_of(file):
        by_english.setdefault(row.english, []).append(row)
    for english, rows in by_english.items():
        texts = tuple(row.said for row in rows)
        if any(texts):
            one, _, other = english.partition("\n")
            id_ = (one, other) if rows[0].form else english
            yield rows[0].number, id_, Translated(texts, by)


def _rows_of(file: Path) -> Iterator[_Row]:
    with closing(load_workbook(file, read_only=True)) as book:
        rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
        for number, cells in enumerate(rows, start=2):
            words = [str(cell or "").strip() for cell in cells] + [""] * len(HEAD)
            english, form, draft, right, text = (words[column] for column in (0, 1, 4, 6, 7))
            yield _Row(number, english, form, draft, bool(right), text)


def _texts(known: Translations, english: Id) -> tuple[str, ...]:
    return known[english].texts if english in known else ()


def _rank(known: Translations, english: Id) -> int:
    return _order(known[english].state) if english in known else -1


def _order(state: State) -> int:
    return list(State).index(state)

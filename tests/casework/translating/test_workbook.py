"""A spreadsheet goes out to whoever speaks the language and comes in as she read it."""

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casework.translating import workbook
from casework.translating.catalogues import Id, Translated
from casework.translating.checking import Fault, fault_of
from casework.translating.sources import Said
from casework.translating.states import State

LEAVE = Said("Leave on %(day)s", ("templates/parts/leaving.html",))
DAYS = Said(("%(num)s day", "%(num)s days"), ("casework/words/cases.py",))
SOURCES = [DAYS, LEAVE]
KNOWN: dict[Id, Translated] = {
    DAYS.id: Translated(("%(num)s দিন", "%(num)s দিন")),
    LEAVE.id: Translated(("%(day)s যান",)),
}
RIGHT, TEXT = 7, 8


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook as it went out."""
    path = tmp_path / "bn.xlsx"
    with path.open("wb") as out:
        workbook.write(out, SOURCES, KNOWN, forms=2)
    return path


def _say(file: Path, row: int, column: int, words: str) -> None:
    with closing(load_workbook(file)) as book:
        book.worksheets[0].cell(row, column, words)
        book.save(file)


def test_it_shows_each_text_with_its_english_and_whether_it_may_harm(file: Path) -> None:
    with closing(load_workbook(file)) as book:
        rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))

    assert [row[:2] for row in rows] == [
        ("%(num)s day\n%(num)s days", "1"),
        ("%(num)s day\n%(num)s days", "2"),
        ("Leave on %(day)s", None),
    ]
    assert [row[3] for row in rows] == [None, None, "yes"]


def test_what_she_left_alone_is_as_it_was(file: Path) -> None:
    assert workbook.read(file, SOURCES, KNOWN, 2, State.SPEAKER) == (KNOWN, [])


def test_what_she_wrote_is_taken_and_says_who_read_it(file: Path) -> None:
    _say(file, 4, TEXT, "%(day)s বেরিয়ে যান")

    read = workbook.read(file, SOURCES, KNOWN, 2, State.SPEAKER)

    assert read.translations[LEAVE.id] == (("%(day)s বেরিয়ে যান",), State.SPEAKER)
    assert read.translations[DAYS.id].state is State.DRAFT


def test_what_is_right_as_it_is_is_read_too(file: Path) -> None:
    _say(file, 2, RIGHT, "x")
    _say(file, 3, TEXT, "%(num)s দিন ধরে")

    read = workbook.read(file, SOURCES, KNOWN, 2, State.ADVOCATE)

    assert read.translations[DAYS.id] == (("%(num)s দিন", "%(num)s দিন ধরে"), State.ADVOCATE)


def test_a_speaker_who_agrees_takes_nothing_back_of_an_advocate(file: Path) -> None:
    known = {**KNOWN, LEAVE.id: Translated(("%(day)s যান",), State.ADVOCATE)}
    _say(file, 4, RIGHT, "x")

    read = workbook.read(file, SOURCES, known, 2, State.SPEAKER)

    assert read.translations[LEAVE.id].state is State.ADVOCATE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("কাল যান", Fault.PLACES),
        ("%(when)s %(day)s", Fault.PLACES),
        ("100% %(day)s", Fault.PLACES),
        ("%(day)999999999s", Fault.PLACES),
        ("%(day)s <b>", Fault.SIGN),
        ('%(day)s" autofocus', Fault.SIGN),
        ("%(day)s \u202enaz", Fault.SIGN),
    ],
    ids=["gone", "too many", "bare", "wide", "tag", "quote", "order"],
)
def test_what_would_break_a_sentence_stays_out_and_is_named(
    file: Path, text: str, fault: Fault
) -> None:
    _say(file, 4, TEXT, text)

    assert workbook.read(file, SOURCES, KNOWN, 2, State.SPEAKER) == (KNOWN, [(4, fault)])


def test_what_is_said_no_longer_is_named(file: Path) -> None:
    _say(file, 4, TEXT, "%(day)s যান")

    assert workbook.read(file, [DAYS], KNOWN, 2, State.SPEAKER).faults == [(4, Fault.GONE)]


@pytest.mark.parametrize(
    ("texts", "forms", "fault"),
    [
        (("একদিন", "%(num)s দিন"), 2, None),
        (("%(num)s দিন",), 2, Fault.FORMS),
        (("%(num)s দিন",), 1, None),
        ((" ", "%(num)s দিন"), 2, Fault.EMPTY),
    ],
)
def test_what_counts_has_its_forms(texts: tuple[str, ...], forms: int, fault: Fault | None) -> None:
    assert fault_of(DAYS.id, Translated(texts), forms) == fault

"""Rows of a text file with separators (CSV), whichever separators and letters it is written in."""

import csv
from collections.abc import Iterator
from enum import StrEnum
from io import TextIOWrapper
from typing import IO

from referrals.importing.rows import Row, is_formula, literal, row_of

SAMPLE = 64 * 1024
SEPARATORS = ",;\t|"


class TextRefused(Exception):
    """It is no text with separators."""


class Letters(StrEnum):
    """How a file writes its letters."""

    UTF_8 = "utf-8-sig"
    UTF_16 = "utf-16"
    WESTERN = "cp1252"
    """What is left where it is neither: Bangla, Khmer or Vietnamese would come out wrong."""


def letters_of(sample: bytes, *, is_whole: bool) -> Letters:
    """How the beginning of a file writes its letters. Raises TextRefused for what is no text."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Letters.UTF_16
    if b"\0" in sample:
        raise TextRefused
    # A letter may lie across the end of the sample.
    for cut in range(1 if is_whole else 4):
        try:
            sample[: len(sample) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        return Letters.UTF_8
    return Letters.WESTERN


def separator_of(sample: str) -> str:
    """What stands between the cells: the sign that most evenly divides the first lines."""
    lines = [each for each in sample.splitlines()[:30] if each.strip()]
    return max(SEPARATORS, key=lambda sign: _divided(lines, sign))


class TextFile:
    """A CSV file that is read row by row. `file` stays the caller's.

    Raises TextRefused for what is no text.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.seek(0)
        sample = file.read(SAMPLE)
        self.letters = letters_of(sample, is_whole=len(sample) < SAMPLE)
        self.separator = separator_of(sample.decode(self.letters, errors="ignore"))

    @property
    def names(self) -> list[str]:
        """One sheet without a name."""
        return [""]

    def rows(self, _name: str = "") -> Iterator[Row]:
        """Its rows, empty ones left out. Raises TextRefused on the way."""
        self._file.seek(0)
        # What cp1252 leaves undefined is no reason to refuse a list of telephone numbers.
        wrong = "replace" if self.letters is Letters.WESTERN else "strict"
        text = TextIOWrapper(self._file, self.letters, errors=wrong, newline="")
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=self.separator), 1):
                row = _row(number, cells)
                if not row.is_empty:
                    yield row
        except (csv.Error, UnicodeDecodeError, UnicodeError) as bad:
            raise TextRefused from bad
        finally:
            text.detach()

    def close(self) -> None:
        """Nothing to let go of."""


def _row(number: int, cells: list[str]) -> Row:
    if not any("=" in each for each in cells):
        return row_of(number, cells, frozenset())
    formulas = frozenset(at for at, each in enumerate(cells) if is_formula(each))
    values: list[object] = [
        inside if (inside := literal(each)) is not None else each for each in cells
    ]
    return row_of(number, values, formulas)


def _divided(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines have it as often as most do, and how often that is."""
    counts = [line.count(sign) for line in lines]
    usual = max(set(counts) - {0}, key=counts.count, default=0)
    return (counts.count(usual) if usual else 0, usual)

"""A row as a source gives it: every cell as text, whatever kind it was in its file."""

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time

import msgspec

CELL_SIGNS = 5_000
"""The most that is read of one cell; a longer one is refused, not cut."""
ROW_CELLS = 120
"""The most columns that are looked at."""
LITERAL = re.compile(r'="([^"]*)"')
"""How people keep the first zero of a telephone number in a CSV file. It computes nothing."""
SPACES = re.compile(r"[^\S\n]+")
BREAKS = re.compile(r"\s*\n\s*")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a sheet. `number` is the one its reader sees at the edge, from 1."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    """Places of cells that hold a formula. What it computes is nobody's word: they are empty."""
    too_long: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands in it."""
        return not any(self.cells) and not self.formulas and not self.too_long

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for each in self.cells if each)


def row_of(number: int, values: Sequence[object], formulas: frozenset[int]) -> Row:
    """A row from the values of a file, in their places."""
    texts = [text_of(value) for value in values[:ROW_CELLS]]
    long = frozenset(at for at, text in enumerate(texts) if len(text) > CELL_SIGNS)
    for at in formulas | long:
        if at < len(texts):
            texts[at] = ""
    while texts and not texts[-1]:
        texts.pop()
    return Row(number=number, cells=tuple(texts), formulas=formulas, too_long=long)


def text_of(value: object) -> str:
    """What a cell says, as text: numbers without the .0 of a machine, dates as 2026-03-05.

    A telephone number that a spreadsheet took for a number comes back as its digits.
    """
    match value:
        case None:
            return ""
        case str():
            return cleaned(value)
        case bool():
            return "yes" if value else "no"
        case float():
            return _number(value)
        case datetime():
            return _moment(value)
        case time():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case _:
            return cleaned(str(value))


def cleaned(text: str) -> str:
    """One form of each letter, plain spaces, no signs that cannot be seen; line breaks stay."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip() if "  " not in text else SPACES.sub(" ", text).strip()
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(each for each in composed if each == "\n" or _is_seen(each))
    return BREAKS.sub("\n", SPACES.sub(" ", seen)).strip()


def literal(text: str) -> str | None:
    """The text inside ="…", which computes nothing; None for any other cell."""
    found = LITERAL.fullmatch(text.strip())
    return found[1] if found else None


def is_formula(text: str) -> bool:
    """Whether a cell of a text file would compute something in a spreadsheet."""
    begin = text.lstrip()
    return begin.startswith("=") and len(begin) > 1 and literal(begin) is None


def _is_seen(sign: str) -> bool:
    # Joiners are letters' own business in Bangla, Khmer and Burmese.
    if sign in "\u200c\u200d":
        return True
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="minutes")

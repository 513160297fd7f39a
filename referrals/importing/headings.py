"""Where the headings of a sheet are: behind a title, in one row or in two, and what they say."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from referrals.importing.fields import field_of, folded
from referrals.importing.rows import Row

LOOKED_AT = 25
"""Rows in which headings are sought; above them stand titles and logos, never more."""
SAMPLES = 3


class Headings(msgspec.Struct, frozen=True, kw_only=True):
    """The headings of a sheet, and the numbers of the rows they stand in."""

    names: tuple[str, ...]
    first: int
    last: int
    samples: tuple[tuple[str, ...], ...] = ()
    """Some values below each, for whoever says what the column means."""

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 over the folded headings: the same list next month has the same one."""
        return fingerprint(self.names)


class HeadingsMissing(Exception):
    """No row of the first ones has the look of headings."""


def fingerprint(names: Sequence[str]) -> bytes:
    """What a list is known again by."""
    said = "\x1f".join(folded(each) for each in names)
    return hashlib.sha256(said.encode()).digest()


def headings_in(rows: Iterable[Row]) -> Headings:
    """The headings among the first rows of a sheet. Raises HeadingsMissing.

    Merged cells are filled already: a title over the whole sheet says one thing many times, and
    an upper row of headings says each of its words over several columns.
    """
    begun = list(islice(rows, LOOKED_AT))
    scored = [(_score(row), -at) for at, row in enumerate(begun)]
    best, place = max(scored, default=(0, 0))
    if best <= 0:
        raise HeadingsMissing
    at = -place
    upper, lower = _pair(begun, at)
    names = _joined(upper, lower)
    below = begun[begun.index(lower) + 1 :]
    return Headings(
        names=names,
        first=upper.number if upper else lower.number,
        last=lower.number,
        samples=tuple(_samples(below, column) for column in range(len(names))),
    )


def _pair(rows: list[Row], at: int) -> tuple[Row | None, Row]:
    """The one or two rows of headings: the best one, and its neighbour if that is one too."""
    row = rows[at]
    if at + 1 < len(rows) and _is_second(row, rows[at + 1]):
        return row, rows[at + 1]
    if at > 0 and _spans(rows[at - 1]) and _is_second(rows[at - 1], row):
        return rows[at - 1], row
    return None, row


def _score(row: Row) -> float:
    """How much a row looks like headings: known words count, long sentences and numbers do not."""
    cells = [each for each in row.cells if each]
    distinct = {folded(each) for each in cells} - {""}
    if len(distinct) < 2:
        return 0
    known = len({field for each in cells if (field := field_of(each))})
    odd = sum(1 for each in cells if len(each) > 80 or each.replace(".", "").isdigit())
    return known * 3 + min(len(distinct), 12) * 0.2 - odd


def _is_second(upper: Row, lower: Row) -> bool:
    """Whether `lower` goes on with the headings of `upper`: short words under a wider one."""
    if lower.number != upper.number + 1 or not _spans(upper):
        return False
    under = [
        lower.cells[at]
        for at, text in enumerate(upper.cells)
        if text and at < len(lower.cells) and upper.cells.count(text) > 1
    ]
    wordy = [each for each in under if each and len(each) <= 60 and not each[0].isdigit()]
    known = [each for each in under if field_of(each)]
    return len(wordy) == len(under) >= 2 and bool(known)


def _spans(row: Row) -> bool:
    """Whether something stands over several columns, but not one thing over all of them."""
    cells = [each for each in row.cells if each]
    return len(set(cells)) < len(cells) and len(set(cells)) > 1


def _joined(upper: Row | None, lower: Row) -> tuple[str, ...]:
    if upper is None:
        return lower.cells
    names = []
    for at in range(max(len(upper.cells), len(lower.cells))):
        above = upper.cells[at] if at < len(upper.cells) else ""
        under = lower.cells[at] if at < len(lower.cells) else ""
        names.append(_together(above, under))
    return tuple(names)


def _together(above: str, under: str) -> str:
    """One heading of two: "Contact" over "Phone" is the contact's phone."""
    if not above or not under or folded(above) == folded(under):
        return above or under
    return f"{above}: {under}"


def _samples(rows: list[Row], column: int) -> tuple[str, ...]:
    cells = (row.cells[column] for row in rows if column < len(row.cells))
    return tuple(dict.fromkeys(each for each in cells if each))[:SAMPLES]

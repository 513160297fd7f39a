"""Cells that look like one: what stands in the first is meant for all of them."""

import re
from collections.abc import Iterable, Iterator
from typing import IO

import msgspec

from referrals.importing.archives import ArchiveRefused, Fault
from referrals.importing.rows import ROW_CELLS, Row
from referrals.importing.sheet_xml import column_of

MERGES = 50_000
MERGE_ROWS = 2_000
"""Rows over which one merged cell is believed."""
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
PIECE = 256 * 1024
OVERLAP = 200


class Merge(msgspec.Struct, frozen=True):
    """One block: rows from 1, columns from 0, both ends included."""

    top: int
    bottom: int
    left: int
    right: int


def merges_in(source: IO[bytes]) -> list[Merge]:
    """The merged cells of a sheet, from above; they stand at its end, behind the last row.

    Raises ArchiveRefused for a sheet with more of them than a person made.
    """
    found: list[Merge] = []
    held = b""
    while piece := source.read(PIECE):
        held += piece
        last = 0
        for each in MERGED.finditer(held):
            found.append(_merge(each[1].decode(), each[2].decode()))
            last = each.end()
        held = held[max(last, len(held) - OVERLAP) :]
        if len(found) > MERGES:
            raise ArchiveRefused(Fault.TOO_LARGE)
    return sorted(
        (each for each in found if _is_believed(each)), key=lambda each: (each.top, each.left)
    )


def filled_in(rows: Iterable[Row], merges: list[Merge]) -> Iterator[Row]:
    """The rows, with what stands in the first cell of each block in all of its cells."""
    coming = merges[::-1]
    going: list[tuple[Merge, str]] = []
    for row in rows:
        going = [each for each in going if each[0].bottom >= row.number]
        while coming and coming[-1].top <= row.number:
            merge = coming.pop()
            text = row.cells[merge.left] if merge.left < len(row.cells) else ""
            if text and merge.top == row.number:
                going.append((merge, text))
        yield _filled(row, going) if going else row


def _filled(row: Row, going: list[tuple[Merge, str]]) -> Row:
    width = max(len(row.cells), *(each.right + 1 for each, _text in going))
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    for merge, text in going:
        for at in range(merge.left, merge.right + 1):
            cells[at] = cells[at] or text
    return msgspec.structs.replace(row, cells=tuple(cells))


def _merge(first: str, last: str) -> Merge:
    return Merge(_row(first), _row(last), column_of(first), column_of(last))


def _row(place: str) -> int:
    return int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _is_believed(merge: Merge) -> bool:
    return merge.bottom - merge.top < MERGE_ROWS and 0 <= merge.left <= merge.right < ROW_CELLS

"""One sealed column of many rows, opened in one pass without an object or a question each."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, Result, Select, Table, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import NullType

from crypto.compartments import Compartment
from crypto.context import encode
from crypto.envelope import SUITE_BYTE, expand, open_bound
from crypto.errors import PaddingBroken, SealBroken
from crypto.padding import unpad
from crypto.records import CaseRecord
from crypto.ring import FIELD, KeyRing, in_force

BATCH = 500
ID = encode(UUID(int=0))[:4]
"""What stands before an id in the encoding."""
FIELD_OF = FIELD + ID


class Column:
    """A sealed column of a table, as many rows have it.

    It opens what `CaseRecord` seals, byte for byte the same, with the context put together from
    pieces: at ten thousand rows the pieces are what somebody waits for.
    """

    def __init__(self, owner: type[CaseRecord], name: str) -> None:
        self.table = _table(owner)
        column = f"{name}_sealed"
        self._box = self.table.c[column]
        self._room = owner.sealed[name].room
        self._before = SUITE_BYTE + encode(self.table.name) + ID
        self._between = encode(column) + ID
        self._parts = {part.value: (part, encode(part.value)) for part in Compartment}

    def select(self) -> Select[Any]:
        """A query for the column, to be narrowed; ids come as the driver has them.

        Rows come a few hundred at a time: neither one by one nor all at once.
        """
        places = (self.table.c[name] for name in ("id", "case_id", "compartment", "generation"))
        columns = select(*(raw_id(each) for each in places), type_coerce(self._box, NullType()))
        return columns.execution_options(yield_per=BATCH)

    def opened(
        self, ring: KeyRing, rows: Iterable[Any]
    ) -> Iterator[tuple[UUID, Compartment, bytes]]:
        """Case, compartment and opened bytes of every row of `select` that this ring opens.

        A row that does not open is left out, and so is one under a key that was replaced.
        """
        known, parts = ring.by_digits(), self._parts
        before, between, room = self._before, self._between, self._room
        for row, found, named, generation, box in _by_batches(rows):
            at = known.get(found if isinstance(found, str) else found.hex)
            if at is None:
                continue
            case, held = at
            part, encoded = parts[named]
            key = in_force(held, part, generation)
            if key is None:
                continue
            tail = case.bytes + encoded + _number(generation)
            cipher = AESGCM(expand(key, FIELD_OF + tail))
            try:
                opened = open_bound(cipher, box, before + id_bytes(row) + between + tail)
                yield case, part, unpad(opened, room)
            except (SealBroken, PaddingBroken):
                continue


def _by_batches(rows: Iterable[Any]) -> Iterable[Any]:
    """The same rows: a result gives a batch of them in the time it takes for a few."""
    return chain.from_iterable(rows.partitions()) if isinstance(rows, Result) else rows


@cache
def _number(generation: int) -> bytes:
    return encode(generation)


def raw_id(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """An id in a query as the driver has it: an object for each of ten thousand takes time."""
    return type_coerce(column, NullType())


def id_bytes(found: UUID | str) -> bytes:
    """The sixteen bytes of such an id: SQLite keeps hexadecimal digits, PostgreSQL an id."""
    return bytes.fromhex(found) if isinstance(found, str) else found.bytes


def hex_of(found: UUID | str) -> str:
    """The 32 hexadecimal digits of such an id."""
    return found if isinstance(found, str) else found.hex


def _table(owner: type[CaseRecord]) -> Table:
    table = owner.__table__
    if not isinstance(table, Table):
        raise SealBroken
    return table

"""Plans as a database is given them: rows of plain words, which can wait to be written."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from crypto.records import Record
from referrals.directory.history import LONGEST
from referrals.importing.columns import defaults
from referrals.importing.entry import Values
from referrals.importing.plan import Kind, Line, Plan
from referrals.models.wordsets import joined

Rows = dict[str, list[tuple[Any, ...]]]
"""By the name of their table."""


class Told(msgspec.Struct, frozen=True, array_like=True):
    """A difference, as the history of a service or of a place of it keeps it."""

    resource: str
    is_place: bool
    what: str
    before: str
    after: str


class Writes(msgspec.Struct, array_like=True):
    """What some plans write. Ids are their 32 signs."""

    inserts: Rows = {}
    """Whole rows in the order of their columns; one that has no id yet begins with None."""
    deletes: dict[str, list[str]] = {}
    updates: list[tuple[str, dict[str, Any]]] = []
    new: list[str] = []
    """Services that were not there."""
    changed: list[tuple[str, bool]] = []
    """Services that are others now, and whether somebody has to ask there again."""
    told: list[Told] = []
    hides: list[str] = []


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Writes).decode


def prepared(plans: Iterable[Plan]) -> bytes:
    """What these plans write: the same octets for the same writes."""
    writes = Writes()
    for plan in plans:
        _prepare(writes, plan)
    return _encode(writes)


def unpacked(*raw: bytes) -> Writes:
    """What was prepared, of several pieces together."""
    writes = Writes()
    for each in map(_decode, raw):
        for table, rows in each.inserts.items():
            writes.inserts.setdefault(table, []).extend(rows)
        for table, ids in each.deletes.items():
            writes.deletes.setdefault(table, []).extend(ids)
        writes.updates += each.updates
        writes.new += each.new
        writes.changed += each.changed
        writes.told += each.told
        writes.hides += each.hides
    return writes


def row_of(model: type[Record], values: Values) -> tuple[Any, ...]:
    """A row in the order of its columns, each of them in plain words."""
    row = list(_blank(model))
    places = _places(model)
    for name, value in values.items():
        row[places[name]] = value if type(value) is str else _plain(value)
    return tuple(row)


def _prepare(writes: Writes, plan: Plan) -> None:
    for model, values in plan.inserts:
        writes.inserts.setdefault(model.__tablename__, []).append(row_of(model, values))
    for model, key in plan.deletes:
        writes.deletes.setdefault(model.__tablename__, []).append(key.hex)
    for model, values in plan.updates:
        said = {name: _plain(value) for name, value in values.items()}
        writes.updates.append((model.__tablename__, said))
    writes.hides += [each.hex for each in plan.hides]
    if plan.kind is Kind.NEW:
        writes.new.append(plan.service_id.hex)
    elif plan.kind is Kind.CHANGED:
        writes.changed.append((plan.service_id.hex, plan.unconfirms))
        writes.told += _history(plan, plan.lines)


def _history(plan: Plan, lines: Iterable[Line]) -> Iterator[Told]:
    for line in lines:
        resource = line.place or plan.service_id
        what = line.what.removeprefix("location.")[:60]
        before, after = line.before[:LONGEST], line.after[:LONGEST]
        yield Told(resource.hex, line.place is not None, what, before, after)


@cache
def _places(model: type[Record]) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(defaults(model))}


@cache
def _blank(model: type[Record]) -> tuple[Any, ...]:
    """A row of which nothing was said."""
    return tuple(_plain(value) for value in defaults(model).values())


def _plain(value: Any) -> Any:
    """A value as both databases take it: an id by its signs, a set by its words."""
    kind = type(value)
    if kind is str or value is None:
        return value
    if kind is UUID:
        return value.hex
    if kind is frozenset:
        return joined(value)
    return value.value if isinstance(value, Enum) else value

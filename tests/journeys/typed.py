"""Which sealed texts there are by the models, and in which of them a journey left its mark."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.rings import load_ring
from casework.models.entry import Entry, EntryBody, Said
from casework.schema import tables
from crypto.errors import CryptoError
from crypto.records import CaseRecord
from crypto.sealing import give_ring
from tests.journeys.founding import Village

HELD = {EntryBody: Said}
"""What is sealed as octets, and what they are."""


def texts() -> set[str]:
    """Every place of a text in a sealed column: `table.column.field`, computed from the models."""
    tables()
    return {
        f"{kind.__tablename__}.{name}{path}"
        for kind in CaseRecord.__subclasses__()
        for name, column in getattr(kind, "sealed", {}).items()
        for path in _paths(column.holds)
    }


def _paths(kind: Any) -> Iterator[str]:
    """Where texts stand in a type; words of ours that an enumeration lists are none."""
    kind = HELD.get(kind, kind)
    if kind is str:
        yield ""
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for each in msgspec.structs.fields(kind):
            yield from (f".{each.name}{rest}" for rest in _paths(each.type))
    elif get_origin(kind) in {list, tuple, dict, set, frozenset, Union, UnionType}:
        yield from {path for each in get_args(kind) for path in _paths(each)}


def marked(village: Village, mark: str) -> tuple[set[str], set[str]]:
    """The places and the kinds of entries in which a mark stands, by all keys of a village."""
    parts, places, kinds = village.parts(), set[str](), set[str]()
    for resident in village.people.values():
        with parts.sessions(writing=False) as db:
            loaded = load_ring(db, parts.keys, resident.person, resident.seeds, (), parts.admit)
            give_ring(db, loaded)
            for row, name, value in _opened(db):
                found = {path for path, text in _leaves(value) if mark in text}
                places |= {f"{row.__tablename__}.{name}{path}" for path in found}
                if isinstance(row, Entry) and found:
                    said = msgspec.msgpack.decode(value.said, type=Said)
                    kinds.add(said.kind.value)
    parts.sessions.engine.dispose()
    return places, kinds


def _opened(db: Session) -> Iterator[tuple[CaseRecord, str, Any]]:
    for kind in CaseRecord.__subclasses__():
        for row in db.scalars(select(kind)):
            for name in getattr(kind, "sealed", {}):
                try:
                    yield row, name, getattr(row, name)
                except CryptoError:
                    continue


def _leaves(value: Any) -> Iterator[tuple[str, str]]:
    """Each text of an opened value and its place."""
    if isinstance(value, EntryBody):
        value = msgspec.msgpack.decode(value.said, type=Said)
    if isinstance(value, str):
        yield "", str(value)
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from ((f".{name}{path}", text) for path, text in _leaves(getattr(value, name)))
    for each in _inside(value):
        yield from _leaves(each)


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (*value.keys(), *value.values())
    if isinstance(value, list | tuple | set | frozenset):
        yield from value

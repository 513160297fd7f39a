"""Whether data has the shape of a pack, with everything that has not: the library stops at one."""

from collections.abc import Iterator
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from casework.procedures.lines import Path


class Slip(NamedTuple):
    """What is wrong, and where."""

    path: Path
    says: str


def slips(value: object, of: Any, path: Path = ()) -> Iterator[Slip]:
    """Everything in data that does not fit this type, in the order of the type's fields."""
    of = _without_none(of)
    if isinstance(of, type) and issubclass(of, msgspec.Struct):
        yield from _table(value, of, path)
    elif _is_many(of):
        yield from _many(value, get_args(of)[0], path)
    else:
        yield from _single(value, of, path)


def _table(value: object, of: type[msgspec.Struct], path: Path) -> Iterator[Slip]:
    if not isinstance(value, dict):
        yield Slip(path, "This must be a table.")
        return
    fields = {each.encode_name: each for each in msgspec.structs.fields(of)}
    for name, field in fields.items():
        if name in value:
            yield from slips(value[name], field.type, (*path, name))
        elif field.required:
            yield Slip(path, f"“{name}” is missing.")
    for name in value.keys() - fields.keys():
        yield Slip((*path, name), f"“{name}” is not known here.")


def _many(value: object, of: Any, path: Path) -> Iterator[Slip]:
    if not isinstance(value, list):
        yield Slip(path, "This must be a list.")
        return
    for at, each in enumerate(value):
        yield from slips(each, of, (*path, at))


def _single(value: object, of: Any, path: Path) -> Iterator[Slip]:
    try:
        msgspec.convert(value, of)
    except msgspec.ValidationError as wrong:
        yield Slip(path, _said(value, of, wrong))
        return
    if value == "":
        yield Slip(path, "This is empty. Leave the line out if it is not known.")


def _said(value: object, of: Any, wrong: msgspec.ValidationError) -> str:
    if isinstance(of, type) and issubclass(of, StrEnum):
        return f"“{value}” is none of: {', '.join(each.value for each in of)}."
    return f"{str(wrong).replace('`', '').split(' - at ')[0]}."


def _without_none(of: Any) -> Any:
    if get_origin(of) is UnionType:
        return next(each for each in get_args(of) if each is not type(None))
    return of


def _is_many(of: Any) -> bool:
    return get_origin(of) is tuple

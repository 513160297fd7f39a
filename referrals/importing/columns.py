"""Columns of the directory's tables: what stands in them unless told, and how long they are."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import String, Table, Text

from crypto.records import Record
from referrals.importing.entry import Values

NOT_COMPARED = frozenset(
    {"id", "service_id", "service_at_location_id", "location_id", "contact_id", "organization_id"}
    | {"phone_id", "position", "unit_id"}
)
"""Whose a row is, and in which order it stands."""
CLOCKS = frozenset({"opens_at", "closes_at"})
"""Minutes after midnight."""


def table_of(model: type[Record]) -> Table:
    """The table behind a class of rows."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table


@cache
def defaults(model: type[Record]) -> Mapping[str, Any]:
    """Every column of a table with what stands in it unless something is said."""
    return {
        column.name: "" if _is_text(column) else getattr(column.default, "arg", None)
        for column in table_of(model).columns
    }


def whole(model: type[Record], values: Values) -> Values:
    """A row with every column of its table."""
    return {**defaults(model), **values}


def _is_text(column: Any) -> bool:
    """A text without a default of its own: empty."""
    return type(column.type) in (String, Text) and column.default is None


@cache
def lengths(model: type[Record]) -> Mapping[str, int]:
    """How many signs fit into the columns of a table that are bounded."""
    return {
        column.name: column.type.length
        for column in table_of(model).columns
        if isinstance(column.type, String) and column.type.length
    }


def too_long(model: type[Record], values: Mapping[str, Any]) -> list[str]:
    """The columns for which a text is too long."""
    most = lengths(model)
    return [
        name
        for name, value in values.items()
        if name in most and isinstance(value, str) and len(value) > most[name]
    ]


def compared(model: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Rows that belong to another row, each as one text: equal texts are equal rows."""
    plain = defaults(model)
    told = []
    for row in rows:
        said = [
            _clock(value) if name in CLOCKS else shown(value)
            for name, value in row.items()
            if name not in NOT_COMPARED and value != plain[name]
        ]
        told.append(", ".join(each for each in said if each))
    return sorted(told)


def _clock(value: object) -> str:
    return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else ""


def shown(value: object) -> str:
    """A value as a person compares it."""
    if type(value) is str:
        return value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case frozenset() | set():
            return ", ".join(sorted(shown(each) for each in value))
        case Enum():
            return str(value.value)
        case _:
            return str(value)

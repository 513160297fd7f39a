"""One row in every table there is, made up from what the columns say of themselves."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.engine import Engine

OWN = "alembic_version"
Row = dict[str, object]
KINDS: tuple[tuple[type[object], Callable[[], object]], ...] = (
    (sa.Uuid, uuid4),
    (sa.LargeBinary, lambda: b"\x01sealed"),
    (sa.Boolean, lambda: True),
    (sa.Integer, lambda: 1),
    (sa.Float, lambda: 1.0),
    (sa.DateTime, lambda: datetime(2026, 1, 1, tzinfo=UTC)),
    (sa.Date, lambda: date(2026, 1, 1)),
    # SQLite keeps a UUID as its 32 hexadecimal digits.
    (sa.CHAR, lambda: uuid4().hex),
)
# What a check in the database asks for beyond its type.
ASKED_FOR: dict[str, Row] = {
    "grant": {"form": "kept"},
    "case": {"programme_id": None},
    "location": {"is_confidential": False},
}


def fill(engine: Engine) -> dict[str, int]:
    """Put one row into every table; the number of rows by table."""
    tables = reflected(engine)
    with engine.begin() as connection:
        placed: dict[str, Row] = {}
        for table in tables.sorted_tables:
            placed[table.name] = _row(table, placed)
            connection.execute(table.insert(), placed[table.name])
        return counted(connection, tables)


def reflected(engine: Engine) -> MetaData:
    """The tables as the database knows them, without the one that Alembic keeps."""
    tables = MetaData()
    tables.reflect(engine, only=lambda name, _: name != OWN)
    return tables


def counted(connection: Connection, tables: MetaData) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in tables.sorted_tables
    }


def _row(table: Table, placed: dict[str, Row]) -> Row:
    made = {column.name: _value(column) for column in table.columns}
    return made | dict(_references(table, placed)) | ASKED_FOR.get(table.name, {})


def _references(table: Table, placed: dict[str, Row]) -> Iterator[tuple[str, object]]:
    for key in table.foreign_keys:
        there = placed.get(key.column.table.name)
        yield key.parent.name, there[key.column.name] if there else None


def _value(column: sa.Column[object]) -> object:
    kind: object = column.type
    return next((make() for types, make in KINDS if isinstance(kind, types)), "aa")

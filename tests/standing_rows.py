"""What stood in one database, to be put into another: made once, copied for each test."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from casework import schema

Standing = list[tuple[Table, Sequence[Mapping[str, Any]]]]


def read(db: Session) -> Standing:
    """Every row of every table that has any, tables before those that refer to them."""
    connection = db.connection()
    found = [
        (table, [dict(row) for row in connection.execute(select(table)).mappings()])
        for table in schema.tables().sorted_tables
    ]
    return [(table, rows) for table, rows in found if rows]


def write(db: Session, standing: Standing) -> None:
    """Put the rows into a database where nothing of them stands, and commit."""
    connection = db.connection()
    for table, rows in standing:
        connection.execute(insert(table), rows)
    db.commit()

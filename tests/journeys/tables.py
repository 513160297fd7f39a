"""What stands in the database, table by table, to be compared before and after."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, Engine, select

from casework import schema

Rows = list[tuple[object, ...]]
Content = dict[str, Rows]
Changes = dict[str, tuple[int, int]]


class Watched:
    """A SQLite database under watch: what others have committed since it was last asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._version = self._data_version()
        self._content = content(connection)

    def changes(self) -> Changes:
        """Table → how many rows came and how many went; a changed row counts as both."""
        version = self._data_version()
        if version == self._version:
            return {}
        before, after = self._content, content(self._connection)
        self._version, self._content = version, after
        return differences(before, after)

    def _data_version(self) -> int:
        # It moves with every commit of another connection, so that tables are seldom read whole.
        self._connection.rollback()
        return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())


@contextmanager
def watching(engine: Engine) -> Iterator[Watched]:
    """Watch a SQLite database until the block ends."""
    with engine.connect() as connection:
        yield Watched(connection)


@cache
def statements() -> dict[str, str]:
    """Table → what reads every row of it, whole."""
    return {table.name: str(select(table)) for table in schema.tables().tables.values()}


def content(connection: Connection) -> Content:
    """Every row of every table, as the database has it."""
    cursor = connection.connection.cursor()
    return {name: cursor.execute(asked).fetchall() for name, asked in statements().items()}


def differences(before: Content, after: Content) -> Changes:
    """Table → how many rows came and how many went."""
    touched = {
        name: _of(before[name], after[name]) for name in before if before[name] != after[name]
    }
    return {name: change for name, change in touched.items() if any(change)}


def _of(before: Rows, after: Rows) -> tuple[int, int]:
    came, went = Counter(after) - Counter(before), Counter(before) - Counter(after)
    return came.total(), went.total()

"""The engine and its sessions: what SQLite and PostgreSQL are told before the first statement."""

import logging
from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from time import sleep
from typing import Never

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from casework.config import Config
from crypto.errors import SealedQuery
from crypto.sealing import install

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    # Deleted bytes are overwritten: a shred must not leave its rows in free pages.
    "secure_delete=ON",
    # Sorting and temporary tables must not reach a file.
    "temp_store=MEMORY",
    "busy_timeout=15000",
    # A list or a search reads megabytes of sealed rows: from the system's memory, not by copies.
    "mmap_size=2147483648",
    "cache_size=-16384",
    "trusted_schema=OFF",
)


CHECKPOINT_TRIES = 8


class SealingSession(Session):
    """The session of this application: what is written into sealed attributes it seals at flush."""

    def bulk_save_objects(self, *_args: object, **_options: object) -> Never:
        """Never: these three pass by the flush, and so by the sealing. Raises SealedQuery."""
        raise SealedQuery

    bulk_insert_mappings = bulk_save_objects
    bulk_update_mappings = bulk_save_objects

    def close(self) -> None:
        """End it, and let go of the keys it was given."""
        super().close()
        self.info.clear()


install(SealingSession)


class Sessions:
    """Makes the sessions of one engine.

    A writing session takes SQLite's write lock with its first statement (BEGIN IMMEDIATE), so
    that it never finds out at its end that somebody was faster. On PostgreSQL both are alike.
    """

    def __init__(self, engine: Engine, info: Mapping[str, object] | None = None) -> None:
        self.engine = engine
        self._info = dict(info or {})
        self._writing = engine.execution_options(writing=True)

    def __call__(self, *, writing: bool = True) -> SealingSession:
        """A new session; close it, or use it as a context manager."""
        bind = self._writing if writing else self.engine
        return SealingSession(bind, expire_on_commit=True, autoflush=True, info=self._info)


def sessions(engine: Engine, info: Mapping[str, object] | None = None) -> Sessions:
    """The session factory over an engine. `info` is given to every session, as its own copy."""
    return Sessions(engine, info)


def engine(config: Config) -> Engine:
    """The engine of the configured database."""
    return engine_for(config.database)


def engine_for(database: str) -> Engine:
    """An engine for a SQLAlchemy URL of SQLite or PostgreSQL.

    It prints no statement and puts no parameter into an error: both would carry sealed bytes,
    and around a defect perhaps unsealed ones.
    """
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    # Unnamed statements only: behind pgbouncer the next transaction may be on another server.
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=True, connect_args={"prepare_threshold": None}
    )


def is_ready(engine: Engine) -> bool:
    """Whether the database answers. Raises what the driver raises when it does not."""
    with engine.connect() as connection:
        return bool(connection.scalar(text("select 1")))


def truncate_journal(engine: Engine) -> bool:
    """Empty SQLite's journal, so that no older page with what was destroyed lies in it.

    Retried while somebody reads; False where that did not end. PostgreSQL has its own ways, said
    in SECURITY.md: there it does nothing.
    """
    if engine.dialect.name != "sqlite":
        return True
    for again in range(CHECKPOINT_TRIES):
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            is_busy = raw is None or raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not is_busy:
            return True
        sleep(again / 10)
    return False


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        _make_private(Path(url.database))
    made = create_engine(url, hide_parameters=True)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _make_private(path: Path) -> None:
    # SQLite gives its journals the rights of the database, so it is made before SQLite makes it.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def _prepare_sqlite(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin late, and not before DDL: transactions are ours to begin.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

"""Fresh databases: a migrated copy for each test, on SQLite and on PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import TupleRow
from sqlalchemy import create_engine, make_url
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from casework import db as database_wiring
from casework import migrating
from casework.db import SealingSession, Sessions
from tests import postgres

KEEPER = pytest.StashKey[subprocess.Popen[bytes]]()
TABLES = """SELECT oid, relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid"""
ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""

# In the server and in one go; without asking in which order tables refer to one another.
EMPTIED = """SET session_replication_role = replica;
DO $$
DECLARE
    named text;
BEGIN
    FOR named IN
        SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname <> 'alembic_version'
    LOOP
        EXECUTE format('DELETE FROM %I', named);
    END LOOP;
END $$"""


@dataclass(frozen=True)
class Fresh:
    """A database nobody else uses."""

    backend: str
    url: str
    engine: Engine
    sessions: Sessions


def pytest_configure(config: pytest.Config) -> None:
    """Have a PostgreSQL ready to be asked for, one for all workers of this run."""
    is_worker = hasattr(config, "workerinput")
    if is_worker or os.environ.get(postgres.NAMED):
        return
    folder = Path(mkdtemp(prefix="casework-tests-"))
    os.environ[postgres.FOLDER] = str(folder)
    config.stash[KEEPER] = postgres.start(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let it go, and everything it kept."""
    if KEEPER in config.stash:
        config.stash[KEEPER].communicate()
        shutil.rmtree(os.environ.pop(postgres.FOLDER), ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of the PostgreSQL that test databases are made on."""
    return os.environ.get(postgres.NAMED) or postgres.ask(Path(os.environ[postgres.FOLDER]))


@pytest.fixture(scope="session")
def postgres_folder(postgres_server: str) -> Path:
    """Where that server keeps its files. Fails where an outside server was named."""
    assert postgres.FOLDER in os.environ, f"unset {postgres.NAMED}: its files are elsewhere"
    return Path(os.environ[postgres.FOLDER]) / "data"


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which of the two databases. `parametrize("backend", ["sqlite"], indirect=True)` takes one."""
    return str(request.param)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "casework.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated, empty PostgreSQL database to copy."""
    with _postgres(postgres_server) as url:
        _migrate(url)
        yield str(make_url(url).database)


@dataclass
class Copies:
    """Copies of the template that wait, empty: to make one costs ten times what emptying does."""

    server: str
    template: str
    stack: ExitStack
    tables: dict[str, list[TupleRow]] = field(default_factory=dict)
    """By the address of a copy: number and name of each table it was made with."""
    waiting: list[str] = field(default_factory=list)

    def take(self) -> str:
        """The address of one that nobody uses."""
        if self.waiting:
            return self.waiting.pop()
        url = self.stack.enter_context(_postgres(self.server, self.template))
        with _administered(url) as connection:
            self.tables[url] = _tables(connection)
        return url

    def give_back(self, url: str) -> None:
        """Empty it for the next test; one whose tables were made anew is not used again."""
        with _administered(url) as connection:
            connection.execute(ALONE)
            if _tables(connection) == self.tables[url]:
                connection.execute(EMPTIED)
                self.waiting.append(url)


def _administered(url: str) -> psycopg.Connection[TupleRow]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


def _tables(connection: psycopg.Connection[TupleRow]) -> list[TupleRow]:
    return connection.execute(TABLES).fetchall()


@pytest.fixture(scope="session")
def postgres_copies(postgres_server: str, postgres_template: str) -> Iterator[Copies]:
    """The copies that one worker of the run takes from and gives back to."""
    with ExitStack() as stack:
        yield Copies(postgres_server, postgres_template, stack)


@pytest.fixture
def empty_database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """A database without any table, for migrations to begin with."""
    with made(backend, request, tmp_path, None) as url:
        yield from _opened(backend, url)


@pytest.fixture
def database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """A database at the newest migration, empty; on both backends, one after the other."""
    template = request.getfixturevalue(f"{backend}_template")
    with made(backend, request, tmp_path, template) as url:
        yield from _opened(backend, url)


@pytest.fixture
def db(database: Fresh) -> Iterator[SealingSession]:
    """A writing session over `database`; what the test does not commit is rolled back."""
    with database.sessions() as session:
        yield session


def _opened(backend: str, url: str) -> Iterator[Fresh]:
    engine = database_wiring.engine_for(url)
    yield Fresh(backend, url, engine, database_wiring.sessions(engine))
    engine.dispose()


@contextmanager
def made(
    backend: str, request: pytest.FixtureRequest, folder: Path, template: Path | str | None
) -> Iterator[str]:
    """The address of a database of one's own until the block ends: a copy of the template."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "sqlite": lambda: _sqlite(folder, template),
        "postgres": lambda: _copied(request, template),
    }
    yield from makers[backend]()


def _sqlite(folder: Path, template: Path | str | None) -> Iterator[str]:
    path = folder / "casework.sqlite"
    if template is not None:
        shutil.copyfile(template, path)
        path.chmod(0o600)
    yield f"sqlite:///{path}"


def _copied(request: pytest.FixtureRequest, template: Path | str | None) -> Iterator[str]:
    if template is None:
        with _postgres(request.getfixturevalue("postgres_server")) as url:
            yield url
        return
    copies: Copies = request.getfixturevalue("postgres_copies")
    url = copies.take()
    yield url
    copies.give_back(url)


@contextmanager
def _postgres(server: str, template: Path | str | None = None) -> Iterator[str]:
    name = f"casework_test_{uuid4().hex}"
    source = template or "template0"
    administration = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with administration.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy")
        try:
            url = make_url(server).set(drivername="postgresql+psycopg", database=name)
            yield url.render_as_string(hide_password=False)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _migrate(url: str) -> None:
    engine = database_wiring.engine_for(url)
    try:
        migrating.upgrade(engine)
    finally:
        engine.dispose()

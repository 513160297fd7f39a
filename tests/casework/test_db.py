"""What the databases are told before anything is written into them."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from casework.db import Sessions, engine_for, is_ready, sessions
from tests.databases import Fresh

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def _pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.scalar(text(f"PRAGMA {name}"))


def test_the_database_answers(database: Fresh) -> None:
    assert is_ready(database.engine)


@only_sqlite
@pytest.mark.usefixtures("durable")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 15000),
        ("synchronous", 2),
    ],
)
def test_sqlite_keeps_nothing_that_was_deleted_and_spills_nothing(
    database: Fresh, pragma: str, value: object
) -> None:
    assert _pragma(database.engine, pragma) == value


def test_only_its_owner_can_read_a_new_sqlite_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "casework.sqlite"

    engine = engine_for(f"sqlite:///{path}")
    assert is_ready(engine)
    engine.dispose()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_error_does_not_repeat_what_was_to_be_stored(empty_database: Fresh) -> None:
    with empty_database.engine.begin() as connection:
        connection.execute(text("create table t (id integer primary key)"))
        connection.execute(text("insert into t values (7)"))

    with pytest.raises(DBAPIError) as refused, empty_database.engine.begin() as connection:
        connection.execute(text("insert into t values (:id + 0 * length(:words))"), _words())

    assert "somebody said this" not in str(refused.value)


def _words() -> dict[str, object]:
    return {"id": 7, "words": "somebody said this"}


@only_sqlite
def test_a_second_writer_waits_for_the_first_instead_of_failing(empty_database: Fresh) -> None:
    with empty_database.engine.begin() as connection:
        connection.execute(text("create table t (n integer)"))
        connection.execute(text("insert into t values (0)"))
    factory = sessions(empty_database.engine)

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(_add_one, [factory] * 8))

    with factory(writing=False) as session:
        assert session.scalar(text("select n from t")) == 8


def _add_one(factory: Sessions) -> None:
    with factory() as session:
        n = session.execute(text("select n from t")).scalar_one()
        session.execute(text("update t set n = :n"), {"n": n + 1})
        session.commit()


@only_sqlite
def test_a_reader_does_not_wait_for_a_writer(database: Fresh) -> None:
    with database.sessions() as writer, database.sessions(writing=False) as reader:
        writer.execute(text("select 1"))

        assert reader.scalar(text("select 1")) == 1

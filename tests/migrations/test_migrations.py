"""Every migration runs up and down on both databases, and nobody's rows are lost on the way."""

import pytest
from sqlalchemy import Engine, text

from casework import migrating
from casework.migrating import ForeignKeysBroken
from tests.databases import Fresh
from tests.migrations.rows import counted, fill, reflected


def _tables(engine: Engine) -> set[str]:
    return set(reflected(engine).tables)


def test_an_empty_database_becomes_what_the_models_say(empty_database: Fresh) -> None:
    migrating.upgrade(empty_database.engine)

    migrating.check(empty_database.engine)
    assert migrating.is_current(empty_database.engine)


def test_coming_up_twice_changes_nothing(empty_database: Fresh) -> None:
    migrating.upgrade(empty_database.engine)
    before = _tables(empty_database.engine)

    migrating.upgrade(empty_database.engine)

    assert _tables(empty_database.engine) == before


def test_a_filled_database_that_went_down_and_up_again_is_whole_and_takes_rows(
    database: Fresh,
) -> None:
    before = fill(database.engine)

    migrating.downgrade(database.engine, "base")
    migrating.upgrade(database.engine)

    migrating.check(database.engine)
    emptied = reflected(database.engine)
    with database.engine.connect() as connection:
        assert set(counted(connection, emptied).values()) == {0}
    assert fill(database.engine) == before


@pytest.mark.parametrize("backend", ["postgres"], indirect=True)
def test_sessions_and_attempts_reach_no_write_ahead_log(database: Fresh) -> None:
    unlogged = text(
        "select relname from pg_class where relpersistence = 'u' and relkind = 'r'"
        " and relnamespace = 'public'::regnamespace"
    )

    with database.engine.connect() as connection:
        found = set(connection.execute(unlogged).scalars())

    assert found == {"live_session", "attempt"}


def test_all_the_way_down_leaves_nothing_behind_even_with_rows_in_it(database: Fresh) -> None:
    fill(database.engine)

    migrating.downgrade(database.engine, "base")

    assert _tables(database.engine) == set()
    assert migrating.current(database.engine) is None


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_migration_that_leaves_dangling_rows_is_taken_back(database: Fresh) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("create table child (parent integer references missing (id))"))
    with database.engine.connect() as connection:
        driver = connection.connection.cursor()
        driver.execute("pragma foreign_keys=off")
        driver.execute("insert into child values (1)")
        driver.close()

    with pytest.raises(ForeignKeysBroken):
        migrating.downgrade(database.engine, "base")

    assert migrating.is_current(database.engine)

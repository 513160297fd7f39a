"""Alembic's entry: over the connection it is handed, or the configured database."""

from alembic import context
from sqlalchemy import Connection

from casework import db, schema
from casework.config import database_url


def run(connection: Connection) -> None:
    """Run what was asked for over this connection, in the caller's transaction."""
    context.configure(
        connection=connection,
        target_metadata=schema.tables(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations move sealed rows about: they run over a connection only.")

given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with db.engine_for(database_url()).execution_options(writing=True).begin() as own:
        run(own)

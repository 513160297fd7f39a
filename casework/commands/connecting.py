"""The database for the length of one command."""

import click
from sqlalchemy import Engine

from casework.db import engine_for


def engine_of(database: str) -> Engine:
    """An engine that lets go of its connections when the command ends."""
    engine = engine_for(database)
    click.get_current_context().call_on_close(engine.dispose)
    return engine

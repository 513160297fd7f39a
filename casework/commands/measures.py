"""`casework measures`: what a timer does for counting. It needs no key and opens nothing."""

from datetime import UTC, datetime

import click

from casework import config
from casework.commands.connecting import engine_of
from casework.db import sessions
from casework.facts.closing import close_days


@click.group()
def measures() -> None:
    """Shared measurement: facts on their way to those who count."""


@measures.command()
def close() -> None:
    """Move facts of every day that is over (UTC) on, without their day. For a timer, at night."""
    with sessions(engine_of(config.database_url()))() as db:
        moved = close_days(db, datetime.now(UTC).date())
        db.commit()
    click.echo(f"{moved} facts of days that are over wait for an analyst.")

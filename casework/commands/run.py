"""`casework run`: serve on this machine, with the settings that gunicorn is told anywhere."""

import os

import click

from casework import config, migrating, serving
from casework.commands.connecting import engine_of
from casework.demo import door


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def run(host: str, port: int) -> None:
    """Serve on this machine. People elsewhere reach it through a TLS proxy only."""
    settings = config.read()
    if not migrating.is_current(engine_of(settings.database)):
        raise click.ClickException("Not at the newest revision: run `casework db upgrade`.")
    if door.find(settings) is not None and not door.may_listen_on(host):
        raise click.ClickException("A demonstration listens on this machine's own address only.")
    line = serving.command(host, port)
    # Takes this process's place, so that a supervisor's signals reach gunicorn itself.
    os.execv(line[0], line)

"""`casework demo`: a filled instance on this machine, for whoever wants to look around."""

import signal
import socket
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

import click

from auth.trail_days import TrailBroken
from casework import config, migrating, serving
from casework.commands.connecting import engine_of
from casework.commands.demo_table import show
from casework.demo import filling, keeping

HOST = "127.0.0.1"
FOLDER = Path("var/demo")
TRAIL_EVERY_SECONDS = 600
PATIENCE_SECONDS = 30


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--reset", is_flag=True, help="Begin anew.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    show_default=True,
    help="Where it lies.",
)
@click.option("--serve/--no-serve", default=True, help="Only make it and show its people.")
def demo(port: int, reset: bool, folder: Path, serve: bool) -> None:
    """Make a demonstration of made-up people and cases, and serve it on this machine."""
    folder = folder.resolve()
    if serve and not _is_free(port):
        raise click.ClickException(f"Port {port} is taken. Choose another: make demo PORT=8001")
    if reset or not filling.is_filled(folder):
        _fill(folder, port)
    settings = filling.settings(folder, port)
    migrating.upgrade(engine_of(settings["CASEWORK_DATABASE"]))
    _close_trail(folder, port)
    kept = keeping.read(folder)
    if kept is not None:
        show(kept, datetime.now(UTC))
    if serve:
        _serve(folder, port, settings)


def _fill(folder: Path, port: int) -> None:
    try:
        filling.clear(folder)
    except filling.NotAFolderOfOurs as foreign:
        raise click.ClickException(
            f"{folder} holds something that no demonstration made; nothing was touched."
        ) from foreign
    filling.make_keys(folder)
    settled, now = filling.read_settings(folder, port), datetime.now(UTC)
    label = "Making people and cases"
    with click.progressbar(length=filling.STEPS, label=label, show_eta=False) as bar:
        for _step in filling.fill(folder, settled, now):
            bar.update(1)


def _close_trail(folder: Path, port: int) -> None:
    try:
        filling.close_trail(folder, filling.read_settings(folder, port))
    except TrailBroken:
        click.echo("The trail is not the one signed last: `make demo RESET=1` begins anew.")


def _serve(folder: Path, port: int, settings: dict[str, str]) -> None:
    quiet = {"GUNICORN_CMD_ARGS": "--log-level=warning --graceful-timeout=2"}
    environment = config.child_environment({**settings, **quiet})
    signal.signal(signal.SIGTERM, _end)
    server = subprocess.Popen(serving.command(HOST, port), env=environment)
    try:
        _tell_when_ready(server, port)
        _wait(server, folder, port)
    except KeyboardInterrupt:
        click.echo("\nThe demonstration ends; its data stays for the next `make demo`.")
    finally:
        server.terminate()
        server.wait()
    if server.returncode not in (0, -signal.SIGINT, -signal.SIGTERM):
        raise click.exceptions.Exit(1)


def _wait(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    """Stay beside the server, and close the trail's days as they end."""
    while server.poll() is None:
        try:
            server.wait(TRAIL_EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            _close_trail(folder, port)


def _tell_when_ready(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < until:
        if _answers(port):
            click.secho(f"\nReady: http://{HOST}:{port}   Ctrl-C ends it.", bold=True)
            return
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with closing(HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt

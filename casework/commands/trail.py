"""`casework trail`: close the days that are over, and verify those that are closed."""

from datetime import UTC, datetime
from pathlib import Path

import click

from auth import trail_days, trail_verdict
from auth.trail_verdict import Fault, Verdict
from casework import config
from casework.commands.connecting import engine_of
from casework.db import sessions
from casework.key_files import read_log_key
from crypto.checkpoints import LogSigner
from crypto.errors import KeyInvalid


@click.group()
def trail() -> None:
    """The trail: who did what and when, closed day by day into one signed tree."""


@trail.command()
@click.option(
    "--log-key-file",
    type=click.Path(path_type=Path),
    help="The log key; CASEWORK_LOG_KEY_FILE names it for a timer.",
)
def close(log_key_file: Path | None) -> None:
    """Close every day that is over (UTC). For a timer, soon after midnight."""
    signer = _signer(log_key_file or config.log_key_file())
    with sessions(engine_of(config.database_url()))() as db:
        try:
            closed = trail_days.close(db, signer, trail_days.first_open_day(datetime.now(UTC)))
        except trail_days.TrailBroken as broken:
            raise click.ClickException(
                "The trail is not the one signed last, or another key signed it. Nothing was"
                " closed. Run `casework trail verify`."
            ) from broken
        db.commit()
    for each in closed:
        click.echo(f"{each.day}: {each.size} entries in all")
    if not closed:
        click.echo("Every day that is over is closed.")


@trail.command()
def verify() -> None:
    """Recompute the tree and say which entry is wrong. Needs no key of any case."""
    keys = config.log_public_keys()
    if not keys:
        raise click.ClickException("Set CASEWORK_LOG_PUBLIC_KEYS: what is signed is checked by it.")
    with sessions(engine_of(config.database_url()))(writing=False) as db:
        verdict = trail_verdict.verify(db, keys)
    for fault in verdict.faults:
        click.echo(_told(fault), err=True)
    click.echo(_summary(verdict))
    if not verdict.is_sound:
        raise click.exceptions.Exit(1)


def _signer(path: Path | None) -> LogSigner:
    if path is None:
        raise click.ClickException("Name the log key: CASEWORK_LOG_KEY_FILE or --log-key-file.")
    try:
        return read_log_key(path)
    except (OSError, KeyInvalid) as wrong:
        raise click.ClickException("This file holds no log key that can be read.") from wrong


def _told(fault: Fault) -> str:
    parts = [
        str(fault.wrong),
        f"day {fault.day}" if fault.day else "",
        f"position {fault.position}" if fault.position is not None else "",
        f"entry {fault.tag}…" if fault.tag else "",
    ]
    return "  ".join(part for part in parts if part)


def _summary(verdict: Verdict) -> str:
    until = f"until {verdict.closed_until}" if verdict.closed_until else "no day is closed yet"
    judged = "sound" if verdict.is_sound else f"{len(verdict.faults) + verdict.more_faults} wrong"
    return f"{verdict.leaves} entries closed, {until}: {judged}. {verdict.open} still open."

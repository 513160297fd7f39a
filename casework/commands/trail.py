"""`casework trail`: show what was done, close the days that are over, verify those closed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_bytes

import click

from auth import administered, trail_days, trail_verdict
from auth.trail_verdict import Fault, Verdict
from casework import config
from casework.commands.connecting import engine_of
from casework.db import sessions
from casework.instance.key_files import FileThere, read_log_key, write_log_key
from crypto.checkpoints import LogSigner
from crypto.errors import KeyInvalid
from crypto.instance import InstanceKeys

_BROKEN = (
    "The trail is not the one signed last, or another key signed it. Nothing was closed. Run"
    " `casework trail verify`."
)


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
            raise click.ClickException(_BROKEN) from broken
        db.commit()
    for each in closed:
        click.echo(f"{each.day}: {each.size} entries in all")
    if not closed:
        click.echo("Every day that is over is closed.")


@trail.command()
@click.option("--days", type=click.IntRange(1), default=30, show_default=True, help="How far back.")
def show(days: int) -> None:
    """What was done with people, posts and keys, newest first. Never anything of a case."""
    settings = config.read()
    keys = InstanceKeys(settings.instance_secret, settings.instance_secret_version)
    first = datetime.now(UTC).date() - timedelta(days=days - 1)
    with sessions(engine_of(settings.database))(writing=False) as db:
        lines = administered.since(db, keys, first)
    for line in lines:
        click.echo(_line(line))
    if not lines:
        click.echo("Nothing was done in these days.")


@trail.command()
@click.option("--old", type=click.Path(path_type=Path), required=True, help="The key in force.")
@click.option("--new", type=click.Path(path_type=Path), required=True, help="Written by this.")
def rotate(old: Path, new: Path) -> None:
    """Hand the log over to a new key, which the old one signs for."""
    before = _signer(old)
    after = LogSigner(before.name, token_bytes(32))
    with sessions(engine_of(config.database_url()))() as db:
        try:
            trail_days.rotate(db, before, after, trail_days.first_open_day(datetime.now(UTC)))
            # Before the commit: a key that signed and was never kept would close no day again.
            write_log_key(new, after)
        except trail_days.TrailBroken as broken:
            raise click.ClickException(_BROKEN) from broken
        except FileThere as there:
            raise click.ClickException(f"{there.path} is there already.") from there
        db.commit()
    click.echo("Done. From here on only the new key closes days. Put it where the timer reads it,")
    click.echo("and add its public half, after the older ones, wherever the trail is verified:\n")
    click.echo(f"  CASEWORK_LOG_PUBLIC_KEYS=…,{after.verifier.written}")


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


def _line(line: administered.Line) -> str:
    if line.verb is None:
        return f"{line.day or '?'}  entry {line.number} is {line.state}"
    return f"{line.day}  {line.who or line.kind}  {line.verb}  {line.about}".rstrip()


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

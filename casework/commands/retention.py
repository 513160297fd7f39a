"""`casework retention`: what has lived out its time is removed. For a timer; opens no case."""

from dataclasses import replace
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from auth import inviting, sessions, throttle
from auth.sessions import Limits
from casework import config
from casework.case import slips
from casework.db import truncate_journal
from casework.ending import shredding
from casework.instance import orphans
from casework.noticing import claiming
from casework.parts import Parts, assemble
from casework.readers import refusing
from casework.telling import drafts, kept
from casework.telling.files import FileStore
from referrals.importing import keeping_files
from referrals.sending import sweeping


class Untouched:
    """A file store from which nothing is removed, for a run that only counts."""

    def __init__(self, files: FileStore) -> None:
        self.create, self.open, self.names = files.create, files.open, files.names

    def delete(self, name: str) -> None:
        """Leave it where it is."""


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
def retention(*, dry_run: bool) -> None:
    """Remove dead drafts, sessions, counters and invitations, and cases past their month."""
    parts, now = assemble(config.read()), datetime.now(UTC)
    click.get_current_context().call_on_close(parts.sessions.engine.dispose)
    if dry_run:
        click.echo("Nothing is removed. What a run would remove:")
    for removed, what in sweep(parts, now, rehearses=dry_run):
        click.echo(f"{removed} {what}")
    if not dry_run and not truncate_journal(parts.sessions.engine):
        click.echo("The journal of the database is in use: the next run empties it.", err=True)


def sweep(parts: Parts, now: datetime, *, rehearses: bool = False) -> list[tuple[int, str]]:
    """Remove it all and say how much of what. Each part is a transaction of its own.

    What one of them leaves behind when it is interrupted, the next run finds again. A rehearsal
    does the same, keeps every file, and takes each transaction back.
    """
    if rehearses:
        parts = replace(parts, files=Untouched(parts.files))
    limits = Limits(parts.config.idle_minutes, parts.config.absolute_hours)
    counted = _sweep_rows(parts, limits, now, rehearses=rehearses)
    with parts.sessions() as db:
        files = drafts.sweep(db, parts.keys, parts.files, now)
        _end(db, rehearses=rehearses)
    with parts.sessions() as db:
        shredded = kept.shred_expired(db, parts.keys, parts.files, now.date())
        _end(db, rehearses=rehearses)
    with parts.sessions() as db:
        cases = shredding.shred_due(db, parts.keys, parts.files, now.date())
        _end(db, rehearses=rehearses)
    with parts.sessions() as db:
        refused = refusing.note_daily(db, parts.keys, parts.register(db), now)
        _end(db, rehearses=rehearses)
    with parts.sessions() as db:
        lost = orphans.sweep(db, parts.files, now.date())
        _end(db, rehearses=rehearses)
    return [
        *counted,
        (files, "files of dead drafts"),
        (len(shredded), "kept cases past their month"),
        (cases, "closed cases past their month"),
        (lost, "files that nothing names"),
        (refused, "posts whose holder receives nothing: nobody has confirmed her keys"),
    ]


def _sweep_rows(
    parts: Parts, limits: Limits, now: datetime, *, rehearses: bool
) -> list[tuple[int, str]]:
    with parts.sessions() as db:
        ended = sessions.sweep(db, parts.keys, limits, now)
        throttle.sweep(db, now)
        inviting.sweep(db, now.date())
        claiming.sweep(db, now.date())
        foils = slips.sweep(db, parts.keys, now.date())
        sent = sweeping.sweep(db, parts.keys, now)
        keeping_files.sweep(db, now.date())
        _end(db, rehearses=rehearses)
    return [
        (ended, "dead sessions"),
        (foils, "counterfoils of people in no post"),
        (sent, "packets, boxes and links whose time is over"),
    ]


def _end(db: Session, *, rehearses: bool) -> None:
    if rehearses:
        db.rollback()
    else:
        db.commit()

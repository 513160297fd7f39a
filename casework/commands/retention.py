"""`casework retention`: what has lived out its time is removed. For a timer; opens no case."""

from datetime import UTC, datetime

import click

from auth import inviting, sessions, throttle
from auth.sessions import Limits
from casework import config
from casework.case import slips
from casework.instance import orphans
from casework.parts import Parts, assemble
from casework.readers import refusing
from casework.telling import drafts, kept


@click.command()
def retention() -> None:
    """Remove dead drafts, sessions, counters and invitations, and kept cases past their month."""
    parts, now = assemble(config.read()), datetime.now(UTC)
    click.get_current_context().call_on_close(parts.sessions.engine.dispose)
    for removed, what in sweep(parts, now):
        click.echo(f"{removed} {what}")


def sweep(parts: Parts, now: datetime) -> list[tuple[int, str]]:
    """Remove it all and say how much of what. Each part is a transaction of its own.

    What one of them leaves behind when it is interrupted, the next run finds again.
    """
    limits = Limits(parts.config.idle_minutes, parts.config.absolute_hours)
    with parts.sessions() as db:
        ended = sessions.sweep(db, parts.keys, limits, now)
        throttle.sweep(db, now)
        inviting.sweep(db, now.date())
        foils = slips.sweep(db, parts.keys, now.date())
        db.commit()
    with parts.sessions() as db:
        files = drafts.sweep(db, parts.keys, parts.files, now)
        db.commit()
    with parts.sessions() as db:
        shredded = kept.shred_expired(db, parts.keys, parts.files, now.date())
        db.commit()
    with parts.sessions() as db:
        refused = refusing.note_daily(db, parts.keys, parts.register(db), now)
        db.commit()
    with parts.sessions() as db:
        lost = orphans.sweep(db, parts.files, now.date())
        db.commit()
    return [
        (ended, "dead sessions"),
        (foils, "counterfoils of people in no post"),
        (files, "files of dead drafts"),
        (len(shredded), "kept cases past their month"),
        (lost, "files that nothing names"),
        (refused, "posts whose holder receives nothing: nobody has confirmed her keys"),
    ]

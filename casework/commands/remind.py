"""`casework remind`: tell who has something waiting, and nothing of what it is. Opens no case."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

import click
from flask import Flask, render_template
from flask_babel import force_locale

from auth.parts import EXTENSION
from auth.texting import texter
from casework import config
from casework.app import create_app
from casework.noticing.rounds import round_at
from casework.noticing.sending import Round, Ways, send_at_once, send_round
from casework.parts import Parts
from referrals.directory.answer_times import count_notes


@click.command()
@click.option("--at-once", is_flag=True, help="What cannot wait alone; for a timer, each minute.")
def remind(*, at_once: bool) -> None:
    """Send the notices of this hour. For a timer at each of CASEWORK_NOTICE_TIMES."""
    settings, now = config.read(), datetime.now(UTC)
    number = round_at(settings.notice_times, now)
    if not at_once and number is None:
        click.echo("It is not the time of a round: nothing was sent.")
        return
    app = create_app(settings)
    parts: Parts = app.extensions[EXTENSION]
    click.get_current_context().call_on_close(parts.sessions.engine.dispose)
    given = Round(parts.sessions, parts.keys, _ways(app, parts), now, settings.notice_times)
    outcome = send_at_once(given) if at_once else send_round(given, number or 0)
    if not at_once:
        _count_answers(parts)
    click.echo(
        f"{outcome.told} told, {outcome.failed} could not be told,"
        f" {outcome.unreachable} gave no address"
    )


def _count_answers(parts: Parts) -> None:
    """Let the directory learn how soon places answer, at an hour that says nothing of a case."""
    with parts.sessions() as db:
        count_notes(db, parts.keys)
        db.commit()


def _ways(app: Flask, parts: Parts) -> Ways:
    return Ways(parts.notifier, texter(parts.config.sms), wording(app, parts.config.cover_name))


def wording(app: Flask, cover_name: str) -> Callable[[str], tuple[str, str]]:
    """Subject and body of the one notice there is, in a language."""

    @lru_cache
    def words(language: str) -> tuple[str, str]:
        with app.test_request_context(), force_locale(language):
            return cover_name, render_template("mail/notice.txt")

    return words

"""`casework translations`: what every language says, what it lacks, and who has read it."""

from collections import Counter

import click

from casework.languages import own_name
from casework.translating import catalogues
from casework.translating.catalogues import translations_of
from casework.translating.scope import OWED, Scope, owed
from casework.translating.sources import said
from casework.translating.states import State


@click.group()
def translations() -> None:
    """The catalogues of every language: how complete they are, and who has reviewed them."""


@translations.command()
def report() -> None:
    """How much each language says of what it owes, and how much of that somebody has read."""
    for language in catalogues.languages():
        click.echo(_reported(language))


@translations.command()
def update() -> None:
    """Bring every catalogue up to the source: what is said no longer goes, the rest stays."""
    for language in catalogues.languages():
        known = translations_of(catalogues.read(language))
        catalogues.path_of(language).write_bytes(catalogues.written(language, known, said()))
        click.echo(_reported(language))


def _reported(language: str) -> str:
    wanted = owed(OWED.get(language, Scope.HER), said())
    known = translations_of(catalogues.read(language))
    states = Counter(known[each.id].state for each in wanted if each.id in known)
    parts = ", ".join(f"{states[state]} {_called(state)}" for state in State)
    return (
        f"{language:4} {own_name(language)}: {states.total()} of {len(wanted)} strings "
        f"({states.total() * 100 // max(len(wanted), 1)} %); {parts}"
    )


def _called(state: State) -> str:
    called = {
        State.DRAFT: "drafts",
        State.SPEAKER: "reviewed by a speaker",
        State.ADVOCATE: "reviewed by an advocate",
    }
    return called[state]

"""`casework translations`: what every language says, what it lacks, and who has read it."""

from collections import Counter
from pathlib import Path
from typing import IO

import click

from casework.languages import own_name
from casework.translating import catalogues, workbook
from casework.translating.catalogues import Translations, forms_of, translations_of
from casework.translating.scope import OWED, Scope, owed
from casework.translating.sources import Said, said
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
        _keep(language, _known(language))
        click.echo(_reported(language))


LANGUAGE = click.argument("language")


@translations.command("out")
@LANGUAGE
@click.argument("file", type=click.File("wb", atomic=True))
def write_out(language: str, file: IO[bytes]) -> None:
    """Write what LANGUAGE owes into FILE, a spreadsheet, for somebody who speaks it to read."""
    workbook.write(file, _wanted(language), _known(language), forms_of(language))


@translations.command("in")
@LANGUAGE
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--read-by", type=click.Choice([*State]), required=True, help="Who read it.")
def take_in(language: str, file: Path, read_by: str) -> None:
    """Take in what somebody said in FILE of LANGUAGE. What would break a sentence stays out."""
    known = _known(language)
    read = workbook.read(file, said(), known, forms_of(language), State(read_by))
    _keep(language, read.translations)
    for row, fault in read.faults:
        click.echo(f"Row {row}: not taken, {fault}.")
    click.echo(_reported(language))


def _known(language: str) -> Translations:
    if language not in catalogues.languages():
        return {}
    return translations_of(catalogues.read(language))


def _keep(language: str, texts: Translations) -> None:
    catalogues.path_of(language).write_bytes(catalogues.written(language, texts, said()))


def _wanted(language: str) -> list[Said]:
    return owed(OWED.get(language, Scope.HER), said())


def _reported(language: str) -> str:
    wanted, known = _wanted(language), _known(language)
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

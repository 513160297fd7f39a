"""`casework procedures`: the packs of this program, and what is wrong with one you wrote."""

from pathlib import Path

import click

from casework.procedures import loading
from casework.procedures.checking import PackInvalid, parse
from casework.procedures.covering import open_questions
from casework.procedures.own_rules import version_read
from casework.procedures.pack import Pack
from casework.procedures.terms import Binding


@click.group()
def procedures() -> None:
    """Procedure packs: the rules of one country, each with its source."""


@procedures.command("list")
def list_packs() -> None:
    """The packs that come with the program: how much in them is law, and what is not known."""
    for code, pack in zip(loading.CODES, loading.packs(), strict=True):
        click.echo(f"{code:8} {pack.title}")
        click.echo(f"         {_counted(pack)}; {_reviewed(pack)}; version {version_read(pack)}")


@procedures.command()
@click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
)
def check(files: tuple[Path, ...]) -> None:
    """Explain everything that is wrong with these FILES, by line. Without: those of the program."""
    texts = [(str(each), _read(each)) for each in files]
    texts = texts or [(f"{code}.toml", loading.text_of(code)) for code in loading.CODES]
    wrong = sum(_checked(name, text) for name, text in texts)
    if wrong:
        raise click.ClickException(f"{wrong} to mend.")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise click.ClickException(f"{path} cannot be read as text.") from wrong


def _checked(name: str, text: str) -> int:
    """Say how it stands with one; how many faults it has."""
    try:
        pack = parse(text)
    except PackInvalid as invalid:
        for fault in invalid.faults:
            place = f"{fault.place}: " if fault.place else ""
            click.echo(f"{name}:{fault.line}: {place}{fault.says}")
        return len(invalid.faults)
    click.echo(f"{name}: can be used; {_reviewed(pack)}; version {version_read(pack)}")
    click.echo(f"    {_asked(pack)}")
    return 0


def _counted(pack: Pack) -> str:
    law = sum(each.binding is Binding.LAW for each in pack.running())
    ours = sum(each.binding is Binding.RECOMMENDED for each in pack.running())
    off = sum(not each.enabled for each in pack.deadlines)
    others = (*pack.outcomes, *pack.interim_measures, *pack.external_routes, *pack.stages)
    switched = sum(not each.enabled for each in others)
    deadlines = f"deadlines: {law} law, {ours} our advice, {off} switched off"
    return f"{deadlines}; other rules: {switched} switched off"


def _asked(pack: Pack) -> str:
    questions = open_questions(pack)
    blocking = sum(each.blocks for each in questions)
    return f"open questions for a factory: {len(questions)}, to be answered first: {blocking}"


def _reviewed(pack: Pack) -> str:
    if pack.counsel is None:
        return "not reviewed by counsel"
    return f"reviewed by {pack.counsel.name} on {pack.counsel.on}"

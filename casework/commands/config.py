"""`casework config check`: every setting, what it is for, and what is wrong with it."""

import click

from casework.config import Explained, describe


@click.group()
def config() -> None:
    """The settings in this environment."""


@config.command()
def check() -> None:
    """Explain every setting. No value is shown, so the output can be passed on."""
    settings = describe()
    for setting in settings:
        click.echo(_line(setting))
        click.echo(f"    {setting.purpose}")
    wrong = [setting for setting in settings if setting.problem]
    if wrong:
        raise click.ClickException(f"{len(wrong)} of {len(settings)} cannot be used.")
    click.echo(f"All {len(settings)} can be used.")


def _line(setting: Explained) -> str:
    if setting.problem:
        return click.style(f"{setting.name}  {setting.problem}", fg="red")
    if setting.is_set:
        return f"{setting.name}  set"
    return f"{setting.name}  not set" + (f"; {setting.default} counts" if setting.default else "")

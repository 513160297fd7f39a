"""The people of a demonstration as a table for a terminal."""

from datetime import datetime
from itertools import groupby

import click

from casework.demo.keeping import Demo, KeptNumber, KeptPerson

GROUP = 4


def show(kept: Demo, now: datetime) -> None:
    """Print everybody with role, address, passphrase and the code of this moment."""
    click.secho("\nDemonstration: everybody and every case in it is made up.", bold=True)
    widths = _widths(kept)
    for organization, people in groupby(kept.people, key=lambda each: each.organization):
        click.secho(f"\n{organization}", bold=True)
        for person in people:
            click.echo(_line(person, widths, now))
    click.echo("\nA code is good for about a minute; the sign-in page lets you in at one press.")
    _show_numbers(kept.numbers)
    _show_posters(kept)


def _widths(kept: Demo) -> tuple[int, int, int]:
    return (
        max(len(_role(each)) for each in kept.people),
        max(len(each.address) for each in kept.people),
        max(len(each.passphrase) for each in kept.people),
    )


def _line(person: KeptPerson, widths: tuple[int, int, int], now: datetime) -> str:
    role, address, passphrase = widths
    return (
        f"  {_role(person):{role}}  {person.address:{address}}"
        f"  {person.passphrase:{passphrase}}  {person.code(now)}"
    )


def _role(person: KeptPerson) -> str:
    return person.role.replace("_", " ")


def _show_numbers(numbers: list[KeptNumber]) -> None:
    click.secho("\nSurvivors come back at /r with number and second word", bold=True)
    for each in numbers:
        groups = [each.number[at : at + GROUP] for at in range(0, len(each.number), GROUP)]
        click.echo(f"  {' '.join(groups)}   {each.word}   ({each.what})")


def _show_posters(kept: Demo) -> None:
    click.secho("\nCodes on the posters, for /w", bold=True)
    for each in kept.posters:
        click.echo(f"  {each.code}   {each.organization}")

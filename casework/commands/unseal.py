"""`casework unseal FILE`: the copy a survivor took along, opened with its passphrase alone."""

from pathlib import Path

import click

from crypto.copies import open_copy
from crypto.errors import PassphraseWrong, SealBroken


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--passphrase", prompt=True, hide_input=True, help="Asked for where it is absent.")
def unseal(file: Path, passphrase: str) -> None:
    """Print what a survivor's sealed copy says. Needs no instance and no network."""
    try:
        click.echo(open_copy(file.read_bytes(), passphrase))
    except PassphraseWrong:
        wrong = "The passphrase is another one, or the file is damaged."
        raise click.ClickException(wrong) from None
    except SealBroken:
        raise click.ClickException("This is no sealed copy.") from None

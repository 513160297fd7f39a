"""`casework rotate`: put a new instance secret in force, offline."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from casework import config
from casework.commands.connecting import engine_of
from casework.db import sessions
from casework.instance.key_files import FileThere, write_secret
from casework.instance.rotating import rotate as carry_over
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys


@click.command()
@click.option(
    "--new-secret-file",
    type=click.Path(path_type=Path),
    required=True,
    help="Where to write the new secret.",
)
def rotate(new_secret_file: Path) -> None:
    """Carry everything over to a new instance secret. Stop every server first.

    Sessions, drafts and outstanding links end. Nobody's passphrase or number changes.
    """
    settings = config.read()
    old = InstanceKeys(settings.instance_secret, settings.instance_secret_version)
    secret = secrets.token_bytes(32)
    new = InstanceKeys(secret, old.version + 1)
    with sessions(engine_of(settings.database))() as db:
        try:
            carry_over(db, old, new, datetime.now(UTC))
            write_secret(new_secret_file, secret.hex())
        except SealBroken as wrong:
            raise click.ClickException("This is not the secret of this database.") from wrong
        except FileThere as there:
            raise click.ClickException(f"{there.path} is there already.") from there
        db.commit()
    click.echo("Done. Put these into the environment of every server, then start them:\n")
    click.echo(f"  CASEWORK_INSTANCE_SECRET_FILE={new_secret_file}")
    click.echo(f"  CASEWORK_INSTANCE_SECRET_VERSION={new.version}")

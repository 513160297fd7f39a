"""`casework init`: a new instance, its keys in files, its first three people on paper."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework import config, migrating, variables
from casework.commands.connecting import engine_of
from casework.db import sessions
from casework.instance.establishing import (
    OFFICERS,
    AlreadyEstablished,
    First,
    OneBody,
    Sheet,
    establish,
    invite_the_first,
)
from casework.instance.key_files import FileThere, write_log_key, write_root_key, write_secret
from crypto.checkpoints import LogSigner
from crypto.instance import InstanceKeys
from crypto.seeds import Seeds
from referrals.directory.entries import Writer
from referrals.directory.seeding import begin

KINDS = click.Choice([each.value for each in OrganizationKind])
PERSON = (str, str, str, KINDS, str)
Given = tuple[str, str, str, str, str]


@click.command()
@click.option(
    "--secret-file",
    type=click.Path(path_type=Path),
    envvar="CASEWORK_INSTANCE_SECRET_FILE",
    required=True,
    help="The instance secret; made if it is not there.",
)
@click.option(
    "--root-file",
    "root_files",
    type=click.Path(path_type=Path),
    required=True,
    multiple=True,
    help="Where to write a root key, to carry away. Twice makes two, for two keepers.",
)
@click.option(
    "--log-key-file",
    type=click.Path(path_type=Path),
    envvar="CASEWORK_LOG_KEY_FILE",
    required=True,
    help="The key that closes the trail's days.",
)
@click.option(
    "--administrator",
    type=PERSON,
    required=True,
    metavar="NAME ADDRESS ORGANISATION KIND COUNTRY",
    help="Who will keep the accounts.",
)
@click.option(
    "--officer",
    "officers",
    type=PERSON,
    multiple=True,
    metavar="NAME ADDRESS ORGANISATION KIND COUNTRY",
    help="Who will vouch for people; twice, of two organisations.",
)
def init(
    secret_file: Path,
    root_files: tuple[Path, ...],
    log_key_file: Path,
    administrator: Given,
    officers: tuple[Given, ...],
) -> None:
    """Make an instance in the database that CASEWORK_DATABASE names."""
    if len(officers) != OFFICERS:
        raise click.UsageError("Name two officers, each with --officer.")
    if any(each.exists() for each in (*root_files, log_key_file)):
        raise click.ClickException("A key file is there already; nothing was changed.")
    now, beginners = datetime.now(UTC), [_first(each) for each in officers]
    made = engine_of(config.database_url())
    migrating.upgrade(made)
    secret = _the_secret(secret_file)
    with sessions(made)() as db:
        sheets = _establish(db, InstanceKeys(secret), _first(administrator), beginners, now)
        _begin_directory(db, now)
        # Before the commit: an instance without its keys would be of no use to anybody.
        roots, log = _write_keys(secret, secret_file, root_files, log_key_file)
        db.commit()
    _tell_settings(secret_file, log_key_file, roots, log)
    _tell_sheets(sheets)
    _tell_next(root_files)


def _first(given: Given) -> First:
    name, address, organization, kind, country = given
    return First(name, address, organization, OrganizationKind(kind), country)


def _establish(
    db: Session, keys: InstanceKeys, administrator: First, officers: list[First], now: datetime
) -> list[Sheet]:
    try:
        establish(db, keys, now.date())
        return invite_the_first(db, administrator, officers, now)
    except AlreadyEstablished as known:
        raise click.ClickException("This database belongs to an instance already.") from known
    except OneBody as alike:
        raise click.UsageError("The two officers must be of two organisations.") from alike


def _begin_directory(db: Session, now: datetime) -> None:
    countries = frozenset(db.scalars(select(Organization.country)))
    count = begin(db, Writer(person=None, on=now.date()), countries)
    click.echo(f"{count} national services are in the directory. Nobody has called them yet.\n")


def _the_secret(file: Path) -> bytes:
    try:
        return variables.secret(file.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return secrets.token_bytes(32)
    except ValueError as wrong:
        raise click.ClickException(f"{file} holds no instance secret.") from wrong


def _write_keys(
    secret: bytes, secret_file: Path, root_files: tuple[Path, ...], log_key_file: Path
) -> tuple[list[Seeds], LogSigner]:
    roots = [Seeds.generate() for _each in root_files]
    log = LogSigner(urlsplit(config.origin_url()).hostname or "casework", secrets.token_bytes(32))
    try:
        if not secret_file.exists():
            write_secret(secret_file, secret.hex())
        for root_file, root in zip(root_files, roots, strict=True):
            write_root_key(root_file, root)
        write_log_key(log_key_file, log)
    except FileThere as there:
        raise click.ClickException(f"{there.path} is there already.") from there
    return roots, log


def _tell_settings(
    secret_file: Path, log_key_file: Path, roots: list[Seeds], log: LogSigner
) -> None:
    click.echo("Put these into the environment of the server:\n")
    click.echo(f"  CASEWORK_INSTANCE_SECRET_FILE={secret_file}")
    click.echo(f"  CASEWORK_ROOT_KEYS={','.join(each.public.verify.hex() for each in roots)}")
    click.echo(f"  CASEWORK_LOG_PUBLIC_KEYS={log.verifier.written}")
    click.echo("\nand this one only where `casework trail close` runs:\n")
    click.echo(f"  CASEWORK_LOG_KEY_FILE={log_key_file}\n")


def _tell_sheets(sheets: list[Sheet]) -> None:
    origin = config.origin_url()
    click.echo("Copy each of these onto its own paper and hand it over. Worth 72 hours, once.")
    for sheet in sheets:
        click.echo(f"\n  {sheet.name}, {sheet.organization} ({sheet.role.value})")
        click.echo(f"  open  {origin}{sheet.path}")
        click.echo(f"  code  {sheet.code}")


def _tell_next(root_files: tuple[Path, ...]) -> None:
    click.echo("\nWhen both officers have opened theirs, listen to the six words each reads aloud:")
    click.echo(f"  casework certify --root-file {root_files[0]}")
    click.echo("Then take each root key off this machine, and keep a copy of it in two places.")

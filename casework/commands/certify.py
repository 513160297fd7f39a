"""`casework certify`: the offline root key stands for a body that is missing, for 90 days."""

from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import certifying
from auth.models import CertificateRow, Membership, Organization, Person
from auth.six_words import spoken
from casework import config
from casework.case.roster import the_register
from casework.commands.connecting import engine_of
from casework.db import sessions
from casework.instance.key_files import read_root_key
from crypto.certificates import ALONE_DAYS, OFFICER, Certificate, Register, resting_until
from crypto.errors import KeyInvalid
from crypto.seeds import Seeds


@click.command()
@click.option(
    "--root-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The root key that `casework init` wrote.",
)
def certify(root_file: Path) -> None:
    """Confirm people whose six words you have heard, one by one."""
    try:
        root = read_root_key(root_file)
    except (OSError, KeyInvalid) as wrong:
        raise click.ClickException("This file holds no root key.") from wrong
    today = datetime.now(UTC).date()
    with sessions(engine_of(config.database_url()))() as db:
        register = the_register(db, {*config.root_keys(), root.public.verify})
        waiting = waiting_for_root(db, register, today)
        if not waiting:
            click.echo("Nobody waits to be confirmed.")
        for row in waiting:
            _ask(db, register, row, root, today)
        db.commit()


def waiting_for_root(db: Session, register: Register, on: date) -> list[CertificateRow]:
    """Certificates that do not stand, and that a signature of a root would help.

    One that was asked for more than ninety days ago is helped no more: whoever it is about asks
    for a new one on her page of certificates.
    """
    rows = db.scalars(select(CertificateRow).where(CertificateRow.ended_on.is_(None)))
    return [row for row in rows if _is_helped(register, certifying.read(row), on)]


def _is_helped(register: Register, certificate: Certificate, on: date) -> bool:
    statement = certificate.statement
    last = statement.until_on if statement.role == OFFICER else resting_until(statement)
    is_signed = register.is_signed_by_root(certificate)
    return not is_signed and last >= on and not register.is_valid(certificate, on)


def _ask(db: Session, register: Register, row: CertificateRow, root: Seeds, on: date) -> None:
    statement = certifying.read(row).statement
    person = db.get_one(Person, row.person_id)
    membership = db.get_one(Membership, row.membership_id)
    organization = db.get_one(Organization, membership.organization_id)
    click.echo(f"\n{person.name}, {organization.name} ({statement.role})")
    click.echo(f"  {spoken(statement.keys)}")
    if not click.confirm("Did she read you exactly these six words?", default=False):
        return
    stands = certifying.confirm_offline(db, register, row, root, on)
    click.echo(_told(register, certifying.read(row), stands=stands))


def _told(register: Register, certificate: Certificate, *, stands: bool) -> str:
    if not stands:
        return "Signed. One certified person of another organisation has to confirm her too."
    known = register.including(certificate)
    told = f"Signed. She is certified until {known.good_until(certificate)}"
    if known.rests_on_root(certificate):
        return f"{told}, {ALONE_DAYS} days from when she asked: a second organisation is missing."
    return f"{told}."

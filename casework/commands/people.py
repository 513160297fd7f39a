"""`casework people`: who has a post here, and keeping somebody out in a hurry."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import joining, sessions, trail
from auth.addresses import folded_address
from auth.models import Account, Membership, Role
from auth.trail_rows import Act, ActorKind
from casework import config
from casework.case.roster import the_register
from casework.commands.connecting import engine_of
from casework.db import sessions as session_maker
from crypto.certificates import Register
from crypto.errors import CertificateInvalid
from crypto.instance import InstanceKeys

Verb = Callable[[Session, InstanceKeys, UUID], None]


@click.group()
def people() -> None:
    """Who has a post here; keeping somebody out in a hurry. Inviting is done in the browser."""


@people.command("list")
def list_posts() -> None:
    """Every post, by organisation: role, account, and until when her keys are certified."""
    settings, today = config.read(), datetime.now(UTC).date()
    with session_maker(engine_of(settings.database))(writing=False) as db:
        register = the_register(db, settings.root_keys)
        place = ""
        for membership in joining.everybody(db):
            if membership.organization.name != place:
                place = membership.organization.name
                click.echo(place)
            click.echo(f"  {_line(db, register, membership, today)}")


@people.command()
@click.argument("address")
def freeze(address: str) -> None:
    """Keep somebody out at once and end her sessions. Her keys are not touched."""
    _do("freeze", address, joining.freeze)
    click.echo("She is kept out until `casework people thaw`.")


@people.command()
@click.argument("address")
def thaw(address: str) -> None:
    """Let somebody sign in again."""
    _do("thaw", address, lambda db, _keys, person: joining.thaw(db, person))
    click.echo("She can sign in again.")


@people.command("sign-out")
@click.argument("address")
def sign_out(address: str) -> None:
    """End every session of somebody, as when a phone is lost."""
    _do("sign_out", address, sessions.end_everywhere)
    click.echo("She is signed out everywhere.")


def _do(action: str, address: str, verb: Verb) -> None:
    settings = config.read()
    keys = InstanceKeys(settings.instance_secret, settings.instance_secret_version)
    wanted = select(Account.person_id).where(Account.address == folded_address(address))
    with session_maker(engine_of(settings.database))() as db:
        person = db.scalar(wanted)
        if person is None:
            raise click.ClickException("Nobody signs in with this address.")
        verb(db, keys, person)
        act = Act(
            actor=None,
            actor_kind=ActorKind.OPERATOR,
            verb=f"administration:account:{action}",
            subject=person,
            at=datetime.now(UTC),
        )
        trail.administration(db, keys, act)
        db.commit()


def _line(db: Session, register: Register, membership: Membership, on: date) -> str:
    account = joining.the_account(db, membership.person_id)
    words = [
        membership.person.name,
        Role(membership.role).value.replace("_", " "),
        _post(membership, on),
        _account(account),
        _certified(register, membership, on),
    ]
    return ", ".join(word for word in words if word)


def _post(membership: Membership, on: date) -> str:
    return "" if membership.is_current(on) else f"until {membership.until_on}"


def _account(account: Account | None) -> str:
    if account is None:
        return "no account yet"
    return f"{account.address} (frozen)" if account.is_frozen else account.address


def _certified(register: Register, membership: Membership, on: date) -> str:
    if membership.role == Role.ADMINISTRATOR:
        return ""
    role = Role(membership.role).value
    try:
        found = register.the_certificate_as(
            membership.person_id, membership.organization_id, role, on
        )
    except CertificateInvalid:
        return "not certified"
    by_root = " (the root key stands for a body)" if register.rests_on_root(found) else ""
    return f"certified until {register.good_until(found)}{by_root}"

"""Making an instance: its row, its first administrator, and two officers to vouch for the rest."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.inviting import invite
from auth.joining import Post, add_person, join
from auth.models import Membership, Organization, OrganizationKind, Role
from auth.organising import add_organization
from casework.case.codes import new_code_key
from casework.models.instance import Instance
from crypto.instance import InstanceKeys

SALT_BYTES = 16
OFFICERS = 2


class AlreadyEstablished(Exception):
    """This database belongs to an instance already."""


class OneBody(Exception):
    """The first two officers must be of two different bodies, or nobody could confirm anybody."""


@dataclass(frozen=True)
class First:
    """Somebody an instance begins with."""

    name: str
    address: str
    organization: str
    kind: OrganizationKind
    country: str


@dataclass(frozen=True)
class Sheet:
    """What is printed for one of them and handed over: link and code, worth 72 hours."""

    name: str
    organization: str
    role: Role
    path: str = field(repr=False)
    code: str = field(repr=False)


def establish(db: Session, keys: InstanceKeys, on: date, *, is_demo: bool = False) -> Instance:
    """The one row of an instance: the salt of its numbers, the key of its codes' tags.

    Raises AlreadyEstablished.
    """
    if find_instance(db) is not None:
        raise AlreadyEstablished
    row = Instance(
        number_salt=secrets.token_bytes(SALT_BYTES),
        code_key_sealed=new_code_key(keys),
        is_demo=is_demo,
        made_on=on,
    )
    db.add(row)
    db.flush()
    return row


def find_instance(db: Session) -> Instance | None:
    """The instance's row, or None in a database that has only tables."""
    return db.scalar(select(Instance))


def invite_the_first(
    db: Session, administrator: First, officers: Sequence[First], now: datetime
) -> list[Sheet]:
    """Posts and printed invitations for the administrator and the two officers.

    Nobody is certified by this: when an officer has activated her account, a root key confirms
    the six words she reads aloud (`casework certify`). Raises OneBody.
    """
    if len({each.organization.casefold() for each in officers}) < OFFICERS:
        raise OneBody
    wanted = [(administrator, Role.ADMINISTRATOR), *((each, Role.OFFICER) for each in officers)]
    bodies: dict[str, Organization] = {}
    return [_invited(db, _placed(db, bodies, each, role, now), each, now) for each, role in wanted]


def _placed(
    db: Session, bodies: dict[str, Organization], first: First, role: Role, now: datetime
) -> Membership:
    key = first.organization.casefold()
    if key not in bodies:
        bodies[key] = add_organization(db, first.kind, first.organization, first.country)
    person = add_person(db, first.name)
    return join(db, person, bodies[key], Post(role=role, from_on=now.date()))


def _invited(db: Session, membership: Membership, first: First, now: datetime) -> Sheet:
    made = invite(db, membership, first.address, None, now)
    return Sheet(
        first.name, first.organization, Role(membership.role), f"/a/{made.token}", made.code
    )

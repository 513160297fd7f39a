"""Who could read a complaint from one place: the people in post there, and their certified keys."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from auth.models import (
    CertificateRow,
    Coverage,
    Membership,
    Organization,
    OrganizationKind,
    Role,
)
from crypto.certificates import Certificate, Register
from crypto.errors import CertificateInvalid
from crypto.seeds import PublicKeys


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who might receive keys, in one post. Without `keys` nothing can reach her."""

    person: UUID
    membership: UUID
    organization: UUID
    organization_name: str
    kind: OrganizationKind
    role: Role
    name: str
    post: str
    is_woman: bool | None = None
    is_receiver: bool = False
    has_management_post: bool = False
    keys: PublicKeys | None = None


def the_register(db: Session, roots: Iterable[bytes]) -> Register:
    """Every certificate of the instance, to be judged against the configured roots."""
    rows = db.scalars(select(CertificateRow)).all()
    known = [(row, msgspec.msgpack.decode(row.body, type=Certificate)) for row in rows]
    ended = [each.statement.digest() for row, each in known if row.ended_on is not None]
    return Register([each for _row, each in known], roots, ended)


def roster(db: Session, register: Register, workplace: UUID | None, on: date) -> list[Reader]:
    """Everybody in post who could read a complaint from a factory, in a stable order.

    Committee members of the factory, and the unions and programmes that cover it; with no
    factory, the people of every programme.
    """
    found = db.scalars(
        select(Membership)
        .join(Organization)
        .where(_in_reach(workplace))
        .options(joinedload(Membership.person), joinedload(Membership.organization))
        .order_by(Organization.name, Membership.from_on, Membership.id)
    )
    return [_reader(each, register, on) for each in found if each.is_current(on)]


def in_post(db: Session, workplace: UUID | None, on: date) -> frozenset[UUID]:
    """The people with a membership that runs on that day, within the same reach."""
    runs = or_(Membership.until_on.is_(None), Membership.until_on >= on)
    found = db.scalars(
        select(Membership.person_id)
        .join(Organization)
        .where(_in_reach(workplace), Membership.from_on <= on, runs)
    )
    return frozenset(found)


def keys_of(register: Register, person: UUID, on: date) -> PublicKeys | None:
    """The certified keys to deliver to, or None: nothing is delivered to anybody else."""
    try:
        return register.the_keys(person, on)
    except CertificateInvalid:
        return None


def _in_reach(workplace: UUID | None) -> ColumnElement[bool]:
    if workplace is None:
        return Organization.kind == OrganizationKind.PROGRAMME
    covering = select(Coverage.organization_id).where(Coverage.factory_id == workplace)
    return or_(Organization.id == workplace, Organization.id.in_(covering))


def _reader(membership: Membership, register: Register, on: date) -> Reader:
    return Reader(
        person=membership.person_id,
        membership=membership.id,
        organization=membership.organization_id,
        organization_name=membership.organization.name,
        kind=membership.organization.kind,
        role=membership.role,
        name=membership.person.name,
        post=membership.post,
        is_woman=membership.is_woman,
        is_receiver=membership.is_receiver,
        has_management_post=membership.has_management_post,
        keys=keys_of(register, membership.person_id, on),
    )

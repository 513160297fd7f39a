"""Who could read a complaint from one place: the people in post there, and their certified keys."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from auth.joining import roles_in
from auth.models import (
    COMMITTEE,
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
    is_refused: bool = False
    """She has a certificate for which nothing may be delivered to her: unsigned, or not sound."""


def the_register(db: Session, roots: Iterable[bytes]) -> Register:
    """Every certificate of the instance, to be judged against the configured roots."""
    rows = db.scalars(select(CertificateRow)).all()
    known = [(row, msgspec.msgpack.decode(row.body, type=Certificate)) for row in rows]
    ended = {each.statement.digest(): row.ended_on for row, each in known if row.ended_on}
    return Register([each for _row, each in known], roots, ended)


def roster(db: Session, register: Register, workplace: UUID | None, on: date) -> list[Reader]:
    """Everybody in post who could read a complaint from a factory, in a stable order.

    Committee members of the factory, and the unions and programmes that cover it; with no
    factory, the people of every programme.
    """
    return [_reader(each, register, on) for each in _posts(db, workplace, on)]


def posts_of(db: Session, register: Register, person: UUID, on: date) -> list[Reader]:
    """Every post that somebody is in, also where no complaint would reach her."""
    found = db.scalars(
        select(Membership)
        .where(Membership.person_id == person)
        .options(joinedload(Membership.person), joinedload(Membership.organization))
        .order_by(Membership.from_on, Membership.id)
    )
    return [_reader(each, register, on) for each in found if each.is_current(on)]


def certified_in_post(
    db: Session, register: Register, workplace: UUID | None, on: date
) -> frozenset[UUID]:
    """The people within the same reach whose certificate is for the post they are in."""
    posts = _posts(db, workplace, on)
    return frozenset(each.person_id for each in posts if keys_in(register, each, on) is not None)


def keys_in(register: Register, post: Membership, on: date) -> PublicKeys | None:
    """The keys certified for this person in this body and role, or None: nobody else receives."""
    try:
        return register.the_keys_as(post.person_id, post.organization_id, Role(post.role).value, on)
    except CertificateInvalid:
        return None


def keys_of(register: Register, person: UUID, on: date) -> PublicKeys | None:
    """Any certified keys of somebody who holds keys of the case already, or None."""
    try:
        return register.the_keys(person, on)
    except CertificateInvalid:
        return None


def _posts(db: Session, workplace: UUID | None, on: date) -> Iterator[Membership]:
    found = db.scalars(
        select(Membership)
        .join(Organization)
        .where(_in_reach(workplace))
        .options(joinedload(Membership.person), joinedload(Membership.organization))
        .order_by(Organization.name, Membership.from_on, Membership.id)
    )
    return (each for each in found if each.is_current(on) and _fits(each, workplace))


def _fits(post: Membership, workplace: UUID | None) -> bool:
    """A committee is of its own factory; what else covers one sends the roles of its kind."""
    role = Role(post.role)
    is_at_home = role not in COMMITTEE or post.organization_id == workplace
    return is_at_home and role in roles_in(post.organization.kind)


def _in_reach(workplace: UUID | None) -> ColumnElement[bool]:
    if workplace is None:
        return Organization.kind == OrganizationKind.PROGRAMME
    covering = select(Coverage.organization_id).where(Coverage.factory_id == workplace)
    return or_(Organization.id == workplace, Organization.id.in_(covering))


def _reader(membership: Membership, register: Register, on: date) -> Reader:
    keys = keys_in(register, membership, on)
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
        keys=keys,
        is_refused=keys is None and bool(register.of(membership.person_id)),
    )

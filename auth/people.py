"""The people of an instance as a page shows them: posts, and how far each has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from auth import certifying, joining
from auth.actor import Actor
from auth.models import (
    Account,
    CertificateRow,
    Invitation,
    Membership,
    Organization,
    Person,
    Role,
)
from auth.organising import covering
from crypto.certificates import NO_WITNESSES, Certificate, Register
from crypto.errors import CertificateInvalid


class State(StrEnum):
    """How far somebody has come."""

    NEW = "new"
    INVITED = "invited"
    WAITING = "waiting"
    CERTIFIED = "certified"
    BY_ROOT = "by_root"
    """A root signature stands for a body that is missing; it ends after 90 days."""
    EXPIRED = "expired"
    ACTIVE = "active"
    """An administrator with an account: she is no recipient and needs no certificate."""
    FROZEN = "frozen"
    LEFT = "left"


@dataclass(frozen=True)
class Standing:
    """One post, and where its holder stands."""

    membership: Membership
    state: State

    @property
    def person(self) -> Person:
        """Who."""
        return self.membership.person


@dataclass(frozen=True)
class Paper:
    """One certificate as every list shows it, its chain judged anew."""

    row: CertificateRow
    certificate: Certificate
    name: str
    organization: str
    role: Role
    is_valid: bool
    good_until: date
    rests_on_root: bool
    """A root stands for a missing body."""
    is_signed_by_root: bool
    confirmed_by: list[str]


def by_organization(
    db: Session, register: Register, on: date
) -> list[tuple[Organization, list[Standing]]]:
    """Every body with the people in it, those who have left last."""
    bodies = db.scalars(select(Organization).order_by(Organization.name, Organization.id))
    posts = [_standing(db, register, each, on) for each in joining.everybody(db)]
    return [
        (body, sorted(_of(body, posts), key=lambda each: each.state is State.LEFT))
        for body in bodies
    ]


def posts_in(
    db: Session, register: Register, organization: Organization, on: date
) -> list[Standing]:
    """The people of one body, those who have left last."""
    posts = [each for each in joining.everybody(db) if each.organization_id == organization.id]
    shown = [_standing(db, register, each, on) for each in posts]
    return sorted(shown, key=lambda each: each.state is State.LEFT)


def confirmers(
    db: Session, register: Register, membership: Membership, on: date
) -> list[Membership]:
    """Certified people of other bodies, who may tell somebody the code and confirm her."""
    own = {each.person_id for each in joining.everybody(db) if _shares_body(each, membership, on)}
    found = [each for each in joining.everybody(db) if each.is_current(on)]
    barred = own | {each.person_id for each in found if each.role == Role.ADMINISTRATOR}
    return [
        each
        for each in found
        if each.person_id not in barred
        and any(_vouches(register, one, on) for one in register.of(each.person_id))
    ]


def within_reach(db: Session, actor: Actor) -> set[UUID]:
    """The bodies whose people somebody may see: her own, those it covers, those covering it."""
    reached = {each for standing in actor.standings for each in standing.reach}
    return reached | {each.id for factory in reached for each in covering(db, factory)}


def standing(db: Session, register: Register, membership: Membership, on: date) -> Standing:
    """Where the holder of one post stands."""
    return _standing(db, register, membership, on)


def papers(
    db: Session, register: Register, on: date, *conditions: ColumnElement[bool]
) -> list[Paper]:
    """Every certificate nobody has ended and that is not over, newest first.

    `conditions` on CertificateRow leave out what a page does not show.
    """
    found = db.execute(
        select(CertificateRow, Person, Membership, Organization)
        .join(Person, Person.id == CertificateRow.person_id)
        .join(Membership, Membership.id == CertificateRow.membership_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(CertificateRow.ended_on.is_(None), *conditions)
        .order_by(CertificateRow.made_on.desc(), Person.name)
    )
    shown = [paper(db, register, *each, on) for each in found]
    return [each for each in shown if each and each.good_until >= on]


def paper(
    db: Session,
    register: Register,
    row: CertificateRow,
    person: Person,
    membership: Membership,
    organization: Organization,
    on: date,
) -> Paper | None:
    """One certificate to show; None for bytes that are none."""
    try:
        certificate = certifying.read(row)
    except CertificateInvalid:
        return None
    signers = (register.the_signer(each) for each in certificate.confirmations)
    people = {each.person for each in signers if each is not None}
    names = db.scalars(select(Person.name).where(Person.id.in_(people)).order_by(Person.name))
    return Paper(
        row=row,
        certificate=certificate,
        name=person.name,
        organization=organization.name,
        role=Role(membership.role),
        is_valid=register.is_valid(certificate, on),
        good_until=register.good_until(certificate),
        rests_on_root=register.rests_on_root(certificate),
        is_signed_by_root=register.is_signed_by_root(certificate),
        confirmed_by=list(names),
    )


def may_confirm(db: Session, register: Register, shown: Paper, person: UUID, on: date) -> bool:
    """Whether this person's signature is missing under it and would count.

    It also counts where a root stands for a body: with a second one it lasts its whole time.
    """
    try:
        certifying.the_signing_statement(db, register, shown.certificate, person, on)
    except certifying.ConfirmationRefused:
        return False
    return not shown.is_valid or shown.rests_on_root


def _vouches(register: Register, certificate: Certificate, on: date) -> bool:
    is_witness = certificate.statement.role not in NO_WITNESSES
    return is_witness and register.is_valid(certificate, on)


def _shares_body(one: Membership, other: Membership, on: date) -> bool:
    return one.organization_id == other.organization_id and one.is_current(on)


def _of(body: Organization, posts: list[Standing]) -> list[Standing]:
    return [each for each in posts if each.membership.organization_id == body.id]


def _standing(db: Session, register: Register, membership: Membership, on: date) -> Standing:
    return Standing(membership, _state(db, register, membership, on))


def _state(db: Session, register: Register, membership: Membership, on: date) -> State:
    if membership.until_on is not None and membership.until_on < on:
        return State.LEFT
    account = db.scalar(select(Account).where(Account.person_id == membership.person_id))
    if account is not None and account.is_frozen:
        return State.FROZEN
    if account is None:
        invited = select(Invitation.id).where(
            Invitation.person_id == membership.person_id, Invitation.until_on >= on
        )
        return State.INVITED if db.scalar(invited) else State.NEW
    if membership.role == Role.ADMINISTRATOR:
        return State.ACTIVE
    return _certified(db, register, membership, on)


def _certified(db: Session, register: Register, membership: Membership, on: date) -> State:
    rows = certifying.rows_of(db, membership.person_id)
    known = [certifying.read(row) for row in rows if row.membership_id == membership.id]
    valid = [each for each in known if register.is_valid(each, on)]
    if valid:
        by_root = all(register.rests_on_root(each) for each in valid)
        return State.BY_ROOT if by_root else State.CERTIFIED
    is_over = bool(known) and all(register.good_until(each) < on for each in known)
    return State.EXPIRED if is_over else State.WAITING

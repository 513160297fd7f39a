"""Being away from a post for a time, and who stands in; people only, never a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from auth.models import Absence, Membership, Role
from crypto.certificates import Register
from crypto.errors import CertificateInvalid

LONGEST = timedelta(days=366)
INSIDE = (Role.CHAIR, Role.MEMBER)
"""Who of a committee may stand in for each other; an outside member only for another one."""


class DaysUnfit(Exception):
    """The days are the wrong way round, over already, or more than a year."""


class AlreadyAway(Exception):
    """She is away already, or has said so for later."""


class SubstituteUnfit(Exception):
    """This person cannot stand in for her."""


@dataclass(frozen=True)
class Away:
    """An absence as colleagues read it."""

    row: Absence
    post: Membership
    name: str
    body: str
    substitute: str = ""
    """A name, or empty where nobody stands in."""
    substitute_id: UUID | None = None
    """The person."""


def leave_for(
    db: Session,
    register: Register,
    post: Membership,
    substitute: Membership | None,
    from_on: date,
    until_on: date,
    on: date,
) -> Absence:
    """Say that the holder of a post is away; both days are included.

    Raises DaysUnfit, AlreadyAway, and SubstituteUnfit.
    """
    if not on <= until_on or not from_on <= until_on <= from_on + LONGEST:
        raise DaysUnfit
    if substitute is not None and substitute not in substitutes(db, register, post, on):
        raise SubstituteUnfit
    known = db.scalar(select(Absence).where(Absence.membership_id == post.id))
    if known is not None and known.until_on >= on:
        raise AlreadyAway
    row = known or Absence(membership_id=post.id)
    row.substitute_id = substitute.id if substitute else None
    row.from_on, row.until_on = from_on, until_on
    db.add(row)
    db.flush()
    return row


def come_back(db: Session, absence: Absence) -> None:
    """She is back, or does not go: nothing is kept of it."""
    db.delete(absence)
    db.flush()


def substitutes(db: Session, register: Register, post: Membership, on: date) -> list[Membership]:
    """Certified colleagues of the same body whose role can stand in for this one, by name."""
    found = db.scalars(
        select(Membership)
        .where(Membership.organization_id == post.organization_id)
        .options(joinedload(Membership.person))
    )
    fit = [each for each in found if _may_stand_in(register, post, each, on)]
    return sorted(fit, key=lambda each: (each.person.name, each.id))


def of_person(db: Session, person: UUID, on: date) -> list[Absence]:
    """Her absences that are not over, the soonest first."""
    mine = select(Membership.id).where(Membership.person_id == person)
    found = select(Absence).where(Absence.membership_id.in_(mine), Absence.until_on >= on)
    return list(db.scalars(found.order_by(Absence.from_on, Absence.id)))


def known_in(db: Session, bodies: Iterable[UUID], on: date) -> list[Away]:
    """The absences in some bodies that are not over, the soonest first."""
    found = db.execute(
        select(Absence, Membership)
        .join(Membership, Membership.id == Absence.membership_id)
        .where(Membership.organization_id.in_(list(bodies)), Absence.until_on >= on)
        .options(joinedload(Membership.person), joinedload(Membership.organization))
        .order_by(Absence.from_on, Absence.id)
    ).all()
    others = _posts(db, [row.substitute_id for row, _post in found if row.substitute_id])
    return [
        _away(row, post, others.get(row.substitute_id) if row.substitute_id else None)
        for row, post in found
        if post.is_current(on)
    ]


def _away(row: Absence, post: Membership, other: Membership | None) -> Away:
    known = (row, post, post.person.name, post.organization.name)
    return Away(*known, other.person.name, other.person_id) if other else Away(*known)


def _posts(db: Session, posts: Iterable[UUID]) -> dict[UUID, Membership]:
    found = select(Membership).where(Membership.id.in_(list(posts)))
    rows = db.scalars(found.options(joinedload(Membership.person)))
    return {each.id: each for each in rows}


def _may_stand_in(register: Register, post: Membership, other: Membership, on: date) -> bool:
    if other.person_id == post.person_id or not other.is_current(on):
        return False
    is_inside = post.role in INSIDE and other.role in INSIDE
    fits = (is_inside or other.role == post.role) and not _manages(other)
    return fits and _is_certified(register, other, on)


def _manages(post: Membership) -> bool:
    """Outside a committee nobody reads who hires or pays."""
    return post.has_management_post and post.role not in (*INSIDE, Role.EXTERNAL_MEMBER)


def _is_certified(register: Register, post: Membership, on: date) -> bool:
    try:
        role = Role(post.role).value
        register.the_keys_as(post.person_id, post.organization_id, role, on)
    except CertificateInvalid:
        return False
    return True

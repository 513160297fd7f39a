"""People and their posts: who joins, in which role, from when until when, and who is kept out."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from auth import certifying, inviting, sessions
from auth.models import Account, Membership, Organization, OrganizationKind, Person, Role
from crypto.instance import InstanceKeys

ROLES: dict[OrganizationKind, tuple[Role, ...]] = {
    OrganizationKind.FACTORY: (Role.CHAIR, Role.MEMBER, Role.EXTERNAL_MEMBER),
    OrganizationKind.UNION: (Role.UNION_REPRESENTATIVE,),
    OrganizationKind.PROGRAMME: (
        Role.SUPERVISOR,
        Role.REFERRAL_OFFICER,
        Role.CHILD_PROTECTION_OFFICER,
        Role.ANALYST,
    ),
    OrganizationKind.RESOURCE_CENTRE: (Role.RESOURCE_CENTRE_STAFF,),
    OrganizationKind.PROVIDER: (Role.PROVIDER_STAFF,),
}
"""Which roles exist in which kind of body; officers and administrators may be of any."""
ANYWHERE = (Role.OFFICER, Role.ADMINISTRATOR)


class RoleUnfit(Exception):
    """That role does not exist in an organisation of that kind."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """What somebody is to be in an organisation."""

    role: Role
    post: str = ""
    """The work she is known by, such as "quality inspector, line 4"."""
    is_woman: bool | None = None
    is_receiver: bool = False
    has_management_post: bool = False
    from_on: date
    until_on: date | None = None


def add_person(db: Session, name: str, language: str = "en") -> Person:
    """A person without an account; nothing can be delivered to her yet."""
    row = Person(name=name, language=language)
    db.add(row)
    db.flush()
    return row


def join(db: Session, person: Person, organization: Organization, post: Post) -> Membership:
    """Give somebody a post. Raises RoleUnfit."""
    if post.role not in roles_in(organization.kind):
        raise RoleUnfit
    row = Membership(person_id=person.id, organization_id=organization.id)
    db.add(row)
    _write(row, post)
    db.flush()
    return row


def change(membership: Membership, post: Post) -> None:
    """Correct a post; its role stays, since a certificate speaks of it."""
    role = Role(membership.role)
    _write(membership, post)
    membership.role = role


def leave(db: Session, keys: InstanceKeys, membership: Membership, on: date) -> None:
    """End a post today: its certificates end, she is signed out, her invitation is worth nothing.

    What she held is renewed case by case by those who stay: it is owing from now on.
    """
    membership.until_on = min(on, membership.until_on or on) - timedelta(days=1)
    certifying.end(db, membership, on)
    sessions.end_everywhere(db, keys, membership.person_id)
    inviting.withdraw(db, membership.person_id)
    db.flush()


def freeze(db: Session, keys: InstanceKeys, person: UUID) -> None:
    """Keep somebody out at once; her keys are neither touched nor opened."""
    account = the_account(db, person)
    if account is not None:
        account.is_frozen = True
        sessions.end_everywhere(db, keys, person)


def thaw(db: Session, person: UUID) -> None:
    """Let her sign in again."""
    account = the_account(db, person)
    if account is not None:
        account.is_frozen = False


def the_account(db: Session, person: UUID) -> Account | None:
    """Her account, or None before she has activated one."""
    return db.scalar(select(Account).where(Account.person_id == person))


def everybody(db: Session) -> list[Membership]:
    """Every post with its person and its organisation, by organisation and name."""
    found = (
        select(Membership)
        .join(Membership.organization)
        .join(Membership.person)
        .options(joinedload(Membership.organization), joinedload(Membership.person))
        .order_by(Organization.name, Person.name, Membership.from_on)
    )
    return list(db.scalars(found))


def roles_in(kind: OrganizationKind) -> tuple[Role, ...]:
    """The roles a body of this kind can have."""
    return (*ROLES.get(OrganizationKind(kind), ()), *ANYWHERE)


def _write(row: Membership, post: Post) -> None:
    row.role = post.role
    row.post = post.post
    row.is_woman = post.is_woman
    row.is_receiver = post.is_receiver
    row.has_management_post = post.has_management_post
    row.from_on = post.from_on
    row.until_on = post.until_on

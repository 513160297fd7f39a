"""From a session's cookie to whoever sends the request."""

from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from auth.actor import Actor, Rank, Standing
from auth.models import Account, Coverage, Membership, Person
from auth.sessions import Found
from crypto.seeds import Seeds


def the_actor(db: Session, found: Found, on: date) -> Actor | None:
    """Who a living session belongs to; None for a frozen or ended account.

    Everything in it is a plain value: the session it was read with may be closed.
    """
    actor = actor_of(found)
    if actor.rank is not Rank.STAFF:
        return actor
    person = db.scalar(
        select(Person)
        .join(Account, Account.person_id == Person.id)
        .where(Person.id == found.held.holder, Account.is_frozen.is_(False))
    )
    if person is None:
        return None
    actor.name, actor.language = person.name, person.language
    actor.standings = standings_of(db, person.id, on)
    return actor


def actor_of(found: Found) -> Actor:
    """What the session alone says, without a name or a standing."""
    held = found.held
    seeds = tuple(Seeds.from_bytes(each) for each in held.seeds)
    return Actor(
        rank=held.rank,
        holder=held.holder,
        seeds=seeds[0] if seeds else None,
        former=seeds[1:],
        opening_key=held.opening_key,
        number=held.number,
        session=found.digest,
        entered_at=datetime.fromtimestamp(held.entered, UTC),
    )


def standings_of(db: Session, person: UUID, on: date) -> tuple[Standing, ...]:
    """The memberships that run on a day, each with what it reaches."""
    found = db.scalars(
        select(Membership)
        .where(Membership.person_id == person)
        .options(joinedload(Membership.organization))
        .order_by(Membership.from_on, Membership.id)
    )
    return tuple(_standing(db, each) for each in found if each.is_current(on))


def _standing(db: Session, membership: Membership) -> Standing:
    covered = db.scalars(
        select(Coverage.factory_id).where(Coverage.organization_id == membership.organization_id)
    )
    return Standing(
        membership=membership.id,
        organization=membership.organization_id,
        kind=membership.organization.kind,
        role=membership.role,
        reach=frozenset({membership.organization_id, *covered}),
        is_receiver=membership.is_receiver,
        has_management_post=membership.has_management_post,
        time_zone=membership.organization.time_zone,
    )

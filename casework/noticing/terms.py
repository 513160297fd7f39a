"""When a term or a training on a committee runs out, and the chairs who are told of it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership, Organization, OrganizationKind, Role
from casework.committee import register
from casework.committee.rules import in_force, rules_of
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys

log = structlog.get_logger()
DAYS_BEFORE = frozenset({60, 30, 7, 0})
"""Long enough before to appoint, invite, certify or train; and again as the day comes near."""


def chairs_to_tell(db: Session, keys: InstanceKeys, today: date) -> frozenset[bytes]:
    """The tags of those who preside where something runs out so many days from today.

    No row says so: whoever runs this twice a day finds the same, and a notice leaves once.
    """
    factories = db.scalars(
        select(Organization).where(Organization.kind == OrganizationKind.FACTORY)
    )
    running_out = [
        each.id
        for each in factories
        if any((on - today).days in DAYS_BEFORE for on in _last_days(db, keys, each, today))
    ]
    return frozenset(keys.reminder_tag(each) for each in _chairs(db, running_out, today))


def ends_next(
    db: Session, keys: InstanceKeys, places: Iterable[UUID], today: date
) -> list[tuple[Organization, date]]:
    """Those committees on which a term or a training runs out soon, or has, each with its day."""
    factories = db.scalars(
        select(Organization)
        .where(Organization.id.in_(list(places)), Organization.kind == OrganizationKind.FACTORY)
        .order_by(Organization.name)
    )
    first = [(each, min(_last_days(db, keys, each, today), default=None)) for each in factories]
    return [(each, on) for each, on in first if on is not None and on - today <= register.SOON]


def _last_days(db: Session, keys: InstanceKeys, factory: Organization, today: date) -> list[date]:
    """On which days a term or a training runs out; none where the register does not open."""
    try:
        book, _version = register.read(db, keys, factory.id)
    except SealBroken:
        # One row that somebody changed keeps nobody else from being told.
        log.warning("committee register refused", factory=str(factory.id))
        return []
    term = in_force(factory, rules_of(db, factory.id)[0], today).committee.term_months
    seats = register.seats(db, book, factory.id, today, term)
    return [on for each in seats for on in (each.ends_on, each.renews_on) if on is not None]


def _chairs(db: Session, factories: list[UUID], today: date) -> Iterable[UUID]:
    posts = db.scalars(
        select(Membership).where(
            Membership.organization_id.in_(factories), Membership.role == Role.CHAIR
        )
    )
    return {each.person_id for each in posts if each.is_current(today)}

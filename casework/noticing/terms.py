"""Chairs who are told that a term or a training on their committee runs out, on which days."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership, Organization, OrganizationKind, Role
from casework.committee import register
from casework.committee.register import Seat
from casework.committee.rules import in_force, rules_of
from crypto.instance import InstanceKeys

DAYS_BEFORE = frozenset({60, 30, 7, 0})
"""Long enough before to appoint, invite, certify or train; and again as the day comes near."""


def chairs_to_tell(db: Session, keys: InstanceKeys, today: date) -> frozenset[bytes]:
    """The tags of those who preside where something runs out so many days from today.

    No row says so: whoever runs this twice a day finds the same, and a notice leaves once.
    """
    factories = db.scalars(
        select(Organization).where(Organization.kind == OrganizationKind.FACTORY)
    )
    running_out = [each.id for each in factories if _runs_out(_seats(db, keys, each, today), today)]
    return frozenset(keys.reminder_tag(each) for each in _chairs(db, running_out, today))


def _seats(db: Session, keys: InstanceKeys, factory: Organization, today: date) -> list[Seat]:
    book, _version = register.read(db, keys, factory.id)
    term = in_force(factory, rules_of(db, factory.id)[0], today).committee.term_months
    return register.seats(db, book, factory.id, today, term)


def _runs_out(seats: Iterable[Seat], today: date) -> bool:
    days = (day for each in seats for day in (each.ends_on, each.renews_on))
    return any(day is not None and (day - today).days in DAYS_BEFORE for day in days)


def _chairs(db: Session, factories: list[UUID], today: date) -> Iterable[UUID]:
    posts = db.scalars(
        select(Membership).where(
            Membership.organization_id.in_(factories), Membership.role == Role.CHAIR
        )
    )
    return {each.person_id for each in posts if each.is_current(today)}

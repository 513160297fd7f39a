"""Sessions that partners hold, and how many came: by sex and category, never by name."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.models.partnership import Category, PartnerCount, PartnerSession, PlaceKind, Sex

Counts = Mapping[tuple[Category, Sex], int]


def plan(db: Session, body: UUID, held: PartnerSession) -> PartnerSession:
    """Put a session of one body into the calendar; who came is written down afterwards."""
    held.body_id = body
    _put_in_its_place(held)
    db.add(held)
    db.flush()
    return held


def change(db: Session, held: PartnerSession, said: Mapping[str, object]) -> None:
    """Say otherwise what it is, when, where or who pays; who came stays as it was counted.

    `said`: by column, what is new.
    """
    for column, value in said.items():
        setattr(held, column, value)
    _put_in_its_place(held)
    db.flush()


def count(db: Session, held: PartnerSession, came: Counts) -> None:
    """Write down how many came. What was counted before is replaced; nobody came is a count."""
    db.execute(delete(PartnerCount).where(PartnerCount.session_id == held.id))
    for (category, sex), people in came.items():
        if people:
            db.add(PartnerCount(session_id=held.id, sex=sex, category=category, people=people))
    held.is_counted = True
    db.flush()


def counts(db: Session, held: PartnerSession) -> Counts:
    """What was counted of one session."""
    rows = db.scalars(select(PartnerCount).where(PartnerCount.session_id == held.id))
    return {(each.category, each.sex): each.people for each in rows}


def strike(db: Session, held: PartnerSession) -> None:
    """Take out what was not held, or was entered twice."""
    db.execute(delete(PartnerCount).where(PartnerCount.session_id == held.id))
    db.delete(held)
    db.flush()


def between(db: Session, since: date, until: date) -> list[PartnerSession]:
    """Every session from a day to a day, the latest first."""
    within = PartnerSession.held_on.between(since, until)
    return list(
        db.scalars(select(PartnerSession).where(within).order_by(PartnerSession.held_on.desc()))
    )


def _put_in_its_place(held: PartnerSession) -> None:
    """A factory is named by itself, and any other place in words: never both."""
    if held.place_kind is PlaceKind.FACTORY:
        held.place = ""
    else:
        held.factory_id = None


def names_of(db: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What some organisations are called, in one query."""
    wanted = {each for each in ids if each is not None}
    named = select(Organization.id, Organization.name).where(Organization.id.in_(wanted))
    found = db.execute(named).all()
    return {each.id: each.name for each in found}

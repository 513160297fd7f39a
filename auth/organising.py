"""Organisations, which of them covers which factory, and what each tells before anybody writes."""

import secrets
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Arrangement, Coverage, Organization, OrganizationKind

COVERING = (OrganizationKind.UNION, OrganizationKind.PROGRAMME)
RECEIVING = (OrganizationKind.FACTORY, OrganizationKind.PROGRAMME)
POSTER_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
POSTER_LENGTH = 6


class CannotCover(Exception):
    """Only a union or a programme covers, and only a factory is covered."""


@dataclass(frozen=True)
class Told:
    """What an organisation that receives complaints tells before anybody writes."""

    reading_hours: str = ""
    closed_days: str = ""
    must_tell: str = ""
    """What the law makes the readers pass on; empty means not known, and the page says so."""
    names_published: bool = False
    stop_by_phone: str = ""
    notices_daily: bool = False


def add_organization(
    db: Session,
    kind: OrganizationKind,
    name: str,
    country: str,
    place: str = "",
    time_zone: str = "UTC",
) -> Organization:
    """A new body. Factories and programmes get a poster code at once."""
    row = Organization(
        kind=kind, name=name, country=country.upper(), place=place, time_zone=time_zone
    )
    db.add(row)
    db.flush()
    if kind in RECEIVING:
        db.add(Arrangement(organization_id=row.id, poster_code=draw_poster_code()))
        db.flush()
    return row


def cover(db: Session, organization: Organization, factory: Organization) -> Coverage:
    """Let a union or a programme cover a factory; doing it twice changes nothing.

    Raises CannotCover.
    """
    if organization.kind not in COVERING or factory.kind != OrganizationKind.FACTORY:
        raise CannotCover
    known = db.scalar(
        select(Coverage).where(
            Coverage.organization_id == organization.id, Coverage.factory_id == factory.id
        )
    )
    if known is not None:
        return known
    row = Coverage(organization_id=organization.id, factory_id=factory.id)
    db.add(row)
    db.flush()
    return row


def uncover(db: Session, coverage: Coverage) -> None:
    """End a coverage. Keys already given are taken back case by case, not here."""
    db.delete(coverage)


def the_arrangement(db: Session, organization: UUID) -> Arrangement:
    """What an organisation has set up; made empty when it is first asked for."""
    row = find_arrangement(db, organization)
    if row is None:
        row = Arrangement(organization_id=organization, poster_code=draw_poster_code())
        db.add(row)
        db.flush()
    return row


def find_arrangement(db: Session, organization: UUID) -> Arrangement | None:
    """What an organisation has set up, or None where it has not."""
    return db.scalar(select(Arrangement).where(Arrangement.organization_id == organization))


def arrange(row: Arrangement, told: Told, *, new_poster_code: bool = False) -> None:
    """Write what it tells. A new poster code makes every printed poster's code useless."""
    row.reading_hours = told.reading_hours
    row.closed_days = told.closed_days
    row.must_tell = told.must_tell
    row.names_published = told.names_published
    row.stop_by_phone = told.stop_by_phone
    row.notices_daily = told.notices_daily
    if new_poster_code:
        row.poster_code = draw_poster_code()


def draw_poster_code() -> str:
    """Six signs that are not mistaken for each other, for the poster on the wall."""
    return "".join(secrets.choice(POSTER_SIGNS) for _sign in range(POSTER_LENGTH))


def organizations(db: Session) -> list[Organization]:
    """Every body, by name."""
    return list(db.scalars(select(Organization).order_by(Organization.name, Organization.id)))


def covered_by(db: Session, organization: UUID) -> list[tuple[Coverage, Organization]]:
    """The factories it covers."""
    found = db.execute(
        select(Coverage, Organization)
        .join(Organization, Organization.id == Coverage.factory_id)
        .where(Coverage.organization_id == organization)
        .order_by(Organization.name)
    )
    return [(coverage, factory) for coverage, factory in found]


def covering(db: Session, factory: UUID) -> list[Organization]:
    """The unions and programmes that cover a factory."""
    found = (
        select(Organization)
        .join(Coverage, Coverage.organization_id == Organization.id)
        .where(Coverage.factory_id == factory)
        .order_by(Organization.name)
    )
    return list(db.scalars(found))


def is_time_zone(name: str) -> bool:
    """Whether the machine knows a time zone of that name."""
    return name in available_timezones()

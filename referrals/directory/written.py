"""An entry as its rows say it, for whoever goes on writing."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from crypto.records import Record
from referrals.directory.entries import PlaceText, ServiceText
from referrals.directory.kinds import kinds_said
from referrals.directory.offered import Line
from referrals.directory.weeks import week_of
from referrals.models.details import (
    Accessibility,
    Contact,
    LanguageSpoken,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceCapacity,
)
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules

Row = TypeVar("Row", bound=Record)
OF_SERVICE = (
    "name", "country", "description", "status", "alert", "url", "email",
    "interpretation_services", "fees_description", "application_process",
    "eligibility_description", "minimum_age", "maximum_age",
)  # fmt: skip
OF_RULES = (
    "is_remote", "always_open", "hours_words", "cost", "serves", "staff_sex", "trans_friendly",
    "migrants", "ages_known", "children_welcome", "documents_known", "police_report",
    "accompaniment", "tells_police", "tells_family", "tells_employer", "tells_words",
    "accepts_by", "answer_hours",
)  # fmt: skip
OF_LOCATION = (
    "name", "is_confidential", "address", "address_more", "city", "postal_code",
    "transportation", "step_free",
)  # fmt: skip
"""Fields that stand in one column of that table under the same name."""


def rows_of(db: Session, kind: type[Row], *where: ColumnElement[bool]) -> list[Row]:
    """Rows of one table, in a fixed order."""
    return list(db.scalars(select(kind).where(*where).order_by(kind.id)))


def the_rules(db: Session, service: Service) -> SurvivorRules:
    """What is known of it beyond HSDS; made when it is first asked for."""
    row = db.scalar(select(SurvivorRules).where(SurvivorRules.service_id == service.id))
    if row is None:
        row = SurvivorRules(service_id=service.id)
        db.add(row)
        db.flush()
    return row


def written_service(db: Session, service: Service) -> ServiceText:
    """The service as an officer wrote it last, or an import."""
    rules = db.scalar(select(SurvivorRules).where(SurvivorRules.service_id == service.id))
    body = db.get_one(ListedOrganization, service.organization_id)
    free = max(
        rows_of(db, ServiceCapacity, ServiceCapacity.service_id == service.id),
        key=lambda row: row.updated_on,
        default=None,
    )
    return ServiceText(
        **{name: getattr(service, name) for name in OF_SERVICE},
        **({name: getattr(rules, name) for name in OF_RULES} if rules is not None else {}),
        organization=body.name,
        kinds=kinds_said(db, service.id),
        phones=phones_of(db, service.id),
        areas=frozenset(row.area_code for row in areas_of(db, service.id) if row.area_code),
        languages=frozenset(
            row.code
            for row in rows_of(db, LanguageSpoken, LanguageSpoken.service_id == service.id)
            if row.code
        ),
        week=week_of(rows_of(db, Schedule, Schedule.service_id == service.id)),
        documents=frozenset(
            row.kind
            for row in rows_of(db, RequiredDocument, RequiredDocument.service_id == service.id)
        ),
        available=free.available if free is not None else None,
        maximum=free.maximum if free is not None else None,
        ask_for="; ".join(
            row.name for row in rows_of(db, Contact, Contact.service_id == service.id)
        ),
    )


def phones_of(db: Session, service: UUID) -> tuple[Line, ...]:
    """The numbers of the service itself, the first to call first."""
    found = (
        select(Phone)
        .where(Phone.service_id == service, Phone.contact_id.is_(None))
        .order_by(Phone.position, Phone.id)
    )
    return tuple(
        Line(number=row.number, kind=row.kind, note=row.description) for row in db.scalars(found)
    )


def areas_of(db: Session, service: UUID) -> list[ServiceArea]:
    """Where people live whom it serves."""
    return rows_of(db, ServiceArea, ServiceArea.service_id == service)


def written_place(db: Session, place: ServiceAtLocation) -> PlaceText:
    """A place as it was written last."""
    location = db.get_one(Location, place.location_id)
    reached = rows_of(db, Accessibility, Accessibility.location_id == location.id)
    return PlaceText(
        **{name: getattr(location, name) for name in OF_LOCATION},
        area=location.area_code,
        accessibility="; ".join(row.description for row in reached),
        week=week_of(rows_of(db, Schedule, Schedule.service_at_location_id == place.id)),
    )

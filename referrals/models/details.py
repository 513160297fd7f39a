"""What belongs to a service or a place: hours, numbers, people, languages, costs (HSDS 3.1)."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record, word_of
from referrals.models.terms import Document


class Schedule(Record):
    """Hours that come again (RFC 5545), of a service, a place, or a service at a place."""

    __tablename__ = "schedule"

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id"), index=True)
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id"), index=True
    )
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    dtstart: Mapped[date | None]
    until: Mapped[date | None]
    count: Mapped[int | None]
    wkst: Mapped[str] = mapped_column(String(2), default="")
    freq: Mapped[str] = mapped_column(String(8), default="WEEKLY")
    interval: Mapped[int | None]
    byday: Mapped[str] = mapped_column(String(100), default="")
    """As in an RRULE: "MO,TU", or "1MO" for the first Monday of a month."""
    bymonthday: Mapped[str] = mapped_column(String(100), default="")
    byweekno: Mapped[str] = mapped_column(String(200), default="")
    byyearday: Mapped[str] = mapped_column(String(200), default="")
    opens_at: Mapped[int | None]
    """Minutes after midnight of the place."""
    closes_at: Mapped[int | None]
    """Above `opens_at`; above 1440 where it closes after midnight."""
    description: Mapped[str] = mapped_column(Text, default="")
    attending_type: Mapped[str] = mapped_column(String(100), default="")
    notes: Mapped[str] = mapped_column(Text, default="")


class Phone(Record):
    """A telephone number of a body, a service, a place, or of somebody who works there."""

    __tablename__ = "phone"

    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("listed_organization.id"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id"), index=True)
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id"), index=True
    )
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"), index=True)
    number: Mapped[str] = mapped_column(String(60))
    extension: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(20), default="voice")
    """HSDS `type`: voice, text, cell, fax, whatsapp and so on."""
    description: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    """The one to call first is 0."""


class Contact(Record):
    """Somebody to ask for there. For the officer alone: it leaves by no export and no API."""

    __tablename__ = "contact"

    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("listed_organization.id"), index=True
    )
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id"), index=True)
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id"), index=True
    )
    name: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    department: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")


class LanguageSpoken(Record):
    """A language in which one is understood there (HSDS `language`)."""

    __tablename__ = "language_spoken"

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[UUID | None] = mapped_column(ForeignKey("location.id"), index=True)
    phone_id: Mapped[UUID | None] = mapped_column(ForeignKey("phone.id"), index=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    code: Mapped[str] = mapped_column(String(8), default="")
    """ISO 639."""
    note: Mapped[str] = mapped_column(String(300), default="")


class CostOption(Record):
    """What something costs there."""

    __tablename__ = "cost_option"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    option: Mapped[str] = mapped_column(String(300), default="")
    currency: Mapped[str] = mapped_column(String(3), default="")
    amount: Mapped[float | None]
    amount_description: Mapped[str] = mapped_column(String(300), default="")


class RequiredDocument(Record):
    """A paper that is asked for there."""

    __tablename__ = "required_document"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    kind: Mapped[Document] = mapped_column(word_of(Document, 20), default=Document.OTHER)
    document: Mapped[str] = mapped_column(String(300), default="")
    uri: Mapped[str] = mapped_column(String(500), default="")


class ServiceArea(Record):
    """Where people live whom a service serves."""

    __tablename__ = "service_area"

    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("service.id"), index=True)
    service_at_location_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("service_at_location.id"), index=True
    )
    area_code: Mapped[str] = mapped_column(String(20), default="", index=True)
    """Code of an area; of a country, everywhere in it. Empty where an import told words alone."""
    name: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")


class Accessibility(Record):
    """How a place is reached by somebody with a disability."""

    __tablename__ = "accessibility"

    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id"), index=True)
    description: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(500), default="")


class Unit(Record):
    """What a capacity is counted in, such as beds."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(String(100))
    scheme: Mapped[str] = mapped_column(String(100), default="")
    identifier: Mapped[str] = mapped_column(String(100), default="")
    uri: Mapped[str] = mapped_column(String(500), default="")


class ServiceCapacity(Record):
    """How many places were free on a day."""

    __tablename__ = "service_capacity"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    available: Mapped[int]
    maximum: Mapped[int | None]
    description: Mapped[str] = mapped_column(Text, default="")
    updated_on: Mapped[date]

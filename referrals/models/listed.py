"""Who gives help, what they give and where, by the names of Open Referral HSDS 3.1.

A directory is not a case: its columns are readable, and none of them points at one.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record, word_of
from referrals.models.terms import Known, Status


class ListedOrganization(Record):
    """A body that gives help (HSDS `organization`), whether or not it has accounts here."""

    __tablename__ = "listed_organization"

    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    """The organisation with accounts here that it is, if it is one."""
    external_id: Mapped[str] = mapped_column(String(200), default="", index=True)
    """What the source it was taken from calls it; an import finds it again by this."""
    name: Mapped[str] = mapped_column(String(300))
    alternate_name: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    legal_status: Mapped[str] = mapped_column(String(200), default="")


class FactoryLink(Record):
    """That a body belongs to a factory or is paid by it: cases of that factory do not go there."""

    __tablename__ = "factory_link"
    __table_args__ = (UniqueConstraint("listed_organization_id", "factory_id"),)

    listed_organization_id: Mapped[UUID] = mapped_column(ForeignKey("listed_organization.id"))
    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)


class Service(Record):
    """A kind of help that a body gives (HSDS `service`)."""

    __tablename__ = "service"

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("listed_organization.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(200), default="", index=True)
    country: Mapped[str] = mapped_column(String(2), index=True)
    """ISO 3166-1, two letters."""
    name: Mapped[str] = mapped_column(String(300))
    alternate_name: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    status: Mapped[Status] = mapped_column(word_of(Status, 20), default=Status.ACTIVE)
    interpretation_services: Mapped[str] = mapped_column(Text, default="")
    application_process: Mapped[str] = mapped_column(Text, default="")
    fees_description: Mapped[str] = mapped_column(Text, default="")
    wait_time: Mapped[str] = mapped_column(String(300), default="")
    accreditations: Mapped[str] = mapped_column(Text, default="")
    licenses: Mapped[str] = mapped_column(Text, default="")
    eligibility_description: Mapped[str] = mapped_column(Text, default="")
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    alert: Mapped[str] = mapped_column(Text, default="")
    assured_on: Mapped[date | None] = mapped_column(index=True)
    """When somebody of the service confirmed this entry last; none is never (`assured_date`)."""
    modified_on: Mapped[date | None]
    """HSDS `last_modified`, to the day."""


class Location(Record):
    """A place where help is given. The address of a place that must not be known is never kept.

    The database itself refuses an address or a position beside `is_confidential`.
    """

    __tablename__ = "location"
    __table_args__ = (
        CheckConstraint(
            "NOT is_confidential OR (address = '' AND address_more = '' AND city = ''"
            " AND postal_code = '' AND transportation = ''"
            " AND latitude IS NULL AND longitude IS NULL)",
            name="nowhere",
        ),
    )

    organization_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("listed_organization.id"), index=True
    )
    external_id: Mapped[str] = mapped_column(String(200), default="", index=True)
    location_type: Mapped[str] = mapped_column(String(12), default="physical")
    """physical, postal or virtual."""
    name: Mapped[str] = mapped_column(String(300), default="")
    alternate_name: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    transportation: Mapped[str] = mapped_column(Text, default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    url: Mapped[str] = mapped_column(String(500), default="")
    is_confidential: Mapped[bool] = mapped_column(default=False)
    area_code: Mapped[str] = mapped_column(String(20), default="", index=True)
    """Code of the area its door is in; of a confidential place the widest that may be known."""
    address: Mapped[str] = mapped_column(String(300), default="")
    """HSDS `address_1`."""
    address_more: Mapped[str] = mapped_column(String(300), default="")
    """HSDS `address_2`."""
    city: Mapped[str] = mapped_column(String(200), default="")
    state_province: Mapped[str] = mapped_column(String(200), default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    step_free: Mapped[Known] = mapped_column(word_of(Known, 8), default=Known.UNKNOWN)


class ServiceAtLocation(Record):
    """That a service is given at a place."""

    __tablename__ = "service_at_location"
    __table_args__ = (UniqueConstraint("service_id", "location_id"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    location_id: Mapped[UUID] = mapped_column(ForeignKey("location.id"), index=True)
    external_id: Mapped[str] = mapped_column(String(200), default="", index=True)
    description: Mapped[str] = mapped_column(Text, default="")

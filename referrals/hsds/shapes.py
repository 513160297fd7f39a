"""The objects of HSDS 3.1 as JSON has them, leaving and arriving: what is not known is left out.

An empty text, an unset number and an empty list are absent, never null. Identifiers and dates are
text here, since a feed from elsewhere may have them in any form; ours are UUIDs and ISO 8601.
Who works somewhere is no part of this: contacts, assurers and the record of changes (HSDS
`contact`, `assurer_email`, `metadata`) name people, so there is no field for them to leave by.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

Id = Annotated[str, Meta(extra_json_schema={"format": "uuid"})]
Uri = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Email = Annotated[str, Meta(extra_json_schema={"format": "email"})]
Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
Number = int | float | UnsetType
PlaceKind = Literal["physical", "postal", "virtual"]
StatusWord = Literal["active", "inactive", "defunct", "temporarily closed"]


class Shape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An object of HSDS."""

    id: Id


class Taxonomy(Shape, frozen=True, kw_only=True):
    """A list of terms."""

    name: str
    description: str
    uri: Uri = ""
    version: str = ""


class TaxonomyTerm(Shape, frozen=True, kw_only=True):
    """One term of a taxonomy."""

    name: str
    description: str
    code: str = ""
    parent_id: Id = ""
    taxonomy: str = ""
    taxonomy_detail: Taxonomy | UnsetType = UNSET
    language: str = ""
    taxonomy_id: Id = ""
    term_uri: Uri = ""


class Attribute(Shape, frozen=True, kw_only=True):
    """That a term is said of the object it stands in."""

    link_id: Id = ""
    taxonomy_term_id: Id = ""
    link_type: str = ""
    link_entity: str = ""
    value: str = ""
    taxonomy_term: TaxonomyTerm | UnsetType = UNSET
    label: str = ""


class Language(Shape, frozen=True, kw_only=True):
    """A language in which one is understood."""

    service_id: Id = ""
    location_id: Id = ""
    phone_id: Id = ""
    name: str = ""
    code: str = ""
    note: str = ""


class Phone(Shape, frozen=True, kw_only=True):
    """A telephone number, never that of one person."""

    location_id: Id = ""
    service_id: Id = ""
    organization_id: Id = ""
    service_at_location_id: Id = ""
    number: str
    extension: Number = UNSET
    type: str = ""
    description: str = ""
    languages: tuple[Language, ...] = ()


class Schedule(Shape, frozen=True, kw_only=True):
    """Hours that come again (RFC 5545)."""

    service_id: Id = ""
    location_id: Id = ""
    service_at_location_id: Id = ""
    valid_from: Day = ""
    valid_to: Day = ""
    dtstart: Day = ""
    timezone: Number = UNSET
    """Hours from UTC."""
    until: Day = ""
    count: Number = UNSET
    wkst: str = ""
    freq: str = ""
    interval: Number = UNSET
    byday: str = ""
    byweekno: str = ""
    bymonthday: str = ""
    byyearday: str = ""
    description: str = ""
    opens_at: str = ""
    """HH:MM, with the distance from UTC where the zone is known."""
    closes_at: str = ""
    """As `opens_at`; not later than it means the day after."""
    schedule_link: Uri = ""
    attending_type: str = ""
    notes: str = ""


class ServiceArea(Shape, frozen=True, kw_only=True):
    """Where people live whom a service serves."""

    service_id: Id = ""
    service_at_location_id: Id = ""
    name: str = ""
    description: str = ""
    extent: str = ""
    extent_type: str = ""
    uri: str = ""


class Address(Shape, frozen=True, kw_only=True):
    """Where a place is. HSDS wants all of these; what is not known is an empty text."""

    location_id: Id = ""
    address_1: str
    address_2: str = ""
    city: str
    region: str = ""
    state_province: str
    postal_code: str
    country: str
    address_type: PlaceKind


class Accessibility(Shape, frozen=True, kw_only=True):
    """How somebody with a disability gets in."""

    location_id: Id = ""
    description: str = ""
    details: str = ""
    url: Uri = ""


class Location(Shape, frozen=True, kw_only=True):
    """A place that everybody may know."""

    location_type: PlaceKind
    url: Uri = ""
    organization_id: Id = ""
    name: str = ""
    alternate_name: str = ""
    description: str = ""
    transportation: str = ""
    latitude: Number = UNSET
    longitude: Number = UNSET
    external_identifier: str = ""
    external_identifier_type: str = ""
    languages: tuple[Language, ...] = ()
    addresses: tuple[Address, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    attributes: tuple[Attribute, ...] = ()


class CostOption(Shape, frozen=True, kw_only=True):
    """What something costs."""

    service_id: Id = ""
    valid_from: Day = ""
    valid_to: Day = ""
    option: str = ""
    currency: str = ""
    amount: Number = UNSET
    amount_description: str = ""


class RequiredDocument(Shape, frozen=True, kw_only=True):
    """A paper that is asked for."""

    service_id: Id = ""
    document: str = ""
    uri: Uri = ""


class Unit(Shape, frozen=True, kw_only=True):
    """What a capacity is counted in."""

    name: str
    scheme: str = ""
    identifier: str = ""
    uri: Uri = ""


class ServiceCapacity(Shape, frozen=True, kw_only=True):
    """How many places were free when it was last said."""

    service_id: Id = ""
    unit: Unit
    unit_id: Id = ""
    available: int | float
    maximum: Number = UNSET
    description: str = ""
    updated: Moment


class ServiceAtLocation(Shape, frozen=True, kw_only=True):
    """That a service is given at a place; `service` where it stands alone."""

    service_id: Id = ""
    location_id: Id = ""
    description: str = ""
    service_areas: tuple[ServiceArea, ...] = ()
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    location: Location | UnsetType = UNSET
    service: "Service | UnsetType" = UNSET
    attributes: tuple[Attribute, ...] = ()


class Service(Shape, frozen=True, kw_only=True):
    """A kind of help that a body gives."""

    organization_id: Id = ""
    program_id: Id = ""
    name: str
    alternate_name: str = ""
    description: str = ""
    url: Uri = ""
    email: Email = ""
    status: StatusWord
    interpretation_services: str = ""
    application_process: str = ""
    fees_description: str = ""
    wait_time: str = ""
    fees: str = ""
    accreditations: str = ""
    eligibility_description: str = ""
    minimum_age: Number = UNSET
    maximum_age: Number = UNSET
    assured_date: Day = ""
    licenses: str = ""
    alert: str = ""
    last_modified: Moment = ""
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
    service_at_locations: tuple[ServiceAtLocation, ...] = ()
    languages: tuple[Language, ...] = ()
    organization: "Organization | UnsetType" = UNSET
    cost_options: tuple[CostOption, ...] = ()
    required_documents: tuple[RequiredDocument, ...] = ()
    capacities: tuple[ServiceCapacity, ...] = ()
    attributes: tuple[Attribute, ...] = ()


class Organization(Shape, frozen=True, kw_only=True):
    """A body that gives help."""

    name: str
    alternate_name: str = ""
    description: str
    email: Email = ""
    website: Uri = ""
    legal_status: str = ""
    uri: Uri = ""
    parent_organization_id: Id = ""
    phones: tuple[Phone, ...] = ()
    locations: tuple[Location, ...] = ()
    services: tuple[Service, ...] = ()
    attributes: tuple[Attribute, ...] = ()


class Minimal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Of a service only which one it is, and when it last changed."""

    id: Id
    modified_date: Moment = ""

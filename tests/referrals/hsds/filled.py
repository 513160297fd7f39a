"""A directory with one of each: a clinic with everything, a hidden house, and what is not told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from crypto.records import Record
from referrals.directory.stamping import changed
from referrals.models.details import (
    Accessibility,
    Contact,
    CostOption,
    LanguageSpoken,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceCapacity,
    Unit,
)
from referrals.models.keeping import Area
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute, Taxonomy, TaxonomyTerm
from referrals.models.terms import Cost, Duty, Known, StaffSex, Status

DAY, LATER = date(2026, 3, 5), date(2026, 6, 1)
HIDDEN = ("Rose House", "Behind the mosque", "0199-hidden", "Rehana Akter", "rehana@example.org")
"""What must leave by no way: the hidden place, its numbers, and who works there."""


@dataclass(frozen=True)
class Filled:
    """The ids of what was put there."""

    body: UUID
    clinic: UUID
    door: UUID
    place: UUID
    shelter: UUID
    hidden_door: UUID
    hidden_place: UUID
    unconfirmed: UUID
    closed: UUID
    quiet_body: UUID
    taxonomy: UUID
    health: UUID
    legal: UUID


def fill(db: Session) -> Filled:
    """Put everything there."""
    _areas(db)
    body, quiet = _body("Health for all"), _body("Nobody called them")
    clinic = _service(body, "Clinic at the gate", assured_on=DAY, modified_on=LATER)
    shelter = _service(body, "A safe house", assured_on=DAY, modified_on=DAY)
    unconfirmed = _service(quiet, "Heard of")
    closed = _service(body, "Closed clinic", assured_on=DAY, status=Status.CLOSED)
    _put(db, body, quiet)
    _put(db, clinic, shelter, unconfirmed, closed)
    taxonomy, health, legal = _terms(db, clinic, shelter)
    place, door = _clinic(db, clinic)
    hidden_place, hidden_door = _shelter(db, shelter)
    changed(db)
    return Filled(
        body=body.id,
        clinic=clinic.id,
        door=door,
        place=place,
        shelter=shelter.id,
        hidden_door=hidden_door,
        hidden_place=hidden_place,
        unconfirmed=unconfirmed.id,
        closed=closed.id,
        quiet_body=quiet.id,
        taxonomy=taxonomy,
        health=health,
        legal=legal,
    )


def _put(db: Session, *rows: Record) -> None:
    db.add_all(rows)
    db.flush()


def _areas(db: Session) -> None:
    _put(
        db,
        Area(code="BD", country="BD", name="Bangladesh", time_zone="Asia/Dhaka"),
        Area(code="BD-C", parent_code="BD", country="BD", name="Dhaka division"),
        Area(code="BD-18", parent_code="BD-C", country="BD", name="Gazipur"),
    )


def _body(name: str) -> ListedOrganization:
    return ListedOrganization(
        name=name,
        description="Gives help.",
        email="office@example.org",
        website="https://example.org/স্বাস্থ্য",
        legal_status="NGO",
    )


def _service(body: ListedOrganization, name: str, **values: object) -> Service:
    return Service(organization_id=body.id, country="BD", name=name, **values)


def _terms(db: Session, clinic: Service, shelter: Service) -> tuple[UUID, UUID, UUID]:
    kinds = Taxonomy(name="Kinds of help", description="What it is for.", version="1")
    health = TaxonomyTerm(taxonomy_id=kinds.id, code="health", name="Health care")
    legal = TaxonomyTerm(taxonomy_id=kinds.id, code="legal", name="Legal help")
    _put(db, kinds)
    _put(db, health, legal)
    below = TaxonomyTerm(taxonomy_id=kinds.id, parent_id=health.id, code="eyes", name="Eyes")
    _put(db, below)
    _put(
        db,
        Attribute(link_id=clinic.id, taxonomy_term_id=health.id),
        Attribute(link_id=clinic.id, taxonomy_term_id=below.id),
        Attribute(link_id=shelter.id, taxonomy_term_id=legal.id),
    )
    return kinds.id, health.id, legal.id


def _clinic(db: Session, clinic: Service) -> tuple[UUID, UUID]:
    _describe(clinic)
    place = Location(
        organization_id=clinic.organization_id,
        name="The clinic",
        transportation="Bus 6",
        latitude=23.99,
        longitude=90.41,
        area_code="BD-18",
        address="4 Mill Road",
        city="Gazipur",
        state_province="Dhaka",
        postal_code="1700",
        country="BD",
        step_free=Known.YES,
    )
    _put(db, place)
    link = ServiceAtLocation(service_id=clinic.id, location_id=place.id, description="Upstairs")
    _put(db, link, Unit(name="Beds"), _rules(clinic.id))
    _details(db, clinic.id, place.id, link.id)
    return place.id, link.id


def _describe(clinic: Service) -> None:
    clinic.alternate_name = "Gate clinic"
    clinic.description = "Doctors and nurses, for women."
    clinic.url = "https://example.org/clinic"
    clinic.email = "no address"
    clinic.fees_description = "Nothing"
    clinic.minimum_age, clinic.maximum_age = 12, 99
    clinic.alert = "Closed on Eid"


def _rules(service: UUID) -> SurvivorRules:
    return SurvivorRules(
        service_id=service,
        cost=Cost.FREE,
        staff_sex=frozenset({StaffSex.WOMEN}),
        police_report=Known.NO,
        tells_police=Duty.MUST,
        tells_words="Of children only",
        answer_hours=24,
    )


def _details(db: Session, service: UUID, place: UUID, link: UUID) -> None:
    unit = db.query(Unit).one()
    voice = Phone(service_id=service, number="+880 2 555", position=1)
    first = Phone(service_id=service, number="109", kind="voice", position=0, extension=4)
    _put(db, voice, first, Phone(location_id=place, number="+880 2 777"))
    _put(
        db,
        Schedule(
            service_at_location_id=link, byday="SU,MO,TU", wkst="SU", opens_at=540, closes_at=1500
        ),
        Schedule(location_id=place, byday="FR", freq="MONTHLY", interval=1, valid_from=DAY),
        LanguageSpoken(service_id=service, name="Bangla", code="bn"),
        LanguageSpoken(phone_id=first.id, code="en"),
        CostOption(service_id=service, amount=0, currency="BDT", option="Everybody"),
        RequiredDocument(service_id=service, uri="not an address"),
        ServiceArea(service_id=service, area_code="BD-C"),
        Accessibility(location_id=place, description="A ramp"),
        ServiceCapacity(service_id=service, unit_id=unit.id, available=3, updated_on=DAY),
    )


def _shelter(db: Session, shelter: Service) -> tuple[UUID, UUID]:
    name, description, number, person, mail = HIDDEN
    place = Location(name=name, description=description, is_confidential=True, area_code="BD-18")
    _put(db, place)
    link = ServiceAtLocation(service_id=shelter.id, location_id=place.id)
    somebody = Contact(service_id=shelter.id, name=person, email=mail)
    _put(db, link, somebody)
    _put(
        db,
        Phone(service_at_location_id=link.id, number="10921"),
        Phone(location_id=place.id, number=number),
        Phone(service_id=shelter.id, contact_id=somebody.id, number=number),
        Schedule(service_at_location_id=link.id, byday="MO", opens_at=0, closes_at=1440),
    )
    return place.id, link.id

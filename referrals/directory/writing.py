"""The rows that hang on a service or a place: taken out and put back as an officer wrote them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from crypto.records import Record
from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.weeks import put_week
from referrals.directory.written import areas_of, phones_of, rows_of
from referrals.models.details import (
    Accessibility,
    Contact,
    LanguageSpoken,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceCapacity,
    Unit,
)
from referrals.models.keeping import Change
from referrals.models.listed import Location, Service, ServiceAtLocation

PLACES = UUID("6a8c2f5e-95d1-4b19-8f5d-2b8c6f0d7e42")
"""The unit in which free places are counted."""
OF_PLACE = (
    "address", "address_more", "city", "postal_code", "transportation", "area", "name",
    "alternate_name", "description", "url", "latitude", "longitude", "state_province",
    "accessibility",
)  # fmt: skip
"""Fields of a place's history that lead to its door."""


def put_service_parts(db: Session, by: Writer, service: Service, text: ServiceText) -> None:
    """Numbers, languages, areas, papers, hours, free places and whom to ask for."""
    if phones_of(db, service.id) != text.phones:
        _put_phones(db, service, text)
    _put_languages(db, service, text)
    _put_areas(db, service, text)
    _put_documents(db, service, text)
    put_week(db, service, rows_of(db, Schedule, Schedule.service_id == service.id), text.week)
    _put_capacity(db, by, service, text)
    _put_contact(db, service, text)
    db.flush()


def put_place_parts(db: Session, place: ServiceAtLocation, text: PlaceText) -> None:
    """Hours of the place, and how it is reached with a disability."""
    rows = rows_of(db, Schedule, Schedule.service_at_location_id == place.id)
    put_week(db, place, rows, text.week)
    known = rows_of(db, Accessibility, Accessibility.location_id == place.location_id)
    if "; ".join(row.description for row in known) != text.accessibility:
        _drop(db, known)
        if text.accessibility:
            db.add(Accessibility(location_id=place.location_id, description=text.accessibility))
    db.flush()


def forget_address(db: Session, place: ServiceAtLocation) -> None:
    """Take out of a place's history what leads to its door."""
    for row in rows_of(db, Change, Change.resource_id == place.id, Change.field_name.in_(OF_PLACE)):
        db.delete(row)
    db.flush()


def take_out(db: Session, place: ServiceAtLocation) -> None:
    """The service is given there no more; a place that no service is given at goes as well."""
    location = place.location_id
    for kind in (Schedule, Phone, ServiceArea, Contact):
        _drop(db, rows_of(db, kind, kind.service_at_location_id == place.id))
    _drop(db, [place])
    if rows_of(db, ServiceAtLocation, ServiceAtLocation.location_id == location):
        return
    for other in (Schedule, LanguageSpoken, Phone, Contact, Accessibility):
        _drop(db, rows_of(db, other, other.location_id == location))
    _drop(db, [db.get_one(Location, location)])


def _put_phones(db: Session, service: Service, text: ServiceText) -> None:
    known = rows_of(db, Phone, Phone.service_id == service.id, Phone.contact_id.is_(None))
    for row in known:
        _drop(db, rows_of(db, LanguageSpoken, LanguageSpoken.phone_id == row.id))
    _drop(db, known)
    db.add_all(
        Phone(
            service_id=service.id,
            number=each.number,
            kind=each.kind,
            description=each.note,
            position=at,
        )
        for at, each in enumerate(text.phones)
    )


def _put_languages(db: Session, service: Service, text: ServiceText) -> None:
    known = rows_of(db, LanguageSpoken, LanguageSpoken.service_id == service.id)
    _drop(db, [row for row in known if row.code and row.code not in text.languages])
    there = {row.code for row in known}
    db.add_all(
        LanguageSpoken(service_id=service.id, code=each) for each in sorted(text.languages - there)
    )


def _put_areas(db: Session, service: Service, text: ServiceText) -> None:
    known = areas_of(db, service.id)
    _drop(db, [row for row in known if row.area_code and row.area_code not in text.areas])
    there = {row.area_code for row in known}
    db.add_all(
        ServiceArea(service_id=service.id, area_code=each) for each in sorted(text.areas - there)
    )


def _put_documents(db: Session, service: Service, text: ServiceText) -> None:
    known = rows_of(db, RequiredDocument, RequiredDocument.service_id == service.id)
    _drop(db, [row for row in known if row.kind not in text.documents])
    there = {row.kind for row in known}
    db.add_all(
        RequiredDocument(service_id=service.id, kind=each, document=each.value.replace("-", " "))
        for each in sorted(text.documents - there)
    )


def _put_capacity(db: Session, by: Writer, service: Service, text: ServiceText) -> None:
    known = rows_of(db, ServiceCapacity, ServiceCapacity.service_id == service.id)
    if [(row.available, row.maximum) for row in known] == [(text.available, text.maximum)]:
        return
    _drop(db, known)
    if text.available is None:
        return
    if db.get(Unit, PLACES) is None:
        db.add(Unit(id=PLACES, name="places"))
        db.flush()
    db.add(
        ServiceCapacity(
            service_id=service.id,
            unit_id=PLACES,
            available=text.available,
            maximum=text.maximum,
            updated_on=by.on,
        )
    )


def _put_contact(db: Session, service: Service, text: ServiceText) -> None:
    known = rows_of(db, Contact, Contact.service_id == service.id)
    if "; ".join(row.name for row in known) == text.ask_for:
        return
    for row in known:
        _drop(db, rows_of(db, Phone, Phone.contact_id == row.id))
    _drop(db, known)
    if text.ask_for:
        db.add(Contact(service_id=service.id, name=text.ask_for))


def _drop(db: Session, rows: Sequence[Record]) -> None:
    for row in rows:
        db.delete(row)
    db.flush()

"""Adding a service to the directory, changing it and its places, and who must not be sent there."""

from collections.abc import Collection
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.history import differing, note_change, note_fields, said_of
from referrals.directory.kinds import say_kinds
from referrals.directory.stamping import changed
from referrals.directory.writing import (
    forget_address,
    put_place_parts,
    put_service_parts,
    take_out,
)
from referrals.directory.written import (
    OF_LOCATION,
    OF_RULES,
    OF_SERVICE,
    rows_of,
    the_rules,
    written_place,
    written_service,
)
from referrals.models.keeping import Change, ChangeKind
from referrals.models.listed import (
    FactoryLink,
    ListedOrganization,
    Location,
    Service,
    ServiceAtLocation,
)

PHYSICAL = "physical"
LEADS_THERE = ("address", "address_more", "city", "postal_code", "transportation")
"""What of a confidential place is never kept, whatever was sent."""
QUIET = frozenset({"ask_for", "available", "maximum"})
"""What no worker relies on: another name to ask for takes no confirmation away."""
OWN_HOURS = frozenset({"week"})
"""What at one door is said of one service alone."""


class NoFactory(Exception):
    """A link leads from a body that gives help to a factory and to nothing else."""


def the_body(db: Session, name: str) -> ListedOrganization:
    """The body of that name; made where there is none."""
    found = db.scalar(
        select(ListedOrganization)
        .where(ListedOrganization.name == name)
        .order_by(ListedOrganization.id)
        .limit(1)
    )
    if found is None:
        found = ListedOrganization(name=name)
        db.add(found)
        db.flush()
    return found


def add_service(db: Session, by: Writer, text: ServiceText, external_id: str = "") -> Service:
    """A new entry, which nobody has confirmed yet."""
    body = the_body(db, text.organization)
    row = Service(
        organization_id=body.id, name=text.name, country=text.country, external_id=external_id
    )
    db.add(row)
    db.flush()
    _write(db, by, row, text)
    note_change(db, by, ChangeKind.ADDED, row.id)
    return row


def change_service(db: Session, by: Writer, service: Service, text: ServiceText) -> int:
    """Write it anew, with each field that changed in its history; how many did.

    That somebody changed it confirms nothing (see referrals.directory.confirming), and what a
    worker relies on is hers to read again when somebody has called there.
    """
    before = written_service(db, service)
    _write(db, by, service, text)
    if _other(before, text) - QUIET:
        service.assured_on = None
    return note_fields(db, by, service.id, before, text)


def _write(db: Session, by: Writer, service: Service, text: ServiceText) -> None:
    for name in OF_SERVICE:
        setattr(service, name, getattr(text, name))
    service.organization_id = the_body(db, text.organization).id
    service.modified_on = by.on
    rules = the_rules(db, service)
    for name in OF_RULES:
        setattr(rules, name, getattr(text, name))
    say_kinds(db, service.id, text.kinds)
    put_service_parts(db, by, service, text)
    changed(db)


def add_place(db: Session, by: Writer, service: Service, text: PlaceText) -> ServiceAtLocation:
    """A place where it is given. Of a confidential one nothing that leads there is kept.

    Where it is given besides, nobody has asked yet: the confirmation goes.
    """
    location = Location(organization_id=service.organization_id, location_type=PHYSICAL)
    _write_location(location, text, service.country)
    db.add(location)
    db.flush()
    row = ServiceAtLocation(service_id=service.id, location_id=location.id)
    db.add(row)
    db.flush()
    put_place_parts(db, row, text)
    service.assured_on = None
    note_change(db, by, ChangeKind.ADDED, row.id, field="door")
    changed(db)
    return row


def change_place(db: Session, by: Writer, place: ServiceAtLocation, text: PlaceText) -> int:
    """Write a place anew; how many of its fields changed.

    What a place that is confidential from now on said before goes from its history too. The
    confirmation of what is given behind that door goes with what is other there.
    """
    before = written_place(db, place)
    _write_location(db.get_one(Location, place.location_id), text, _country(db, place))
    put_place_parts(db, place, text)
    db.flush()
    kept = written_place(db, place)
    _ask_again(db, place, _other(before, kept))
    changed(db)
    if text.is_confidential:
        forget_address(db, place)
        note_change(db, by, ChangeKind.CHANGED, place.id)
        return 1
    return note_fields(db, by, place.id, before, kept, "service_at_location")


def remove_place(db: Session, by: Writer, place: ServiceAtLocation) -> None:
    """The service is given there no more; what stood of the place goes, its history too."""
    service = place.service_id
    for row in rows_of(db, Change, Change.resource_id == place.id):
        db.delete(row)
    take_out(db, place)
    note_change(db, by, ChangeKind.CHANGED, service, field="place")
    changed(db)


def link_factory(db: Session, by: Writer, body: ListedOrganization, factory: UUID) -> None:
    """From now on no case of that factory is sent to the body; doing it twice changes nothing.

    Raises NoFactory.
    """
    place = db.get(Organization, factory)
    if place is None or place.kind is not OrganizationKind.FACTORY:
        raise NoFactory
    if _link(db, body.id, factory) is None:
        db.add(FactoryLink(listed_organization_id=body.id, factory_id=factory))
        note_change(db, by, ChangeKind.CHANGED, body.id, field="factory")
        changed(db)


def unlink_factory(db: Session, by: Writer, body: ListedOrganization, factory: UUID) -> None:
    """It belongs to that factory no more."""
    row = _link(db, body.id, factory)
    if row is not None:
        db.delete(row)
        note_change(db, by, ChangeKind.CHANGED, body.id, field="factory")
        changed(db)


def link_account(
    db: Session, by: Writer, body: ListedOrganization, account: Organization | None
) -> None:
    """Say which organisation with accounts here the body is; None says that it is none."""
    body.account_id = account.id if account is not None else None
    note_change(db, by, ChangeKind.CHANGED, body.id, field="account")
    changed(db)


def settle_links(
    db: Session,
    by: Writer,
    body: ListedOrganization,
    account: Organization | None,
    factories: Collection[UUID],
) -> None:
    """Say at once which organisation here it is and to which factories it belongs.

    Raises NoFactory.
    """
    if body.account_id != (account.id if account is not None else None):
        link_account(db, by, body, account)
    known = {each.id for each in linked_factories(db, body.id)}
    for each in sorted(known - set(factories)):
        unlink_factory(db, by, body, each)
    for each in sorted(set(factories) - known):
        link_factory(db, by, body, each)


def linked_factories(db: Session, body: UUID) -> list[Organization]:
    """The factories it belongs to or is paid by, by name."""
    found = (
        select(Organization)
        .join(FactoryLink, FactoryLink.factory_id == Organization.id)
        .where(FactoryLink.listed_organization_id == body)
        .order_by(Organization.name)
    )
    return list(db.scalars(found))


def _link(db: Session, body: UUID, factory: UUID) -> FactoryLink | None:
    return db.scalar(
        select(FactoryLink).where(
            FactoryLink.listed_organization_id == body, FactoryLink.factory_id == factory
        )
    )


def _other(before: msgspec.Struct, after: msgspec.Struct) -> frozenset[str]:
    return frozenset(name for name, *_ in differing(said_of(before), said_of(after)))


def _ask_again(db: Session, place: ServiceAtLocation, other: frozenset[str]) -> None:
    """Whatever is given behind a door at which something is other waits for a call."""
    behind = rows_of(db, ServiceAtLocation, ServiceAtLocation.location_id == place.location_id)
    for each in behind:
        if other - OWN_HOURS or (other and each.id == place.id):
            db.get_one(Service, each.service_id).assured_on = None


def _write_location(location: Location, text: PlaceText, country: str) -> None:
    for name in OF_LOCATION:
        setattr(location, name, getattr(text, name))
    location.area_code, location.country = text.area, country
    if text.is_confidential:
        for name in LEADS_THERE:
            setattr(location, name, "")
        location.latitude = location.longitude = None


def _country(db: Session, place: ServiceAtLocation) -> str:
    return db.get_one(Service, place.service_id).country

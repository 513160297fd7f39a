"""What a list answers: a page, or all of it line by line; and one object asked for by its id."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.hsds import belongings, finding, rules, shapes
from referrals.hsds.asked import Asked
from referrals.hsds.gathering import Gathered
from referrals.hsds.index import Told, index
from referrals.hsds.paging import Page, cut, paged
from referrals.hsds.values import moment
from referrals.hsds.writing import (
    listed_link,
    listed_service,
    plain_organization,
    whole_link,
    whole_organization,
    whole_service,
)
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.taxonomy import Taxonomy, TaxonomyTerm

AT_ONCE = 100
"""Objects made before the database is let go: whoever reads slowly keeps nobody waiting."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that fits, and how some of it is shaped."""

    every: Sequence[Any]
    shaped: Callable[[Session, Sequence[Any]], Sequence[Any]]


def services(db: Session, wanted: Asked) -> Listing:
    """Services: by id alone, by what they have once, or whole."""
    every = finding.services(index(db), wanted)
    if wanted.minimal:
        return Listing(every=every, shaped=_minimal)
    return Listing(
        every=[each.id for each in every],
        shaped=_whole_services if wanted.full else _plain_services,
    )


def organizations(db: Session, wanted: Asked) -> Listing:
    """Organizations: by what they have once, or whole, with their services in short or whole."""
    every = [each.id for each in finding.bodies(index(db), wanted)]
    if not (wanted.full or wanted.full_service):
        return Listing(every=every, shaped=_plain_bodies)
    is_whole = wanted.full_service
    return Listing(every=every, shaped=lambda db, ids: _whole_bodies(db, ids, is_whole=is_whole))


def service_at_locations(db: Session, wanted: Asked) -> Listing:
    """Services at places: by what they have once, or whole."""
    every = finding.doors(index(db), wanted)
    return Listing(every=every, shaped=_whole_links if wanted.full else _plain_links)


def taxonomies(db: Session, wanted: Asked) -> Listing:
    """Taxonomies."""
    return Listing(every=finding.taxonomies(db, wanted), shaped=_as_they_are)


def taxonomy_terms(db: Session, wanted: Asked) -> Listing:
    """Terms of taxonomies."""
    return Listing(every=finding.terms(db, wanted), shaped=_as_they_are)


LISTS: Mapping[str, Callable[[Session, Asked], Listing]] = MappingProxyType(
    {
        "services": services,
        "organizations": organizations,
        "service_at_locations": service_at_locations,
        "taxonomies": taxonomies,
        "taxonomy_terms": taxonomy_terms,
    }
)


def page(db: Session, listing: Listing, wanted: Asked) -> Page[Any]:
    """The page that is asked for."""
    total = len(listing.every)
    size = wanted.per_page if wanted.is_paged else max(total, 1)
    some = cut(listing.every, wanted.page, size)
    contents = listing.shaped(db, some)
    return paged(contents, total=total, page=wanted.page, per_page=size)


def lines(db: Session, listing: Listing) -> Iterator[bytes]:
    """Everything, one JSON object a line. Between some and the next the database is let go."""
    for start in range(0, len(listing.every), AT_ONCE):
        some = listing.shaped(db, listing.every[start : start + AT_ONCE])
        db.expunge_all()
        db.rollback()
        yield b"".join(msgspec.json.encode(each) + b"\n" for each in some)


def whole_services(db: Session, ids: Sequence[UUID]) -> Iterator[shapes.Service]:
    """Services with all that may leave of them, some at a time: told or not, as the ids say.

    The session must only read: what was read is let go between.
    """
    for start in range(0, len(ids), AT_ONCE):
        yield from _whole_services(db, ids[start : start + AT_ONCE])
        db.expunge_all()


def find_service(db: Session, id_: UUID, _wanted: Asked) -> shapes.Service | None:
    """A service that is told, whole."""
    if id_ not in index(db).services:
        return None
    return next(iter(_whole_services(db, [id_])), None)


def find_organization(db: Session, id_: UUID, wanted: Asked) -> shapes.Organization | None:
    """A body that gives something, whole; its services in short or whole."""
    if id_ not in index(db).bodies:
        return None
    found = _whole_bodies(db, [id_], is_whole=wanted.full_service)
    return next(iter(found), None)


def find_service_at_location(
    db: Session, id_: UUID, _wanted: Asked
) -> shapes.ServiceAtLocation | None:
    """A service at a place that everybody may know, whole."""
    if id_ not in index(db).doors:
        return None
    return next(iter(_whole_links(db, [id_])), None)


def find_taxonomy(db: Session, id_: UUID, _wanted: Asked) -> shapes.Taxonomy | None:
    """A taxonomy."""
    if str(id_) == rules.TAXONOMY.id:
        return rules.TAXONOMY
    row = db.get(Taxonomy, id_)
    return belongings.taxonomy(row) if row else None


def find_taxonomy_term(db: Session, id_: UUID, _wanted: Asked) -> shapes.TaxonomyTerm | None:
    """A term."""
    ours = next((each for each in rules.TERMS if each.id == str(id_)), None)
    row = db.get(TaxonomyTerm, id_) if ours is None else None
    if row is None:
        return ours
    return belongings.term(row, db.get_one(Taxonomy, row.taxonomy_id))


FINDERS: Mapping[str, Callable[[Session, UUID, Asked], shapes.Shape | None]] = MappingProxyType(
    {
        "services": find_service,
        "organizations": find_organization,
        "service_at_locations": find_service_at_location,
        "taxonomies": find_taxonomy,
        "taxonomy_terms": find_taxonomy_term,
    }
)


def _as_they_are(_db: Session, some: Sequence[Any]) -> Sequence[Any]:
    return some


def _minimal(_db: Session, some: Sequence[Told]) -> list[shapes.Minimal]:
    return [
        shapes.Minimal(id=str(each.id), modified_date=moment(each.modified_on)) for each in some
    ]


def _plain_services(db: Session, ids: Sequence[UUID]) -> list[shapes.Service]:
    rows = db.execute(
        select(Service, ListedOrganization)
        .join(ListedOrganization, ListedOrganization.id == Service.organization_id)
        .where(Service.id.in_(ids))
    )
    made = {service.id: listed_service(service, body) for service, body in rows}
    return [made[each] for each in ids if each in made]


def _whole_services(db: Session, ids: Sequence[UUID]) -> list[shapes.Service]:
    found = Gathered(db, ids)
    return [whole_service(found, each) for each in ids if each in found.services]


def _plain_bodies(db: Session, ids: Sequence[UUID]) -> list[shapes.Organization]:
    rows = db.scalars(select(ListedOrganization).where(ListedOrganization.id.in_(ids)))
    made = {each.id: plain_organization(each) for each in rows}
    return [made[each] for each in ids if each in made]


def _whole_bodies(db: Session, ids: Sequence[UUID], *, is_whole: bool) -> list[shapes.Organization]:
    wanted = {*ids}
    given = [each.id for each in index(db).services.values() if each.body in wanted]
    found = Gathered(db, given, ids)
    return [
        whole_organization(found, each, with_whole_services=is_whole)
        for each in ids
        if each in found.bodies
    ]


def _plain_links(db: Session, ids: Sequence[UUID]) -> list[shapes.ServiceAtLocation]:
    rows = db.execute(
        select(ServiceAtLocation, Service, ListedOrganization, Location)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .join(ListedOrganization, ListedOrganization.id == Service.organization_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(ServiceAtLocation.id.in_(ids), Location.is_confidential.is_(False))
    )
    made = {
        link.id: listed_link(link, listed_service(service, body), place)
        for link, service, body, place in rows
    }
    return [made[each] for each in ids if each in made]


def _whole_links(db: Session, ids: Sequence[UUID]) -> list[shapes.ServiceAtLocation]:
    rows = db.scalars(select(ServiceAtLocation).where(ServiceAtLocation.id.in_(ids)))
    links = {each.id: each for each in rows}
    found = Gathered(db, {each.service_id for each in links.values()})
    return [
        whole_link(found, found.services[links[each].service_id], links[each])
        for each in ids
        if each in links and links[each].location_id in found.places
    ]

"""From the tables to what leaves: a service, a body or a place, made of its row and what it has.

A confidential place leaves by nothing: the hours, numbers and areas of a service given there
stand with the service itself, and no link says that there is a place.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from referrals.hsds import belongings, rules, shapes
from referrals.hsds.gathering import Gathered
from referrals.hsds.values import day, email, moment, now, number, offset, place_kind, uri
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules


def plain_organization(row: ListedOrganization) -> shapes.Organization:
    """A body by what it has once: no places, no services."""
    return shapes.Organization(
        id=str(row.id),
        name=row.name,
        alternate_name=row.alternate_name,
        description=row.description,
        email=email(row.email),
        website=uri(row.website),
        legal_status=row.legal_status,
    )


def plain_service(row: Service) -> shapes.Service:
    """A service by what it has once, without the body that gives it."""
    return shapes.Service(
        id=str(row.id),
        organization_id=str(row.organization_id),
        name=row.name,
        alternate_name=row.alternate_name,
        description=row.description,
        url=uri(row.url),
        email=email(row.email),
        status=row.status.value,
        interpretation_services=row.interpretation_services,
        application_process=row.application_process,
        fees_description=row.fees_description,
        wait_time=row.wait_time,
        accreditations=row.accreditations,
        eligibility_description=row.eligibility_description,
        minimum_age=number(row.minimum_age),
        maximum_age=number(row.maximum_age),
        assured_date=day(row.assured_on),
        licenses=row.licenses,
        alert=row.alert,
        last_modified=moment(row.modified_on),
    )


def plain_location(row: Location) -> shapes.Location:
    """A place by what it has once."""
    return shapes.Location(
        id=str(row.id),
        location_type=place_kind(row.location_type),
        url=uri(row.url),
        organization_id=str(row.organization_id) if row.organization_id else "",
        name=row.name,
        alternate_name=row.alternate_name,
        description=row.description,
        transportation=row.transportation,
        latitude=number(row.latitude),
        longitude=number(row.longitude),
        external_identifier=row.external_id,
    )


def listed_service(row: Service, body: ListedOrganization) -> shapes.Service:
    """A service as lists have it: what it has once, and the body that gives it."""
    return replace(plain_service(row), organization=plain_organization(body))


def listed_link(
    row: ServiceAtLocation, service: shapes.Service, place: Location
) -> shapes.ServiceAtLocation:
    """A service at a place as lists have it."""
    return replace(_plain_link(row), location=plain_location(place), service=service)


def whole_service(found: Gathered, service_id: UUID) -> shapes.Service:
    """A service with all that may leave of it, its places, and the body that gives it."""
    row = found.services[service_id]
    return replace(
        _service(found, row),
        organization=_body(found, row.organization_id),
        service_at_locations=tuple(_link(found, row, each) for each in shown_links(found, row)),
    )


def whole_organization(
    found: Gathered, organization_id: UUID, *, with_whole_services: bool
) -> shapes.Organization:
    """A body with its places and its services: whole, or by what they have once."""
    given = [each for each in found.services.values() if each.organization_id == organization_id]
    given.sort(key=lambda each: (each.name.casefold(), each.id))
    services = [
        _given(found, each) if with_whole_services else plain_service(each) for each in given
    ]
    return replace(
        _body(found, organization_id),
        locations=_locations(found, given),
        services=tuple(services),
    )


def whole_link(
    found: Gathered, service: Service, row: ServiceAtLocation
) -> shapes.ServiceAtLocation:
    """A service at a place with all that may leave of both."""
    body = _body(found, service.organization_id)
    return replace(
        _link(found, service, row), service=replace(_service(found, service), organization=body)
    )


def shown_links(found: Gathered, service: Service) -> Sequence[ServiceAtLocation]:
    """Where a service is given, of the places that everybody may know."""
    links = found.of(ServiceAtLocation, service.id)
    return [each for each in links if each.location_id in found.places]


def _body(found: Gathered, organization_id: UUID) -> shapes.Organization:
    body = plain_organization(found.bodies[organization_id])
    return replace(body, phones=belongings.phones(found, organization_id))


def _given(found: Gathered, row: Service) -> shapes.Service:
    links = tuple(_link(found, row, each) for each in shown_links(found, row))
    return replace(_service(found, row), service_at_locations=links)


def _service(found: Gathered, row: Service) -> shapes.Service:
    hidden = [each.id for each in _hidden_links(found, row)]
    said = [each for kept in found.of(SurvivorRules, row.id) for each in rules.said(kept)]
    return replace(
        plain_service(row),
        phones=belongings.phones(found, row.id, *hidden),
        schedules=belongings.schedules(found, _clocks(found, row), row.id, *hidden),
        service_areas=belongings.areas(found, row.id, *hidden),
        languages=belongings.languages(found, row.id),
        cost_options=belongings.costs(found, row.id),
        required_documents=belongings.documents(found, row.id),
        capacities=belongings.capacities(found, row.id),
        attributes=(*belongings.attributes(found, row.id), *said),
    )


def _hidden_links(found: Gathered, service: Service) -> Sequence[ServiceAtLocation]:
    links = found.of(ServiceAtLocation, service.id)
    return [each for each in links if each.location_id not in found.places]


def _plain_link(row: ServiceAtLocation) -> shapes.ServiceAtLocation:
    return shapes.ServiceAtLocation(
        id=str(row.id),
        service_id=str(row.service_id),
        location_id=str(row.location_id),
        description=row.description,
    )


def _link(found: Gathered, service: Service, row: ServiceAtLocation) -> shapes.ServiceAtLocation:
    place = found.places[row.location_id]
    from_utc = _clocks(found, service, place)
    return replace(
        _plain_link(row),
        service_areas=belongings.areas(found, row.id),
        phones=belongings.phones(found, row.id),
        schedules=belongings.schedules(found, from_utc, row.id),
        location=_location(found, place, from_utc),
    )


def _locations(found: Gathered, given: Iterable[Service]) -> tuple[shapes.Location, ...]:
    places = {
        link.location_id: _location(
            found,
            found.places[link.location_id],
            _clocks(found, service, found.places[link.location_id]),
        )
        for service in given
        for link in shown_links(found, service)
    }
    return tuple(places.values())


def _location(found: Gathered, row: Location, from_utc: timedelta | None) -> shapes.Location:
    return replace(
        plain_location(row),
        languages=belongings.languages(found, row.id),
        addresses=belongings.address(row),
        accessibility=belongings.accessibility(found, row.id),
        phones=belongings.phones(found, row.id),
        schedules=belongings.schedules(found, from_utc, row.id),
        attributes=rules.said_of_place(row.id, row.step_free),
    )


def _clocks(found: Gathered, service: Service, place: Location | None = None) -> timedelta | None:
    at = now()
    codes = (place.area_code, place.country, service.country) if place else (service.country,)
    told = (offset(found.areas, code, at) for code in codes if code)
    return next((each for each in told if each is not None), None)

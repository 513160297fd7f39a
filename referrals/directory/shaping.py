"""One service of the gathered rows as what is known of it at each of its places."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from referrals.directory.areas import time_zone_of
from referrals.directory.freshness import freshness
from referrals.directory.gathering import Gathered
from referrals.directory.offered import Line, Offered, Tells
from referrals.directory.openings import openings_of
from referrals.directory.prices import priced, prices
from referrals.models.listed import Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.terms import Known

VIRTUAL = "virtual"
NOBODY_SAID = SurvivorRules(
    **{
        column.name: column.default.arg
        for column in SurvivorRules.__table__.columns
        if column.default is not None
    }
)


def shaped(whole: Gathered, service: Service, on: date) -> Iterator[Offered]:
    """What the service offers at each of its places, or once where it has none."""
    places: list[ServiceAtLocation | None] = [*whole.places.get(service.id, ())]
    for place in places or [None]:
        location = whole.locations[place.location_id] if place is not None else None
        rules = whole.rules.get(service.id, NOBODY_SAID)
        yield Offered(
            **_who(whole, service, on),
            **_where(whole, service, place, location, rules),
            **_when(whole, service, place, location, rules),
            **_for_whom(whole, service, rules),
            **_prices(whole, service, on),
        )


def _who(whole: Gathered, service: Service, on: date) -> dict[str, Any]:
    body = whole.organizations[service.organization_id]
    kinds = whole.kinds.get(service.id, frozenset())
    return {
        "service": service.id,
        "organization": body.id,
        "account": body.account_id,
        "name": service.name,
        "organization_name": body.name,
        "description": service.description,
        "categories": kinds,
        "status": service.status,
        "alert": service.alert,
        "website": service.url or body.website,
        "email": service.email,
        "apply_words": service.application_process,
        "interpreters": service.interpretation_services,
        "factories": frozenset(each.factory_id for each in whole.factories.get(body.id, ())),
        "freshness": freshness(kinds, service.assured_on, on),
        "assured_on": service.assured_on,
    }


def _where(
    whole: Gathered,
    service: Service,
    place: ServiceAtLocation | None,
    location: Location | None,
    rules: SurvivorRules,
) -> dict[str, Any]:
    served = _of(whole.areas, place, service)
    is_door = location is not None and location.location_type != VIRTUAL
    hidden = location is not None and location.is_confidential
    open_door = location if location is not None and is_door and not hidden else None
    return {
        "id": place.id if place is not None else service.id,
        "country": service.country,
        "areas": frozenset(each.area_code for each in served if each.area_code),
        "area": open_door.area_code if open_door else "",
        "is_remote": rules.is_remote if location is None else not is_door,
        "is_confidential": hidden,
        "address": address_of(open_door) if open_door else "",
        "transport": open_door.transportation if open_door else "",
        "access_words": _access(whole, open_door) if open_door else "",
        "phones": _lines(whole, service, place, location),
    }


def _access(whole: Gathered, location: Location) -> str:
    said = (each.description for each in whole.reached.get(location.id, ()))
    return "; ".join(filter(None, said))


def address_of(location: Location) -> str:
    """An address in one line, without the country."""
    parts = (
        location.address,
        location.address_more,
        location.city,
        location.state_province,
        location.postal_code,
    )
    return ", ".join(each for each in parts if each)


def _lines(
    whole: Gathered,
    service: Service,
    place: ServiceAtLocation | None,
    location: Location | None,
) -> tuple[Line, ...]:
    owners = (place, location, service)
    found = [row for owner in owners if owner for row in whole.phones.get(owner.id, ())]
    found = found or whole.phones.get(service.organization_id, [])
    by_number = {row.number: row for row in reversed(found)}
    return tuple(
        Line(number=row.number, kind=row.kind, note=row.description)
        for row in found
        if by_number[row.number] is row
    )


def _when(
    whole: Gathered,
    service: Service,
    place: ServiceAtLocation | None,
    location: Location | None,
    rules: SurvivorRules,
) -> dict[str, Any]:
    rows = _of(whole.schedules, place, service) or _of(whole.schedules, location)
    area = location.area_code if location is not None else ""
    return {
        "always_open": rules.always_open,
        "openings": openings_of(rows),
        "hours_words": rules.hours_words or next((r.description for r in rows), ""),
        "time_zone": time_zone_of(whole.tree, area or _only(whole, service) or service.country),
        "languages": frozenset(
            each.code for each in _all(whole.languages, service, location) if each.code
        ),
        "step_free": location.step_free if location is not None else Known.UNKNOWN,
    }


def _only(whole: Gathered, service: Service) -> str:
    served = {each.area_code for each in whole.areas.get(service.id, ())}
    return served.pop() if len(served) == 1 else ""


def _prices(whole: Gathered, service: Service, on: date) -> dict[str, Any]:
    rows = whole.costs.get(service.id, [])
    return {"priced": priced(rows, on), "prices": prices(rows, on)}


def _for_whom(whole: Gathered, service: Service, rules: SurvivorRules) -> dict[str, Any]:
    free = max(whole.capacities.get(service.id, ()), key=lambda row: row.updated_on, default=None)
    papers = frozenset(each.kind for each in whole.documents.get(service.id, ()))
    ages_told = service.minimum_age is not None or service.maximum_age is not None
    return {
        "cost": rules.cost,
        "cost_words": service.fees_description,
        "serves": rules.serves,
        "eligibility_words": service.eligibility_description,
        "staff_sex": rules.staff_sex,
        "trans_friendly": rules.trans_friendly,
        "migrants": rules.migrants,
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "ages_known": rules.ages_known or ages_told,
        "children_welcome": rules.children_welcome,
        "documents": papers,
        "documents_known": rules.documents_known or bool(papers),
        "police_report": rules.police_report,
        "accompaniment": rules.accompaniment,
        "tells": Tells(
            police=rules.tells_police,
            family=rules.tells_family,
            employer=rules.tells_employer,
            words=rules.tells_words,
        ),
        "accepts_by": rules.accepts_by,
        "capacity": free.available if free is not None else None,
        "capacity_on": free.updated_on if free is not None else None,
        "answer_hours": rules.answer_hours,
        "learnt_hours": whole.learnt.get(service.id),
    }


def _of(rows: dict[UUID, list[Any]], *owners: Any) -> list[Any]:
    """The rows of the first owner that has any."""
    return next((rows[each.id] for each in owners if each is not None and each.id in rows), [])


def _all(rows: dict[UUID, list[Any]], *owners: Any) -> Iterable[Any]:
    return (row for each in owners if each is not None for row in rows.get(each.id, ()))

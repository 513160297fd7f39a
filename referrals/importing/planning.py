"""How an import would write a service, and how that differs from what stands there."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from crypto.records import Record
from referrals.directory.keeping import LEADS_THERE
from referrals.directory.kinds import ENTITY, term_id
from referrals.directory.writing import PLACES
from referrals.importing.columns import compared, shown, whole
from referrals.importing.entry import Entry, Part, Place, Values, drawn
from referrals.importing.fields import folded
from referrals.importing.gathering import place_key
from referrals.importing.listed_rows import SECRET
from referrals.importing.names import Brought
from referrals.importing.plan import UNSEEN, Kind, Line, Plan
from referrals.importing.standing import Standing
from referrals.models import details
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute
from referrals.models.terms import Category

PARTS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "phones": details.Phone,
        "schedules": details.Schedule,
        "areas": details.ServiceArea,
        "languages": details.LanguageSpoken,
        "costs": details.CostOption,
        "documents": details.RequiredDocument,
        "contacts": details.Contact,
    }
)
OF_PLACE = ("phones", "schedules", "areas")
TERMS = {kind: term_id(kind) for kind in Category}
QUIET = frozenset({"contacts"})
"""What no worker sees: another name to ask for takes no confirmation away."""
POSITION = ("latitude", "longitude")
TOLD = ("name", "alternate_name", "description", "url")
"""Words of a place in which a source may say where it is."""


def planned(entry: Entry, standing: Standing, made: Brought) -> Plan:
    """The plan of one service. `made` are the bodies and places that earlier services of the
    source bring.

    Raises SeveralNamed where the directory has several services it could be.
    """
    service, is_there = standing.service_id(entry)
    kind = Kind.SAME if is_there else Kind.NEW
    plan = Plan(row=entry.row, service_id=service, name=entry.name, kind=kind)
    body = standing.body_id(entry)
    if made.bodies.add(body.bytes):
        _plan_body(plan, standing, entry, body)
    _plan_service(plan, standing, entry, body)
    _plan_kinds(plan, standing, entry.kinds, service)
    for part in PARTS:
        _plan_part(plan, standing, entry, part, ("service_id", service))
    _plan_capacity(plan, standing, entry, service)
    for place in entry.places:
        _plan_place(plan, standing, place, body, made)
    if is_there and plan.is_other:
        plan.kind = Kind.CHANGED
    return plan


def _plan_body(plan: Plan, standing: Standing, entry: Entry, body: UUID) -> None:
    before = standing.rows.get((ListedOrganization, body))
    values = {**entry.body, "external_id": entry.body_external_id}
    if before is not None and not entry.body_external_id:
        # It was found by its name in any spelling: the one that stands there stays.
        values.pop("name")
    known = standing.rows.get((Service, plan.service_id))
    if before is not None and (known is None or known["organization_id"] != body):
        _leave_to_others(plan, before, values)
    else:
        plan.put(ListedOrganization, before, body, values, {})
    _plan_body_phones(plan, standing, entry, body, is_new=before is None)


def _plan_body_phones(
    plan: Plan, standing: Standing, entry: Entry, body: UUID, *, is_new: bool
) -> None:
    """Numbers come with a new body. Of one that is there its services are confirmed with them."""
    model = details.Phone
    rows = [{**each, "organization_id": body} for each in entry.body_phones or ()]
    if is_new:
        plan.replace(model, "organization.phones", [], rows)
    elif rows:
        there = compared(model, standing.parts.get((model, body), []))
        is_other = there != compared(model, [whole(model, each) for each in rows])
        plan.leaves_others = plan.leaves_others or is_other


def _plan_service(plan: Plan, standing: Standing, entry: Entry, body: UUID) -> None:
    service = plan.service_id
    values = {**entry.service, "external_id": entry.external_id}
    before = standing.rows.get((Service, service))
    if before is not None and not entry.external_id:
        values.pop("name")
    plan.put(Service, before, service, values, {"organization_id": body})
    rules = standing.rows.get((SurvivorRules, service))
    key = rules["id"] if rules else None
    plan.put(SurvivorRules, rules, key, entry.rules, {"service_id": service})


def _plan_part(
    plan: Plan, standing: Standing, of: Part, part: str, owner: tuple[str, UUID]
) -> None:
    values: list[Values] | None = getattr(of, part)
    if values is None:
        return
    model, (column, key) = PARTS[part], owner
    rows = [{**each, column: key} for each in values]
    place = key if column == "service_at_location_id" else None
    is_other = plan.replace(model, part, standing.parts.get((model, key), []), rows, place)
    plan.unconfirms = plan.unconfirms or (is_other and part not in QUIET)


def _plan_kinds(
    plan: Plan, standing: Standing, kinds: frozenset[Category] | None, service: UUID
) -> None:
    there = standing.kinds.get(service, {})
    if not kinds or kinds == set(there):
        return
    plan.deletes += [(Attribute, row) for kind, row in there.items() if kind not in kinds]
    for kind in sorted(kinds - set(there)):
        link = {"link_id": service, "link_entity": ENTITY, "taxonomy_term_id": TERMS[kind]}
        plan.inserts.append((Attribute, link))
    plan.noted.append(Line("kinds", shown(frozenset(there)), shown(kinds)))
    plan.unconfirms = True


def _plan_capacity(plan: Plan, standing: Standing, entry: Entry, service: UUID) -> None:
    if entry.capacity is None:
        return
    model = details.ServiceCapacity
    before = standing.parts.get((model, service), [])
    if [each["available"] for each in before] == [entry.capacity["available"]]:
        return
    row = {**entry.capacity, "service_id": service, "unit_id": PLACES}
    plan.replace(model, "available", before, [row])


def _plan_place(plan: Plan, standing: Standing, place: Place, body: UUID, made: Brought) -> None:
    service = plan.service_id
    there = standing.links.get(service, [])
    link = _link_of(place, there, standing.places)
    known = [standing.places[each["location_id"]] for each in there]
    if link is None and any(each["is_confidential"] for each in known):
        # Under another name it may be the same door: only an officer adds a place to a secret one.
        plan.stays_hidden = True
        return
    # Where it is given besides, nobody has asked yet.
    plan.unconfirms = plan.unconfirms or link is None
    location = link["location_id"] if link else place.id or drawn(service, place_key(place))
    link_id = link["id"] if link else drawn(service, location)
    is_shared = link is not None or place.id is not None
    if is_shared and location.bytes in made.places:
        is_hidden = _hide_brought(plan, place, location, link_id, made)
    else:
        _plan_location(plan, standing, place, location, link_id, body)
        before = standing.places.get(location, {})
        is_hidden = bool(place.location.get("is_confidential") or before.get("is_confidential"))
        if is_shared:
            made.add_place(location, is_hidden=is_hidden)
    owner = {"service_id": service, "location_id": location}
    said = {} if is_hidden else place.link
    plan.put(ServiceAtLocation, link, link_id, said, owner, link_id)
    for part in OF_PLACE:
        _plan_part(plan, standing, place, part, ("service_at_location_id", link_id))


def _plan_location(
    plan: Plan, standing: Standing, place: Place, location: UUID, link: UUID, body: UUID
) -> None:
    before, values = standing.places.get(location), dict(place.location)
    is_secret = values.get("is_confidential")
    links = standing.links.get(plan.service_id, [])
    is_others = before is not None and location not in {each["location_id"] for each in links}
    if before is not None and is_others and not is_secret and not before["is_confidential"]:
        _leave_to_others(plan, before, values)
        return
    if before is not None and before["is_confidential"]:
        _leave_hidden(plan, values)
        plan.stays_hidden = plan.stays_hidden or place.is_presumed
    elif place.is_presumed and before is not None and _is_shelter(plan, standing):
        # Somebody wrote of this shelter that everybody may know where it is.
        values = {}
    elif is_secret:
        plan.presumes_hidden = plan.presumes_hidden or place.is_presumed
        if before is not None:
            _hide(plan, values, location, link)
            before = {**before, **values}
    values = {**values, "external_id": place.external_id}
    plan.put(Location, before, location, values, {"organization_id": body}, link)
    if place.accessibility is not None and not (before and before["is_confidential"]):
        model = details.Accessibility
        rows = [{**each, "location_id": location} for each in place.accessibility]
        there = standing.parts.get((model, location), [])
        plan.unconfirms |= plan.replace(model, "accessibility", there, rows, link)


def _leave_to_others(plan: Plan, before: Values, values: Values) -> None:
    """A body or place that is other services' is what an import of these says it is."""
    said = {name: value for name, value in values.items() if value not in (None, "")}
    differs = any(before[name] != value for name, value in said.items() if name not in UNSEEN)
    plan.leaves_others = plan.leaves_others or differs


def _is_shelter(plan: Plan, standing: Standing) -> bool:
    return bool(SECRET & standing.kinds.get(plan.service_id, {}).keys())


def _hide_brought(plan: Plan, place: Place, location: UUID, link: UUID, made: Brought) -> bool:
    """A place that an earlier service brought as known is secret for what else is given there.

    Says whether it is secret.
    """
    is_hidden = location.bytes in made.hidden
    if not place.location.get("is_confidential") or is_hidden:
        return is_hidden
    made.add_place(location, is_hidden=True)
    plan.presumes_hidden = plan.presumes_hidden or place.is_presumed
    _hide(plan, {"is_confidential": True}, location, link)
    return True


def _leave_hidden(plan: Plan, values: Values) -> None:
    """A place that is secret stays so: no list makes it known, and none brings its address."""
    told = [name for name in (*LEADS_THERE, *POSITION, *TOLD) if values.pop(name, None)]
    values.pop("is_confidential", None)
    plan.stays_hidden = plan.stays_hidden or bool(told)


def _hide(plan: Plan, values: Values, location: UUID, link: UUID) -> None:
    values |= dict.fromkeys((*LEADS_THERE, *TOLD), "") | dict.fromkeys(POSITION)
    plan.updates.append((Location, {**values, "id": location}))
    plan.noted.append(Line("location.is_confidential", "", shown(True), link))
    plan.hides.append(link)
    plan.unconfirms = True


def _link_of(place: Place, links: Iterable[Values], places: Mapping[UUID, Values]) -> Values | None:
    """The link to this place among those of its service: by id, by where it is, or the only one."""
    there = list(links)
    by_id = next((each for each in there if each["location_id"] == place.id), None)
    if by_id is not None or place.id is not None:
        return by_id
    for each in there:
        if _where(places[each["location_id"]]) == _where(place.location):
            return each
    return there[0] if len(there) == 1 and place.is_only else None


def _where(location: Mapping[str, Any]) -> tuple[str, str]:
    return folded(location.get("address") or ""), location.get("area_code") or ""

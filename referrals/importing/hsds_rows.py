"""From a service as HSDS writes it to a service of the directory."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from referrals.hsds import rules, shapes
from referrals.importing import hsds_parts as parts
from referrals.importing.areas import Areas
from referrals.importing.entry import Entry, Place, Values, drawn, uuid_of
from referrals.importing.findings import Finding, Reason
from referrals.importing.gathering import Read
from referrals.importing.hsds_left import KIND_BY_TERM, left_out
from referrals.importing.listed_rows import SECRET
from referrals.importing.rows import cleaned
from referrals.importing.vocabulary import KINDS, words_of
from referrals.models.terms import Category, Known

TEXTS = (
    "alternate_name",
    "description",
    "url",
    "email",
    "interpretation_services",
    "application_process",
    "fees_description",
    "wait_time",
    "accreditations",
    "licenses",
    "eligibility_description",
    "alert",
)
BODY = ("name", "alternate_name", "description", "email", "website", "legal_status")
OF_SECRET = frozenset({"location_type", "country", "area_code", "step_free"})
"""What a source may say of a place that counts as secret: nothing that leads to its door."""
PLACE = ("location_type", "name", "alternate_name", "description", "transportation", "url")


class HsdsReader:
    """Reads services of a feed, a file or a package, one by one."""

    def __init__(self, areas: Areas, country: str = "") -> None:
        self._areas = areas
        self._country = country
        """Of services that name none."""

    def read(self, number: int, found: dict[str, Any]) -> Read:
        """The service of an object, its name, and what was found; none where it is not readable."""
        name = cleaned(str(found.get("name") or ""))[:300]
        try:
            shape = msgspec.convert(_told(found), shapes.Service, strict=False)
        except msgspec.ValidationError as wrong:
            return number, name, None, [Finding(Reason.SHAPELESS, str(wrong)[:200])]
        findings: list[Finding] = []
        entry = self.entry_of(number, shape, findings)
        if entry is not None:
            entry.contacts = parts.contacts(found.get("contacts"))
            entry.body["website"] = entry.body["website"] or parts.web_of(found.get("organization"))
        findings += left_out(found, shape)
        return number, name, entry, findings

    def entry_of(self, number: int, shape: shapes.Service, findings: list[Finding]) -> Entry | None:
        """The service of an object; none where it names no country or nobody who gives it."""
        body = shape.organization
        country = self._country_of(shape)
        if not country:
            findings.append(Finding(Reason.COUNTRYLESS, "country"))
        if not isinstance(body, shapes.Organization) or not body.name.strip():
            findings.append(Finding(Reason.NAMELESS, "organization"))
            return None
        if not country:
            return None
        said = rules.understood(shape.attributes)
        kinds = _kinds(shape, findings)
        return Entry(
            row=number,
            external_id=shape.id,
            body_external_id=body.id,
            country=country,
            body={each: cleaned(getattr(body, each)) for each in BODY},
            service=_service(shape, country),
            rules={name: value for name, value in said.items() if name != "step_free"},
            kinds=kinds,
            places=self._places(shape, country, is_secret=_is_secret(shape, kinds)),
            body_phones=parts.phones(body.phones),
            phones=parts.phones(shape.phones),
            schedules=parts.schedules(shape.schedules),
            areas=parts.areas(shape.service_areas, self._areas, country),
            languages=parts.languages(shape.languages),
            costs=parts.costs(shape.cost_options),
            documents=parts.documents(shape.required_documents),
            capacity=parts.capacity(shape.capacities),
        )

    def _country_of(self, shape: shapes.Service) -> str:
        written = [
            address.country
            for link in shape.service_at_locations
            if isinstance(link.location, shapes.Location)
            for address in link.location.addresses
        ]
        served = [each.extent[:2] for each in shape.service_areas if each.extent_type == "text"]
        named = (self._areas.country_of(each) for each in (*written, *served) if each)
        return next(filter(None, named), self._country)

    def _places(self, shape: shapes.Service, country: str, *, is_secret: bool) -> list[Place]:
        links = shape.service_at_locations
        found = [
            self._place(each, each.location, country)
            for each in links
            if isinstance(each.location, shapes.Location)
        ]
        for each in found:
            each.is_only = len(found) == 1
        return [_hidden(each) for each in found] if is_secret else found

    def _place(self, link: shapes.ServiceAtLocation, place: shapes.Location, country: str) -> Place:
        location: Values = {each: cleaned(getattr(place, each)) for each in PLACE}
        location |= parts.address(place.addresses, self._areas, country)
        location |= parts.position(place)
        answered = rules.understood(place.attributes).get("step_free")
        location |= {"step_free": answered} if isinstance(answered, Known) else {}
        return Place(
            id=uuid_of(place.id) or drawn("location", place.id),
            external_id=place.id,
            location=location,
            link={"description": cleaned(link.description)},
            phones=parts.phones((*link.phones, *place.phones)),
            schedules=parts.schedules((*link.schedules, *place.schedules)),
            areas=parts.areas(link.service_areas, self._areas, country),
            accessibility=parts.accessibility(place.accessibility),
        )


def _service(shape: shapes.Service, country: str) -> Values:
    values: Values = {each: cleaned(getattr(shape, each)) for each in TEXTS}
    youngest, oldest = parts.whole(shape.minimum_age), parts.whole(shape.maximum_age)
    values |= {"minimum_age": youngest, "maximum_age": oldest}
    return {
        **values,
        "name": cleaned(shape.name),
        "status": parts.status(shape.status),
        "country": country,
    }


def _kinds(shape: shapes.Service, findings: list[Finding]) -> frozenset[Category] | None:
    found: set[Category] = set()
    for each in shape.attributes:
        term = each.taxonomy_term
        if isinstance(term, shapes.TaxonomyTerm):
            ours = KIND_BY_TERM.get(term.id)
            named = words_of(KINDS, term.name)[0] if term.taxonomy != rules.TAXONOMY.name else ()
            found |= {ours} if ours else set(named)
    if not found:
        found |= words_of(KINDS, shape.name)[0]
    if not found:
        findings.append(Finding(Reason.KINDLESS, "attributes"))
    return frozenset(found) or None


def _is_secret(shape: shapes.Service, kinds: frozenset[Category] | None) -> bool:
    """HSDS has no word for a secret place, so that of a shelter counts as one."""
    named, _left = words_of(KINDS, shape.name)
    return bool(SECRET & (named | (kinds or frozenset())))


def _hidden(place: Place) -> Place:
    told = {name: value for name, value in place.location.items() if name in OF_SECRET}
    location = {**told, "is_confidential": True}
    return msgspec.structs.replace(
        place, location=location, link={}, accessibility=None, is_presumed=True
    )


_ADDRESS = ("address_1", "city", "state_province", "postal_code", "country")
_EASED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "described": {"description": ""},
        "address": {**dict.fromkeys(_ADDRESS, ""), "address_type": "physical"},
    }
)
"""What HSDS wants of an object and many feeds leave out: an empty text says as little."""


def _looks_like(told: Mapping[str, Any]) -> str:
    if "address_1" in told or "address_type" in told:
        return "address"
    return "described" if "name" in told and "status" not in told else ""


def _told(value: Any) -> Any:
    """An object without its nulls: "not said" is the absence of a name, here as in HSDS."""
    match value:
        case dict():
            told = {name: _told(each) for name, each in value.items() if each is not None}
            return {**_EASED.get(_looks_like(told), {}), **told}
        case list():
            return [_told(each) for each in value if each is not None]
        case _:
            return value

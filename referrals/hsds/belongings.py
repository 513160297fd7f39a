"""What belongs to a service, a place or a body, as HSDS writes it: hours, numbers, areas, costs."""

from datetime import timedelta
from uuid import UUID

from referrals.hsds import shapes
from referrals.hsds.gathering import Gathered
from referrals.hsds.values import clock, day, hours, moment, number, uri
from referrals.models import details
from referrals.models.listed import Location
from referrals.models.taxonomy import Attribute, Taxonomy, TaxonomyTerm

WEEKDAYS = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
FREQUENCIES = {"WEEKLY", "MONTHLY"}


def phones(found: Gathered, *owners: UUID) -> tuple[shapes.Phone, ...]:
    """The numbers of these, the one to call first in front."""
    return tuple(_phone(found, each) for owner in owners for each in found.of(details.Phone, owner))


def languages(found: Gathered, owner: UUID) -> tuple[shapes.Language, ...]:
    """The languages in which one is understood."""
    return tuple(
        shapes.Language(id=str(each.id), name=each.name, code=each.code, note=each.note)
        for each in found.of(details.LanguageSpoken, owner)
    )


def schedules(
    found: Gathered, from_utc: timedelta | None, *owners: UUID
) -> tuple[shapes.Schedule, ...]:
    """The hours of these, told by clocks so far from UTC."""
    rows = [each for owner in owners for each in found.of(details.Schedule, owner)]
    return tuple(_schedule(each, from_utc) for each in rows)


def areas(found: Gathered, *owners: UUID) -> tuple[shapes.ServiceArea, ...]:
    """The areas whose people these serve."""
    rows = [each for owner in owners for each in found.of(details.ServiceArea, owner)]
    return tuple(_area(found, each) for each in rows)


def costs(found: Gathered, service_id: UUID) -> tuple[shapes.CostOption, ...]:
    """What things cost there."""
    return tuple(_cost(each) for each in found.of(details.CostOption, service_id))


def documents(found: Gathered, service_id: UUID) -> tuple[shapes.RequiredDocument, ...]:
    """The papers that are asked for."""
    return tuple(
        shapes.RequiredDocument(
            id=str(each.id), document=each.document or each.kind.value, uri=uri(each.uri)
        )
        for each in found.of(details.RequiredDocument, service_id)
    )


def accessibility(found: Gathered, location_id: UUID) -> tuple[shapes.Accessibility, ...]:
    """How somebody with a disability gets in."""
    return tuple(
        shapes.Accessibility(
            id=str(each.id),
            description=each.description,
            details=each.details,
            url=uri(each.url),
        )
        for each in found.of(details.Accessibility, location_id)
    )


def capacities(found: Gathered, service_id: UUID) -> tuple[shapes.ServiceCapacity, ...]:
    """How many places were free when it was last said."""
    return tuple(
        shapes.ServiceCapacity(
            id=str(each.id),
            unit=_unit(found.units[each.unit_id]),
            available=each.available,
            maximum=number(each.maximum),
            description=each.description,
            updated=moment(each.updated_on),
        )
        for each in found.of(details.ServiceCapacity, service_id)
    )


def attributes(found: Gathered, service_id: UUID) -> tuple[shapes.Attribute, ...]:
    """The terms that are said of a service."""
    return tuple(_attribute(found, each) for each in found.of(Attribute, service_id))


def address(place: Location) -> tuple[shapes.Address, ...]:
    """Where a place is; nothing of one that has no door, and of one that nobody described."""
    told = (place.address, place.city, place.state_province, place.postal_code, place.area_code)
    if place.location_type == "virtual" or not any(told):
        return ()
    return (
        shapes.Address(
            id=str(place.id),
            address_1=place.address,
            address_2=place.address_more,
            city=place.city,
            region=place.area_code,
            state_province=place.state_province,
            postal_code=place.postal_code,
            country=place.country,
            address_type="postal" if place.location_type == "postal" else "physical",
        ),
    )


def taxonomy(row: Taxonomy) -> shapes.Taxonomy:
    """A list of terms."""
    return shapes.Taxonomy(
        id=str(row.id),
        name=row.name,
        description=row.description,
        uri=uri(row.uri),
        version=row.version,
    )


def term(row: TaxonomyTerm, listed_in: Taxonomy) -> shapes.TaxonomyTerm:
    """One term, with its list."""
    return shapes.TaxonomyTerm(
        id=str(row.id),
        code=row.code,
        name=row.name,
        description=row.description,
        parent_id=str(row.parent_id) if row.parent_id else "",
        taxonomy=listed_in.name,
        taxonomy_detail=taxonomy(listed_in),
        language=row.language,
        taxonomy_id=str(row.taxonomy_id),
        term_uri=uri(row.term_uri),
    )


def _phone(found: Gathered, row: details.Phone) -> shapes.Phone:
    return shapes.Phone(
        id=str(row.id),
        number=row.number,
        extension=number(row.extension),
        type=row.kind,
        description=row.description,
        languages=languages(found, row.id),
    )


def _schedule(row: details.Schedule, from_utc: timedelta | None) -> shapes.Schedule:
    return shapes.Schedule(
        id=str(row.id),
        valid_from=day(row.valid_from),
        valid_to=day(row.valid_to),
        dtstart=day(row.dtstart),
        timezone=hours(from_utc),
        until=day(row.until),
        count=number(row.count),
        wkst=row.wkst if row.wkst in WEEKDAYS else "",
        freq=row.freq if row.freq in FREQUENCIES else "",
        interval=number(row.interval),
        byday=row.byday,
        byweekno=row.byweekno,
        bymonthday=row.bymonthday,
        byyearday=row.byyearday,
        description=row.description,
        opens_at=clock(row.opens_at, from_utc),
        closes_at=clock(row.closes_at, from_utc),
        attending_type=row.attending_type,
        notes=row.notes,
    )


def _area(found: Gathered, row: details.ServiceArea) -> shapes.ServiceArea:
    known = found.areas.get(row.area_code)
    return shapes.ServiceArea(
        id=str(row.id),
        name=row.name or (known.name if known else ""),
        description=row.description,
        extent=row.area_code,
        extent_type="text" if row.area_code else "",
    )


def _cost(row: details.CostOption) -> shapes.CostOption:
    return shapes.CostOption(
        id=str(row.id),
        valid_from=day(row.valid_from),
        valid_to=day(row.valid_to),
        option=row.option,
        currency=row.currency,
        amount=number(row.amount),
        amount_description=row.amount_description,
    )


def _unit(row: details.Unit) -> shapes.Unit:
    return shapes.Unit(
        id=str(row.id),
        name=row.name,
        scheme=row.scheme,
        identifier=row.identifier,
        uri=uri(row.uri),
    )


def _attribute(found: Gathered, row: Attribute) -> shapes.Attribute:
    named = found.terms[row.taxonomy_term_id]
    return shapes.Attribute(
        id=str(row.id),
        link_id=str(row.link_id),
        taxonomy_term_id=str(row.taxonomy_term_id),
        link_type=row.link_type,
        link_entity=row.link_entity,
        value=row.value,
        taxonomy_term=term(named, found.taxonomies[named.taxonomy_id]),
        label=named.name,
    )

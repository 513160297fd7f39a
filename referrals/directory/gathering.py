"""Every row of the directory, read table by table and laid beside what it belongs to."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.answer_times import learnt
from referrals.models.details import (
    Accessibility,
    CostOption,
    LanguageSpoken,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceCapacity,
)
from referrals.models.keeping import Area
from referrals.models.listed import (
    FactoryLink,
    ListedOrganization,
    Location,
    Service,
    ServiceAtLocation,
)
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute, TaxonomyTerm
from referrals.models.terms import Category

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)
WORDS = frozenset(each.value for each in Category)


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The whole directory in memory, by what its rows belong to."""

    organizations: dict[UUID, ListedOrganization]
    factories: dict[UUID, list[FactoryLink]]
    services: list[Service]
    rules: dict[UUID, SurvivorRules]
    kinds: dict[UUID, frozenset[Category]]
    locations: dict[UUID, Location]
    reached: dict[UUID, list[Accessibility]]
    places: dict[UUID, list[ServiceAtLocation]]
    schedules: dict[UUID, list[Schedule]]
    phones: dict[UUID, list[Phone]]
    languages: dict[UUID, list[LanguageSpoken]]
    documents: dict[UUID, list[RequiredDocument]]
    areas: dict[UUID, list[ServiceArea]]
    capacities: dict[UUID, list[ServiceCapacity]]
    costs: dict[UUID, list[CostOption]]
    learnt: dict[UUID, float]
    """Hours within which a service answered, over enough closed referrals."""
    tree: dict[str, Area]


def gathered(db: Session) -> Gathered:
    """One query for each table, whatever its size; every order is fixed by ids."""
    every = db.scalars
    return Gathered(
        organizations={each.id: each for each in every(select(ListedOrganization))},
        factories=by(every(select(FactoryLink)), lambda row: row.listed_organization_id),
        services=list(every(select(Service).order_by(Service.id))),
        rules={each.service_id: each for each in every(select(SurvivorRules))},
        kinds=kinds_of(db),
        locations={each.id: each for each in every(select(Location))},
        reached=by(
            every(select(Accessibility).order_by(Accessibility.id)), lambda row: row.location_id
        ),
        places=by(
            every(select(ServiceAtLocation).order_by(ServiceAtLocation.id)),
            lambda row: row.service_id,
        ),
        schedules=by(every(select(Schedule).order_by(Schedule.id)), _of_schedule),
        phones=by(
            every(
                select(Phone).where(Phone.contact_id.is_(None)).order_by(Phone.position, Phone.id)
            ),
            _of_phone,
        ),
        languages=by(every(select(LanguageSpoken)), lambda row: row.service_id or row.location_id),
        documents=by(every(select(RequiredDocument)), lambda row: row.service_id),
        areas=by(
            every(select(ServiceArea)), lambda row: row.service_at_location_id or row.service_id
        ),
        capacities=by(every(select(ServiceCapacity)), lambda row: row.service_id),
        costs=by(every(select(CostOption).order_by(CostOption.id)), lambda row: row.service_id),
        learnt=learnt(db),
        tree={each.code: each for each in every(select(Area))},
    )


def kinds_of(db: Session) -> dict[UUID, frozenset[Category]]:
    """The kinds of help of every service, of our own taxonomy."""
    said = db.execute(
        select(Attribute.link_id, TaxonomyTerm.code)
        .join(TaxonomyTerm, TaxonomyTerm.id == Attribute.taxonomy_term_id)
        .where(Attribute.link_entity == "service", TaxonomyTerm.code.in_(sorted(WORDS)))
    )
    found: dict[UUID, set[Category]] = defaultdict(set)
    for service, word in said:
        found[service].add(Category(word))
    return {service: frozenset(kinds) for service, kinds in found.items()}


def by(rows: Iterable[Row], of: Callable[[Row], Key | None]) -> dict[Key, list[Row]]:
    """Rows in their order, by what they belong to; one that belongs to nothing is left out."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        key = of(row)
        if key is not None:
            found[key].append(row)
    return dict(found)


def _of_schedule(row: Schedule) -> UUID | None:
    return row.service_at_location_id or row.service_id or row.location_id


def _of_phone(row: Phone) -> UUID | None:
    return row.service_at_location_id or row.location_id or row.service_id or row.organization_id

"""The rows of some services, read in a few queries and found by what they belong to.

Of a confidential place nothing is read but that a service is given there: not the place, nor the
hours and numbers kept with it. Contacts are not read at all, and no number of one person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar, cast
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from crypto.records import Record
from referrals.models.details import (
    Accessibility,
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

Row = TypeVar("Row", bound=Record)
DETAILS: tuple[type[Record], ...] = (
    Accessibility,
    Attribute,
    CostOption,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceCapacity,
    SurvivorRules,
)


class Region(msgspec.Struct, frozen=True):
    """What is told of an area: how it is called, what it lies in, and its clock."""

    name: str
    parent_code: str
    time_zone: str


class Gathered:
    """All that may leave of some services, of their bodies, and of bodies named besides."""

    def __init__(
        self, db: Session, services: Collection[UUID], bodies: Collection[UUID] = ()
    ) -> None:
        self.areas = regions(db)
        self.services = _rows(db, Service, services)
        found = {each.organization_id for each in self.services.values()}
        self.bodies = _rows(db, ListedOrganization, found | {*bodies})
        self._laid: dict[tuple[type[Record], UUID], list[Record]] = defaultdict(list)
        links = self._lay(db, ServiceAtLocation, {"service_id": self.services})
        known = Location.is_confidential.is_(False)
        self.places = _rows(db, Location, [each.location_id for each in links], known)
        self._gather_details(db, [each.id for each in links])

    def of(self, kind: type[Row], owner: UUID) -> Sequence[Row]:
        """The rows of a kind that belong to a service, a place, a link, a body or a number."""
        return cast("Sequence[Row]", self._laid.get((kind, owner), ()))

    def _gather_details(self, db: Session, links: Collection[UUID]) -> None:
        owners: dict[str, Collection[UUID]] = {
            "service_id": self.services,
            "service_at_location_id": links,
            "location_id": self.places,
            "organization_id": self.bodies,
            "link_id": [*self.services, *self.places],
        }
        phones = self._lay(db, Phone, owners, Phone.contact_id.is_(None))
        owners["phone_id"] = [each.id for each in phones]
        self._lay(db, LanguageSpoken, owners)
        for kind in DETAILS:
            self._lay(db, kind, owners)
        counts = [each for owner in self.services for each in self.of(ServiceCapacity, owner)]
        self.units = _rows(db, Unit, [each.unit_id for each in counts])
        named = [each for owner in self.services for each in self.of(Attribute, owner)]
        self.terms = _rows(db, TaxonomyTerm, [each.taxonomy_term_id for each in named])
        lists = [each.taxonomy_id for each in self.terms.values()]
        self.taxonomies = _rows(db, Taxonomy, lists)

    def _lay(
        self,
        db: Session,
        kind: type[Row],
        owners: Mapping[str, Collection[UUID]],
        *also: ColumnElement[bool],
    ) -> list[Row]:
        names = [name for name, ids in owners.items() if ids and hasattr(kind, name)]
        if not names:
            return []
        belongs = or_(*(getattr(kind, name).in_(owners[name]) for name in names))
        rows = list(db.scalars(select(kind).where(belongs, *also).order_by(*_order(kind))))
        for row in rows:
            for name in names:
                self._laid[kind, getattr(row, name)].append(row)
        return rows


def regions(db: Session) -> dict[str, Region]:
    """Every area by its code."""
    rows = db.execute(select(Area.code, Area.name, Area.parent_code, Area.time_zone))
    return {code: Region(name, parent, zone) for code, name, parent, zone in rows}


def _rows(
    db: Session, kind: type[Row], ids: Collection[UUID], *also: ColumnElement[bool]
) -> dict[UUID, Row]:
    if not ids:
        return {}
    return _by_id(db.scalars(select(kind).where(kind.id.in_(set(ids)), *also)))


def _by_id(rows: Iterable[Row]) -> dict[UUID, Row]:
    return {each.id: each for each in rows}


def _order(kind: type[Record]) -> tuple[ColumnElement[object], ...]:
    first = (Phone.position,) if kind is Phone else ()
    return cast("tuple[ColumnElement[object], ...]", (*first, kind.id))

"""What the directory has already of some services that are to come in: read in a few questions."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, and_, or_, select
from sqlalchemy.orm import Session

from crypto.records import Record
from referrals.directory.kinds import term_id
from referrals.importing.columns import table_of
from referrals.importing.entry import Entry, Values, drawn, uuid_of
from referrals.importing.fields import folded
from referrals.importing.names import Names, SeveralNamed
from referrals.models import details
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute
from referrals.models.terms import Category

OF_SERVICE: tuple[type[Record], ...] = (
    details.Phone,
    details.Schedule,
    details.ServiceArea,
    details.LanguageSpoken,
    details.CostOption,
    details.RequiredDocument,
    details.Contact,
    details.ServiceCapacity,
)
OF_LINK: tuple[type[Record], ...] = (details.Phone, details.Schedule, details.ServiceArea)
KIND_BY_TERM = {term_id(kind): kind for kind in Category}


class Standing:
    """Rows of the directory that some entries may be about, as dictionaries by column."""

    def __init__(self, db: Session, names: Names, entries: Sequence[Entry]) -> None:
        self._db = db
        self._names = names
        self._called_so = {id(each): self._names_of(each) for each in entries}
        bodies = [(each.body_external_id, self._called_so[id(each)].body) for each in entries]
        self._bodies = _Found(self._called(ListedOrganization, bodies))
        called = [(each.external_id, self._called_so[id(each)].service) for each in entries]
        self._services = _Found(self._called(Service, called))
        services = {found for each in entries if (found := self._service(each)) is not None}
        self.rows = self._rows_of(services)
        self.links = self._parts(ServiceAtLocation, "service_id", services)
        linked = [link for links in self.links.values() for link in links]
        given = {each.id for entry in entries for each in entry.places if each.id}
        self.places = self._by_id(Location, {each["location_id"] for each in linked} | given)
        self.parts = {
            (model, owner): rows
            for model in OF_SERVICE
            for owner, rows in self._parts(model, "service_id", services).items()
        }
        links = {each["id"] for each in linked}
        for model in OF_LINK:
            of_links = self._parts(model, "service_at_location_id", links)
            self.parts |= {(model, owner): rows for owner, rows in of_links.items()}
        if any(each.body_phones for each in entries):
            bodies_there = {each["id"] for each in self._bodies.rows}
            numbers = self._parts(details.Phone, "organization_id", bodies_there)
            self.parts |= {(details.Phone, owner): rows for owner, rows in numbers.items()}
        reached = self._parts(details.Accessibility, "location_id", self.places.keys())
        self.parts |= {(details.Accessibility, owner): rows for owner, rows in reached.items()}
        self.kinds = self._kinds(services)

    def body_id(self, entry: Entry) -> UUID:
        """The id of who gives it: that of the directory, or the one it will have."""
        return self._bodies.find(entry.body_external_id) or self._called_so[id(entry)].body

    def service_id(self, entry: Entry) -> tuple[UUID, bool]:
        """The id of a service, and whether the directory has it. Raises SeveralNamed."""
        found = self._service(entry)
        if found is not None:
            return found, True
        named = self._called_so[id(entry)]
        if named.is_several:
            raise SeveralNamed
        return named.service, False

    def _service(self, entry: Entry) -> UUID | None:
        named = self._called_so[id(entry)].service
        return self._services.find(entry.external_id) or (
            named if named in self._services.ids else None
        )

    def _names_of(self, entry: Entry) -> "_Named":
        """What the directory, or the source, calls a service and its body."""
        said = folded(entry.body_name)
        external = entry.body_external_id
        if external:
            body = uuid_of(external) or drawn("organization", external)
        else:
            body = self._names.body(said) or drawn("organization", said)
        if entry.external_id:
            key = uuid_of(entry.external_id) or drawn("service", entry.external_id)
            return _Named(body, key, is_several=False)
        named = (entry.country, said, folded(entry.name))
        try:
            found = self._names.service(*named)
        except SeveralNamed:
            return _Named(body, drawn("service", *named), is_several=True)
        return _Named(body, found or drawn("service", *named), is_several=False)

    def _called(self, model: type[Record], named: Sequence[tuple[str, UUID]]) -> list[Values]:
        table = table_of(model)
        externals = {external for external, _key in named if external}
        by_id = table.c.id.in_({key for _external, key in named})
        called = table.c.external_id.in_(externals)
        return _dictionaries(self._db, table, or_(by_id, called) if externals else by_id)

    def _rows_of(self, services: set[UUID]) -> dict[tuple[type[Record], UUID], Values]:
        found: dict[tuple[type[Record], UUID], Values] = {
            (ListedOrganization, each["id"]): each for each in self._bodies.rows
        }
        found |= {(Service, key): row for key, row in self._by_id(Service, services).items()}
        rules = self._parts(SurvivorRules, "service_id", services)
        return found | {(SurvivorRules, key): rows[0] for key, rows in rules.items()}

    def _by_id(self, model: type[Record], ids: Collection[UUID]) -> dict[UUID, Values]:
        table = table_of(model)
        return {each["id"]: each for each in _dictionaries(self._db, table, table.c.id.in_(ids))}

    def _parts(
        self, model: type[Record], column: str, owners: Collection[UUID]
    ) -> dict[UUID, list[Values]]:
        table = table_of(model)
        found: dict[UUID, list[Values]] = defaultdict(list)
        for each in _dictionaries(self._db, table, table.c[column].in_(owners)):
            if each.get("contact_id") is None:
                found[each[column]].append(each)
        return found

    def _kinds(self, services: Collection[UUID]) -> dict[UUID, dict[Category, UUID]]:
        table = table_of(Attribute)
        where = and_(table.c.link_id.in_(services), table.c.taxonomy_term_id.in_(KIND_BY_TERM))
        found: dict[UUID, dict[Category, UUID]] = defaultdict(dict)
        for each in _dictionaries(self._db, table, where):
            found[each["link_id"]][KIND_BY_TERM[each["taxonomy_term_id"]]] = each["id"]
        return found


class _Named(NamedTuple):
    """Under which ids an entry would be found, or written."""

    body: UUID
    service: UUID
    is_several: bool
    """Of its name there are several services."""


class _Found:
    """Rows by their id, and by what their source calls them."""

    def __init__(self, rows: list[Values]) -> None:
        self.rows = rows
        self.ids = {each["id"] for each in rows}
        self._external: dict[str, UUID] = {
            each["external_id"]: each["id"] for each in rows if each["external_id"]
        }

    def find(self, external: str) -> UUID | None:
        """The row that a source calls so; one of ours may come back under its own id."""
        own = uuid_of(external) if external else None
        return own if own in self.ids else self._external.get(external)


def _dictionaries(db: Session, table: Table, where: Any) -> list[Values]:
    return [dict(each) for each in db.execute(select(table).where(where)).mappings()]

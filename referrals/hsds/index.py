"""What everybody is told, as lists and filters see it: read once, kept until the directory changes.

Told is what is active and was confirmed by somebody (referrals.directory.showable), and a
body that gives something of it. All else stays in the house: its rows, and its ids too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.reading import offered
from referrals.directory.showable import showable
from referrals.directory.stamping import stamp
from referrals.hsds import rules
from referrals.hsds.doors import Door, doors
from referrals.models.listed import ListedOrganization, Service
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute, TaxonomyTerm


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a filter asks of a service, or of a body by all that it gives."""

    id: UUID
    body: UUID
    name: str
    words: str
    """Its names and descriptions, of a service those of its body too, folded."""
    terms: frozenset[str]
    """Ids of the terms that are said of it."""
    taxonomies: frozenset[str]
    modified_on: date | None = None


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """All that is told: each list in the order of its names."""

    services: Mapping[UUID, Told]
    bodies: Mapping[UUID, Told]
    doors: Mapping[UUID, Door]

    def given_by(self, body: UUID) -> list[UUID]:
        """The services of a body."""
        return [each.id for each in self.services.values() if each.body == body]


_kept: dict[tuple[UUID, date], Index] = {}
"""The last reading alone. A stamp is random: no other database or change has the same."""


def index(db: Session) -> Index:
    """What is told today (in UTC)."""
    day = datetime.now(UTC).date()
    mark = stamp(db)
    if mark is None:
        return _read(db, day)
    found = _kept.get((mark, day))
    if found is None:
        found = _read(db, day)
        _kept.clear()
        _kept[mark, day] = found
    return found


def folded(text: str) -> str:
    """A text as searches compare it."""
    return text.casefold()


def _read(db: Session, day: date) -> Index:
    every = showable(offered(db, day))
    shown = {each.service for each in every}
    services = _in_order(_services(db, shown))
    return Index(
        services=services,
        bodies=_in_order(_bodies(db, services.values())),
        doors=doors(db, {each.id: each for each in every}),
    )


def _services(db: Session, shown: set[UUID]) -> list[Told]:
    terms, lists = _terms(db, shown)
    rows = db.execute(
        select(
            Service.id,
            Service.organization_id,
            Service.modified_on,
            Service.name,
            Service.alternate_name,
            Service.description,
            ListedOrganization.name,
            ListedOrganization.alternate_name,
        ).join(ListedOrganization, ListedOrganization.id == Service.organization_id)
    )
    return [
        Told(
            id=id_,
            body=body,
            name=words[0],
            words=folded("\n".join(words)),
            terms=frozenset(terms[id_]),
            taxonomies=frozenset(lists[each] for each in terms[id_]),
            modified_on=modified_on,
        )
        for id_, body, modified_on, *words in rows
        if id_ in shown
    ]


def _bodies(db: Session, services: Iterable[Told]) -> list[Told]:
    given: defaultdict[UUID, list[Told]] = defaultdict(list)
    for each in services:
        given[each.body].append(each)
    rows = db.execute(
        select(
            ListedOrganization.id,
            ListedOrganization.name,
            ListedOrganization.alternate_name,
            ListedOrganization.description,
        )
    )
    return [
        Told(
            id=id_,
            body=id_,
            name=words[0],
            words=folded("\n".join(words)),
            terms=frozenset().union(*(each.terms for each in given[id_])),
            taxonomies=frozenset().union(*(each.taxonomies for each in given[id_])),
        )
        for id_, *words in rows
        if id_ in given
    ]


def _terms(db: Session, shown: set[UUID]) -> tuple[Mapping[UUID, set[str]], Mapping[str, str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    lists = dict.fromkeys((each.id for each in rules.TERMS), rules.TAXONOMY.id)
    said = select(Attribute.link_id, TaxonomyTerm.id, TaxonomyTerm.taxonomy_id)
    for link, term, taxonomy in db.execute(said.join(TaxonomyTerm)):
        found[link].add(str(term))
        lists[str(term)] = str(taxonomy)
    columns = [getattr(SurvivorRules, each.column) for each in rules.RULES]
    for service, *values in db.execute(select(SurvivorRules.service_id, *columns)):
        found[service] |= rules.terms_of(values)
    return found, lists


def _in_order(every: Sequence[Told]) -> Mapping[UUID, Told]:
    ordered = sorted(every, key=lambda each: (folded(each.name), each.id))
    return {each.id: each for each in ordered}

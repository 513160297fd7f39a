"""Where something may have happened that somebody takes down: the places her bodies reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from auth.actor import Standing
from auth.models import COMMITTEE, PROVIDING, Organization, OrganizationKind
from casework.telling.choices import ELSEWHERE_HERS


@dataclass(frozen=True)
class Place:
    """A factory, or one of the places that are none."""

    key: str
    """As it stands in a form: the factory's id in hexadecimal, or a name of ELSEWHERE."""
    label: str
    factory: UUID | None = None

    @property
    def elsewhere(self) -> str:
        """Which other place, where there is no factory."""
        return "" if self.factory else self.key


def places_of(db: Session, standings: Iterable[Standing]) -> list[Place]:
    """The factories that somebody's bodies reach, by name; then, for all but a committee, others.

    A committee deals with its own factory and with nothing else. A clinic or a resource centre
    covers none, and people come to it from anywhere: it names any factory of its own country,
    as a worker does who writes to us herself.
    """
    mine = list(standings)
    reached = {factory for each in mine for factory in each.reach}
    factory = Organization.kind == OrganizationKind.FACTORY
    found = db.scalars(
        select(Organization)
        .where(
            factory, or_(Organization.id.in_(reached), Organization.country.in_(_open(db, mine)))
        )
        .order_by(Organization.name, Organization.id)
    )
    factories = [Place(each.id.hex, each.name, each.id) for each in found]
    if all(each.role in COMMITTEE for each in mine):
        return factories
    return [*factories, *(Place(key, str(words)) for key, words in ELSEWHERE_HERS.items())]


def _open(db: Session, standings: list[Standing]) -> list[str]:
    """The countries of those bodies where people are helped and that cover no factory."""
    helping = [
        each.organization
        for each in standings
        if each.role in PROVIDING and each.reach == {each.organization}
    ]
    return list(db.scalars(select(Organization.country).where(Organization.id.in_(helping))))


def the_place(places: Iterable[Place], key: str | None) -> Place | None:
    """The place of a key; where there is only one, that one whatever was asked for."""
    known = list(places)
    if len(known) == 1:
        return known[0]
    return next((each for each in known if each.key == key), None)


def sits_on_committee(standings: Iterable[Standing], place: Place) -> bool:
    """Whether she is of the committee of that factory, and could read on."""
    return any(each.role in COMMITTEE and each.organization == place.factory for each in standings)

"""Whom sessions reached, by place, sex and category: the table that a donor asks for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.partnership import (
    Category,
    PartnerCount,
    PartnerSession,
    PlaceKind,
    SessionKind,
    Sex,
)
from casework.partners.sessions import between, names_of

Cell = tuple[PlaceKind, str, Category]


@dataclass(frozen=True)
class Line:
    """One place and one category: how many of each sex came. Who came twice counts twice."""

    kind: PlaceKind
    place: str
    category: Category
    people: Mapping[Sex, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.people.values())


@dataclass(frozen=True)
class Reach:
    """Whom the sessions of some time reached."""

    since: date
    until: date
    lines: list[Line] = field(default_factory=list)
    held: int = 0
    """Sessions of which somebody wrote down who came."""
    uncounted: int = 0
    """Sessions that were held and of which nobody did: they are in no sum, and are no zero."""

    def of(self, sex: Sex) -> int:
        """All of one sex."""
        return sum(each.people.get(sex, 0) for each in self.lines)

    @property
    def total(self) -> int:
        """Everybody."""
        return sum(each.total for each in self.lines)


def reach(
    db: Session,
    since: date,
    until: date,
    today: date,
    kind: SessionKind | None = None,
    donor: UUID | None = None,
) -> Reach:
    """Whom sessions reached from a day to a day, as far as it is.

    `kind`: of that kind alone; `donor`: those alone that it paid for.
    """
    every = between(db, since, min(until, today))
    found = [each for each in every if kind in (None, each.kind) and donor in (None, each.donor_id)]
    names = names_of(db, (each.factory_id for each in found))
    counted = {each.id: each for each in found if each.is_counted}
    cells = _cells(db, counted, names)
    lines = [Line(*cell, people) for cell, people in sorted(cells.items(), key=_in_order)]
    return Reach(since, until, lines, len(counted), len(found) - len(counted))


def place_name(held: PartnerSession, names: Mapping[UUID, str]) -> str:
    """Where a session is held, in words of the place itself."""
    if held.factory_id is not None:
        return names.get(held.factory_id, "")
    return held.place


def _cells(
    db: Session, counted: Mapping[UUID, PartnerSession], names: Mapping[UUID, str]
) -> dict[Cell, Counter[Sex]]:
    cells: dict[Cell, Counter[Sex]] = {}
    for row in _rows(db, counted):
        held = counted[row.session_id]
        cell = (held.place_kind, place_name(held, names), row.category)
        cells.setdefault(cell, Counter())[row.sex] += row.people
    return cells


def _rows(db: Session, sessions: Iterable[UUID]) -> list[PartnerCount]:
    of_these = PartnerCount.session_id.in_(list(sessions))
    return list(db.scalars(select(PartnerCount).where(of_these)))


def _in_order(item: tuple[Cell, Counter[Sex]]) -> tuple[int, str, int]:
    kind, place, category = item[0]
    return list(PlaceKind).index(kind), place, list(Category).index(category)

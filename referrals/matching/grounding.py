"""The ground of an instance: its areas, read once for each version of the directory."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.stamping import stamp
from referrals.matching.ground import Ground
from referrals.models.keeping import Area


class NamedArea(msgspec.Struct, frozen=True, kw_only=True):
    """An area as pages and matching know it."""

    code: str
    parent_code: str
    country: str
    name: str
    neighbours: frozenset[str]


class Grounded(msgspec.Struct, frozen=True, kw_only=True):
    """The areas, and the ground they make."""

    areas: tuple[NamedArea, ...]
    ground: Ground


_kept: Final[dict[UUID, Grounded]] = {}
"""The last reading alone. A stamp is random: no other database or change has the same."""


def grounded(db: Session) -> Grounded:
    """Every area of the instance as it is now."""
    mark = stamp(db)
    found = _kept.get(mark) if mark else None
    if found is None:
        found = _laid_out(_read(db))
        if mark:
            _kept.clear()
            _kept[mark] = found
    return found


def _read(db: Session) -> Iterable[NamedArea]:
    for each in db.scalars(select(Area).order_by(Area.code)):
        yield NamedArea(
            code=each.code,
            parent_code=each.parent_code,
            country=each.country,
            name=each.name,
            neighbours=each.neighbours,
        )


def _laid_out(read: Iterable[NamedArea]) -> Grounded:
    areas = tuple(read)
    ground = Ground(
        parents={each.code: each.parent_code for each in areas if each.parent_code},
        neighbours={each.code: each.neighbours for each in areas if each.neighbours},
        names={each.code: each.name for each in areas},
    )
    return Grounded(areas=areas, ground=ground)

"""Groups of factories that an analyst names, to be compared with each other; else by country."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.measures.tables import FEWEST, Groups
from casework.models.measured import MeasuredGroup

COUNTRY = 2
"""So many letters has a country: no name is as short."""


class TooFew(ValueError):
    """A group of so few factories is one of them, or nearly."""


class NotFree(ValueError):
    """The name is taken, or a factory is in another group or not of this programme."""


def groups_of(db: Session, programme: UUID, factories: Iterable[Organization]) -> Groups:
    """The groups of some factories: as they are named, and the others by their country."""
    named = {each: name for name, found in named_groups(db, programme).items() for each in found}
    return Groups({each.id: named.get(each.id, each.country) for each in factories})


def named_groups(db: Session, programme: UUID) -> dict[str, list[UUID]]:
    """The groups that were named, with their factories, by name."""
    rows = db.scalars(
        select(MeasuredGroup)
        .where(MeasuredGroup.programme_id == programme)
        .order_by(MeasuredGroup.name, MeasuredGroup.factory_id)
    )
    found: dict[str, list[UUID]] = {}
    for each in rows:
        found.setdefault(each.name, []).append(each.factory_id)
    return found


def name_group(
    db: Session, programme: UUID, name: str, factories: Sequence[UUID], covered: Iterable[UUID]
) -> None:
    """Compare these factories together in every quarter that is published from now on.

    A factory stands in one group: two that overlap would be taken from each other.

    `covered`: those of the programme. Raises TooFew, NotFree.
    """
    # Two at once would put a factory into two.
    db.execute(select(Organization.id).where(Organization.id == programme).with_for_update())
    before, wanted = named_groups(db, programme), set(factories)
    taken = {each for found in before.values() for each in found}
    if len(wanted) < FEWEST:
        raise TooFew
    if name in before or len(name) <= COUNTRY or wanted & taken or wanted - set(covered):
        raise NotFree
    for each in sorted(wanted):
        db.add(MeasuredGroup(programme_id=programme, factory_id=each, name=name))
    db.flush()


def dissolve(db: Session, programme: UUID, name: str) -> None:
    """Its factories stand with those of their country again; nothing published changes."""
    db.execute(
        delete(MeasuredGroup).where(
            MeasuredGroup.programme_id == programme, MeasuredGroup.name == name
        )
    )

"""Which programmes a place belongs to, and which of them counts it."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.facts.keys import counts_since
from crypto.certificates import Register


def programmes_of(db: Session, factory: UUID | None, programme: UUID | None) -> list[UUID]:
    """The programmes that look after one place, in a stable order."""
    if factory is None:
        return [programme] if programme is not None else []
    covering = (
        select(Coverage.organization_id)
        .join(Organization, Organization.id == Coverage.organization_id)
        .where(
            Coverage.factory_id == factory,
            Organization.kind == OrganizationKind.PROGRAMME,
        )
    )
    return sorted(db.scalars(covering))


def covered_by_several(db: Session) -> set[UUID]:
    """The factories that more than one programme looks after."""
    several = (
        select(Coverage.factory_id)
        .join(Organization, Organization.id == Coverage.organization_id)
        .where(Organization.kind == OrganizationKind.PROGRAMME)
        .group_by(Coverage.factory_id)
        .having(func.count() > 1)
    )
    return set(db.scalars(several))


def counting_at(db: Session, factory: UUID, register: Callable[[], Register]) -> UUID | None:
    """The one programme that counts a factory: of those that cover it the first that began to.

    Two would publish the same numbers beside other neighbours: each would show what the other
    hides. `register` is asked for only where there are several.
    """
    covering = programmes_of(db, factory, None)
    if len(covering) < 2:
        return next(iter(covering), None)
    known = register()
    begun = ((counts_since(db, known, each), each) for each in covering)
    return min(((since, each) for since, each in begun if since), default=(None, None))[1]

"""Which programmes a place belongs to: those that cover it, or for no factory the one named."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind


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

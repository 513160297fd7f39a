"""How a number's digits are spaced where she works: it should look like what people carry there."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization

Groups = tuple[int, ...]


def groups_at(db: Session, groupings: Mapping[str, Groups], factory: UUID | None) -> Groups:
    """The groups for the country of a factory; without one, those for every other place."""
    found = select(Organization.country).where(Organization.id == factory)
    country = db.scalar(found) if factory is not None else None
    return groupings.get(country or "", groupings[""])

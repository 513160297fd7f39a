"""What waits for a committee beside its cases: notes without an answer, overdue changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework.committee import book as books
from casework.oversight.coaching import unanswered
from casework.oversight.preventing import overdue
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys


@dataclass(frozen=True)
class Beside:
    """One committee for which something waits."""

    place: Organization
    overdue: int
    unanswered: int


def beside(db: Session, keys: InstanceKeys, places: Iterable[UUID], today: date) -> list[Beside]:
    """Those of some committees for which something waits; of a book that does not open, nothing."""
    of_these = Organization.id.in_(list(places)), Organization.kind == OrganizationKind.FACTORY
    factories = db.scalars(select(Organization).where(*of_these).order_by(Organization.name)).all()
    try:
        written = books.read_every(db, keys, [each.id for each in factories])
    except SealBroken:
        return []
    found = [
        Beside(each, len(overdue(written[each.id], today)), len(unanswered(written[each.id])))
        for each in factories
    ]
    return [each for each in found if each.overdue or each.unanswered]

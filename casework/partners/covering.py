"""Who covers which factory, which place nobody covers, and where else women can come in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.models.partnership import EntryPoint, PartnerContact, PartnerSession

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Covered:
    """One factory: which programmes and unions cover it, and when a session was held there."""

    factory: Organization
    programmes: tuple[Organization, ...] = ()
    unions: tuple[Organization, ...] = ()
    last_held_on: date | None = None

    @property
    def is_uncovered(self) -> bool:
        """Whether neither a programme nor a union is there."""
        return not (self.programmes or self.unions)


def covering(db: Session, today: date) -> list[Covered]:
    """Every factory, those that nobody covers first; what was held within a year counts."""
    by_factory: dict[object, list[Organization]] = defaultdict(list)
    pairs = select(Coverage.factory_id, Organization).join(
        Organization, Organization.id == Coverage.organization_id
    )
    for factory, body in db.execute(pairs.order_by(Organization.name)):
        by_factory[factory].append(body)
    factories = select(Organization).where(Organization.kind == OrganizationKind.FACTORY)
    held = _last_held(db, today)
    found = [
        Covered(
            each,
            _of(by_factory[each.id], OrganizationKind.PROGRAMME),
            _of(by_factory[each.id], OrganizationKind.UNION),
            held.get(each.id),
        )
        for each in db.scalars(factories.order_by(Organization.name))
    ]
    return sorted(found, key=lambda each: not each.is_uncovered)


def entry_points(db: Session) -> list[EntryPoint]:
    """Savings groups and resource centres that are open, by place and name."""
    still = select(EntryPoint).where(EntryPoint.closed_on.is_(None))
    return list(db.scalars(still.order_by(EntryPoint.place, EntryPoint.name)))


def contacts(db: Session) -> list[PartnerContact]:
    """Whom to ask for at which partner."""
    return list(db.scalars(select(PartnerContact).order_by(PartnerContact.name)))


def partners(db: Session) -> list[Organization]:
    """Every organisation that can take something on, by name."""
    return list(db.scalars(select(Organization).order_by(Organization.name)))


def donors(db: Session) -> list[Organization]:
    """Every donor, by name."""
    paying = select(Organization).where(Organization.kind == OrganizationKind.DONOR)
    return list(db.scalars(paying.order_by(Organization.name)))


def _last_held(db: Session, today: date) -> dict[object, date]:
    within = PartnerSession.held_on.between(today - A_YEAR, today)
    rows = db.execute(
        select(PartnerSession.factory_id, PartnerSession.held_on)
        .where(within, PartnerSession.factory_id.is_not(None))
        .order_by(PartnerSession.held_on)
    )
    return {factory: on for factory, on in rows if factory is not None}


def _of(bodies: list[Organization], kind: OrganizationKind) -> tuple[Organization, ...]:
    return tuple(each for each in bodies if each.kind is kind)

"""Hours by a rule and prices of an entry: each is written, and taken out, by itself."""

from uuid import UUID

from sqlalchemy.orm import Session

from referrals.directory.entries import PriceText, RuledText, Writer
from referrals.directory.openings import opening_of, ruled
from referrals.directory.prices import price_told
from referrals.directory.stamping import changed
from referrals.directory.weeks import is_weekly
from referrals.directory.written import rows_of
from referrals.models.details import CostOption, Schedule
from referrals.models.keeping import Change, ChangeKind
from referrals.models.listed import Service, ServiceAtLocation

HOURS, PRICES = "schedules", "costs"
"""What the history of an entry calls them; an import calls them so as well."""
AT_A_DOOR = "service_at_location"


def ruled_hours(db: Session, service: Service) -> list[Schedule]:
    """The hours of a service and of its doors that are not those of every week alike."""
    doors = [each.id for each in _doors(db, service)]
    every = [
        *rows_of(db, Schedule, Schedule.service_id == service.id),
        *rows_of(db, Schedule, Schedule.service_at_location_id.in_(doors)),
    ]
    return [each for each in every if not is_weekly(each)]


def add_hours(
    db: Session, by: Writer, service: Service, door: ServiceAtLocation | None, text: RuledText
) -> None:
    """Hours by a rule, of the service or of one door of it; said twice they stand there once.

    The confirmation goes: a worker relies on them.
    """
    row = Schedule(
        service_id=service.id if door is None else None,
        service_at_location_id=door.id if door is not None else None,
        freq=text.freq,
        interval=text.interval if text.interval > 1 else None,
        byday=text.byday,
        opens_at=text.opens,
        closes_at=text.closes,
        valid_from=text.since,
        valid_to=text.until,
    )
    owner = door.id if door is not None else service.id
    there = [each for each in ruled_hours(db, service) if _owner(each) == owner]
    if hours_told(row) in map(hours_told, there):
        return
    db.add(row)
    _note(db, by, service, owner, HOURS, after=hours_told(row))


def drop_hours(db: Session, by: Writer, service: Service, row: Schedule) -> None:
    """Such hours are no more."""
    before, owner = hours_told(row), _owner(row)
    db.delete(row)
    _note(db, by, service, owner, HOURS, before=before)


def prices_of(db: Session, service: Service) -> list[CostOption]:
    """What is said of its prices."""
    return rows_of(db, CostOption, CostOption.service_id == service.id)


def add_price(db: Session, by: Writer, service: Service, text: PriceText) -> None:
    """One price; said twice it stands there once. The confirmation goes."""
    row = CostOption(
        service_id=service.id,
        option=text.option,
        amount=text.amount,
        currency=text.currency,
        amount_description=text.note,
    )
    if price_told(row) in map(price_told, prices_of(db, service)):
        return
    db.add(row)
    _note(db, by, service, service.id, PRICES, after=price_told(row))


def drop_price(db: Session, by: Writer, service: Service, row: CostOption) -> None:
    """That price is no more."""
    before = price_told(row)
    db.delete(row)
    _note(db, by, service, service.id, PRICES, before=before)


def service_of(db: Session, row: Schedule) -> Service | None:
    """Whose hours by a rule they are; none for those of a place alone, and of every week."""
    if is_weekly(row):
        return None
    door = db.get(ServiceAtLocation, row.service_at_location_id) if _is_at_door(row) else None
    owner = door.service_id if door is not None else row.service_id
    return db.get(Service, owner) if owner is not None else None


def hours_told(row: Schedule) -> str:
    """The hours as one line, whatever was understood of them."""
    opening = opening_of(row)
    if opening is not None:
        return ruled(opening)
    return " ".join(filter(None, (row.freq, row.byday, row.byyearday, row.description)))


def _is_at_door(row: Schedule) -> bool:
    return row.service_at_location_id is not None


def _owner(row: Schedule) -> UUID | None:
    return row.service_at_location_id or row.service_id


def _doors(db: Session, service: Service) -> list[ServiceAtLocation]:
    return rows_of(db, ServiceAtLocation, ServiceAtLocation.service_id == service.id)


def _note(
    db: Session,
    by: Writer,
    service: Service,
    owner: UUID | None,
    field: str,
    before: str = "",
    after: str = "",
) -> None:
    """It stands in the history, and whoever calls there next asks for it too."""
    service.assured_on, service.modified_on = None, by.on
    db.add(
        Change(
            resource_id=owner or service.id,
            resource_type="service" if owner == service.id else AT_A_DOOR,
            kind=ChangeKind.CHANGED,
            changed_on=by.on,
            by_id=by.person,
            source=by.source[:200],
            field_name=field,
            previous_value=before,
            replacement_value=after,
        )
    )
    db.flush()
    changed(db)

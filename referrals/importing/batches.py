"""Plans carried out: many services at a time, tables in the order in which they need each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from crypto.records import Record
from referrals.directory.entries import Writer
from referrals.directory.history import LONGEST
from referrals.directory.writing import PLACES, forget_address
from referrals.importing.columns import table_of, whole
from referrals.importing.entry import Values
from referrals.importing.plan import Kind, Line, Plan
from referrals.models import details
from referrals.models.keeping import Change, ChangeKind
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute

ORDER: tuple[type[Record], ...] = (
    ListedOrganization,
    Service,
    SurvivorRules,
    Location,
    ServiceAtLocation,
    details.Contact,
    details.Phone,
    details.Schedule,
    details.ServiceArea,
    details.LanguageSpoken,
    details.CostOption,
    details.RequiredDocument,
    details.ServiceCapacity,
    details.Accessibility,
    Attribute,
)
HANGING: tuple[tuple[type[Record], type[Record], str], ...] = (
    (details.Contact, details.Phone, "contact_id"),
    (details.Phone, details.LanguageSpoken, "phone_id"),
)
"""What goes with a row that goes: of which table, rows of which, found by which column."""


def carry_out(db: Session, plans: Sequence[Plan], by: Writer) -> None:
    """Write these plans, and into the history of each service what they change."""
    for model, ids in _deletes(plans).items():
        _delete(db, model, ids)
    inserts: dict[type[Record], list[Values]] = defaultdict(list)
    for plan in plans:
        for model, values in plan.inserts:
            inserts[model].append(values)
    for model in ORDER:
        if inserts[model]:
            db.execute(insert(table_of(model)), inserts[model])
    for plan in plans:
        _update(db, plan, by)
    changes = [row for plan in plans for row in _history(plan, by)]
    if changes:
        db.execute(insert(table_of(Change)), changes)
    _forget(db, plans)


def ensure_unit(db: Session) -> None:
    """Have the unit in which free places are counted."""
    if db.get(details.Unit, PLACES) is None:
        db.add(details.Unit(id=PLACES, name="places"))
        db.flush()


def _deletes(plans: Sequence[Plan]) -> dict[type[Record], list[UUID]]:
    found: dict[type[Record], list[UUID]] = defaultdict(list)
    for plan in plans:
        for model, key in plan.deletes:
            found[model].append(key)
    return found


def _delete(db: Session, model: type[Record], ids: list[UUID]) -> None:
    for of, hanging, column in HANGING:
        if of is model:
            table = table_of(hanging)
            db.execute(delete(table).where(table.c[column].in_(ids)))
    table = table_of(model)
    db.execute(delete(table).where(table.c.id.in_(ids)))


def _update(db: Session, plan: Plan, by: Writer) -> None:
    for model, values in plan.updates:
        table = table_of(model)
        db.execute(
            update(table).where(table.c.id == bindparam("key")),
            [{"key": values["id"], **{k: v for k, v in values.items() if k != "id"}}],
        )
    if plan.kind is not Kind.CHANGED:
        return
    table = table_of(Service)
    told = {"modified_on": by.on} | ({"assured_on": None} if plan.unconfirms else {})
    db.execute(update(table).where(table.c.id == plan.service_id).values(told))


def _history(plan: Plan, by: Writer) -> Iterator[Values]:
    if plan.kind is Kind.NEW:
        yield _change(plan, by, None)
    elif plan.kind is Kind.CHANGED:
        for line in plan.lines:
            yield _change(plan, by, line)


def _change(plan: Plan, by: Writer, line: Line | None) -> Values:
    place = line.place if line else None
    told = {
        "id": uuid4(),
        "resource_id": place or plan.service_id,
        "resource_type": "service_at_location" if place else "service",
        "kind": ChangeKind.IMPORTED,
        "changed_on": by.on,
        "by_id": by.person,
        "source": by.source[:200],
    }
    if line is not None:
        told |= {
            "field_name": line.what.removeprefix("location.")[:60],
            "previous_value": line.before[:LONGEST],
            "replacement_value": line.after[:LONGEST],
        }
    return whole(Change, told)


def _forget(db: Session, plans: Sequence[Plan]) -> None:
    for plan in plans:
        for each in plan.hides:
            location = db.get_one(ServiceAtLocation, each).location_id
            reached = table_of(details.Accessibility)
            db.execute(delete(reached).where(reached.c.location_id == location))
            at = select(ServiceAtLocation).where(ServiceAtLocation.location_id == location)
            for link in db.scalars(at).all():
                link.description = ""
                forget_address(db, link)

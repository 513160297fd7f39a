"""Plans carried out: many services at a time, tables in the order in which they need each other."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from secrets import token_hex
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

from crypto.records import Record
from referrals.directory.entries import Writer
from referrals.directory.writing import PLACES, forget_address
from referrals.importing.columns import table_of
from referrals.importing.entry import Values
from referrals.importing.prepared import Writes, row_of
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
BY_NAME: Mapping[str, type[Record]] = MappingProxyType({each.__tablename__: each for each in ORDER})
OWNERS = ("link_id", "service_id", "resource_id")
"""In whose order rows are written: the trees of a database are then gone through once."""
HANGING: tuple[tuple[type[Record], type[Record], str], ...] = (
    (details.Contact, details.Phone, "contact_id"),
    (details.Phone, details.LanguageSpoken, "phone_id"),
)
"""What goes with a row that goes: of which table, rows of which, found by which column."""


def carry_out(db: Session, writes: Writes, by: Writer) -> None:
    """Write these, and into the history of each service what they change."""
    for name, ids in writes.deletes.items():
        _delete(db, BY_NAME[name], [UUID(each) for each in ids])
    for model in ORDER:
        _insert(db, model, writes.inserts.get(model.__tablename__, []))
    for name, values in writes.updates:
        _update(db, BY_NAME[name], values)
    _unconfirm(db, writes, by)
    _insert(db, Change, [row_of(Change, each) for each in _history(writes, by)])
    _forget(db, [UUID(each) for each in writes.hides])


def ensure_unit(db: Session) -> None:
    """Have the unit in which free places are counted."""
    if db.get(details.Unit, PLACES) is None:
        db.add(details.Unit(id=PLACES, name="places"))
        db.flush()


def _delete(db: Session, model: type[Record], ids: list[UUID]) -> None:
    for of, hanging, column in HANGING:
        if of is model:
            table = table_of(hanging)
            db.execute(delete(table).where(table.c[column].in_(ids)))
    table = table_of(model)
    db.execute(delete(table).where(table.c.id.in_(ids)))


def _insert(db: Session, model: type[Record], rows: list[tuple[Any, ...]]) -> None:
    """Rows in the order of their columns, in plain words, as fast as the driver takes them."""
    if not rows:
        return
    table, dialect = table_of(model), db.get_bind().dialect
    compiled = _inserting(table, dialect)
    ids, names = _ids(len(rows)), table.columns.keys()
    owner = names.index(next((each for each in OWNERS if each in names), "id"))
    ordered = sorted(rows, key=lambda row: row[owner] or "")
    whole = [row if row[0] else (next(ids), *row[1:]) for row in ordered]
    if compiled.positional:
        db.connection().exec_driver_sql(str(compiled), whole)
        return
    named = [dict(zip(names, row, strict=True)) for row in whole]
    db.connection().exec_driver_sql(str(compiled), named)


def _ids(count: int) -> Iterator[str]:
    """Ids in the form of random ones (version 4), near to each other.

    A tree of ids that are strewn about is read and written whole for every few rows.
    """
    begin, end = token_hex(6), token_hex(6)
    for at in range(count):
        yield f"{begin}4{at >> 8 & 0xFFF:03x}a{at & 0xFF:02x}0{end}"


@lru_cache
def _inserting(table: Table, dialect: Dialect) -> SQLCompiler:
    return dialect.statement_compiler(dialect, insert(table))


def _update(db: Session, model: type[Record], values: Values) -> None:
    """One row, of which some columns are told in plain words."""
    table = table_of(model)
    said = {name: value for name, value in values.items() if name != "id"}
    changing = update(table).where(table.c.id == bindparam("key"))
    compiled = changing.compile(dialect=db.get_bind().dialect, column_keys=list(said))
    given = {**said, "key": values["id"]}
    told = tuple(given[each] for each in compiled.positiontup or ()) or given
    db.connection().exec_driver_sql(str(compiled), told)


def _unconfirm(db: Session, writes: Writes, by: Writer) -> None:
    table = table_of(Service)
    for is_other in (False, True):
        ids = [UUID(key) for key, unconfirms in writes.changed if unconfirms is is_other]
        told = {"modified_on": by.on} | ({"assured_on": None} if is_other else {})
        if ids:
            db.execute(update(table).where(table.c.id.in_(ids)).values(told))


def _history(writes: Writes, by: Writer) -> Iterator[Values]:
    known: Values = {
        "kind": ChangeKind.IMPORTED,
        "changed_on": by.on,
        "by_id": by.person,
        "source": by.source[:200],
    }
    for key in writes.new:
        yield {**known, "resource_id": key}
    for each in writes.told:
        yield {
            **known,
            "resource_id": each.resource,
            "resource_type": "service_at_location" if each.is_place else "service",
            "field_name": each.what,
            "previous_value": each.before,
            "replacement_value": each.after,
        }


def _forget(db: Session, hides: Sequence[UUID]) -> None:
    for each in hides:
        location = db.get_one(ServiceAtLocation, each).location_id
        reached = table_of(details.Accessibility)
        db.execute(delete(reached).where(reached.c.location_id == location))
        at = select(ServiceAtLocation).where(ServiceAtLocation.location_id == location)
        for link in db.scalars(at).all():
            link.description = ""
            forget_address(db, link)

"""More cases than anybody has time to tell: rows of told ones, sealed anew under keys of their own.

A copy lists, opens its cover and is searched like any case. Signatures inside name the case it
was copied from, so it does not open whole: only told cases are opened here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle, islice
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from casework.models.case import Case
from casework.models.cover import CoverText, Holder
from crypto.compartments import Compartment
from crypto.envelope import seal
from crypto.epochs import Epoch, EpochRecord, Generation, new_key
from crypto.grants import BODY_BYTES, Grant, GrantBody, sign_grant
from crypto.padding import pad
from crypto.records import CaseRecord, Record
from crypto.ring import Held, KeyRing
from crypto.sealing import the_ring
from tests.bench.house import MINE, House

COPIED = ("cover", "epoch", "entry", "search_text")
MODELS = 100
"""So many different cases are copied, in turn."""
AT_ONCE = 200
Rows = dict[str, list[dict[str, object]]]


@dataclass(frozen=True)
class Row:
    """One sealed row of a case, opened."""

    table: Table
    column: str
    room: int
    part: Compartment
    value: object = field(repr=False)
    more: dict[str, object]


@dataclass(frozen=True)
class Model:
    """A told case, opened as far as its reader opens it."""

    case: UUID
    factory: UUID | None
    held: tuple[Held, ...] = field(repr=False)
    rows: list[Row] = field(repr=False)


def multiply(house: House, count: int) -> None:
    """Add so many cases to those that `MINE` holds, each with all the rows that she opens."""
    with house.filling() as db:
        house.world.as_(db, MINE)
        models = [_model(db, case) for case in house.told[:MODELS]]
    turns = islice(cycle(models), count)
    while batch := list(islice(turns, AT_ONCE)):
        with house.filling() as db:
            _insert(db, [_copied(house, each) for each in batch])


def _model(db: Session, case: UUID) -> Model:
    tables = [each for each in CaseRecord.__subclasses__() if each.__tablename__ in COPIED]
    held = tuple(the_ring(db).held(case))
    mine = [each.compartment for each in held]
    rows: list[Row] = []
    for table in tables:
        wanted = select(table).where(table.case_id == case, table.compartment.in_(mine))
        rows += [_row(each) for each in db.scalars(wanted)]
    factory = db.scalar(select(Case.factory_id).where(Case.id == case))
    return Model(case, factory, held, rows)


def _row(row: CaseRecord) -> Row:
    ((name, sealed),) = row.sealed.items()
    more: dict[str, object] = {"number": row.number} if isinstance(row, Epoch) else {}
    table = Record.metadata.tables[row.__tablename__]
    return Row(table, f"{name}_sealed", sealed.room, row.compartment, getattr(row, name), more)


def _copied(house: House, model: Model) -> Rows:
    case, ring = uuid4(), KeyRing()
    held = tuple(new_key(each.compartment, 1) for each in model.held)
    ring.add(case, held)
    made: Rows = {
        "case": [{"id": case, "factory_id": model.factory, "version": 1}],
        "generation": [
            {"id": uuid4(), "case_id": case, "compartment": each.compartment, "number": 1}
            for each in held
        ],
        "grant": [_kept(house, case, held)],
    }
    for row in model.rows:
        key = ring.field_key(case, row.part, 1)
        made.setdefault(row.table.name, []).append(_sealed(row, model.case, case, key))
    return made


def _sealed(row: Row, source: UUID, case: UUID, key: bytes) -> dict[str, object]:
    ident, raw = uuid4(), msgspec.msgpack.encode(_renamed(row.value, source, case))
    place = (row.table.name, ident, row.column, case, row.part.value, 1)
    return {
        "id": ident,
        "case_id": case,
        "compartment": row.part,
        "generation": 1,
        row.column: seal(key, pad(raw, row.room), *place),
        **row.more,
    }


def _renamed(value: object, source: UUID, case: UUID) -> object:
    """The case's own id stands on its cover and in its records."""
    if isinstance(value, EpochRecord):
        return msgspec.structs.replace(value, case=case)
    if isinstance(value, CoverText):
        holders = [_holder(each, source, case) for each in value.holders]
        return msgspec.structs.replace(value, holders=holders)
    return value


def _holder(holder: Holder, source: UUID, case: UUID) -> Holder:
    is_her = holder.holder == source
    return msgspec.structs.replace(holder, holder=case) if is_her else holder


def _kept(house: House, case: UUID, held: tuple[Held, ...]) -> dict[str, object]:
    """Her box, as it is once she has kept it."""
    seeds, ident = house.world.seeds[MINE], uuid4()
    body = GrantBody(
        case=case,
        epoch=1,
        holder=seeds.public.fingerprint(),
        held=held,
        giver=None,
        giver_key=seeds.public.verify,
        day=date(2026, 1, 1),
    )
    plain = pad(msgspec.msgpack.encode(sign_grant(body, seeds)), BODY_BYTES)
    keys = house.world.keys
    return {
        "id": ident,
        "ring": keys.ring_tag(house.world.people[MINE]),
        "ring_version": keys.version,
        "form": "kept",
        "sealed": seal(seeds.ring_key, plain, "casework/grant-kept/1", ident),
    }


def _insert(db: Session, copies: Sequence[Rows]) -> None:
    for name in (Case.__tablename__, Generation.__tablename__, Grant.__tablename__, *COPIED):
        rows = list(_of(copies, name))
        db.connection().execute(insert(Record.metadata.tables[name]), rows)


def _of(copies: Sequence[Rows], name: str) -> Iterator[dict[str, object]]:
    for each in copies:
        yield from each.get(name, [])

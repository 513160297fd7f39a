"""The twin of the desk: the same page of the same cases, read from plaintext columns."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date
from typing import Any
from uuid import UUID

import msgspec
from flask import Flask, g
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    insert,
    select,
)
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.app import create_app
from casework.case import one_pass
from casework.clocks.routes import Route
from casework.clocks.standing import Days
from casework.desk import held, known, pressing
from casework.models.cover import Capacity, CoverText, Holder
from casework.models.entry import Said
from casework.parts import Parts
from casework.procedures.terms import Binding, DeadlineKind, Owner, StageId
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.ring import Held, KeyRing
from tests.bench.house import MINE, House

PLAIN = MetaData()
SCALARS = (
    Column("code", String),
    Column("received_at", DateTime(timezone=True)),
    Column("stage", String),
    Column("acknowledged_at", DateTime(timezone=True)),
    Column("asked_at", DateTime(timezone=True)),
    Column("withdrawal_asked_at", DateTime(timezone=True)),
    Column("route", String),
    Column("is_concern", Boolean),
    Column("safety_at", DateTime(timezone=True)),
)
CASES = Table(
    "plain_case",
    PLAIN,
    Column("id", Uuid, primary_key=True),
    Column("factory_id", Uuid),
    Column("programme_id", Uuid),
    *SCALARS,
)
HOLDERS = Table(
    "plain_holder",
    PLAIN,
    Column("case_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True, index=True),
    Column("capacity", String),
    Column("compartments", String),
)


CLOCKS = Table(
    "plain_clock",
    PLAIN,
    Column("case_id", Uuid, index=True),
    Column("rule", String),
    Column("stage", String),
    Column("kind", String),
    Column("owner", String),
    Column("binding", String),
    *(Column(name, Date) for name in ("started_on", "due_on", "safe_on", "warn_on", "done_on")),
    Column("calendar", String),
)
"""What a house without keys would keep of a case's clocks: a row each."""


ENTRIES = Table(
    "plain_entry",
    PLAIN,
    Column("case_id", Uuid, index=True),
    Column("compartment", String),
    Column("said", LargeBinary),
)
"""What stands in a case, as it was said."""


LISTING = (held, known, pressing)
"""The modules that a list opens many cases by."""
READ = (Compartment.TOLD, Compartment.ACCOUNT)


class PlainPass:
    """What `casework.case.one_pass` gives to a list, by queries of the same shape without any key.

    What only keys need is not asked for at all: epochs, and which certificates are sound. Of
    the holders of a case it reads the one who looks.
    """

    holding = staticmethod(one_pass.holding)
    inbox_counts = staticmethod(one_pass.inbox_counts)

    def __init__(self, person: UUID) -> None:
        self.person = person

    def ring(self, db: Session) -> KeyRing:
        """Which cases and compartments are hers, as a ring that policy can ask."""
        ring = KeyRing(self.person)
        columns = select(HOLDERS.c.case_id, HOLDERS.c.compartments)
        for case, parts in db.execute(columns.where(HOLDERS.c.person_id == self.person)):
            ring.add(case, [Held(Compartment(part), 1, b"") for part in parts.split()])
        return ring

    def listed_covers(self, db: Session, cases: Iterable[UUID]) -> dict[UUID, CoverText]:
        """The facts of some cases, from their columns."""
        mine = HOLDERS.c.case_id == CASES.c.id, HOLDERS.c.person_id == self.person
        wanted = select(CASES.c.id, HOLDERS.c.capacity, *(CASES.c[each.name] for each in SCALARS))
        rows = db.execute(wanted.where(*mine, one_pass.among(db, CASES.c.id, cases)))
        return {row.id: self._cover(row) for row in rows}

    def courses(self, db: Session, cases: Iterable[UUID]) -> dict[UUID, one_pass.ListedCourse]:
        """The clocks of some cases that are not done, from their rows."""
        wanted = select(CLOCKS).where(CLOCKS.c.done_on.is_(None))
        found: dict[UUID, list[Days]] = {}
        for row in db.execute(wanted.where(one_pass.among(db, CLOCKS.c.case_id, cases))):
            found.setdefault(row.case_id, []).append(_days(row))
        return {case: one_pass.ListedCourse(clocks=tuple(each)) for case, each in found.items()}

    def said_in(
        self, db: Session, cases: Iterable[UUID], parts: Sequence[Compartment]
    ) -> dict[UUID, list[tuple[Compartment, Said]]]:
        """What stands in some compartments of some cases."""
        among = one_pass.among(db, ENTRIES.c.case_id, cases)
        wanted = select(ENTRIES.c.case_id, ENTRIES.c.compartment, ENTRIES.c.said).where(among)
        found: dict[UUID, list[tuple[Compartment, Said]]] = {}
        for case, part, said in db.execute(wanted.where(ENTRIES.c.compartment.in_(parts))):
            words = msgspec.msgpack.decode(said, type=Said)
            found.setdefault(case, []).append((Compartment(part), words))
        return found

    def homes(
        self, db: Session, cases: Iterable[UUID]
    ) -> list[tuple[UUID, UUID | None, UUID | None]]:
        """Where some cases belong."""
        columns = select(CASES.c.id, CASES.c.factory_id, CASES.c.programme_id)
        found = db.execute(columns.where(one_pass.among(db, CASES.c.id, cases)))
        return [(case, factory, programme) for case, factory, programme in found]

    def sound_people(
        self, db: Session, _register: Register, holders: Iterable[UUID], on: date
    ) -> frozenset[UUID]:
        """Those of some people who are in any post today."""
        posts = db.scalars(select(Membership).where(Membership.person_id.in_(set(holders))))
        return frozenset(each.person_id for each in posts if each.is_current(on))

    def epoch_numbers(self, _db: Session, _cases: Iterable[UUID]) -> dict[UUID, int]:
        """None: nobody notices when a plaintext row goes back."""
        return {}

    def _cover(self, row: Row[Any]) -> CoverText:
        mine = Holder(
            holder=self.person, capacity=Capacity(row.capacity), compartments=(), grants=()
        )
        return CoverText(
            code=row.code,
            received_at=row.received_at.replace(tzinfo=UTC),
            stage=row.stage,
            acknowledged_at=row.acknowledged_at,
            asked_at=row.asked_at,
            withdrawal_asked_at=row.withdrawal_asked_at,
            safety_at=row.safety_at,
            route=Route(row.route) if row.route else None,
            is_concern=row.is_concern,
            holders=[mine],
            survivor=None,
            number=None,
            heads={},
            trail_keys=[],
        )


class Twin:
    """The application over the plaintext columns, for one person."""

    def __init__(self, house: House) -> None:
        self._pass = PlainPass(house.world.people[MINE])
        self.app = self._made(house)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let the list be read from plaintext columns until the block ends."""
        for each in LISTING:
            vars(each)["one_pass"] = self._pass
        try:
            yield
        finally:
            for each in LISTING:
                vars(each)["one_pass"] = one_pass

    def _made(self, house: House) -> Flask:
        app = create_app(house.config)
        parts: Parts = app.extensions["casework"]
        with parts.sessions(writing=False) as db:
            known = parts.register(db)
        parts.register = lambda _db: known
        app.before_request(self._hold_plainly)
        return app

    def _hold_plainly(self) -> None:
        if g.get("actor") is not None:
            g.actor.seeds, g.actor.ring_loader = None, lambda _actor: self._pass.ring(g.db)


def copy_into_plaintext(house: House, cases: Iterable[UUID]) -> None:
    """Write the covers of some cases into plaintext columns, all their holders with them."""
    with house.filling() as db:
        house.world.as_(db, MINE)
        PLAIN.create_all(db.connection())
        covers = one_pass.covers(db, cases)
        places = {case: both for case, *both in one_pass.homes(db, covers)}
        facts = [_facts(case, each, places[case]) for case, each in covers.items()]
        db.connection().execute(insert(CASES), facts)
        holders = [row for case, each in covers.items() for row in _holders(case, each)]
        db.connection().execute(insert(HOLDERS), holders)
        courses = one_pass.courses(db, covers)
        clocks = [_clock(case, days) for case, each in courses.items() for days in each.clocks]
        db.connection().execute(insert(CLOCKS), clocks)
        db.connection().execute(insert(ENTRIES), list(_entries(db, cases)))


def _facts(case: UUID, cover: CoverText, places: list[UUID | None]) -> dict[str, object]:
    factory, programme = places
    known = {each.name: getattr(cover, each.name) for each in SCALARS}
    return {"id": case, "factory_id": factory, "programme_id": programme, **known}


def _entries(db: Session, cases: Iterable[UUID]) -> Iterator[dict[str, object]]:
    listed = list(cases)
    for part in READ:
        for case, every in one_pass.said(db, listed, part).items():
            for said in every:
                raw = msgspec.msgpack.encode(said)
                yield {"case_id": case, "compartment": part.value, "said": raw}


def _clock(case: UUID, days: Days) -> dict[str, object]:
    kept = msgspec.structs.asdict(days)
    del kept["presumed"]
    return {"case_id": case, **kept}


def _days(row: Row[Any]) -> Days:
    return Days(
        rule=row.rule,
        stage=StageId(row.stage),
        kind=DeadlineKind(row.kind),
        owner=Owner(row.owner),
        binding=Binding(row.binding),
        started_on=row.started_on,
        due_on=row.due_on,
        safe_on=row.safe_on,
        warn_on=row.warn_on,
        calendar=row.calendar,
    )


def _holders(case: UUID, cover: CoverText) -> Iterator[dict[str, object]]:
    for each in cover.holders:
        parts = " ".join(each.compartments)
        capacity = each.capacity.value
        yield {
            "case_id": case,
            "person_id": each.holder,
            "capacity": capacity,
            "compartments": parts,
        }

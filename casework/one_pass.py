"""Lists: what many cases need opened, opened in one pass, without a query or a row object each."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.models.cover import Cover, CoverText
from casework.models.entry import Entry, EntryBody, InboxText, Said
from casework.roster import keys_in
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.envelope import open_
from crypto.epochs import Epoch, Generation
from crypto.errors import CryptoError, SealBroken
from crypto.padding import unpad
from crypto.records import CaseRecord, Sealed
from crypto.ring import KeyRing
from crypto.sealing import the_ring

T = TypeVar("T")
COVERS = Cover.sealed["text"]
BODIES = Entry.sealed["body"]


def covers(db: Session, cases: Iterable[UUID]) -> dict[UUID, CoverText]:
    """The covers of some cases, as far as this session's ring opens them.

    One that does not open is left out: the case's own page says what is wrong with it.
    """
    table = _table(Cover)
    return dict(_opened(db, Cover, COVERS, CoverText, table.c.case_id.in_(list(cases))))


def said(db: Session, cases: Iterable[UUID], part: Compartment) -> dict[UUID, list[Said]]:
    """What stands in one compartment of some cases, as far as this ring opens it, unordered.

    To compare cases with each other; signatures and chains are checked where one is opened.
    """
    table = _table(Entry)
    where = table.c.case_id.in_(list(cases)) & (table.c.compartment == part)
    found: dict[UUID, list[Said]] = {}
    for case, body in _opened(db, Entry, BODIES, EntryBody, where):
        found.setdefault(case, []).append(msgspec.msgpack.decode(body.said, type=Said))
    return found


def epoch_numbers(db: Session, cases: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the epoch record in force of some cases, by case."""
    newest = select(Epoch.case_id, func.max(Epoch.number)).where(Epoch.case_id.in_(list(cases)))
    return dict(db.execute(newest.group_by(Epoch.case_id)).all())


def generations(db: Session, cases: Iterable[UUID]) -> dict[UUID, dict[Compartment, int]]:
    """The generations in force of some cases, read without a lock, to show."""
    found: dict[UUID, dict[Compartment, int]] = {}
    rows = db.execute(
        select(Generation.case_id, Generation.compartment, func.max(Generation.number))
        .where(Generation.case_id.in_(list(cases)))
        .group_by(Generation.case_id, Generation.compartment)
    )
    for case, part, number in rows:
        found.setdefault(case, {})[Compartment(part)] = number
    return found


def inbox_counts(db: Session, cases: Iterable[UUID]) -> dict[UUID, int]:
    """How many texts wait in the inboxes of some cases."""
    counted = (
        select(InboxText.case_id, func.count())
        .where(InboxText.case_id.in_(list(cases)))
        .group_by(InboxText.case_id)
    )
    return dict(db.execute(counted).all())


def sound_people(
    db: Session, register: Register, holders: Iterable[UUID], on: date
) -> frozenset[UUID]:
    """Those of some people who are in any post today, and certified in it."""
    posts = db.scalars(select(Membership).where(Membership.person_id.in_(set(holders))))
    return frozenset(
        each.person_id
        for each in posts
        if each.is_current(on) and keys_in(register, each, on) is not None
    )


def _opened(
    db: Session,
    owner: type[CaseRecord],
    sealed: Sealed[T],
    holds: type[T],
    where: ColumnElement[bool],
) -> list[tuple[UUID, T]]:
    table, column = _table(owner), f"{sealed.name}_sealed"
    places = table.c.id, table.c.case_id, table.c.compartment, table.c.generation
    rows = db.execute(select(*places, table.c[column]).where(where))
    ring, found = the_ring(db), []
    for row, case, part, generation, box in rows:
        place = (table.name, row, column, case, Compartment(part).value, generation)
        if ring.is_past(case, Compartment(part), generation):
            continue
        try:
            raw = open_(ring.field_key(case, Compartment(part), generation), box, *place)
            found.append((case, msgspec.msgpack.decode(unpad(raw, sealed.room), type=holds)))
        except (CryptoError, msgspec.DecodeError):
            continue
    return found


def _table(owner: type[CaseRecord]) -> Table:
    table = owner.__table__
    if not isinstance(table, Table):
        raise SealBroken
    return table


def holding(ring: KeyRing, cases: Iterable[UUID], part: Compartment) -> list[UUID]:
    """Those of some cases of which a ring holds a compartment."""
    return [case for case in cases if ring.holds(case, part)]

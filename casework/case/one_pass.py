"""Lists: what many cases need opened, opened in one pass, without a query or a row object each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar, cast
from uuid import UUID

import msgspec
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    String,
    Uuid,
    any_,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from auth.models import Membership
from casework.case.roster import keys_in
from casework.clocks.standing import Days
from casework.models.case import Case
from casework.models.course import Course
from casework.models.cover import Cover, CoverText, Holder, TrailKey
from casework.models.entry import Entry, EntryBody, InboxText, Said
from casework.procedures.terms import Event
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.epochs import Epoch, EpochRecord, Generation
from crypto.ring import KeyRing
from crypto.sealing import the_ring
from crypto.seeds import PublicKeys
from crypto.sweeping import Column, hex_of, raw_id

T = TypeVar("T")
COVERS = Column(Cover, "text")
BODIES = Column(Entry, "body")
RECORDS = Column(Epoch, "record")
COURSES = Column(Course, "text")
MOST_OF = 2


def _away(name: str) -> str:
    """A name that no cover has, for what a list leaves closed."""
    return name if name == "holders" else f"-{name}"


class _ListedHolder(Holder, frozen=True, kw_only=True, gc=False, rename=_away):
    grants: tuple[UUID, ...] = ()
    sealed_to: dict[Compartment, bytes] = msgspec.field(default_factory=dict)


_ListedCover = msgspec.defstruct(
    "ListedCover",
    [
        ("holders", list[_ListedHolder]),
        ("survivor", PublicKeys | None, None),
        ("trail_keys", list[TrailKey], []),
        ("mac_keys", dict[int, bytes], {}),
    ],
    bases=(CoverText,),
    kw_only=True,
    gc=False,
    rename=_away,
)


def covers(db: Session, cases: Iterable[UUID]) -> dict[UUID, CoverText]:
    """The covers of some cases, as far as this session's ring opens them.

    One that does not open is left out: the case's own page says what is wrong with it.
    """
    rows = db.execute(COVERS.select().where(among(db, COVERS.table.c.case_id, cases)))
    return dict(_decoded(COVERS.opened(the_ring(db), rows), CoverText))


def listed_covers(db: Session, cases: Collection[UUID]) -> dict[UUID, CoverText]:
    """The same for a list, in half the time: which boxes there are, the keys of the survivor,
    of the trail and of the epochs are left out and read as none.
    """
    ring = the_ring(db)
    rows = db.execute(narrowed(db, COVERS, ring, cases))
    return dict(_decoded(COVERS.opened(ring, rows), cast("type[CoverText]", _ListedCover)))


def narrowed(db: Session, column: Column, ring: KeyRing, cases: Collection[UUID]) -> Select[Any]:
    """The rows of some cases; of all there are, where that is faster and a ring opens no others.

    Whoever wants all she holds, and holds most of what is there, reads it from end to end: what
    her ring does not open is passed over.
    """
    # A ring gives a set: nothing that is a list of cases is ever all of them.
    if cases == ring.cases:
        made = db.scalar(select(func.count()).select_from(Case)) or 0
        if len(cases) * MOST_OF > made:
            return column.select()
    return column.select().where(among(db, column.table.c.case_id, cases))


class ListedCourse(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a list opens of a course: its clocks, and what names it."""

    clocks: tuple[Days, ...] = ()
    events: dict[Event, tuple[date, ...]] = {}
    facts: dict[str, str] = {}
    mark: bytes = b""


def courses(db: Session, cases: Collection[UUID]) -> dict[UUID, ListedCourse]:
    """The courses of some cases, as far as this session's ring opens them.

    Whether one is the newest its cover says (casework.course.recording).
    """
    ring = the_ring(db)
    rows = db.execute(narrowed(db, COURSES, ring, cases))
    return dict(_decoded(COURSES.opened(ring, rows), ListedCourse))


class _Words(msgspec.Struct, frozen=True, gc=False):
    """Of an entry, what was said; who signed it and how is passed over."""

    said: bytes


def said(
    db: Session, cases: Iterable[UUID], part: Compartment | None = None
) -> dict[UUID, list[Said]]:
    """What stands in some cases, as far as this ring opens it, unordered; or in one compartment.

    To search, and to compare cases; signatures and chains are checked where one is opened.
    """
    found = said_in(db, cases, [part] if part else [])
    return {case: [each for _part, each in every] for case, every in found.items()}


def said_in(
    db: Session, cases: Iterable[UUID], parts: Sequence[Compartment]
) -> dict[UUID, list[tuple[Compartment, Said]]]:
    """The same with its compartment each, of some compartments; of all where none is named."""
    table, found = BODIES.table, dict[UUID, list[tuple[Compartment, Said]]]()
    wanted = BODIES.select().where(among(db, table.c.case_id, cases))
    rows = db.execute(wanted.where(table.c.compartment.in_(parts)) if parts else wanted)
    decode, words = msgspec.msgpack.Decoder(_Words).decode, msgspec.msgpack.Decoder(Said).decode
    for case, part, plain in BODIES.opened(the_ring(db), rows):
        with suppress(msgspec.DecodeError):
            found.setdefault(case, []).append((part, words(decode(plain).said)))
    return found


def chained(db: Session, cases: Iterable[UUID], part: Compartment) -> dict[UUID, list[EntryBody]]:
    """The entries of one compartment of some cases, by their numbers, as far as this ring opens
    it. Signatures and chains are checked where one is opened.
    """
    table, found = BODIES.table, dict[UUID, list[EntryBody]]()
    rows = db.execute(
        BODIES.select().where(among(db, table.c.case_id, cases), table.c.compartment == part)
    )
    for case, body in _decoded(BODIES.opened(the_ring(db), rows), EntryBody):
        found.setdefault(case, []).append(body)
    return {case: sorted(chain, key=_number) for case, chain in found.items()}


def _number(body: EntryBody) -> int:
    return body.signed.number


def epoch_numbers(db: Session, cases: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the epoch record in force of some cases, by case."""
    known = {case.hex: case for case in cases}
    newest = select(raw_id(Epoch.case_id), func.max(Epoch.number)).group_by(Epoch.case_id)
    found = db.execute(newest.where(among(db, Epoch.case_id, known.values())))
    return {known[hex_of(case)]: number for case, number in found}


def records(db: Session, cases: Iterable[UUID]) -> dict[UUID, EpochRecord]:
    """The epoch record in force of some cases, as far as this session's ring opens it."""
    table = RECORDS.table
    newest = select(Epoch.case_id, func.max(Epoch.number).label("number")).group_by(Epoch.case_id)
    last = newest.where(among(db, Epoch.case_id, cases)).subquery()
    is_last = (table.c.case_id == last.c.case_id) & (table.c.number == last.c.number)
    rows = db.execute(RECORDS.select().join(last, is_last))
    return dict(_decoded(RECORDS.opened(the_ring(db), rows), EpochRecord))


def homes(db: Session, cases: Iterable[UUID]) -> list[tuple[UUID, UUID | None, UUID | None]]:
    """Where some cases belong: the case, its factory, its programme."""
    known, places = {case.hex: case for case in cases}, dict[object, UUID | None]({None: None})
    columns = select(raw_id(Case.id), raw_id(Case.factory_id), raw_id(Case.programme_id))
    found = db.execute(columns.where(among(db, Case.id, known.values()))).all()
    for place in {each for _case, *both in found for each in both if each is not None}:
        places[place] = UUID(hex_of(place))
    return [(known[hex_of(case)], places[one], places[other]) for case, one, other in found]


def generations(db: Session, cases: Iterable[UUID]) -> dict[UUID, dict[Compartment, int]]:
    """The generations in force of some cases, read without a lock, to show."""
    found: dict[UUID, dict[Compartment, int]] = {}
    rows = db.execute(
        select(Generation.case_id, Generation.compartment, func.max(Generation.number))
        .where(among(db, Generation.case_id, cases))
        .group_by(Generation.case_id, Generation.compartment)
    )
    for case, part, number in rows:
        found.setdefault(case, {})[Compartment(part)] = number
    return found


def inbox_counts(db: Session, cases: Iterable[UUID]) -> dict[UUID, int]:
    """How many texts wait in the inboxes of some cases."""
    counted = (
        select(InboxText.case_id, func.count())
        .where(among(db, InboxText.case_id, cases))
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


def among(
    db: Session, column: ColumnElement[UUID] | InstrumentedAttribute[UUID], cases: Iterable[UUID]
) -> ColumnElement[bool]:
    """That a column names one of some cases, in one parameter however many they are."""
    if db.get_bind().dialect.name == "postgresql":
        return column == any_(literal(list(cases), ARRAY(Uuid)))
    listed = msgspec.json.encode([each.hex for each in cases]).decode()
    found = func.json_each(listed).table_valued("value")
    return type_coerce(column, String).in_(select(found.c.value))


def _decoded(
    opened: Iterable[tuple[UUID, Compartment, bytes]], holds: type[T]
) -> Iterator[tuple[UUID, T]]:
    decode = msgspec.msgpack.Decoder(holds).decode
    for case, _part, plain in opened:
        try:
            yield case, decode(plain)
        except msgspec.DecodeError:
            continue


def holding(ring: KeyRing, cases: Iterable[UUID], part: Compartment) -> list[UUID]:
    """Those of some cases of which a ring holds a compartment."""
    return [case for case in cases if ring.holds(case, part)]

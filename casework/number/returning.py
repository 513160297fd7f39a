"""What somebody sees who comes back: by number alone, and with the second word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.models import Arrangement, Organization
from casework.asking.questions import Asked, questions
from casework.case import inbox
from casework.case.covers import open_facts, the_cover, the_record
from casework.case.inbox import Slip
from casework.case.timeline import Line, timeline
from casework.models.case import Case
from casework.models.cover import Capacity, CoverText, Intention
from casework.models.entry import Kind
from casework.models.number import NumberFacts, ReturnNumber
from casework.number import withdrawing
from casework.number.progress import Progress, progress
from casework.number.renumbering import only_hers
from casework.readers.audience import REPORTER, SURVIVOR
from casework.readers.intentions import pending, told_to_her
from casework.readers.naming import Known, known_to_her
from crypto import number
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.epochs import NOT_MADE
from crypto.errors import CryptoError, SealBroken
from crypto.sealing import the_ring

MESSAGES = (
    Kind.MESSAGE_TO_SURVIVOR,
    Kind.MESSAGE_FROM_SURVIVOR,
    Kind.REMOVAL,
    Kind.STEPPED_OUT,
)
HERS = (Kind.STATEMENT, Kind.FILE)
ABOUT = (Kind.INTAKE, Kind.IDENTITY, Kind.NEEDS)
"""What she answered beside her words, in the order of her page."""


@dataclass(frozen=True)
class Place:
    """Where the case belongs, and when somebody there reads."""

    name: str
    zone: ZoneInfo
    reading_hours: str = ""
    closed_days: str = ""
    stop_by_phone: str = ""


@dataclass(frozen=True)
class Reading:
    """One person who holds keys or held them, what they open, and when she looked."""

    who: Known
    capacity: Capacity | None
    compartments: tuple[Compartment, ...]
    opened_at: tuple[datetime, ...]
    """Once a day at the most; empty for whoever has not looked."""


@dataclass(frozen=True)
class Coming:
    """A later hand-over: to whom, why, and since when it is announced."""

    id: UUID
    who: Known
    capacity: Capacity
    compartments: tuple[Compartment, ...]
    reason: str = field(repr=False)
    at: datetime
    is_open: bool
    """She can still object."""
    objected_at: datetime | None
    is_given: bool
    is_ended: bool
    """It ended without her no, as when she left the formal route, or somebody is back."""
    until: date | None
    """The last day, of somebody who only stands in."""


@dataclass(frozen=True)
class Hers:
    """Everything that number and second word show."""

    cover: CoverText = field(repr=False)
    messages: list[Line] = field(repr=False)
    waiting: list[Slip] = field(repr=False)
    """What she wrote with the number alone and nobody has taken in yet."""
    told: list[Line] = field(repr=False)
    copied: list[Line] = field(repr=False)
    """What somebody else had told, and was copied when she agreed."""
    asked: list[Asked] = field(repr=False)
    """What she is asked on this page, and has answered."""
    coming: list[Coming] = field(repr=False)
    people: Mapping[UUID, Known] = field(repr=False)
    counts_from: datetime | None
    """When a withdrawal begins to count."""
    only_hers: list[Compartment]
    lost: list[Compartment]
    """What should be hers and does not open any more: a lost number took it along."""
    is_taken_back: bool
    """She has asked to withdraw; told about somebody else, that closes it."""
    is_whole: bool
    """Every signature and chain that she can check holds."""
    about: list[Line] = field(repr=False)
    """What she answered beside her words: the newest of each kind."""
    lines: list[Line] = field(repr=False)
    """Every entry that she reads."""
    progress: Progress | None = None

    @property
    def is_heard(self) -> bool:
        """Whether anybody but her opens messages: otherwise nobody would read one."""
        hers = (Capacity.SURVIVOR, Capacity.REPORTER)
        opening = self.cover.holders_of(Compartment.CHANNEL)
        return any(each.capacity not in hers for each in opening)

    @property
    def can_be_reached(self) -> bool:
        """Whether there is a line on how to reach her that she can change here."""
        return any(each.kind is Kind.IDENTITY for each in self.about)

    def removed(self, line: Line) -> Known:
        """Who reads no further, where a line says that."""
        person = removed(line)
        return self.people.get(person, NOBODY) if person is not None else NOBODY

    @property
    def last_answer(self) -> int:
        """The number in the channel of the newest message to her; 0 without one."""
        answers = [each for each in self.messages if each.kind is Kind.MESSAGE_TO_SURVIVOR]
        return max((each.number for each in answers), default=0)


def the_facts(db: Session, row: UUID | None, opening_key: bytes) -> NumberFacts | None:
    """What the number alone opens; None for a number that was changed or stopped meanwhile."""
    found = db.get(ReturnNumber, row) if row is not None else None
    if found is None:
        return None
    try:
        return open_facts(found, number.status_key(opening_key))
    except SealBroken:
        return None


def the_place(db: Session, case: UUID) -> Place | None:
    """Where the case is read, as its readable column says; None for a case that is no more."""
    here = db.scalar(
        select(Organization)
        .join(Case, (Case.factory_id == Organization.id) | (Case.programme_id == Organization.id))
        .where(Case.id == case)
    )
    if here is None:
        return None
    arranged = db.scalar(select(Arrangement).where(Arrangement.organization_id == here.id))
    zone = ZoneInfo(here.time_zone)
    if arranged is None:
        return Place(here.name, zone)
    return Place(
        here.name, zone, arranged.reading_hours, arranged.closed_days, arranged.stop_by_phone
    )


def hers(db: Session, case: UUID, register: Register, now: datetime) -> Hers:
    """Open all that is hers. Raises KeyMissing where the session's ring is not."""
    cover, read = the_cover(db, case).text, timeline(db, case, register)
    intended = told_to_her(cover)
    slips = [each for each in inbox.waiting(db, case) if each.by is None]
    named = {each.recipient for each in intended} | {each.author for each in read.lines}
    named |= {whose for each in read.lines if (whose := removed(each)) is not None}
    people = known_to_her(db, cover, {each for each in named if each is not None})
    still_open = {each.id for each in pending(cover)}
    how_far, is_as_signed = _progress(db, case, cover, read.lines, now)
    return Hers(
        cover=cover,
        messages=[each for each in read.lines if each.kind in MESSAGES],
        waiting=slips,
        told=[each for each in read.lines if _is_told(each)],
        copied=[each for each in read.lines if each.kind is Kind.COPIED],
        asked=[each for each in questions(read.lines).values() if each.is_on_her_page],
        coming=[_coming(each, people, is_open=each.id in still_open) for each in intended],
        people=people,
        counts_from=withdrawing.counts_from(cover, slips),
        only_hers=only_hers(cover, case),
        lost=_lost(db, case, cover),
        is_taken_back=any(each.kind is Kind.WITHDRAWAL for each in read.lines),
        is_whole=not read.broken and is_as_signed,
        progress=how_far,
        about=newest_of(read.lines, ABOUT),
        lines=read.lines,
    )


def _progress(
    db: Session, case: UUID, cover: CoverText, lines: list[Line], now: datetime
) -> tuple[Progress | None, bool]:
    """How far it is, and whether that is what was signed."""
    try:
        return progress(db, case, cover, lines, now), True
    except CryptoError:
        return None, False


def readers(db: Session, case: UUID) -> list[Reading]:
    """Who holds a key to what, and who opened it and when; those who left stand last.

    Raises KeyMissing.
    """
    cover = the_cover(db, case).text
    opened = _openings(db, cover)
    holders = {each.holder: each for each in cover.holders if each.holder != case}
    gone = dict.fromkeys(each.holder for each in cover.departed if each.holder != case)
    everybody = [*holders, *(person for person in gone if person not in holders)]
    people = known_to_her(db, cover, everybody)
    return [
        Reading(
            who=people.get(person, NOBODY),
            capacity=holders[person].capacity if person in holders else None,
            compartments=holders[person].compartments if person in holders else (),
            opened_at=tuple(opened.get(person, ())),
        )
        for person in everybody
    ]


def writers(db: Session, case: UUID) -> list[Known]:
    """Who took it down for her, cannot read it, and may add what she learns later.

    Raises KeyMissing.
    """
    cover = the_cover(db, case).text
    people = known_to_her(db, cover, [each.by for each in cover.writers])
    return [people.get(each.by, NOBODY) for each in cover.writers]


NOBODY = Known("", "")


def removed(line: Line) -> UUID | None:
    """Who reads no further, where a line says that."""
    person = line.facts.get("person")
    if line.kind is not Kind.REMOVAL or not isinstance(person, str):
        return None
    return UUID(person)


def newest_of(lines: Iterable[Line], kinds: Iterable[Kind]) -> list[Line]:
    """The newest line of each kind, in the order of the kinds: what is said anew counts."""
    newest = {each.kind: each for each in lines}
    return [newest[kind] for kind in kinds if kind in newest]


def _is_told(line: Line) -> bool:
    return line.compartment is Compartment.TOLD and line.kind in HERS


def _coming(intention: Intention, people: Mapping[UUID, Known], *, is_open: bool) -> Coming:
    return Coming(
        id=intention.id,
        who=people.get(intention.recipient, NOBODY),
        capacity=intention.capacity,
        compartments=intention.compartments,
        reason=intention.reason,
        at=intention.at,
        is_open=is_open and not intention.is_for_danger,
        objected_at=intention.objected_at,
        is_given=bool(intention.given),
        is_ended=intention.ended_at is not None,
        until=intention.until,
    )


def _lost(db: Session, case: UUID, cover: CoverText) -> list[Compartment]:
    wanted = REPORTER if cover.is_concern else SURVIVOR
    ring, record = the_ring(db), the_record(db, case)
    made = [part for part in wanted if record.generation(part) != NOT_MADE]
    return [part for part in made if not ring.holds(case, part)]


def _openings(db: Session, cover: CoverText) -> dict[UUID, list[datetime]]:
    found: dict[UUID, list[datetime]] = {}
    for entry in trail.walk(db, cover.trail_keys):
        act = entry.act
        if act is not None and act.actor is not None and act.verb == trail.OPENED:
            found.setdefault(act.actor, []).append(act.at.astimezone(UTC))
    return found

"""A case opened for one reader: everything its page shows, checked on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.models import Organization, Person
from auth.session_maker import SessionMaker
from auth.trail import Entry
from casework.case.acts import actor_kind
from casework.case.chains import NOTHING
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import check_opened
from casework.case.inbox import Slip, waiting
from casework.case.lapsing import debt, lapsed, sound_holders
from casework.case.one_pass import generations
from casework.case.seeing import Seen
from casework.case.timeline import Line, Timeline, timeline
from casework.case.turns import version_of
from casework.course.checking import checked_course
from casework.desk.held import Look, memory_of
from casework.models.case import Case
from casework.models.course import CourseText
from casework.models.cover import CoverText, Holder, Intention, Removal
from casework.models.entry import TAKEN_DOWN
from casework.readers.intentions import can_give, pending, ripe
from casework.readers.removals import seen_by
from crypto.compartments import Compartment
from crypto.ring import KeyRing
from crypto.sealing import the_ring


@dataclass(frozen=True)
class HandOver:
    """A pending hand-over as one reader meets it."""

    intention: Intention
    is_ripe: bool
    could_give: list[Compartment]
    may_second: bool


@dataclass(frozen=True)
class Opened:
    """A case as one reader opens it."""

    case: Case
    place: str
    cover: CoverText = field(repr=False)
    timeline: Timeline = field(repr=False)
    names: dict[UUID, str] = field(repr=False)
    seen: Seen
    inbox: list[Slip] = field(repr=False)
    hand_overs: list[HandOver] = field(repr=False)
    owed_by_others: frozenset[Compartment]
    lapsed: frozenset[UUID]
    course: CourseText | None = field(default=None, repr=False)
    """None without a key to `outcome`."""
    removals: list[Removal] = field(default_factory=list)
    """Whose keys are asked to be taken away; nothing that is asked about the reader herself."""

    def who(self, line: Line) -> str | None:
        """The author's name; None for the survivor or whoever told."""
        if _is_from_inbox(line):
            return self.named(line.facts["by"]) if "by" in line.facts else None
        if line.author is None or line.facts.get("way") == TAKEN_DOWN:
            return None
        return self.names.get(line.author)

    def name(self, person: UUID) -> str:
        """Somebody's name as it stands in the accounts."""
        return self.names.get(person, "")

    def named(self, digits: str | list[str]) -> str:
        """The same by the hexadecimal id that entries name people with."""
        return self.name(UUID(digits)) if isinstance(digits, str) else ""

    @property
    def staff(self) -> list[Holder]:
        """Everybody but the survivor who holds keys, by name."""
        people = [each for each in self.cover.holders if each.holder != self.case.id]
        return sorted(people, key=lambda each: self.name(each.holder))


def open_case(db: Session, look: Look, case: Case) -> Opened:
    """Open a case whole.

    Raises OwingFirst when this reader can make keys that are owing: she does that before she
    opens it. RolledBack when it is older than she remembers, KeyMissing without a key, and
    SealBroken when the cover does not open.
    """
    now_in_force = generations(db, [case.id]).get(case.id, {})
    ring = the_ring(db)
    ring.catch_up(case.id, now_in_force)
    cover = the_cover(db, case.id).text
    on = look.now.date()
    sound = sound_holders(db, case.id, cover, look.register, on)
    owed = debt(cover, case.id, now_in_force, sound, on)
    if any(ring.holds(case.id, part) for part in owed):
        raise OwingFirst
    memory = memory_of(db, look)
    checked = memory.checked(case.id) if memory is not None else NOTHING
    shown = timeline(db, case.id, look.register, checked)
    if memory is not None:
        check_opened(db, memory, case.id, shown)
    return Opened(
        case=case,
        place=_place(db, case),
        cover=cover,
        timeline=shown,
        names=_names(db, cover, shown),
        seen=Seen.of(version_of(db, case.id), shown),
        inbox=waiting(db, case.id),
        hand_overs=_hand_overs(ring, look, case.id, cover),
        owed_by_others=owed,
        course=checked_course(db, case.id, cover, shown.lines),
        lapsed=frozenset(lapsed(cover, case.id, sound, on)),
        removals=seen_by(cover, look.actor.person),
    )


def note_opening(db: Session, sessions: SessionMaker | None, look: Look, case: UUID) -> None:
    """Put on the trail that she opened it today: once a person, case and day.

    Without `sessions` it is written with the request's own, which then has to commit.
    """
    cover = the_cover(db, case).text
    trail.opened(
        db,
        sessions,
        cover.trail_keys,
        actor=look.actor.person,
        kind=actor_kind(cover, look.actor.person),
        case=case,
        at=look.now,
    )


def acts_of(db: Session, opened: Opened) -> list[Entry]:
    """The case's trail, newest first."""
    return list(reversed(trail.walk(db, opened.cover.trail_keys)))


def newest_acts(db: Session, opened: Opened, most: int) -> list[Entry]:
    """The last of them: the rest is neither read nor opened."""
    return list(reversed(trail.newest(db, opened.cover.trail_keys, most)))


def _hand_overs(ring: KeyRing, look: Look, case: UUID, cover: CoverText) -> list[HandOver]:
    return [_hand_over(ring, look, case, cover, each) for each in pending(cover)]


def _hand_over(
    ring: KeyRing, look: Look, case: UUID, cover: CoverText, intention: Intention
) -> HandOver:
    others = (intention.by, intention.recipient)
    return HandOver(
        intention=intention,
        is_ripe=intention in ripe(cover, look.now),
        could_give=can_give(ring, case, intention),
        may_second=intention.is_for_danger and look.actor.person not in others,
    )


def names_of(db: Session, people: Iterable[UUID]) -> dict[UUID, str]:
    """The names of some people."""
    rows = db.execute(select(Person.id, Person.name).where(Person.id.in_(set(people))))
    return dict(rows.all())


def _names(db: Session, cover: CoverText, shown: Timeline) -> dict[UUID, str]:
    people = {each.holder for each in cover.holders} | set(cover.withheld)
    people |= {each.instead_of for each in cover.holders if each.instead_of}
    people |= {each.holder for each in cover.departed}
    for intention in cover.intentions:
        people |= {intention.recipient} | ({intention.by} if intention.by else set())
    people |= {line.author for line in shown.lines if line.author is not None}
    people |= {each.by for each in cover.writers}
    people |= {UUID(str(line.facts["by"])) for line in shown.lines if _has_writer(line)}
    return names_of(db, people)


def _is_from_inbox(line: Line) -> bool:
    return line.facts.get("way") == "inbox"


def _has_writer(line: Line) -> bool:
    """Whether it was written by somebody who may write and not read."""
    return _is_from_inbox(line) and "by" in line.facts


def _place(db: Session, case: Case) -> str:
    place = case.factory_id or case.programme_id
    return db.scalar(select(Organization.name).where(Organization.id == place)) or ""

"""The desk and the list of cases: what somebody holds, and what of it waits for her."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import memory as memories
from auth.actor import Actor
from auth.memory import Memory
from auth.models import Organization
from auth.permissions import Permission
from auth.policy import may, visible_cases
from casework import one_pass
from casework.intentions import can_give, pending, ripe
from casework.lapsing import debt
from casework.models.case import Case
from casework.models.cover import OFFERED, RECEIVED, CoverText
from casework.panel import Next, next_step
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import RolledBack
from crypto.instance import InstanceKeys

C, P = Compartment, Permission.Case


class Wait(StrEnum):
    """What of a case waits for somebody, the most urgent first."""

    WENT_BACK = "went_back"
    """The database shows an older state of it than she remembers."""
    SECOND = "second"
    """Somebody says that life is in danger and asks her, as a second holder."""
    REMOVAL = "removal"
    """Somebody asks that a holder loses her keys, and that she confirms it."""
    OWING = "owing"
    ACKNOWLEDGE = "acknowledge"
    INBOX = "inbox"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    PANEL = "panel"
    HAND_OVER = "hand_over"
    OFFER = "offer"
    """A concern: help is offered once, or it is closed."""
    REPLY = "reply"
    """A concern: help was offered, and what became of that is not written down."""


URGENCY = {wait: place for place, wait in enumerate(Wait)}


@dataclass(frozen=True)
class Row:
    """One case in a list: nothing of what was told."""

    case: UUID
    code: str
    place: str
    stage: str
    received_at: datetime
    waits: tuple[Wait, ...]
    is_concern: bool = False
    is_unread: bool = False
    """Whether nobody has confirmed receipt, whoever may."""
    home: UUID | None = None

    @property
    def is_new(self) -> bool:
        """Whether nobody has said yet that it was read."""
        return Wait.ACKNOWLEDGE in self.waits


@dataclass(frozen=True)
class Asked:
    """A case as policy asks about it, with what the list has opened of its cover already."""

    id: UUID
    factory_id: UUID | None
    programme_id: UUID | None
    is_concern: bool
    is_closed_concern: bool

    @classmethod
    def of(cls, case: Case, cover: CoverText) -> "Asked":
        """A case with its cover."""
        places = case.factory_id, case.programme_id
        return cls(case.id, *places, cover.is_concern, cover.is_closed_concern)


@dataclass(frozen=True)
class Look:
    """Who looks, with which trust, and when."""

    actor: Actor
    keys: InstanceKeys
    register: Register
    now: datetime


def list_cases(db: Session, look: Look) -> list[Row]:
    """Every case that this person's ring opens and policy lets her read, what waits first.

    A handful of queries however many cases there are; opens their covers and nothing else.
    """
    cases = _mine(db, look.actor)
    ids = [each.id for each in cases]
    covers = one_pass.covers(db, ids)
    facts = _Facts(db, look, cases, covers)
    listed = {case for case, cover in covers.items() if _lists(cover, look)}
    rows = [facts.row(each, covers[each.id]) for each in cases if each.id in listed]
    return sorted(rows, key=lambda row: (_urgency(row), -row.received_at.timestamp()))


def waiting(rows: Sequence[Row]) -> list[Row]:
    """Those that wait for her."""
    return [row for row in rows if row.waits]


def counted(rows: Sequence[Row]) -> dict[Wait, int]:
    """How many cases wait for what; nothing that waits is left out."""
    counts = {wait: sum(wait in row.waits for row in rows) for wait in Wait}
    return {wait: count for wait, count in counts.items() if count}


def _lists(cover: CoverText, look: Look) -> bool:
    """A box of a leaver that somebody puts back into the database lists nothing."""
    person = look.actor.person
    return person is not None and cover.reads(person, look.now.date())


def _urgency(row: Row) -> int:
    return min((URGENCY[wait] for wait in row.waits), default=len(URGENCY))


def _mine(db: Session, actor: Actor) -> list[Case]:
    held = actor.ring.cases
    if not held or not may(actor, Permission.Case.LIST):
        return []
    return visible_cases(actor, db.scalars(select(Case).where(Case.id.in_(held))).all())


class _Facts:
    """What all the cases of a list need to know, asked for once."""

    def __init__(
        self, db: Session, look: Look, cases: Sequence[Case], covers: dict[UUID, CoverText]
    ) -> None:
        ids = [each.id for each in cases]
        ring = look.actor.ring
        self.look = look
        self.generations = one_pass.generations(db, ids)
        self.inboxes = one_pass.inbox_counts(db, one_pass.holding(ring, ids, C.CHANNEL))
        self.epochs = one_pass.epoch_numbers(db, ids)
        people = {holder.holder for cover in covers.values() for holder in cover.holders}
        self.on = look.now.date()
        self.sound = one_pass.sound_people(db, look.register, people, self.on)
        self.places = _names(db, cases)
        self.memory = _memory(db, look)

    def row(self, case: Case, cover: CoverText) -> Row:
        place = case.factory_id or case.programme_id
        return Row(
            case=case.id,
            code=cover.code,
            place=self.places.get(place, "") if place else "",
            stage=cover.stage,
            received_at=cover.received_at,
            waits=self._waits(case, cover),
            is_concern=cover.is_concern,
            is_unread=cover.acknowledged_at is None,
            home=place,
        )

    def _waits(self, case: Case, cover: CoverText) -> tuple[Wait, ...]:
        # Policy is asked last: most cases wait for nothing.
        ring, asked = self.look.actor.ring, Asked.of(case, cover)
        is_unread = cover.acknowledged_at is None
        ready = ripe(cover, self.look.now)
        waits = {
            Wait.WENT_BACK: went_back(self.memory, case.id, cover, self.epochs.get(case.id, 0)),
            Wait.SECOND: self._is_asked(asked, cover),
            Wait.REMOVAL: self._confirms(asked, cover),
            Wait.OWING: self._owes(case, cover),
            Wait.ACKNOWLEDGE: is_unread and self._may(P.ACKNOWLEDGE, asked),
            Wait.INBOX: case.id in self.inboxes and self._may(P.ANSWER, asked),
            Wait.ANSWER: cover.asked_at is not None and self._may(P.ANSWER, asked),
            Wait.WITHDRAWAL: cover.is_withdrawn and self._may(P.ANSWER, asked),
            Wait.PANEL: self._lacks_panel(asked, cover),
            Wait.HAND_OVER: any(can_give(ring, case.id, each) for each in ready),
            Wait.OFFER: _is_at(cover, RECEIVED) and self._may(P.OFFER_HELP, asked),
            Wait.REPLY: _is_at(cover, OFFERED) and self._may(P.CLOSE_CONCERN, asked),
        }
        return tuple(wait for wait in Wait if waits[wait])

    def _owes(self, case: Case, cover: CoverText) -> bool:
        owed = debt(cover, case.id, self.generations.get(case.id, {}), self.sound, self.on)
        return any(self.look.actor.ring.holds(case.id, part) for part in owed)

    def _is_asked(self, asked: Asked, cover: CoverText) -> bool:
        me = self.look.actor.person
        danger = (each for each in pending(cover) if each.is_for_danger and each.by != me)
        return any(danger) and self._may(P.HAND_OVER, asked)

    def _lacks_panel(self, asked: Asked, cover: CoverText) -> bool:
        is_open = next_step(cover, self.look.now) is Next.NAME_PANEL
        return is_open and self._may(P.NAME_PANEL, asked)

    def _may(self, permission: Permission.Case, asked: Asked) -> bool:
        return may(self.look.actor, permission, asked)


def _is_at(cover: CoverText, stage: str) -> bool:
    """A concern that was read, at a stage of its own."""
    return cover.is_concern and cover.acknowledged_at is not None and cover.stage == stage


def went_back(memory: Memory | None, case: UUID, cover: CoverText, epoch: int) -> bool:
    """Whether a case is shown in an older state than somebody remembers."""
    try:
        if memory is not None:
            memory.check_listed(case, epoch, cover.heads)
    except RolledBack:
        return True
    return False


def _memory(db: Session, look: Look) -> Memory | None:
    actor = look.actor
    if actor.seeds is None or actor.holder is None:
        return None
    return memories.recall(db, look.keys, actor.seeds, actor.holder)


def _names(db: Session, cases: Sequence[Case]) -> dict[UUID, str]:
    places = {each.factory_id or each.programme_id for each in cases}
    rows = db.execute(select(Organization.id, Organization.name).where(Organization.id.in_(places)))
    return dict(rows.all())

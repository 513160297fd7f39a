"""The desk and the list of cases: what somebody holds, and what of it waits for her."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from auth import memory as memories
from auth.actor import Actor
from auth.memory import Memory
from auth.permissions import Permission
from auth.policy import may, visible_cases
from casework.case import one_pass
from casework.case.lapsing import debt
from casework.case.one_pass import ListedCourse
from casework.clocks.standing import Days
from casework.desk.clocked import Next, is_older, next_of, places_of
from casework.desk.comparing import Compared
from casework.desk.due import Day, days_of, is_to_be_told, protecting, review_waits, telling
from casework.desk.helping import NO_HELP, helping
from casework.desk.outcome_waits import ASKED_BY_OUTCOME, outcome_waits
from casework.desk.pressing import NOTHING, pressing
from casework.desk.waits import Wait, order
from casework.inquiry.sitting import lacks_quorum
from casework.models.case import Case
from casework.models.cover import OFFERED, RECEIVED, CoverText
from casework.parties.declaring import is_due
from casework.readers.intentions import can_give, pending, ripe
from casework.readers.panel import Next as NextStep
from casework.readers.panel import next_step
from casework.readers.removals import seconds, seen_by
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import RolledBack
from crypto.instance import InstanceKeys

C, P = Compartment, Permission.Case
LAST_DAY = attrgetter("until")


class Row(msgspec.Struct, frozen=True, gc=False):
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
    is_withdrawn: bool = False
    days: tuple[Day, ...] = ()
    """What of it is due on a day, apart from confirming receipt and its clocks."""
    follows: bool = False
    """Whether she holds the outcome, and so sees what is due."""
    next: Next | None = None
    today: date = date.min
    """In the time of the factory or programme."""
    clocks: tuple[Days, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether nobody has said yet that it was read."""
        return Wait.ACKNOWLEDGE in self.waits


class Asked(msgspec.Struct, frozen=True, gc=False):
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
    return rows_of(db, look, look.actor.ring.cases)


def rows_of(db: Session, look: Look, cases: Collection[UUID]) -> list[Row]:
    """The same for those of some cases that would be listed."""
    wanted = cases if may(look.actor, P.LIST) else ()
    covers = one_pass.listed_covers(db, wanted)
    listed = {case: cover for case, cover in covers.items() if _lists(cover, look)}
    seen = visible_cases(look.actor, _asked(db, listed))
    facts = _Facts(db, look, seen, {each.id: listed[each.id] for each in seen})
    rows = [facts.row(each, listed[each.id]) for each in seen]
    return sorted(rows, key=lambda row: order(row.waits, row.next, row.received_at))


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


def _asked(db: Session, covers: dict[UUID, CoverText]) -> list[Asked]:
    return [
        Asked(case, factory, programme, covers[case].is_concern, covers[case].is_closed_concern)
        for case, factory, programme in one_pass.homes(db, covers)
    ]


class _Facts:
    """What all the cases of a list need to know, asked for once."""

    def __init__(
        self, db: Session, look: Look, cases: Sequence[Asked], covers: dict[UUID, CoverText]
    ) -> None:
        ids, ring = [each.id for each in cases], look.actor.ring
        self.look = look
        # Nothing can be owing of a case that nobody ever left.
        left = [case for case, cover in covers.items() if cover.departed]
        self.generations = one_pass.generations(db, left) if left else {}
        self.inboxes = one_pass.inbox_counts(db, one_pass.holding(ring, ids, C.CHANNEL))
        # Where somebody stands in, keys have a last day.
        self.lent = {case for case, cover in covers.items() if any(map(LAST_DAY, cover.holders))}
        self.epochs = one_pass.epoch_numbers(db, ids)
        # By number: a thousand covers name the same few people eight thousand times.
        people = {each.holder.int for cover in covers.values() for each in cover.holders}
        known = {UUID(int=number) for number in people - {case.int for case in covers}}
        self.on, self.zone = look.now.date(), ZoneInfo(look.actor.time_zone)
        self.sound = one_pass.sound_people(db, look.register, known, self.on)
        self.unsound = known - self.sound
        self.places = places_of(
            db, (each.factory_id or each.programme_id for each in cases), look.now
        )
        self.following = frozenset(one_pass.holding(ring, ids, C.OUTCOME))
        self.courses = one_pass.courses(db, self.following)
        self.memory = memory_of(db, look)
        self.pressing = pressing(db, ring, covers, look.now)
        self.helping = helping(db, ring, covers, look.register, self.on)
        self.compared = Compared(db, covers)

    def row(self, case: Asked, cover: CoverText) -> Row:
        place = case.factory_id or case.programme_id
        course, today = self.courses.get(case.id), self.places.day(place)
        return Row(
            case=case.id,
            code=cover.code,
            place=self.places.name(place),
            stage=cover.stage,
            received_at=cover.received_at,
            waits=self._waits(case, cover),
            is_concern=cover.is_concern,
            is_unread=cover.acknowledged_at is None,
            home=place,
            is_withdrawn=cover.is_withdrawn,
            days=self._days(case, cover),
            follows=case.id in self.following and not cover.is_concern,
            next=next_of(course, today),
            today=today,
            clocks=course.clocks if course else (),
        )

    def _days(self, case: Asked, cover: CoverText) -> tuple[Day, ...]:
        presses, course = self.pressing.get(case.id, NOTHING), self.courses.get(case.id)
        announced = self._announced(case, cover)
        safe = (*protecting(course, cover, presses.hold_by), *telling(course, cover))
        return (*announced, *safe) if safe and self._may(P.PROTECT, case) else announced

    def _announced(self, case: Asked, cover: CoverText) -> tuple[Day, ...]:
        if not (cover.intentions or cover.is_withdrawn or case.id in self.lent):
            return ()
        ring, answers = self.look.actor.ring, self._may(P.ANSWER, case)
        return days_of(cover, case.id, ring, self.zone, answers=answers)

    def _waits(self, case: Asked, cover: CoverText) -> tuple[Wait, ...]:
        # Most cases wait for nothing: what only a few covers have, and policy, is asked last.
        return tuple([wait for wait, is_so in self._every(case, cover) if is_so])

    def _every(self, case: Asked, cover: CoverText) -> tuple[tuple[Wait, bool], ...]:
        """What could wait, the most urgent first, and whether it does."""
        presses, course = self.pressing.get(case.id, NOTHING), self.courses.get(case.id)
        may_be, me = self._may, self.look.actor.person
        is_unread, is_concern = cover.acknowledged_at is None, cover.is_concern
        return (
            (Wait.CARE, presses.needs_care and may_be(P.READ_SAFETY, case)),
            (Wait.WENT_BACK, self._went_back(case, cover, course)),
            (Wait.SECOND, bool(cover.intentions) and self._is_asked(case, cover)),
            (Wait.REMOVAL, bool(cover.removals) and self._confirms(case, cover)),
            (Wait.OWING, self._owes(case, cover)),
            (Wait.DECLARATION, is_due(cover, me) and may_be(P.DECLARE, case)),
            *((w, may_be(ASKED_BY_OUTCOME[w], case)) for w in outcome_waits(course)),
            *((w, may_be(P.REFER, case)) for w in self.helping.get(case.id, NO_HELP).waits),
            (Wait.ACKNOWLEDGE, is_unread and may_be(P.ACKNOWLEDGE, case)),
            (Wait.INBOX, case.id in self.inboxes and may_be(P.ANSWER, case)),
            (Wait.ANSWER, cover.asked_at is not None and may_be(P.ANSWER, case)),
            (Wait.HEARD, cover.answered_at is not None and may_be(P.ASK, case)),
            (Wait.QUORUM, lacks_quorum(cover, me) and may_be(P.READ_COURSE, case)),
            (Wait.REVIEW, review_waits(course) and may_be(P.INQUIRE, case)),
            (Wait.TELL_HER, is_to_be_told(course, cover, self.on) and may_be(P.KEEP, case)),
            (Wait.WITHDRAWAL, cover.is_withdrawn and may_be(P.ANSWER, case)),
            *((each, True) for each in self._compared(case, cover)),
            (Wait.PANEL, cover.route is not None and self._lacks_panel(case, cover)),
            (Wait.HAND_OVER, bool(cover.intentions) and self._can_give(case, cover)),
            (Wait.OFFER, is_concern and _is_at(cover, RECEIVED) and may_be(P.OFFER_HELP, case)),
            (Wait.REPLY, is_concern and _is_at(cover, OFFERED) and may_be(P.CLOSE_CONCERN, case)),
        )

    def _compared(self, case: Asked, cover: CoverText) -> list[Wait]:
        found = self.compared.waits(case.id, case.factory_id or case.programme_id, cover)
        opens = bool(found) and not is_due(cover, self.look.actor.person)
        return found if opens and self._may(P.KEEP_PARTIES, case) else []

    def _can_give(self, case: Asked, cover: CoverText) -> bool:
        ring, ready = self.look.actor.ring, ripe(cover, self.look.now)
        return any(can_give(ring, case.id, each) for each in ready)

    def _went_back(self, case: Asked, cover: CoverText, course: ListedCourse | None) -> bool:
        if case.id in self.following and is_older(course, cover):
            return True
        return went_back(self.memory, case.id, cover, self.epochs.get(case.id, 0))

    def _owes(self, case: Asked, cover: CoverText) -> bool:
        lapsed = self.unsound and any(each.holder in self.unsound for each in cover.holders)
        if not (cover.departed or case.id in self.lent or lapsed):
            return False
        owed = debt(cover, case.id, self.generations.get(case.id, {}), self.sound, self.on)
        return any(self.look.actor.ring.holds(case.id, part) for part in owed)

    def _is_asked(self, asked: Asked, cover: CoverText) -> bool:
        me = self.look.actor.person
        danger = (each for each in pending(cover) if each.is_for_danger and each.by != me)
        return any(danger) and self._may(P.HAND_OVER, asked)

    def _confirms(self, asked: Asked, cover: CoverText) -> bool:
        me = self.look.actor.person
        waiting_for = (seconds(cover, each) for each in seen_by(cover, me))
        return any(me in people for people in waiting_for) and self._may(P.REMOVE, asked)

    def _lacks_panel(self, asked: Asked, cover: CoverText) -> bool:
        is_open = next_step(cover, self.look.now) is NextStep.NAME_PANEL
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


def memory_of(db: Session, look: Look) -> Memory | None:
    """What whoever looks remembers. Raises as `auth.memory.recall`."""
    actor = look.actor
    if actor.seeds is None or actor.holder is None:
        return None
    return memories.recall(db, look.keys, actor.seeds, actor.holder)

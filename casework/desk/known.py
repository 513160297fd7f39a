"""What a list knows of its cases, asked for once; and what of each waits for whoever looks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.answers import Alike
from auth.memory import Memory
from auth.permissions import Permission
from casework.case import one_pass
from casework.case.lapsing import debt
from casework.case.one_pass import ListedCourse
from casework.desk.clocked import is_older, places_of
from casework.desk.comparing import Compared
from casework.desk.due import (
    Day,
    days_of,
    is_to_be_told,
    protecting,
    review_waits,
    telling,
    waits_for_another,
)
from casework.desk.helping import NO_HELP, helping
from casework.desk.outcome_waits import ASKED_BY_OUTCOME, outcome_waits
from casework.desk.pressing import NOTHING, Presses, pressing
from casework.desk.waits import Wait
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

C, P = Compartment, Permission.Case
LAST_DAY = attrgetter("until")


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A case as policy asks about it, with what the list has opened of its cover already."""

    id: UUID
    factory_id: UUID | None
    programme_id: UUID | None
    is_concern: bool
    is_closed_concern: bool

    @property
    def place(self) -> UUID | None:
        """The factory or programme it belongs to."""
        return self.factory_id or self.programme_id

    @classmethod
    def of(cls, case: Case, cover: CoverText) -> "Asked":
        """A case with its cover."""
        places = case.factory_id, case.programme_id
        return cls(case.id, *places, cover.is_concern, cover.is_closed_concern)


class Seen(msgspec.Struct, frozen=True, gc=False):
    """One case of a list that policy lets her read, and what else it lets her do."""

    case: Asked
    cover: CoverText
    may: Alike

    def must_declare(self, person: UUID | None) -> bool:
        """Whether somebody has to say first whether she is close to anybody of it."""
        return is_due(self.cover, person) and self.may[P.DECLARE]


class One(Seen, frozen=True, gc=False):
    """One of them, with what was opened of it beside its cover."""

    course: ListedCourse | None
    presses: Presses

    @property
    def facts(self) -> Mapping[str, str]:
        """What its course says beside its clocks; of most nothing."""
        return self.course.facts if self.course is not None else {}


class Known:
    """What all the cases of a list need to know, asked for once."""

    def __init__(
        self,
        db: Session,
        actor: Actor,
        register: Register,
        memory: Memory | None,
        seen: Sequence[Seen],
        now: datetime,
    ) -> None:
        covers = {each.case.id: each.cover for each in seen}
        ids, ring = list(covers), actor.ring
        self.me, self.ring, self.now, self.memory = actor.person, ring, now, memory
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
        self.on, self.zone = now.date(), ZoneInfo(actor.time_zone)
        self.sound = one_pass.sound_people(db, register, known, self.on)
        self.unsound = known - self.sound
        self.places = places_of(db, (each.case.place for each in seen), now)
        self.following = frozenset(one_pass.holding(ring, ids, C.OUTCOME))
        self.courses = one_pass.courses(db, self.following)
        self.pressing = pressing(db, ring, covers, now)
        self.helping = helping(db, ring, covers, register, self.on)
        self.compared = Compared(db, covers)

    def of(self, seen: Seen) -> One:
        """One of the cases, with what was opened of it."""
        case = seen.case.id
        course, presses = self.courses.get(case), self.pressing.get(case, NOTHING)
        return One(seen.case, seen.cover, seen.may, course, presses)

    def days(self, one: One) -> tuple[Day, ...]:
        """What of it is due on a day, apart from confirming receipt and its clocks."""
        announced = self._announced(one)
        if not one.may[P.PROTECT]:
            return announced
        safe = protecting(one.course, one.cover, one.presses.hold_by)
        return (*announced, *safe, *telling(one.course, one.cover))

    def _announced(self, one: One) -> tuple[Day, ...]:
        cover, case = one.cover, one.case.id
        if not (cover.intentions or cover.is_withdrawn or case in self.lent):
            return ()
        return days_of(cover, case, self.ring, self.zone, answers=one.may[P.ANSWER])

    def waits(self, one: One) -> tuple[Wait, ...]:
        """What of it waits, the most urgent first."""
        # Most cases wait for nothing: what only a few covers have, and policy, is asked last.
        return tuple([wait for wait, is_so in self._every(one) if is_so])

    def _every(self, one: One) -> tuple[tuple[Wait, bool], ...]:
        """What could wait, the most urgent first, and whether it does."""
        case, cover, may_be, course = one.case, one.cover, one.may, one.course
        me, facts = self.me, one.facts
        is_unread, is_concern = cover.acknowledged_at is None, cover.is_concern
        outcome = outcome_waits(course) if facts else ()
        helps = self.helping.get(case.id, NO_HELP).waits if self.helping else ()
        return (
            (Wait.CARE, one.presses.needs_care and may_be[P.READ_SAFETY]),
            (Wait.WENT_BACK, self._went_back(one)),
            (Wait.SECOND, bool(cover.intentions) and self._is_asked(one)),
            (Wait.REMOVAL, bool(cover.removals) and self._confirms(one)),
            (Wait.OWING, self._owes(one)),
            (Wait.DECLARATION, one.must_declare(me)),
            *((wait, may_be[ASKED_BY_OUTCOME[wait]]) for wait in outcome),
            *((wait, may_be[P.REFER]) for wait in helps),
            (Wait.ACKNOWLEDGE, is_unread and may_be[P.ACKNOWLEDGE]),
            (Wait.INBOX, case.id in self.inboxes and may_be[P.ANSWER]),
            (Wait.ANSWER, cover.asked_at is not None and may_be[P.ANSWER]),
            (Wait.HEARD, cover.answered_at is not None and may_be[P.ASK]),
            (Wait.QUORUM, lacks_quorum(cover, me) and may_be[P.READ_COURSE]),
            (Wait.REVIEW, bool(facts) and self._reviews(one)),
            (Wait.TELL_HER, bool(facts) and self._is_to_be_told(one)),
            (Wait.WITHDRAWAL, cover.is_withdrawn and may_be[P.ANSWER]),
            *((each, True) for each in self._compared(one)),
            (Wait.PANEL, cover.route is not None and self._lacks_panel(one)),
            (Wait.HAND_OVER, bool(cover.intentions) and self._can_give(case, cover)),
            (Wait.OFFER, is_concern and _is_at(cover, RECEIVED) and may_be[P.OFFER_HELP]),
            (Wait.REPLY, is_concern and _is_at(cover, OFFERED) and may_be[P.CLOSE_CONCERN]),
        )

    def _reviews(self, one: One) -> bool:
        if review_waits(one.course) and one.may[P.INQUIRE]:
            return True
        return waits_for_another(one.course, self.me) and one.may[P.CHARGE_MALICE]

    def _is_to_be_told(self, one: One) -> bool:
        return is_to_be_told(one.course, one.cover, self.on) and one.may[P.KEEP]

    def _compared(self, one: One) -> list[Wait]:
        found = self.compared.waits(one.case.id, one.case.place, one.cover)
        opens = bool(found) and not is_due(one.cover, self.me)
        return found if opens and one.may[P.KEEP_PARTIES] else []

    def _can_give(self, case: Asked, cover: CoverText) -> bool:
        ring, ready = self.ring, ripe(cover, self.now)
        return any(can_give(ring, case.id, each) for each in ready)

    def _went_back(self, one: One) -> bool:
        case, cover = one.case.id, one.cover
        if is_older(one.course, cover) and case in self.following:
            return True
        return went_back(self.memory, case, cover, self.epochs.get(case, 0))

    def _owes(self, one: One) -> bool:
        case, cover = one.case, one.cover
        lapsed = self.unsound and any(each.holder in self.unsound for each in cover.holders)
        if not (cover.departed or case.id in self.lent or lapsed):
            return False
        owed = debt(cover, case.id, self.generations.get(case.id, {}), self.sound, self.on)
        return any(self.ring.holds(case.id, part) for part in owed)

    def _is_asked(self, one: One) -> bool:
        me = self.me
        danger = (each for each in pending(one.cover) if each.is_for_danger and each.by != me)
        return any(danger) and one.may[P.HAND_OVER]

    def _confirms(self, one: One) -> bool:
        me = self.me
        waiting_for = (seconds(one.cover, each) for each in seen_by(one.cover, me))
        return any(me in people for people in waiting_for) and one.may[P.REMOVE]

    def _lacks_panel(self, one: One) -> bool:
        is_open = next_step(one.cover, self.now) is NextStep.NAME_PANEL
        return is_open and one.may[P.NAME_PANEL]


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

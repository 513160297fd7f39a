"""The desk and the list of cases: what somebody holds, and what of it waits for her."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from auth import memory as memories
from auth.actor import Actor
from auth.answers import Answers
from auth.memory import Memory
from auth.permissions import Permission
from auth.policy import may
from casework.case import one_pass
from casework.clocks.standing import Days
from casework.desk.clocked import Next, next_of
from casework.desk.due import Day
from casework.desk.known import Asked, Known, Seen
from casework.desk.waits import Wait, order
from casework.models.cover import CoverText
from crypto.certificates import Register
from crypto.instance import InstanceKeys

P = Permission.Case


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
    due: Callable[[], tuple[Day, ...]] = tuple
    follows: bool = False
    """Whether she holds the outcome, and so sees what is due."""
    next: Next | None = None
    today: date = date.min
    """In the time of the factory or programme."""
    clocks: tuple[Days, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """What of it is due on a day, apart from confirming receipt and its clocks.

        Found when it is asked for: a list of all cases asks nothing of the kind.
        """
        return self.due()

    @property
    def is_new(self) -> bool:
        """Whether nobody has said yet that it was read."""
        return Wait.ACKNOWLEDGE in self.waits


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
    rows = as_rows(db, look, seen_of(db, look, cases))
    return sorted(rows, key=lambda row: order(row.waits, row.next, row.received_at))


def seen_of(db: Session, look: Look, cases: Collection[UUID]) -> list[Seen]:
    """Those of some cases that would be listed, with nothing but their covers opened."""
    wanted = cases if may(look.actor, P.LIST) else ()
    covers = one_pass.listed_covers(db, wanted)
    return _seen(db, look, {case: cover for case, cover in covers.items() if _lists(cover, look)})


def as_rows(db: Session, look: Look, seen: Sequence[Seen]) -> list[Row]:
    """Some of them as a list shows them, in the order in which they come."""
    known = Known(db, look.actor, look.register, memory_of(db, look), seen, look.now)
    return [_row(known, each) for each in seen]


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


def _seen(db: Session, look: Look, covers: dict[UUID, CoverText]) -> list[Seen]:
    answers, found = Answers(look.actor), list[Seen]()
    for case, factory, programme in one_pass.homes(db, covers):
        cover = covers[case]
        asked = Asked(case, factory, programme, cover.is_concern, cover.is_closed_concern)
        may_be = answers.about(asked)
        if may_be[P.READ]:
            found.append(Seen(asked, cover, may_be))
    return found


def _row(known: Known, seen: Seen) -> Row:
    case, cover, one = seen.case, seen.cover, known.of(seen)
    today, clocks = known.places.day(case.place), one.course.clocks if one.course else ()
    return Row(
        case=case.id,
        code=cover.code,
        place=known.places.name(case.place),
        stage=cover.stage,
        received_at=cover.received_at,
        waits=known.waits(one),
        is_concern=cover.is_concern,
        is_unread=cover.acknowledged_at is None,
        home=case.place,
        is_withdrawn=cover.is_withdrawn,
        due=partial(known.days, one),
        follows=case.id in known.following and not cover.is_concern,
        next=next_of(one.course, today),
        today=today,
        clocks=clocks,
    )


def memory_of(db: Session, look: Look) -> Memory | None:
    """What whoever looks remembers. Raises as `auth.memory.recall`."""
    actor = look.actor
    if actor.seeds is None or actor.holder is None:
        return None
    return memories.recall(db, look.keys, actor.seeds, actor.holder)

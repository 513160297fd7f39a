"""What of help outside waits, for a list: an answer that nobody has read, and what is overdue.

Only cases of which something was written about help are opened, without checking signatures:
a list shows, and the case itself checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case import one_pass
from casework.case.timeline import Line
from casework.desk.waits import Wait
from casework.helping.following import Referral, referrals
from casework.helping.moving import waiting
from casework.models.cover import CoverText
from casework.models.entry import EntryBody, Said
from crypto.authorship import Head
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.ring import KeyRing

C = Compartment
TOLD = 1
"""The number of the first entry there: what she ticked when she told. A longer chain has more."""


@dataclass(frozen=True)
class Helps:
    """What waits in one case."""

    is_answered: bool = False
    is_late: bool = False

    @property
    def waits(self) -> tuple[Wait, ...]:
        """The same as a list names it, the most urgent first."""
        both = ((Wait.HELP_ANSWERED, self.is_answered), (Wait.HELP_LATE, self.is_late))
        return tuple(wait for wait, is_so in both if is_so)


NO_HELP = Helps()


def helping(
    db: Session,
    ring: KeyRing,
    covers: Mapping[UUID, CoverText],
    register: Register,
    today: date,
) -> dict[UUID, Helps]:
    """What waits, by case; of most nothing was written, and they are not opened."""
    written = [
        case for case, cover in covers.items() if cover.heads.get(C.REFERRAL, Head()).number > TOLD
    ]
    written = one_pass.holding(ring, written, C.REFERRAL)
    if not written:
        return {}
    bodies = one_pass.chained(db, written, C.REFERRAL)
    return {case: _helps(db, register, chain, today) for case, chain in bodies.items()}


def _helps(db: Session, register: Register, chain: list[EntryBody], today: date) -> Helps:
    every = referrals([_line(each) for each in chain], today)
    return Helps(
        is_answered=any(waiting(db, register, each) for each in every),
        is_late=any(_is_late(each, today) for each in every),
    )


def _is_late(each: Referral, today: date) -> bool:
    """Overdue itself, or something that was to be done for it."""
    return each.is_late(today) or any(task.is_late(today) for task in each.tasks)


def _line(body: EntryBody) -> Line:
    said, signed = msgspec.msgpack.decode(body.said, type=Said), body.signed
    return Line(
        kind=said.kind,
        at=said.at,
        text="",
        facts=said.facts,
        author=signed.author,
        compartment=C.REFERRAL,
        number=signed.number,
        head=b"",
        is_verified=True,
    )

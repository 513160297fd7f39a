"""Who is in a reading post without sound keys: given nothing, and that is said, not passed over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.models import Membership
from auth.predicates import READING_ROLES
from auth.trail_rows import Act, ActorKind
from casework.case.acts import act
from casework.case.roster import keys_in
from crypto.certificates import Register
from crypto.instance import InstanceKeys

AT_INTAKE = "case:recipient:refused"
DAILY = "keys:recipient:refused"
NAMED = 10
"""How many posts one entry names: somebody may invent any number of people."""


def note_refused(db: Session, case: UUID, posts: Sequence[UUID], now: datetime) -> None:
    """Put on the trail of the case that posts within its reach received nothing.

    There and not on the trail of administration, where a puppet in every committee would tell
    its maker on which day somebody complained.
    """
    if not posts:
        return
    named = ",".join(each.hex for each in posts[:NAMED])
    act(db, case, AT_INTAKE, None, now, posts=named, count=str(len(posts)))


def note_daily(db: Session, keys: InstanceKeys, register: Register, now: datetime) -> int:
    """Put every such post of an instance on the trail of administration, once a post and day.

    For a timer, whatever happens in cases. Gives back how many there are.
    """
    on = now.date()
    posts = db.scalars(select(Membership).where(Membership.role.in_(READING_ROLES)))
    refused = [
        each.id
        for each in posts
        if each.is_current(on)
        and register.of(each.person_id)
        and keys_in(register, each, on) is None
    ]
    for post in refused:
        done = Act(actor=None, actor_kind=ActorKind.TIMER, verb=DAILY, subject=post, at=now)
        trail.once_a_day(db, keys, done)
    return len(refused)

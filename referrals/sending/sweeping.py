"""What has lived out its time on its way to a provider or back is removed, without a key."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from auth.models import PROVIDING, Membership
from crypto.instance import InstanceKeys
from crypto.slots import live
from referrals.models.sending import (
    ReferralAnswer,
    ReferralAnswering,
    ReferralBox,
    ReferralLink,
    ReferralOpening,
    ReferralPacket,
)
from referrals.sending.link import LIVES, SLOT_MINUTES
from referrals.sending.opening import SEEN_FOR

BY_DAY = (ReferralPacket, ReferralBox, ReferralAnswering, ReferralAnswer)


def sweep(db: Session, keys: InstanceKeys, now: datetime) -> int:
    """Delete what is over, and the boxes of people who help nowhere any more; gives how many."""
    today = now.date()
    gone = 0
    for table in BY_DAY:
        dead = delete(table).where(table.until_on < today).returning(table.id)
        gone += len(db.scalars(dead).all())
    week, hour = _minutes(LIVES), _minutes(SEEN_FOR)
    gone += _sweep_slots(db, ReferralLink, live(keys.slots, now, week, SLOT_MINUTES))
    gone += _sweep_slots(db, ReferralOpening, live(keys.slots, now, hour))
    return gone + _take_from_leavers(db, keys, today)


def _sweep_slots(
    db: Session, table: type[ReferralLink | ReferralOpening], alive: list[bytes]
) -> int:
    dead = delete(table).where(table.slot.not_in(alive)).returning(table.id)
    return len(db.scalars(dead).all())


def _take_from_leavers(db: Session, keys: InstanceKeys, today: date) -> int:
    tags = [keys.received_tag(each) for each in _left(db, today)]
    dead = delete(ReferralBox).where(ReferralBox.receiver.in_(tags)).returning(ReferralBox.id)
    return len(db.scalars(dead).all())


def _left(db: Session, today: date) -> Iterable[UUID]:
    posts = db.execute(
        select(
            Membership.person_id,
            or_(Membership.until_on.is_(None), Membership.until_on >= today),
        ).where(Membership.role.in_(PROVIDING))
    ).all()
    staying = {person for person, is_running in posts if is_running}
    return {person for person, _is_running in posts} - staying


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60

"""Taking a packet back, and how it stands: both from what the case keeps of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

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
from referrals.sending.given import Given, reply_keys
from referrals.sending.link import LIVES, SLOT_MINUTES, lookup
from referrals.sending.sealing import answer_place


class Standing(StrEnum):
    """How a packet lies there. Whether it was read its answers say (`Step.SEEN`)."""

    THERE = "there"
    """For people with accounts: it can be opened."""
    WAITING = "waiting"
    """A link that nobody has used."""
    USED = "used"
    """A link that was used; its provider answers still."""
    TRIED_OUT = "tried_out"
    """A link that five wrong codes ended: somebody else may have the address."""
    GONE = "gone"
    """It was withdrawn, or its time is over."""


def standing(db: Session, keys: InstanceKeys, given: Given, now: datetime) -> Standing:
    """How a packet lies there now."""
    if given.is_link:
        return _link_standing(db, keys, given, now)
    found = select(ReferralPacket.until_on).where(ReferralPacket.id == given.packet)
    until = db.scalar(found)
    return Standing.THERE if until is not None and now.date() <= until else Standing.GONE


def withdraw(db: Session, given: Given) -> None:
    """Delete the packet, its boxes, its link and what was not taken in; nobody opens it again.

    Doing it twice changes nothing. What somebody has read already she has read.
    """
    db.execute(delete(ReferralPacket).where(ReferralPacket.id == given.packet))
    db.execute(delete(ReferralBox).where(ReferralBox.id.in_(given.boxes)))
    if given.is_link:
        # The link first: whoever is using it now has written the others by the time it is gone.
        for table, what in LINKED:
            db.execute(delete(table).where(table.lookup == lookup(given.root, what)))
    place = answer_place(reply_keys(given).kem_public)
    db.execute(delete(ReferralAnswer).where(ReferralAnswer.place == place))


LINKED: tuple[tuple[type[ReferralLink | ReferralOpening | ReferralAnswering], str], ...] = (
    (ReferralLink, "link"),
    (ReferralOpening, "opening"),
    (ReferralAnswering, "answering"),
)


def _link_standing(db: Session, keys: InstanceKeys, given: Given, now: datetime) -> Standing:
    link = select(ReferralLink).where(ReferralLink.lookup == lookup(given.root, "link"))
    row = db.scalar(link.execution_options(populate_existing=True))
    if row is not None:
        if not row.sealed:
            return Standing.TRIED_OUT
        minutes = int(LIVES.total_seconds()) // 60
        is_alive = row.slot in live(keys.slots, now, minutes, SLOT_MINUTES)
        return Standing.WAITING if is_alive else Standing.GONE
    place = lookup(given.root, "answering")
    used = select(ReferralAnswering.until_on).where(ReferralAnswering.lookup == place)
    until = db.scalar(used)
    return Standing.USED if until is not None and now.date() <= until else Standing.GONE

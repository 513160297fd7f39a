"""Taking a packet back, and how it stands: both from what the case keeps of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from crypto.instance import InstanceKeys
from referrals.sending.given import Given


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
    raise NotImplementedError


def withdraw(db: Session, given: Given) -> None:
    """Delete the packet, its boxes, its link and what was not taken in; nobody opens it again.

    Doing it twice changes nothing. What somebody has read already she has read.
    """
    raise NotImplementedError

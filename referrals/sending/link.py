"""A one-time link: an address by mail or on paper, a code by telephone, both needed, once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from crypto.instance import InstanceKeys
from crypto.passphrase import Cost
from referrals.consent.packet import Packet
from referrals.sending.given import Given, Sender

LIVES = timedelta(days=7)
TRIES = 5


@dataclass(frozen=True, repr=False)
class Drawn:
    """A link that is drawn and stretched, and does not exist yet."""

    token: str
    """What the address ends in: /o/<token>."""
    code: str
    """Six digits, for the telephone."""
    stretched: bytes
    salt: bytes


@dataclass(frozen=True)
class Linked:
    """What leaves the verb. Token and code are shown to the sender once, and kept nowhere."""

    given: Given
    token: str = field(repr=False)
    code: str = field(repr=False)


def draw(cost: Cost) -> Drawn:
    """Draw token and code. One Argon2 run: the caller holds the sending lane, and no lock."""
    raise NotImplementedError


def give(
    db: Session, keys: InstanceKeys, drawn: Drawn, packet: Packet, sender: Sender, now: datetime
) -> Linked:
    """Seal a packet under a drawn link, for seven days."""
    raise NotImplementedError

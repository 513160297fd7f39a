"""A packet for the people of a provider with accounts: given, renewed, opened and taken back."""

from collections.abc import Container
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from crypto.certificates import Register
from crypto.instance import InstanceKeys
from referrals.consent.packet import Packet
from referrals.sending.given import Given, Sender


class NobodyThere(Exception):
    """Nobody of this organisation has a post and valid keys to receive it with."""


def recipients(
    db: Session, register: Register, organization: UUID, on: date, barred: Container[UUID] = ()
) -> tuple[UUID, ...]:
    """The people of an organisation to whom a packet would be sealed on a day, in a fixed order.

    `barred` are those who must not get it, such as people of the case's factory.
    """
    raise NotImplementedError


def give(
    db: Session,
    keys: InstanceKeys,
    register: Register,
    packet: Packet,
    organization: UUID,
    sender: Sender,
    on: date,
    barred: Container[UUID] = (),
) -> Given:
    """Seal a packet to an organisation's people; `organization` is the one with accounts here.

    Raises NobodyThere.
    """
    raise NotImplementedError


def renew(db: Session, given: Given, packet: Packet, sender: Sender, on: date) -> bool:
    """Put another packet in the place of one that was given: her name, once it is accepted.

    Gives back whether it is still there. Its people sign in to it as before.
    """
    raise NotImplementedError

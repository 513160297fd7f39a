"""What may be talked about with a place and with people by name, where she said yes to that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from casework.case.timeline import Line
from casework.helping.following import Referral
from casework.helping.passing import ledger_of, packet_for
from casework.helping.referring import recipient_of
from casework.models.cover import CoverText
from referrals.consent.ledger import Ledger, Recipient, allowed, live
from referrals.consent.packet import NothingLeaves, Packet
from referrals.consent.terms import Purpose, RecipientKind


@dataclass(frozen=True)
class Talk:
    """One whom somebody who looks after her may speak with, and about what."""

    whom: Recipient = field(repr=False)
    packet: Packet | None = field(repr=False)
    """None where nothing may be said: she has not agreed to that, or no longer."""


def talks(
    db: Session, cover: CoverText, lines: Iterable[Line], referral: Referral, now: datetime
) -> Sequence[Talk]:
    """What may be said for a referral, on the telephone or in a warm hand-over.

    The place comes first, then everybody whom a yes to sharing that holds today names. It is
    compiled like what is sent, from consents to sharing alone: a yes to help is none.
    """
    every = list(lines)
    people = {
        each.recipient.id: each.recipient
        for each in live(ledger_of(db, cover, every), now.date())
        if each.purpose is Purpose.SHARING and each.recipient.kind is RecipientKind.PERSON
    }
    whom = (place_of(referral), *people.values())
    return [Talk(each, _packet(db, cover, every, each, referral, now)) for each in whom]


def may_be_talked_about(ledger: Ledger, referral: Referral, now: datetime) -> bool:
    """Whether she has agreed that anything is talked about with the place of a referral."""
    return bool(allowed(ledger, place_of(referral), Purpose.SHARING, now.date()))


def place_of(referral: Referral) -> Recipient:
    """The place of a referral, as one that is spoken with: by voice, and through no account."""
    return recipient_of(referral.sent.organization, referral.sent.organization_name)


def _packet(
    db: Session,
    cover: CoverText,
    lines: list[Line],
    whom: Recipient,
    referral: Referral,
    now: datetime,
) -> Packet | None:
    reference = referral.sent.reference
    try:
        return packet_for(db, cover, lines, whom, now, reference, purpose=Purpose.SHARING)
    except NothingLeaves:
        return None

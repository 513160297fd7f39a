"""Once a place has accepted: what waited for that goes after it, as far as she agreed."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.helping.barring import barred_from
from casework.helping.following import Referral
from casework.helping.moving import the_one
from casework.helping.needs import her_needs
from casework.helping.passing import packet_for
from casework.helping.referring import (
    WRITE,
    AgainstHer,
    is_barred,
    is_of_factory,
    recipient_of,
    sender_of,
    sources_of,
)
from casework.helping.states import ACCEPTED, MoveNotAllowed, Mover
from casework.helping.written import Named, said_of
from casework.models.cover import CoverText
from crypto.compartments import Compartment
from referrals.consent.packet import Basis, Packet
from referrals.directory.reading import offered
from referrals.models.terms import Way
from referrals.sending import packets

C = Compartment


class NothingFollows(Exception):
    """All that she agreed to has left already, or what lay there is gone."""


def send_name(db: Session, turn: Turn, referral: UUID) -> None:
    """Her name follows: in place of what people with accounts had; by other ways somebody tells it.

    Raises casework.helping.moving.NoReferral; MoveNotAllowed before it was accepted;
    NothingFollows; AgainstHer where the place, or somebody who got the packet, must not have it
    by now; referrals.consent.packet.NothingLeaves.
    """
    cover = begin(db, turn, C.REFERRAL)
    found = the_one(db, cover, turn, referral)
    if found.state not in ACCEPTED:
        raise MoveNotAllowed(found.state.value, "named", Mover.MEMBER.value)
    lines = timeline(db, turn.case, turn.register).lines
    _require_still(db, cover.text, lines, turn, found)
    packet = packet_after(db, cover.text, lines, turn, found)
    now_there = {each.field: each.values for each in packet.leaves}
    if now_there.keys() <= found.left.keys() or not _renewed(db, turn, found, packet):
        raise NothingFollows
    named = Named(referral=found.id, left=now_there, sources=sources_of(packet))
    put(db, cover, C.REFERRAL, said_of(named, turn.now), turn.author)
    act(db, turn.case, WRITE, turn.author.person, turn.now)


def packet_after(
    db: Session, cover: CoverText, lines: list[Line], turn: Turn, found: Referral
) -> Packet:
    """What may be there once it was accepted, by what it was sent by: her yes, or a decision.

    Raises referrals.consent.packet.NothingLeaves.
    """
    sent = found.sent
    to = recipient_of(sent.organization, sent.organization_name, sent.account)
    by = Basis.OVERRIDE if sent.is_override else Basis.CONSENT
    return packet_for(db, cover, lines, to, turn.now, sent.reference, is_accepted=True, by=by)


def _require_still(
    db: Session, cover: CoverText, lines: list[Line], turn: Turn, found: Referral
) -> None:
    """Raises AgainstHer where the place or one of its people came to be kept from her since."""
    sent = found.sent
    place = next((each for each in offered(db) if each.id == sent.place), None)
    is_theirs = place is not None and is_of_factory(cover, place)
    if is_theirs or is_barred(her_needs(lines).wanted, sent.organization, is_forced=False):
        raise AgainstHer
    barred = barred_from(db, cover, turn, sent.account)
    if sent.given is not None and packets.is_held_by(db, turn.keys, sent.given, barred):
        raise AgainstHer


def _renewed(db: Session, turn: Turn, found: Referral, packet: Packet) -> bool:
    given = found.sent.given
    if found.sent.way is not Way.ACCOUNT or given is None:
        return found.sent.way is not Way.ACCOUNT
    return packets.renew(db, given, packet, sender_of(db, turn), turn.now.date())

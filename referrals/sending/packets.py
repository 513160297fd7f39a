"""A packet for the people of a provider with accounts: to whom it goes, given and renewed."""

import secrets
from collections.abc import Container, Iterable, Iterator
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import PROVIDING, Account, Membership, Role
from crypto.certificates import Register
from crypto.envelope import KEY_BYTES
from crypto.errors import CertificateInvalid
from crypto.instance import InstanceKeys
from crypto.seeds import KEM_SEED_BYTES, InboxKeys, PublicKeys
from referrals.consent.packet import Packet, sent
from referrals.models.sending import ReferralBox, ReferralPacket
from referrals.sending import boxes
from referrals.sending.boxes import BoxBody
from referrals.sending.given import NOBODY, Alarm, Contents, Given, Sender, reply_keys, until
from referrals.sending.sealing import sealed_contents, sealed_progress


class NobodyThere(Exception):
    """Nobody of this organisation has a post and valid keys to receive it with."""


def recipients(
    db: Session, register: Register, organization: UUID, on: date, barred: Container[UUID] = ()
) -> tuple[UUID, ...]:
    """The people of an organisation to whom a packet would be sealed on a day, in a fixed order.

    `barred` are those who must not get it, such as people of the case's factory.
    """
    return tuple(_reached(db, register, organization, on, barred))


def give(
    db: Session,
    keys: InstanceKeys,
    register: Register,
    packet: Packet,
    organization: UUID,
    sender: Sender,
    on: date,
    barred: Container[UUID] = (),
    alarm: Alarm = NOBODY,
) -> Given:
    """Seal a packet to an organisation's people; `organization` is the one with accounts here.

    `alarm`: who is told at once where they say no. Raises NobodyThere.
    """
    people = _reached(db, register, organization, on, barred)
    if not people:
        raise NobodyThere
    end = until(on, packet.until)
    row, given = _sealed_under_a_new_key(packet, sender, on, end, alarm)
    body = BoxBody(
        packet=row.id,
        key=given.key,
        body=organization,
        on=on,
        giver=sender.person,
        verify=sender.seeds.public.verify,
    )
    made = [boxes.made(keys, body, sender.seeds, who, to, end) for who, to in people.items()]
    db.add_all([row, *made])
    db.flush()
    return _with_boxes(given, tuple(each.id for each in made), organization)


def renew(db: Session, given: Given, packet: Packet, sender: Sender, on: date) -> bool:
    """Put another packet in the place of one that was given: her name, once it is accepted.

    Gives back whether it is still there. Its people open it with the key they have.
    """
    if given.packet is None:
        return False
    reply = reply_keys(given).kem_public
    contents = sealed_contents(
        given.key, contents_of(packet, sender, reply, on, given.alarm), given.packet
    )
    changed = db.execute(
        update(ReferralPacket)
        .where(ReferralPacket.id == given.packet)
        .values(sealed=contents)
        .returning(ReferralPacket.id)
    )
    return changed.scalar() is not None


def is_held_by(db: Session, keys: InstanceKeys, given: Given, people: Iterable[UUID]) -> bool:
    """Whether one of these people was sent a packet that lies there still."""
    tags = [keys.received_tag(each) for each in people]
    held = select(ReferralBox.id).where(
        ReferralBox.id.in_(given.boxes), ReferralBox.receiver.in_(tags)
    )
    return db.scalar(held.limit(1)) is not None


def contents_of(
    packet: Packet, sender: Sender, reply: bytes, on: date, alarm: Alarm = NOBODY
) -> Contents:
    """What a packet's key opens."""
    return Contents(
        content=sent(packet),
        sender=sender.organization,
        reply=reply,
        on=on,
        until=packet.until,
        alarm=alarm,
    )


def _sealed_under_a_new_key(
    packet: Packet, sender: Sender, on: date, end: date, alarm: Alarm
) -> tuple[ReferralPacket, Given]:
    ident, key, seed = uuid4(), secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEM_SEED_BYTES)
    contents = contents_of(packet, sender, InboxKeys(seed).kem_public, on, alarm)
    row = ReferralPacket(
        id=ident,
        until_on=end,
        version=1,
        sealed=sealed_contents(key, contents, ident),
        progress_sealed=sealed_progress(key, (), ident, 1),
    )
    return row, Given(reply=seed, until=end, packet=ident, key=key, alarm=alarm)


def _with_boxes(given: Given, ids: tuple[UUID, ...], body: UUID) -> Given:
    return Given(
        reply=given.reply,
        until=given.until,
        packet=given.packet,
        key=given.key,
        boxes=ids,
        body=body,
        alarm=given.alarm,
    )


def _reached(
    db: Session, register: Register, organization: UUID, on: date, barred: Container[UUID]
) -> dict[UUID, PublicKeys]:
    found: dict[UUID, PublicKeys] = {}
    for post in _posts(db, organization, on):
        keys = _keys_in(register, post, on)
        if keys is not None and post.person_id not in barred:
            found[post.person_id] = keys
    return found


def _posts(db: Session, organization: UUID, on: date) -> Iterator[Membership]:
    rows = db.scalars(
        select(Membership)
        .outerjoin(Account, Account.person_id == Membership.person_id)
        .where(Membership.organization_id == organization, Membership.role.in_(PROVIDING))
        .where(Account.is_frozen.is_not(True))
        .order_by(Membership.from_on, Membership.id)
    )
    return (each for each in rows if each.is_current(on))


def _keys_in(register: Register, post: Membership, on: date) -> PublicKeys | None:
    role = Role(post.role).value
    try:
        return register.the_keys_as(post.person_id, post.organization_id, role, on)
    except CertificateInvalid:
        return None

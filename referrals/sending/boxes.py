"""The box that hands one person of a provider the key of a packet, signed by who gives it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

import msgspec

from crypto.context import Part
from crypto.errors import BoxBroken, PaddingBroken, SignatureInvalid
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad
from crypto.seeds import PublicKeys, Seeds, deliver, verify
from referrals.models.sending import ReferralBox

ROOM = 1024


class BoxBody(msgspec.Struct, frozen=True, kw_only=True):
    """What a box holds."""

    packet: UUID
    key: bytes
    body: UUID
    """The organisation for whose people it was given."""
    on: date
    giver: UUID
    verify: bytes
    """The giver's verifying key."""
    signature: bytes = b""

    def __repr__(self) -> str:
        return "<BoxBody>"

    def parts(self, holder: bytes) -> tuple[Part, ...]:
        """What the giver signs; `holder` is the fingerprint of the keys it is sealed to."""
        label = "casework/referral-given/1"
        return (label, self.packet, self.key, self.body, holder, self.on)


def made(
    keys: InstanceKeys, body: BoxBody, giver: Seeds, person: UUID, to: PublicKeys, until: date
) -> ReferralBox:
    """A new row with the box for one person."""
    row = ReferralBox(
        id=uuid4(),
        receiver=keys.received_tag(person),
        receiver_version=keys.version,
        until_on=until,
        box=b"",
    )
    signature = giver.sign(*body.parts(to.fingerprint()))
    signed = msgspec.structs.replace(body, signature=signature)
    plain = pad(msgspec.msgpack.encode(signed), ROOM)
    row.box = deliver(to.kem, plain, *_context(row, to))
    return row


def opened(row: ReferralBox, seeds: Iterable[Seeds]) -> BoxBody:
    """What a box of one's own holds, under one's keys or those one had before; its signature holds.

    Whether its giver is certified is the caller's to ask. Raises BoxBroken.
    """
    for each in seeds:
        try:
            return _opened(row, each)
        except BoxBroken:
            continue
    raise BoxBroken


def _opened(row: ReferralBox, seeds: Seeds) -> BoxBody:
    plain = seeds.receive(row.box, *_context(row, seeds.public))
    try:
        body = msgspec.msgpack.decode(unpad(plain, ROOM), type=BoxBody)
        verify(body.verify, body.signature, *body.parts(seeds.public.fingerprint()))
    except (PaddingBroken, msgspec.DecodeError, SignatureInvalid) as wrong:
        raise BoxBroken from wrong
    return body


def _context(row: ReferralBox, to: PublicKeys) -> tuple[Part, ...]:
    return ("casework/referral-box/1", row.id, to.fingerprint())

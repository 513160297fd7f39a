"""The seals of a packet on its way and back, byte for byte as docs/ciphertext.md has them."""

from typing import TypeVar
from uuid import UUID

import msgspec

from crypto.context import Part
from crypto.envelope import derive, open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.padding import pad, unpad
from referrals.sending.given import Contents, Progress

CONTENTS_ROOM = 8192
PROGRESS_ROOM = 8192
T = TypeVar("T")


def sealed(key: bytes, value: object, room: int, *context: Part) -> bytes:
    """A value as MessagePack, padded and sealed into the cell that `context` names."""
    return seal(key, pad(msgspec.msgpack.encode(value), room), *context)


def opened(key: bytes, box: bytes, kind: type[T], room: int, *context: Part) -> T:
    """What `sealed` was given. Raises SealBroken, also for what is none of it."""
    try:
        return msgspec.msgpack.decode(unpad(open_(key, box, *context), room), type=kind)
    except (PaddingBroken, msgspec.DecodeError) as wrong:
        raise SealBroken from wrong


def sealed_contents(key: bytes, contents: Contents, packet: UUID) -> bytes:
    """The contents of a packet for people with accounts."""
    return sealed(key, contents, CONTENTS_ROOM, "referral_packet", packet, "sealed")


def opened_contents(key: bytes, box: bytes, packet: UUID) -> Contents:
    """The opposite. Raises SealBroken."""
    return opened(key, box, Contents, CONTENTS_ROOM, "referral_packet", packet, "sealed")


def sealed_progress(key: bytes, progress: Progress, packet: UUID, version: int) -> bytes:
    """What was answered so far, for the people of the provider."""
    cell = ("referral_packet", packet, "progress_sealed", version)
    return sealed(key, progress, PROGRESS_ROOM, *cell)


def opened_progress(key: bytes, box: bytes, packet: UUID, version: int) -> Progress:
    """The opposite. Raises SealBroken."""
    cell = ("referral_packet", packet, "progress_sealed", version)
    return opened(key, box, Progress, PROGRESS_ROOM, *cell)


def answer_place(reply: bytes) -> bytes:
    """Where answers to one reply key lie: 32 bytes that only those know who have that key."""
    return derive(reply, "casework/referral-place/1")

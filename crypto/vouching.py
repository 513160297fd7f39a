"""A key that several people share, and the signatures of those who say that it is theirs."""

import secrets
from collections.abc import Callable, Iterable
from typing import Self
from uuid import UUID

import msgspec

from crypto.context import Part
from crypto.errors import BoxBroken, KeyInvalid, SignatureInvalid
from crypto.seeds import KEM_SEED_BYTES, InboxKeys, Seeds, deliver, verify

KeyOf = Callable[[UUID], bytes | None]
"""Gives the verifying key that somebody has in the post that counts; None without one."""


class Vouch(msgspec.Struct, frozen=True):
    """One person's signature under a statement: she holds the private half."""

    person: UUID
    signature: bytes


def is_vouched(vouches: Iterable[Vouch], verify_key_of: KeyOf, *parts: Part) -> bool:
    """Whether one of them stands. One is enough."""
    return any(is_signed(each, verify_key_of(each.person), *parts) for each in vouches)


def is_signed(vouch: Vouch, key: bytes | None, *parts: Part) -> bool:
    """Whether that key made the signature; never without a key."""
    if key is None:
        return False
    try:
        verify(key, vouch.signature, *parts)
    except SignatureInvalid:
        return False
    return True


def with_vouch(
    vouches: Iterable[Vouch], person: UUID, seeds: Seeds, *parts: Part
) -> tuple[Vouch, ...]:
    """The same with this person's signature, in place of an older one of hers."""
    others = (each for each in vouches if each.person != person)
    return (*others, Vouch(person, seeds.sign(*parts)))


class SharedKey(InboxKeys):
    """The private half: opens what is sealed to it, and is handed to whoever shares it."""

    @classmethod
    def generate(cls) -> Self:
        """A new key from the operating system's randomness."""
        return cls(secrets.token_bytes(KEM_SEED_BYTES))

    def handed_to(self, kem_public: bytes, *context: Part) -> bytes:
        """The box that hands this key to somebody. Raises KeyInvalid."""
        return deliver(kem_public, self._seed, *context)

    @classmethod
    def out_of(cls, box: bytes, seeds: Iterable[Seeds], kem: bytes, *context: Part) -> Self:
        """The private half out of somebody's box, under her keys or those she had before.

        Raises BoxBroken, also for a key that does not belong to the public half.
        """
        for each in seeds:
            try:
                key = cls(each.receive(box, *context))
            except (BoxBroken, KeyInvalid):
                continue
            if key.kem_public == kem:
                return key
        raise BoxBroken

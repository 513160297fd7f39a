"""The key under which a programme compares names: vouched for, shared out, and in no case."""

import hmac
from datetime import date
from functools import cached_property
from uuid import UUID

import msgspec

from crypto.context import Part, encode
from crypto.envelope import derive
from crypto.seeds import Seeds
from crypto.vouching import KeyOf, SharedKey, Vouch, is_signed, is_vouched, with_vouch

INDEX_BYTES = 32


class MatchStatement(msgspec.Struct, frozen=True):
    """What its certificate says: to this key a name may be sealed for this programme."""

    id: UUID
    programme: UUID
    kem: bytes
    """1,216 bytes: an X-Wing public key."""
    made_on: date

    def parts(self) -> tuple[Part, ...]:
        """What is signed, in order (docs/ciphertext.md, "Comparing names")."""
        return ("casework/match-key/1", self.id, self.programme, self.kem, self.made_on)


class MatchCertificate(msgspec.Struct, frozen=True):
    """A statement and the signatures under it. One that stands is enough."""

    statement: MatchStatement
    vouches: tuple[Vouch, ...] = ()
    asks: Vouch | None = None
    """Who asks that a new key takes its place; another of them confirms it."""

    def stands(self, verify_key_of: KeyOf) -> bool:
        """Whether somebody vouches whose verifying key, as a supervisor there, the caller knows."""
        return is_vouched(self.vouches, verify_key_of, *self.statement.parts())

    def who_asks(self, verify_key_of: KeyOf) -> UUID | None:
        """Who signed that a new key should take its place; None where nobody known did."""
        asks = self.asks
        if asks is None or not is_signed(asks, verify_key_of(asks.person), *self._ending()):
            return None
        return asks.person

    def vouched_by(self, person: UUID, seeds: Seeds) -> "MatchCertificate":
        """The same with this supervisor's signature, in place of an older one of hers."""
        vouches = with_vouch(self.vouches, person, seeds, *self.statement.parts())
        return MatchCertificate(self.statement, vouches, self.asks)

    def asked_by(self, person: UUID, seeds: Seeds) -> "MatchCertificate":
        """The same with this supervisor's request that a new key takes its place."""
        asks = Vouch(person, seeds.sign(*self._ending()))
        return MatchCertificate(self.statement, self.vouches, asks)

    def _ending(self) -> tuple[Part, ...]:
        return ("casework/match-key-ends/1", self.statement.id, self.statement.programme)


class MatchKey(SharedKey):
    """The private half: opens what is sealed to it, and makes the index of a name.

    Who has it can try names against the index; who has only the rows cannot.
    """

    def index(self, text: str) -> bytes:
        """32 bytes that are equal for equal texts, and tell nothing else without this key."""
        return hmac.digest(self._index_key, encode("casework/match-text/1", text), "sha256")

    @cached_property
    def kept_key(self) -> bytes:
        """Seals what a supervisor needs later of a name she has compared."""
        return derive(self._seed, "casework/match-kept/1")

    @cached_property
    def _index_key(self) -> bytes:
        return derive(self._seed, "casework/match-index/1")

    def share(self, kem_public: bytes, statement: MatchStatement, person: UUID) -> bytes:
        """The box that hands this key to a supervisor. Raises KeyInvalid."""
        return self.handed_to(kem_public, *_share_context(statement, person))


def open_share(
    box: bytes, seeds: tuple[Seeds, ...], statement: MatchStatement, person: UUID
) -> MatchKey:
    """The private half out of somebody's box, under her keys or those she had before.

    Raises BoxBroken, also for a key that does not belong to the statement.
    """
    return MatchKey.out_of(box, seeds, statement.kem, *_share_context(statement, person))


def _share_context(statement: MatchStatement, person: UUID) -> tuple[Part, ...]:
    return ("casework/match-share/1", statement.id, statement.programme, person)

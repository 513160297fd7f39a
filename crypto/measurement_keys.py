"""The key to which a programme's facts are sealed: vouched for, shared out, and in no case."""

from datetime import date
from functools import cached_property
from uuid import UUID

import msgspec

from crypto.context import Part
from crypto.envelope import derive
from crypto.seeds import Seeds
from crypto.vouching import KeyOf, SharedKey, Vouch, is_vouched, with_vouch


class MeasurementStatement(msgspec.Struct, frozen=True):
    """What its certificate says: to this key a fact may be sealed for this programme."""

    id: UUID
    programme: UUID
    year: int
    number: int
    """Within the year, from 1: the next one begins when somebody who had it leaves."""
    kem: bytes
    """1,216 bytes: an X-Wing public key."""
    made_on: date

    def parts(self) -> tuple[Part, ...]:
        """What is signed, in order (docs/ciphertext.md, "Measured facts")."""
        when: tuple[Part, ...] = (self.year, self.number)
        own: tuple[Part, ...] = (self.id, self.programme)
        return ("casework/measurement-key/1", *own, *when, self.kem, self.made_on)


class Loss(msgspec.Struct, frozen=True):
    """That nobody has a key any more: the day on which it was said, and who signed that."""

    on: date
    vouches: tuple[Vouch, ...] = ()


class MeasurementCertificate(msgspec.Struct, frozen=True):
    """A statement and the signatures under it. One that stands is enough."""

    statement: MeasurementStatement
    vouches: tuple[Vouch, ...] = ()
    loss: Loss | None = None
    """An analyst and a supervisor sign it: what is sealed to a lost key is missed by nobody."""

    def loss_parts(self, on: date) -> tuple[Part, ...]:
        """What the two sign, in order (docs/ciphertext.md, "Measured facts")."""
        return ("casework/measurement-lost/1", self.statement.id, self.statement.programme, on)

    def stands(self, verify_key_of: KeyOf) -> bool:
        """Whether somebody vouches whose verifying key, as an analyst there, the caller knows."""
        return is_vouched(self.vouches, verify_key_of, *self.statement.parts())

    def vouched_by(self, person: UUID, seeds: Seeds) -> "MeasurementCertificate":
        """The same with this analyst's signature, in place of an older one of hers."""
        said = self.statement
        vouches = with_vouch(self.vouches, person, seeds, *said.parts())
        return MeasurementCertificate(said, vouches, self.loss)

    def lost_on(self, on: date, person: UUID, seeds: Seeds) -> "MeasurementCertificate":
        """The same with somebody's signature that the key is lost; of another day a new one."""
        before = self.loss.vouches if self.loss is not None and self.loss.on == on else ()
        loss = Loss(on, with_vouch(before, person, seeds, *self.loss_parts(on)))
        return MeasurementCertificate(self.statement, self.vouches, loss)


class MeasurementKey(SharedKey):
    """The private half: opens the facts of one programme and year."""

    @cached_property
    def kept_key(self) -> bytes:
        """Seals the facts that an analyst's session has opened and checked."""
        return derive(self._seed, "casework/measurement-kept/1")

    def share(self, kem_public: bytes, statement: MeasurementStatement, person: UUID) -> bytes:
        """The box that hands this key to an analyst. Raises KeyInvalid."""
        return self.handed_to(kem_public, *_share_context(statement, person))


def open_share(
    box: bytes, seeds: tuple[Seeds, ...], statement: MeasurementStatement, person: UUID
) -> MeasurementKey:
    """The private half out of somebody's box, under her keys or those she had before.

    Raises BoxBroken, also for a key that does not belong to the statement.
    """
    return MeasurementKey.out_of(box, seeds, statement.kem, *_share_context(statement, person))


def _share_context(statement: MeasurementStatement, person: UUID) -> tuple[Part, ...]:
    return ("casework/measurement-share/1", statement.id, statement.programme, person)

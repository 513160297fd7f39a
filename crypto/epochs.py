"""Epochs: the signed list of the key generations in force, and the lock under which they change."""

import hmac
import secrets
from datetime import date
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from crypto.compartments import Compartment
from crypto.context import Part, encode
from crypto.envelope import KEY_BYTES, derive
from crypto.errors import EpochInvalid, SignatureInvalid
from crypto.records import CaseRecord, Record, Sealed, word_of
from crypto.ring import Held
from crypto.sealing import Generations, remember_lock
from crypto.seeds import KEM_SEED_BYTES, InboxKeys, PublicKeys, Seeds, verify

TO_SEAL = text('SELECT 1 FROM "case" WHERE id = :id FOR NO KEY UPDATE')
TO_REKEY = text('SELECT 1 FROM "case" WHERE id = :id FOR UPDATE')
NOT_MADE = 0
"""The generation of a compartment that has no key yet, as in a case kept to decide later."""


class Generation(Record):
    """One generation of one compartment's key, so that no sealed row outlives its key."""

    __tablename__ = "generation"
    __table_args__ = (
        UniqueConstraint("case_id", "compartment", "number"),
        CheckConstraint("number > 0", name="counts_from_one"),
        {"sqlite_with_rowid": False},
    )
    case_id: Mapped[UUID] = mapped_column(ForeignKey("case.id"))
    compartment: Mapped[Compartment] = mapped_column(word_of(Compartment, 8))
    number: Mapped[int]


class Commitment(msgspec.Struct, frozen=True):
    """That a key of this generation exists, without the key."""

    compartment: Compartment
    generation: int
    commitment: bytes


class EpochRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The list in force, signed by whoever made it (docs/ciphertext.md, "Epochs")."""

    case: UUID
    number: int
    keys: tuple[Commitment, ...]
    inbox: bytes
    survivor: PublicKeys | None
    owing: tuple[Compartment, ...] = ()
    previous: bytes
    day: date
    reason: str
    author: UUID | None
    """The person, or None for the survivor's own or a one-time key.

    Of the first record she is whoever took the complaint down; she need hold nothing afterwards.
    """
    author_key: bytes
    second: UUID | None = None
    """Who confirmed a new key of the survivor that her old key did not sign."""
    second_key: bytes = b""
    second_signature: bytes = b""
    salt: bytes
    signature: bytes = b""
    mac: bytes = b""

    def parts(self) -> tuple[Part, ...]:
        """What is signed, in order."""
        keys = encode(*(part for each in self.keys for part in msgspec.structs.astuple(each)))
        return (
            "casework/epoch/1",
            self.case,
            self.number,
            keys,
            self.inbox,
            self.survivor.fingerprint() if self.survivor else b"",
            encode(*self.owing),
            self.previous,
            self.day,
            self.reason,
            self.author or b"",
            self.author_key,
            self.second or b"",
            self.second_key,
            self.second_signature,
            self.salt,
        )

    def digest(self) -> bytes:
        """32 bytes that the next record and every ring remember."""
        return sha256(encode(*self.parts(), self.signature, self.mac)).digest()

    def generation(self, compartment: Compartment) -> int:
        """The generation in force; NOT_MADE where there is none."""
        return next(
            (each.generation for each in self.keys if each.compartment == compartment), NOT_MADE
        )


class Epoch(CaseRecord):
    """One epoch record, sealed under the cover key: a clear signature would name its author."""

    __tablename__ = "epoch"
    extra_table_args = (UniqueConstraint("case_id", "number"),)

    number: Mapped[int]
    record = Sealed(Compartment.COVER, EpochRecord)


def commit(case: UUID, held: Held) -> Commitment:
    """The commitment to a compartment key."""
    value = derive(held.key, "casework/commit/1", case, held.compartment, held.generation)
    return Commitment(held.compartment, held.generation, value)


def new_key(compartment: Compartment, generation: int) -> Held:
    """A fresh compartment key."""
    return Held(compartment, generation, secrets.token_bytes(KEY_BYTES))


def inbox_keys(case: UUID, channel: Held) -> InboxKeys:
    """The X-Wing pair whose public half lets somebody write who cannot read.

    A child of the channel key: whoever holds `channel` reads the inbox.
    """
    seed = derive(channel.key, "casework/inbox/1", case, channel.generation, length=KEM_SEED_BYTES)
    return InboxKeys(seed)


def mac_key(case: UUID, cover: Held) -> bytes:
    """The child of one cover key under which the *next* epoch record is MACed."""
    return derive(cover.key, "casework/epoch-mac/1", case, cover.generation)


def sign_epoch(record: EpochRecord, seeds: Seeds, previous_mac_key: bytes | None) -> EpochRecord:
    """The record with its signature, and from the second on its MAC."""
    signature = seeds.sign(*record.parts())
    mac = b"" if previous_mac_key is None else _mac(record, signature, previous_mac_key)
    return msgspec.structs.replace(record, signature=signature, mac=mac)


def check_epoch(
    record: EpochRecord, previous: EpochRecord | None, previous_mac_key: bytes | None
) -> None:
    """Check the signature, the chain and the MAC of one record. Raises EpochInvalid."""
    check_chained(record, previous)
    if previous is None:
        return
    if previous_mac_key is None:
        raise EpochInvalid
    _require(hmac.compare_digest(record.mac, _mac(record, record.signature, previous_mac_key)))


def check_chained(record: EpochRecord, previous: EpochRecord | None) -> None:
    """Check all of one record but its MAC, for whoever has no key of the case.

    Whether `author_key` belongs to somebody who may make an epoch is the caller's to ask
    (crypto.certificates); a later record without an author must carry the survivor's key of
    the record before.

    Raises EpochInvalid.
    """
    try:
        verify(record.author_key, record.signature, *record.parts())
    except SignatureInvalid as wrong:
        raise EpochInvalid from wrong
    if previous is None:
        _require(record.number == 1 and record.previous == b"")
        # Nothing signs the MAC: one that has no key to it would only make a second digest.
        _require(record.mac == b"")
        return
    _require(record.number == previous.number + 1 and record.case == previous.case)
    _require(record.previous == previous.digest())
    _require(record.author is not None or _by_survivor(record, previous))
    _require(
        _same_survivor(record, previous) or record.author is None or _seconded(record, previous)
    )


def check_commitments(record: EpochRecord, case: UUID, held: list[Held]) -> None:
    """Check that keys of this epoch are the ones the record commits to. Raises EpochInvalid."""
    _require(record.case == case)
    _require(all(commit(case, each) in record.keys for each in held))


def lock(session: Session, case: UUID, *, exclusively: bool = False) -> Generations:
    """Take the case's row and read the generations in force under that lock.

    Sealing takes it FOR NO KEY UPDATE, rekeying FOR UPDATE, so that nobody seals under a key
    that is being replaced. SQLite serialises by BEGIN IMMEDIATE at the start of the request.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(TO_REKEY if exclusively else TO_SEAL, {"id": case})
    rows = session.execute(
        select(Generation.compartment, Generation.number).where(Generation.case_id == case)
    )
    generations: Generations = {}
    for compartment, number in rows:
        part = Compartment(compartment)
        generations[part] = max(number, generations.get(part, 0))
    remember_lock(session, case, generations)
    return generations


def _mac(record: EpochRecord, signature: bytes, key: bytes) -> bytes:
    return hmac.digest(key, encode(*record.parts(), signature), "sha256")


def _by_survivor(record: EpochRecord, previous: EpochRecord) -> bool:
    return previous.survivor is not None and record.author_key == previous.survivor.verify


def _same_survivor(record: EpochRecord, previous: EpochRecord) -> bool:
    # Losing the key is no new key: a number that was stopped leaves none.
    return record.survivor is None or record.survivor == previous.survivor


def _seconded(record: EpochRecord, previous: EpochRecord) -> bool:
    if record.second in (None, record.author) or record.second_key == record.author_key:
        return False
    parts = renumber_parts(record.case, record.author, previous.digest())
    try:
        verify(record.second_key, record.second_signature, *parts)
    except SignatureInvalid:
        return False
    return True


def renumber_parts(case: UUID, by: UUID | None, epoch: bytes) -> tuple[Part, ...]:
    """What a second holder signs when she confirms that `by` spoke with the survivor.

    `epoch` is the digest of the record in force, so that it serves for the next one alone and
    never again.
    """
    return ("casework/renumber/1", case, by or b"", epoch)


def _require(fact: bool) -> None:
    if not fact:
        raise EpochInvalid

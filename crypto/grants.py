"""Grants: the box in which one person hands another the keys of a case."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import CheckConstraint, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from crypto.context import Part, encode
from crypto.envelope import SUITE_BYTE, open_, open_bound, seal
from crypto.epochs import EpochRecord, check_commitments, commit
from crypto.errors import (
    BoxBroken,
    EpochInvalid,
    GrantInvalid,
    PaddingBroken,
    SealBroken,
    SignatureInvalid,
)
from crypto.padding import pad, unpad
from crypto.records import Record
from crypto.ring import Held
from crypto.seeds import PublicKeys, Seeds, deliver, verify
from crypto.sweeping import ID, id_bytes, raw_id

BODY_BYTES = 1024
"""Every grant is padded to this, so that its length does not tell how many keys are in it."""


class Grant(Record):
    """A box with keys. The row names nobody: the one member without one is the respondent."""

    __tablename__ = "grant"
    __table_args__ = (
        CheckConstraint("form IN ('delivered', 'kept')", name="form"),
        {"sqlite_with_rowid": False},
    )
    ring: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    ring_version: Mapped[int]
    form: Mapped[str] = mapped_column(String(9))
    sealed: Mapped[bytes]


class GrantBody(msgspec.Struct, frozen=True, kw_only=True):
    """What a grant holds."""

    case: UUID
    epoch: int
    holder: bytes
    """Fingerprint of the receiving public keys."""
    held: tuple[Held, ...]
    giver: UUID | None
    """The person, or None for the survivor or whoever sent the case in."""
    giver_key: bytes
    day: date
    signature: bytes = b""

    def parts(self) -> tuple[Part, ...]:
        """What the giver signs: who receives which commitments of which epoch."""
        commitments = [commit(self.case, each) for each in self.held]
        named = sorted((c.compartment, c.generation, c.commitment) for c in commitments)
        return (
            "casework/grant/1",
            self.case,
            self.epoch,
            self.holder,
            encode(*(part for each in named for part in each)),
            self.giver or b"",
            self.giver_key,
            self.day,
        )


def sign_grant(body: GrantBody, giver: Seeds) -> GrantBody:
    """The body with its giver's signature."""
    return msgspec.structs.replace(body, signature=giver.sign(*body.parts()))


def delivered(body: GrantBody, to: PublicKeys, ring: bytes, ring_version: int) -> Grant:
    """A new row with the box for `to`, who lies under the tag `ring`."""
    row = Grant(id=uuid4(), ring=ring, ring_version=ring_version, form="delivered", sealed=b"")
    plain = pad(msgspec.msgpack.encode(body), BODY_BYTES)
    row.sealed = deliver(to.kem, plain, "casework/grant-box/1", row.id, to.fingerprint())
    return row


def open_grant(row: Grant, seeds: Seeds) -> GrantBody:
    """What a row of one's own holds, delivered or kept. Raises GrantInvalid."""
    try:
        body = msgspec.msgpack.decode(unpad(_opened(row, seeds), BODY_BYTES), type=GrantBody)
    except (BoxBroken, SealBroken, PaddingBroken, msgspec.DecodeError) as wrong:
        raise GrantInvalid from wrong
    if body.holder != seeds.public.fingerprint():
        raise GrantInvalid
    return body


class KeptKeys(msgspec.Struct, frozen=True, gc=False):
    """Of a kept grant, what a ring takes in; the rest of the body is passed over."""

    case: UUID
    holder: bytes
    held: tuple[Held, ...]


class KeptBoxes:
    """Opens what one person has kept, a thousand boxes as fast as a page needs them."""

    def __init__(self, seeds: Seeds) -> None:
        self._cipher = AESGCM(seeds.ring_key)
        self._holder = seeds.public.fingerprint()
        self._bound = SUITE_BYTE + encode("casework/grant-kept/1")
        self._decode = msgspec.msgpack.Decoder(KeptKeys).decode

    def open(self, row: UUID | str, sealed: bytes) -> KeptKeys:
        """The keys in the box of a row, with its id as the driver has it. Raises GrantInvalid."""
        try:
            plain = open_bound(self._cipher, sealed, self._bound + ID + id_bytes(row))
            found = self._decode(unpad(plain, BODY_BYTES))
        except (SealBroken, PaddingBroken, msgspec.DecodeError) as wrong:
            raise GrantInvalid from wrong
        if found.holder != self._holder:
            raise GrantInvalid
        return found


def check_grant(body: GrantBody, record: EpochRecord) -> None:
    """Check a grant's signature, and its keys against the signed record of its epoch.

    Whether `giver_key` belongs to somebody who might give is the caller's to ask.

    Raises GrantInvalid.
    """
    try:
        verify(body.giver_key, body.signature, *body.parts())
        check_commitments(record, body.case, list(body.held))
    except (SignatureInvalid, EpochInvalid) as wrong:
        raise GrantInvalid from wrong
    if record.number != body.epoch:
        raise GrantInvalid


def keep(session: Session, row: Grant, body: GrantBody, seeds: Seeds) -> None:
    """Re-seal a checked grant under one's own ring key, signature included.

    By UPDATE of a delivered row, never INSERT: a grant deleted meanwhile stays deleted.
    """
    plain = pad(msgspec.msgpack.encode(body), BODY_BYTES)
    sealed = seal(seeds.ring_key, plain, "casework/grant-kept/1", row.id)
    session.execute(
        update(Grant)
        .where(Grant.id == row.id, Grant.form == "delivered")
        .values(form="kept", sealed=sealed)
        .execution_options(synchronize_session=False)
    )
    session.expire(row)


def rows_of(session: Session, ring: bytes) -> list[Grant]:
    """Every grant that lies under a tag."""
    return list(session.scalars(select(Grant).where(Grant.ring == ring)))


def boxes_of(session: Session, ring: bytes) -> tuple[list[tuple[UUID | str, bytes]], bool]:
    """The kept grants under a tag, ids as the driver has them, and boxes; and whether there are
    others, which wait to be kept.
    """
    table = Record.metadata.tables[Grant.__tablename__]
    wanted = select(raw_id(table.c.id), table.c.form, table.c.sealed).where(table.c.ring == ring)
    # All at once: fetched one by one, a thousand boxes take as long as opening them.
    found = session.execute(wanted).all()
    kept = [(row, box) for row, form, box in found if form == "kept"]
    return kept, len(kept) < len(found)


def delivered_of(session: Session, ring: bytes) -> list[Grant]:
    """The grants under a tag that wait to be kept."""
    return list(session.scalars(select(Grant).where(Grant.ring == ring, Grant.form != "kept")))


def remove(session: Session, grants: Iterable[UUID]) -> None:
    """Delete grants by id, at once."""
    ids = list(grants)
    if ids:
        session.execute(delete(Grant).where(Grant.id.in_(ids)))


def _opened(row: Grant, seeds: Seeds) -> bytes:
    if row.form == "kept":
        return open_(seeds.ring_key, row.sealed, "casework/grant-kept/1", row.id)
    fingerprint = seeds.public.fingerprint()
    return seeds.receive(row.sealed, "casework/grant-box/1", row.id, fingerprint)

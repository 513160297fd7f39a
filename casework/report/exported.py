"""A case as it is exported: its exact signed entries, its lists of keys, its trail, its files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from auth.trail_proofs import Trailed
from casework.models.entry import EntryBody, Said
from crypto.authorship import Head, check_entry
from crypto.certificates import Certificate
from crypto.compartments import Compartment
from crypto.epochs import EpochRecord
from crypto.errors import SignatureInvalid

LOST = "lost"
CHANGED = "changed"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: as it was signed, byte for byte, and as one reads it."""

    body: EntryBody
    reads: Said


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the archive, and the digest of the original as it arrived."""

    path: str
    name: str
    media_type: str
    size: int
    sha256: bytes


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """All of a case that whoever exports it reads. Bytes stand as base64 in its JSON."""

    case: UUID
    code: str
    made_on: date
    entries: Mapping[Compartment, Sequence[Written]]
    heads: Mapping[Compartment, Head]
    """Where each chain ends, by the cover."""
    sealed: Sequence[Compartment] = ()
    """What exists and was sealed to whoever made this."""
    epochs: Sequence[EpochRecord] = ()
    trail: Trailed = Trailed()
    files: Sequence[Kept] = ()
    certificates: Sequence[Certificate] = ()
    """Of everybody who wrote an entry, and of all on whose word these rest."""
    root_keys: Sequence[bytes] = ()
    log_keys: Sequence[str] = ()
    """What certificates and the head of the trail rest on, as whoever made this says: to be
    compared with what the programme published."""

    def __repr__(self) -> str:
        return "<Exported>"


def written(body: EntryBody) -> Written:
    """An entry made readable. Raises msgspec's errors for what is none."""
    return Written(body=body, reads=msgspec.msgpack.decode(body.said, type=Said))


def encoded(exported: Exported) -> bytes:
    """Its JSON, indented for people."""
    return msgspec.json.format(msgspec.json.encode(exported), indent=2)


def decoded(text: bytes) -> Exported:
    """It again. Raises msgspec.ValidationError and msgspec.DecodeError."""
    return msgspec.json.decode(text, type=Exported)


def faults(exported: Exported) -> Iterator[tuple[Compartment, int, str]]:
    """Every entry that is not the one signed in its place: part, number, CHANGED or LOST.

    It shows that nothing was changed since it was signed with the keys that stand beside each
    entry. Whose keys they are, the certificates say (casework.report.judging).
    """
    for part, entries in exported.entries.items():
        head = Head()
        for entry in entries:
            try:
                signed = entry.body.signed
                check_entry(signed, entry.body.said, head, case=exported.case, compartment=part)
            except SignatureInvalid:
                yield part, entry.body.signed.number, CHANGED
            head = entry.body.signed.head(exported.case, part)
        if head != exported.heads.get(part, Head()):
            yield part, exported.heads.get(part, Head()).number, LOST

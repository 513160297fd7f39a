"""A case as it is exported: its exact signed entries, its lists of keys, its trail, its files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

import msgspec

from auth.trail_proofs import Trailed
from casework.models.entry import EntryBody, Said
from crypto.authorship import Head, check_entry
from crypto.certificates import Certificate
from crypto.compartments import Compartment
from crypto.context import Part
from crypto.epochs import EpochRecord
from crypto.errors import SignatureInvalid
from crypto.seeds import Seeds, verify

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
    copy_of: UUID | None = None
    """Of a copy without metadata: the file it was made of. No entry was signed for it."""
    is_lost: bool = False
    """When this was made it was not there any more, or was damaged: it is not in the archive."""

    @property
    def id(self) -> str:
        """As the entry names it that brought it."""
        return self.path.rpartition("/")[2]


class Exporter(msgspec.Struct, frozen=True, kw_only=True):
    """Who took the copy, and her signature under the whole of it."""

    person: UUID
    key: bytes
    signature: bytes


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
    by: Exporter | None = None
    """Without it nothing shows where chains end, nor that all is there."""

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


def signed_by(exported: Exported, person: UUID, seeds: Seeds) -> Exported:
    """The same, with the signature of whoever takes it out under all of it."""
    key = seeds.public.verify
    signature = seeds.sign(*_whole(exported, person, key))
    by = Exporter(person=person, key=key, signature=signature)
    return msgspec.structs.replace(exported, by=by)


def check_whole(exported: Exported) -> Exporter:
    """Who signed all of it, as it stands here. Raises SignatureInvalid; whose key it is, the
    certificates say."""
    by = exported.by
    if by is None:
        raise SignatureInvalid
    verify(by.key, by.signature, *_whole(exported, by.person, by.key))
    return by


def faults(exported: Exported) -> Iterator[tuple[Compartment, int, str]]:
    """Every entry that is not the one signed in its place: part, number, CHANGED or LOST.

    It shows that nothing was changed since it was signed with the keys that stand beside each
    entry. Whose keys they are, the certificates say (casework.report.judging).
    """
    for part, entries in exported.entries.items():
        head = Head()
        for entry in entries:
            if not _is_sound(entry, head, exported.case, part):
                yield part, entry.body.signed.number, CHANGED
            head = entry.body.signed.head(exported.case, part)
        if head != exported.heads.get(part, Head()):
            yield part, exported.heads.get(part, Head()).number, LOST


def _is_sound(entry: Written, head: Head, case: UUID, part: Compartment) -> bool:
    """Whether it was signed in its place, and reads as it was signed."""
    try:
        check_entry(entry.body.signed, entry.body.said, head, case=case, compartment=part)
        return written(entry.body) == entry
    except (SignatureInvalid, msgspec.MsgspecError):
        return False


def _whole(exported: Exported, person: UUID, key: bytes) -> tuple[Part, ...]:
    """What is signed, in order (docs/ciphertext.md, "A sealed copy of a case")."""
    unsigned = encoded(msgspec.structs.replace(exported, by=None))
    return ("casework/export/1", exported.case, person, key, sha256(unsigned).digest())

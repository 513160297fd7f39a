"""Checkpoints of the trail: C2SP tlog-checkpoint texts, signed as C2SP notes."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from crypto.errors import CheckpointInvalid, NoteInvalid
from crypto.tree import HASH_BYTES

ED25519 = b"\1"
ID_BYTES = 4
SIGNATURE_BYTES = 64
LONGEST = 64 * 1024
MOST_SIGNATURES = 16
MOST_LEAVES = 2**63 - 1
DASH = "— "


@dataclass(frozen=True, slots=True)
class LogVerifier:
    """The public half of a log key: a name without space or plus sign, and 32 bytes."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        if not _is_name(self.name) or len(self.key) != HASH_BYTES:
            raise NoteInvalid

    @property
    def key_id(self) -> bytes:
        """First four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ key)."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:ID_BYTES]

    @property
    def written(self) -> str:
        """The verifier key as C2SP writes it: `name+id+key`."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.key)}"

    @classmethod
    def read(cls, written: str) -> Self:
        """What `written` gave. Raises NoteInvalid for another form or a wrong id."""
        parts = written.split("+", 2)
        key = _from_base64(parts[-1])
        if len(parts) < 3 or key[:1] != ED25519:
            raise NoteInvalid
        verifier = cls(parts[0], key[1:])
        if verifier.key_id.hex() != parts[1]:
            raise NoteInvalid
        return verifier


@dataclass(frozen=True, slots=True)
class LogSigner:
    """A log key: its name and the 32 bytes of its Ed25519 seed. Only the timer holds one."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def verifier(self) -> LogVerifier:
        return LogVerifier(self.name, self._key().public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """A signed note of `text`, which ends in a newline.

        Raises NoteInvalid for a text no note can carry.
        """
        if not _is_text(text):
            raise NoteInvalid
        signature = self.verifier.key_id + self._key().sign(text.encode())
        return f"{text}\n{DASH}{self.name} {_base64(signature)}\n"

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long a log was and what its root was. It says nothing until its note is verified."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines of the note. Raises CheckpointInvalid for what no line can carry."""
        text = f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"
        if Checkpoint.read(text) != self:
            raise CheckpointInvalid
        return text

    @classmethod
    def read(cls, text: str) -> Self:
        """What `text` gave; extension lines are refused. Raises CheckpointInvalid."""
        lines = text.split("\n")
        if not _is_text(text) or len(lines) != 4 or not lines[0]:
            raise CheckpointInvalid
        origin, size, root, _end = lines
        if not _is_size(size):
            raise CheckpointInvalid
        try:
            checkpoint = cls(origin, int(size), _from_base64(root))
        except NoteInvalid as wrong:
            raise CheckpointInvalid from wrong
        if len(checkpoint.root) != HASH_BYTES or checkpoint.size > MOST_LEAVES:
            raise CheckpointInvalid
        return checkpoint


def open_note(note: str, *known: LogVerifier) -> str:
    """The text of a note that at least one of the known keys signed.

    Signatures of other keys are passed over: a witness may add its own.

    Raises NoteInvalid when the note is malformed, nobody known signed it, or a signature
    in the name of somebody known does not verify.
    """
    if not _is_utf8(note) or len(note.encode()) > LONGEST:
        raise NoteInvalid
    text, separator, block = note.rpartition("\n\n")
    text += "\n"
    lines = block.split("\n")[:-1]
    if not separator or not block.endswith("\n"):
        raise NoteInvalid
    if not _is_text(text) or not 0 < len(lines) <= MOST_SIGNATURES:
        raise NoteInvalid
    signed = [_verified(text, *_signature(line), known) for line in lines]
    if not any(signed):
        raise NoteInvalid
    return text


def open_checkpoint(note: str, origin: str, *known: LogVerifier) -> Checkpoint:
    """The checkpoint in a signed note.

    Raises NoteInvalid as `open_note`, CheckpointInvalid for another log's or another form.
    """
    checkpoint = Checkpoint.read(open_note(note, *known))
    if checkpoint.origin != origin:
        raise CheckpointInvalid
    return checkpoint


def _verified(text: str, name: str, signature: bytes, known: Sequence[LogVerifier]) -> bool:
    """Whether somebody known signed; raises NoteInvalid for a forged signature."""
    for verifier in known:
        if (verifier.name, verifier.key_id) == (name, signature[:ID_BYTES]):
            try:
                key = Ed25519PublicKey.from_public_bytes(verifier.key)
                key.verify(signature[ID_BYTES:], text.encode())
            except InvalidSignature as forged:
                raise NoteInvalid from forged
            return True
    return False


def _signature(line: str) -> tuple[str, bytes]:
    name, _space, encoded = line.removeprefix(DASH).partition(" ")
    signature = _from_base64(encoded)
    if not line.startswith(DASH) or not _is_name(name) or len(signature) <= ID_BYTES:
        raise NoteInvalid
    return name, signature


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(map(str.isspace, name)) and _is_utf8(name)


def _is_text(text: str) -> bool:
    clean = all(sign >= " " or sign == "\n" for sign in text)
    return clean and text.endswith("\n") and len(text) > 1 and _is_utf8(text)


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _is_size(size: str) -> bool:
    return size.isascii() and size.isdecimal() and len(size) < 20 and str(int(size)) == size


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _from_base64(text: str) -> bytes:
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise NoteInvalid from wrong
    if _base64(raw) != text:
        raise NoteInvalid
    return raw

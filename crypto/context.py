"""One canonical encoding for associated data, HKDF `info`, signatures and hashes."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from crypto.errors import ContextMissing

Part: TypeAlias = bytes | str | int | UUID | date | None


def encode(*parts: Part) -> bytes:
    """Join parts so that no two lists of one label encode alike (docs/ciphertext.md,
    "The encoding").

    Each part becomes a four-byte big-endian length and its bytes: text as UTF-8, a whole
    number as eight bytes, a UUID as sixteen, a date as its ISO text.

    Raises ContextMissing when a part is None: a seal that is bound to nothing can be moved.
    """
    framed: list[bytes] = []
    for part in parts:
        raw = _raw(part)
        framed += (len(raw).to_bytes(4, "big"), raw)
    return b"".join(framed)


def _raw(part: Part) -> bytes:
    match part:
        case bytes():
            return part
        case str():
            return part.encode()
        case int():
            return part.to_bytes(8, "big")
        case UUID():
            return part.bytes
        case date():
            return part.isoformat().encode()
    raise ContextMissing

"""Sealing one value under one key, bound to the place where it belongs."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto.context import Part, encode
from crypto.errors import SealBroken

SUITE = 1
SUITE_BYTE = bytes([SUITE])
KEY_BYTES = 32
NONCE_BYTES = 12
OVERHEAD = 1 + NONCE_BYTES + 16


def seal(key: bytes, plaintext: bytes, *context: Part) -> bytes:
    """Seal with AES-256-GCM: suite byte ‖ 12-byte random nonce ‖ ciphertext and tag.

    `context` names the cell the value belongs to; it is authenticated, not stored.
    It does not hide the length: pad first (crypto.padding). At most 2**32 seals a key.

    Raises ContextMissing when the context holds a None.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    bound = SUITE_BYTE + encode(*context)
    return SUITE_BYTE + nonce + AESGCM(key).encrypt(nonce, plaintext, bound)


def open_(key: bytes, sealed: bytes, *context: Part) -> bytes:
    """Open what `seal` made for the same key and context.

    Raises SealBroken when the key, the context, the suite or a single bit differs.
    """
    if len(sealed) < OVERHEAD or sealed[:1] != SUITE_BYTE:
        raise SealBroken
    nonce, box = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, box, SUITE_BYTE + encode(*context))
    except InvalidTag as wrong:
        raise SealBroken from wrong


def derive(key: bytes, label: str, *context: Part, length: int = KEY_BYTES) -> bytes:
    """A child key by HKDF-SHA256 (RFC 5869), no salt, `info` = encode(label, *context)."""
    return HKDF(SHA256(), length, salt=None, info=encode(label, *context)).derive(key)

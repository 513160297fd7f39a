"""Sealing one value under one key, bound to the place where it belongs."""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.context import Part, encode
from crypto.errors import SealBroken

SUITE = 1
SUITE_BYTE = bytes([SUITE])
KEY_BYTES = 32
NONCE_BYTES = 12
BOX = 1 + NONCE_BYTES
"""Where the ciphertext begins."""
OVERHEAD = BOX + 16
BLOCK_BYTES = 64
INNER, OUTER = (bytes(each ^ mask for each in range(256)) for mask in (0x36, 0x5C))
"""RFC 2104: every byte of a key, under one mask and under the other."""
SALTED_INNER, SALTED_OUTER = (sha256(mask[:1] * BLOCK_BYTES) for mask in (INNER, OUTER))
"""RFC 5869: a salt of zeros, as far as HMAC has hashed it before a key comes."""


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
    return open_bound(AESGCM(key), sealed, SUITE_BYTE + encode(*context))


def open_bound(cipher: AESGCM, sealed: bytes, bound: bytes) -> bytes:
    """The same where key and context are at hand: `bound` is the suite byte and the encoding.

    Raises SealBroken.
    """
    if len(sealed) < OVERHEAD or sealed[0] != SUITE:
        raise SealBroken
    try:
        return cipher.decrypt(sealed[1:BOX], sealed[BOX:], bound)
    except InvalidTag as wrong:
        raise SealBroken from wrong


def derive(key: bytes, label: str, *context: Part, length: int = KEY_BYTES) -> bytes:
    """A child key by HKDF-SHA256 (RFC 5869), no salt, `info` = encode(label, *context)."""
    return expand(key, encode(label, *context), length)


def expand(key: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """The same for an `info` that is encoded already.

    HMAC by its definition, over SHA-256: a search derives twenty thousand keys while somebody
    waits, and OpenSSL takes longer to prepare an HMAC than to hash these few bytes.
    """
    inside, outside = SALTED_INNER.copy(), SALTED_OUTER.copy()
    inside.update(key)
    outside.update(inside.digest())
    pseudorandom = outside.digest().ljust(BLOCK_BYTES, b"\0")
    inner, outer = pseudorandom.translate(INNER), pseudorandom.translate(OUTER)
    made = last = sha256(outer + sha256(inner + info + b"\1").digest()).digest()
    for number in range(2, -(-length // KEY_BYTES) + 1):
        last = sha256(outer + sha256(inner + last + info + bytes([number])).digest()).digest()
        made += last
    return made[:length]

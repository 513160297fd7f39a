"""The vectors of docs/ciphertext.md, and its formulas from the primitives alone."""

import json
from pathlib import Path
from typing import TypedDict, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Locked(TypedDict):
    """What was typed, what it costs, its key and the bundle under it."""

    typed: str
    memory_kib: int
    passes: int
    locked: str
    key: str


class Code(TypedDict):
    """A recovery code and the bundle under it."""

    code: str
    written: str
    locked: str


class Number(TypedDict):
    """A number and what is made of it."""

    number: str
    memory_kib: int
    passes: int
    lookup: str
    opening_key: str
    status_key: str
    column: str


class Slot(TypedDict):
    """A time and its tag."""

    at: str
    key: str
    tag: str


class Stream(TypedDict):
    """A short stream whole, and the hash of a long one."""

    key: str
    context: str
    plain: str
    stream: str
    long_bytes: int
    long_length: int
    long_sha256: str


class XWing(TypedDict):
    """A published vector: its source, a 32-byte seed, what was sent and what was shared."""

    source: str
    seed: str
    ciphertext: str
    shared_secret: str


class Box(TypedDict):
    """A delivered box and the 128 bytes of the person it was for."""

    seeds: str
    context: str
    plain: str
    box: str


class Vectors(TypedDict):
    """All of vectors.json."""

    pepper: str
    salt: str
    context: str
    bundle: str
    passphrase: Locked
    recovery_code: Code
    number: Number
    word: Locked
    slot: Slot
    stream: Stream
    xwing: XWing
    box: Box


VECTORS = cast(
    "Vectors", json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
)
PEPPER = bytes.fromhex(VECTORS["pepper"])
SALT = bytes.fromhex(VECTORS["salt"])
CONTEXT = VECTORS["context"].encode()
BUNDLE = VECTORS["bundle"].encode()
INNER_NONCE, OUTER_NONCE = b"\xaa" * 12, b"\xbb" * 12


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def hkdf(key: bytes, *info: bytes, length: int = 32) -> bytes:
    return HKDF(SHA256(), length, None, framed(*info)).derive(key)


def argon2id(secret: bytes, memory_kib: int, passes: int) -> bytes:
    run = Argon2id(salt=SALT, length=32, iterations=passes, lanes=1, memory_cost=memory_kib)
    return run.derive(secret)


def sealed(key: bytes, nonce: bytes, plain: bytes, *context: bytes) -> bytes:
    return b"\1" + nonce + AESGCM(key).encrypt(nonce, plain, b"\1" + framed(*context))


def sealed_chunk(
    key: bytes, prefix: bytes, number: int, last: bool, frame: bytes, place: bytes
) -> bytes:
    """One chunk by the formulas of "Files (STREAM)"."""
    nonce = prefix + number.to_bytes(4, "big") + bytes([last])
    cipher = AESGCM(hkdf(key, b"casework/stream/1"))
    return cipher.encrypt(nonce, frame, b"\1" + framed(place))


def locked(key: bytes, memory_kib: int, passes: int) -> str:
    """A locked bundle by the formulas of "Passphrases and Argon2id"."""
    header = b"\1" + memory_kib.to_bytes(4, "big") + bytes([passes]) + SALT
    padded = (len(BUNDLE).to_bytes(4, "big") + BUNDLE).ljust(256, b"\0")
    inner = sealed(key, INNER_NONCE, padded, b"casework/locked/1", header, CONTEXT)
    pepper_key = hkdf(PEPPER, b"casework/pepper/locked/1")
    outer = sealed(pepper_key, OUTER_NONCE, inner, b"casework/peppered/1", header, CONTEXT)
    return (header + outer).hex()

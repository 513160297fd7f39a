"""The vectors of docs/ciphertext.md, made again from the primitives alone, and opened by us."""

import hmac
import json
from datetime import datetime
from pathlib import Path
from typing import TypedDict, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto import number, passphrase
from crypto.passphrase import Cost
from crypto.recovery_code import parse_recovery_code, written
from crypto.slots import slot


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


class Vectors(TypedDict):
    """The part of vectors.json that is read here."""

    pepper: str
    salt: str
    context: str
    bundle: str
    passphrase: Locked
    recovery_code: Code
    number: Number
    word: Locked
    slot: Slot


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


def locked(key: bytes, memory_kib: int, passes: int) -> str:
    """A locked bundle by the formulas of "Passphrases and Argon2id"."""
    header = b"\1" + memory_kib.to_bytes(4, "big") + bytes([passes]) + SALT
    padded = (len(BUNDLE).to_bytes(4, "big") + BUNDLE).ljust(256, b"\0")
    inner = sealed(key, INNER_NONCE, padded, b"casework/locked/1", header, CONTEXT)
    pepper_key = hkdf(PEPPER, b"casework/pepper/locked/1")
    outer = sealed(pepper_key, OUTER_NONCE, inner, b"casework/peppered/1", header, CONTEXT)
    return (header + outer).hex()


def test_a_bundle_under_a_passphrase() -> None:
    vector = VECTORS["passphrase"]
    stretched = argon2id(b"correct horse fi", vector["memory_kib"], vector["passes"])

    key = hkdf(stretched, b"casework/passphrase/1")

    by_hand = locked(key, 64, 2)

    assert key.hex() == vector["key"]
    assert by_hand == vector["locked"]
    opened = passphrase.unlock(bytes.fromhex(by_hand), vector["typed"], PEPPER, VECTORS["context"])
    assert opened == BUNDLE


def test_a_bundle_under_a_recovery_code() -> None:
    vector = VECTORS["recovery_code"]
    code = bytes.fromhex(vector["code"])

    by_hand = locked(hkdf(code, b"casework/recovery/1", SALT), 0, 0)

    assert by_hand == vector["locked"]
    assert written(code) == vector["written"]
    opened = passphrase.unlock_with_code(
        bytes.fromhex(by_hand), parse_recovery_code(vector["written"]), PEPPER, CONTEXT
    )
    assert opened == BUNDLE


def test_what_is_made_of_a_number() -> None:
    vector = VECTORS["number"]
    root = argon2id(vector["number"].encode(), vector["memory_kib"], vector["passes"])
    lookup = hkdf(root, b"casework/number/lookup/1")
    opening_key = hkdf(root, b"casework/number/opening/1")
    siv_key = hkdf(PEPPER, b"casework/pepper/lookup/1", length=64)

    ours = number.stretch(vector["number"], SALT, Cost(64, 1))

    assert lookup.hex() == ours.lookup.hex() == vector["lookup"]
    assert opening_key.hex() == ours.opening_key.hex() == vector["opening_key"]
    column = b"\1" + AESSIV(siv_key).encrypt(lookup, [b"\1"])
    assert column.hex() == number.peppered_lookup(lookup, PEPPER).hex() == vector["column"]
    status = hkdf(opening_key, b"casework/number/status/1")
    assert status.hex() == number.status_key(opening_key).hex() == vector["status_key"]


def test_seeds_under_number_and_word() -> None:
    vector = VECTORS["word"]
    opening_key = bytes.fromhex(VECTORS["number"]["opening_key"])
    stretched = argon2id("mango ខ្មែរ".encode(), vector["memory_kib"], vector["passes"])
    key = hkdf(opening_key + stretched, b"casework/word/1")

    by_hand = locked(key, 64, 1)

    assert key.hex() == vector["key"]
    assert by_hand == vector["locked"]
    assert number.word_key(opening_key, vector["typed"], SALT, Cost(64, 1)) == key
    opened = number.unlock_with_word(
        bytes.fromhex(by_hand), opening_key, vector["typed"], PEPPER, CONTEXT
    )
    assert opened == BUNDLE


def test_the_tag_of_a_slot() -> None:
    vector = VECTORS["slot"]
    at = datetime.fromisoformat(vector["at"])
    index = int(at.timestamp()) // 600
    message = framed(b"casework/slot/1", (10).to_bytes(8, "big"), index.to_bytes(8, "big"))

    tag = hmac.digest(bytes.fromhex(vector["key"]), message, "sha256")[:16]

    assert tag.hex() == slot(bytes.fromhex(vector["key"]), at).hex() == vector["tag"]

"""The vectors of docs/ciphertext.md, made again from the primitives alone, and opened by us."""

import hmac
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from crypto import number, passphrase
from crypto.passphrase import Cost
from crypto.recovery_code import parse_recovery_code, written
from crypto.slots import slot
from tests.crypto.vectors import (
    BUNDLE,
    CONTEXT,
    PEPPER,
    SALT,
    VECTORS,
    argon2id,
    framed,
    hkdf,
    locked,
)


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

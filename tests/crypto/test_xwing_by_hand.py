"""X-Wing and HPKE written out from ML-KEM-768, X25519, SHA3-256, HMAC and AES alone.

The library that seals our boxes is held to two drafts and an RFC by a second hand: a box it
made is opened here, and a box made here is opened by it.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha3_256, shake_256

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import BoxBroken
from crypto.seeds import Seeds, deliver
from tests.crypto.vectors import VECTORS, framed

XWING_LABEL = bytes.fromhex("5c2e2f2f5e5c")
MLKEM_CIPHERTEXT, MLKEM_PUBLIC = 1088, 1184
ENCAPSULATED = MLKEM_CIPHERTEXT + 32
KEM_ID, HKDF_SHA256_ID, AES_256_GCM_ID = 0x647A, 0x0001, 0x0002
SUITE_ID = b"HPKE" + b"".join(
    number.to_bytes(2, "big") for number in (KEM_ID, HKDF_SHA256_ID, AES_256_GCM_ID)
)
PLAIN = b"a grant"
MINA = Seeds.from_bytes(bytes(range(128)))


@dataclass(frozen=True)
class Hand:
    """A person's X-Wing key as its two halves."""

    mlkem: MLKEM768PrivateKey
    x25519: X25519PrivateKey

    @classmethod
    def of(cls, seed: bytes) -> "Hand":
        """Of 96 bytes: 64 for ML-KEM-768, 32 for X25519."""
        return cls(
            MLKEM768PrivateKey.from_seed_bytes(seed[:64]),
            X25519PrivateKey.from_private_bytes(seed[64:96]),
        )

    def decapsulated(self, encapsulated: bytes) -> bytes:
        mlkem, x25519 = encapsulated[:MLKEM_CIPHERTEXT], encapsulated[MLKEM_CIPHERTEXT:]
        shared = self.x25519.exchange(X25519PublicKey.from_public_bytes(x25519))
        own = self.x25519.public_key().public_bytes_raw()
        return combined(self.mlkem.decapsulate(mlkem), shared, x25519, own)


def combined(mlkem: bytes, x25519: bytes, ciphertext: bytes, public: bytes) -> bytes:
    """The combiner of draft-connolly-cfrg-xwing-kem, section 5.3."""
    return sha3_256(mlkem + x25519 + ciphertext + public + XWING_LABEL).digest()


def encapsulated(public: bytes) -> tuple[bytes, bytes]:
    """A shared secret and what carries it, for a public key of 1,216 bytes."""
    theirs = public[MLKEM_PUBLIC:]
    ephemeral = X25519PrivateKey.generate()
    mlkem, carried = MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC]).encapsulate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(theirs))
    ours = ephemeral.public_key().public_bytes_raw()
    return combined(mlkem, shared, ours, theirs), carried + ours


def labeled_extract(salt: bytes, label: bytes, secret: bytes) -> bytes:
    """LabeledExtract of RFC 9180 section 4, with HKDF-SHA256."""
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + SUITE_ID + label + secret, "sha256")


def labeled_expand(key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """LabeledExpand of RFC 9180 section 4, for lengths of one SHA-256."""
    asked = length.to_bytes(2, "big") + b"HPKE-v1" + SUITE_ID + label + info
    return hmac.digest(key, asked + b"\1", "sha256")[:length]


def key_and_nonce(shared_secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    """KeySchedule of RFC 9180 section 5.1 in base mode, for the first message."""
    context = (
        b"\0" + labeled_extract(b"", b"psk_id_hash", b"") + labeled_extract(b"", b"info_hash", info)
    )
    secret = labeled_extract(shared_secret, b"secret", b"")
    return (
        labeled_expand(secret, b"key", context, 32),
        labeled_expand(secret, b"base_nonce", context, 12),
    )


def opened(hand: Hand, box: bytes, *context: bytes) -> bytes:
    """Open one of our boxes: suite byte ‖ encapsulated key ‖ sealed."""
    info = b"\1" + framed(*context)
    key, nonce = key_and_nonce(hand.decapsulated(box[1 : 1 + ENCAPSULATED]), info)
    return AESGCM(key).decrypt(nonce, box[1 + ENCAPSULATED :], b"")


def sealed(public: bytes, plain: bytes, *context: bytes) -> bytes:
    """Make one of our boxes."""
    shared_secret, carried = encapsulated(public)
    key, nonce = key_and_nonce(shared_secret, b"\1" + framed(*context))
    return b"\1" + carried + AESGCM(key).encrypt(nonce, plain, b"")


def test_the_label_is_the_little_wing() -> None:
    assert XWING_LABEL.decode() == "\\" + ".//^" + "\\"


def test_the_published_shared_secret_of_x_wing() -> None:
    vector = VECTORS["xwing"]
    expanded = shake_256(bytes.fromhex(vector["seed"])).digest(96)

    shared_secret = Hand.of(expanded).decapsulated(bytes.fromhex(vector["ciphertext"]))

    assert shared_secret.hex() == vector["shared_secret"]


def test_a_box_of_long_ago_is_opened_by_hand_and_by_us() -> None:
    vector = VECTORS["box"]
    seed, box = bytes.fromhex(vector["seeds"]), bytes.fromhex(vector["box"])

    by_hand = opened(Hand.of(seed), box, vector["context"].encode())

    assert by_hand == vector["plain"].encode()
    assert Seeds.from_bytes(seed).receive(box, vector["context"]) == by_hand


@given(st.binary(max_size=600), st.text(max_size=20))
def test_a_box_of_the_library_is_opened_by_hand(plain: bytes, context: str) -> None:
    box = deliver(MINA.public.kem, plain, context)

    assert opened(Hand.of(MINA.to_bytes()), box, context.encode()) == plain
    assert len(box) == 1 + ENCAPSULATED + len(plain) + 16


@given(st.binary(max_size=600), st.text(max_size=20))
def test_a_box_made_by_hand_is_opened_by_the_library(plain: bytes, context: str) -> None:
    box = sealed(MINA.public.kem, plain, context.encode())

    assert MINA.receive(box, context) == plain


def test_both_halves_are_needed() -> None:
    box = deliver(MINA.public.kem, PLAIN, "grant")
    mina = Hand.of(MINA.to_bytes())
    thief = Hand.of(bytes(96))

    with pytest.raises(InvalidTag):
        opened(Hand(mina.mlkem, thief.x25519), box, b"grant")
    with pytest.raises(InvalidTag):
        opened(Hand(thief.mlkem, mina.x25519), box, b"grant")


def test_a_box_for_another_place_is_refused_by_both_hands() -> None:
    box = sealed(MINA.public.kem, PLAIN, b"grant")

    with pytest.raises(BoxBroken):
        MINA.receive(box, "inbox")
    with pytest.raises(InvalidTag):
        opened(Hand.of(MINA.to_bytes()), box, b"inbox")

"""A person's keys: X-Wing to receive with, Ed25519 to sign with, and the box between two people."""

import secrets
from functools import cached_property
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from crypto.context import Part, encode
from crypto.envelope import SUITE_BYTE, derive
from crypto.errors import BoxBroken, KeyInvalid, SignatureInvalid

MLKEM_SEED_BYTES = 64
KEM_SEED_BYTES = 96
SEED_BYTES = KEM_SEED_BYTES + 32
MLKEM_PUBLIC_BYTES = 1184
KEM_PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + 32
SIGNATURE_BYTES = 64
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class PublicKeys(msgspec.Struct, frozen=True):
    """What others need to deliver to a person and to check her signatures."""

    kem: bytes
    """1,216 bytes: ML-KEM-768 encapsulation key ‖ X25519 public key."""
    verify: bytes
    """32 bytes: Ed25519 public key."""

    def fingerprint(self) -> bytes:
        """32 bytes that stand for both keys, for certificates, logs and six spoken words."""
        return sha256(encode("casework/public-keys/1", self.kem, self.verify)).digest()


class InboxKeys:
    """The receiving half alone: whoever has the public key may write, its holder reads."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != KEM_SEED_BYTES:
            raise KeyInvalid
        self._seed = seed

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @cached_property
    def _private(self) -> MLKEM768X25519PrivateKey:
        mlkem = MLKEM768PrivateKey.from_seed_bytes(self._seed[:MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(self._seed[MLKEM_SEED_BYTES:KEM_SEED_BYTES])
        return MLKEM768X25519PrivateKey(mlkem, x25519)

    @cached_property
    def kem_public(self) -> bytes:
        """1,216 bytes to hand out."""
        mlkem = MLKEM768PrivateKey.from_seed_bytes(self._seed[:MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(self._seed[MLKEM_SEED_BYTES:KEM_SEED_BYTES])
        return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()

    def receive(self, box: bytes, *context: Part) -> bytes:
        """Open a delivered box for the same context. Raises BoxBroken."""
        if box[:1] != SUITE_BYTE:
            raise BoxBroken
        try:
            return _SUITE.decrypt(box[1:], self._private, info=SUITE_BYTE + encode(*context))
        except (InvalidTag, ValueError) as wrong:
            raise BoxBroken from wrong


class Seeds(InboxKeys):
    """128 bytes that are a person here: 96 to receive with, 32 to sign with."""

    def __init__(self, kem_seed: bytes, sign_seed: bytes) -> None:
        super().__init__(kem_seed)
        self._sign_seed = sign_seed

    @classmethod
    def generate(cls) -> "Seeds":
        """New seeds from the operating system's randomness."""
        return cls(secrets.token_bytes(KEM_SEED_BYTES), secrets.token_bytes(32))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Seeds":
        """Seeds from their 128 bytes. Raises KeyInvalid on any other length."""
        if len(raw) != SEED_BYTES:
            raise KeyInvalid
        return cls(raw[:KEM_SEED_BYTES], raw[KEM_SEED_BYTES:])

    def to_bytes(self) -> bytes:
        """The 128 bytes, to be sealed and nothing else."""
        return self._seed + self._sign_seed

    @cached_property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._sign_seed)

    @cached_property
    def public(self) -> PublicKeys:
        """The public half."""
        return PublicKeys(self.kem_public, self._signing.public_key().public_bytes_raw())

    @cached_property
    def ring_key(self) -> bytes:
        """The 32-byte key of this person's ring (docs/ciphertext.md, "A person's keys")."""
        return derive(self.to_bytes(), "casework/ring-key/1")

    def sign(self, *parts: Part) -> bytes:
        """A 64-byte Ed25519 signature over the encoded parts; the first is its label."""
        return self._signing.sign(encode(*parts))


def deliver(kem_public: bytes, plaintext: bytes, *context: Part) -> bytes:
    """Seal to somebody's public key: suite byte ‖ HPKE base mode (RFC 9180, X-Wing).

    HPKE here has no associated data, so the context is bound in `info`.

    Raises KeyInvalid when `kem_public` is no X-Wing key.
    """
    if len(kem_public) != KEM_PUBLIC_BYTES:
        raise KeyInvalid
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(kem_public[:MLKEM_PUBLIC_BYTES])
        x25519 = X25519PublicKey.from_public_bytes(kem_public[MLKEM_PUBLIC_BYTES:])
    except ValueError as wrong:
        raise KeyInvalid from wrong
    public = MLKEM768X25519PublicKey(mlkem, x25519)
    return SUITE_BYTE + _SUITE.encrypt(plaintext, public, info=SUITE_BYTE + encode(*context))


def verify(verify_key: bytes, signature: bytes, *parts: Part) -> None:
    """Check a signature made by `Seeds.sign`. Raises SignatureInvalid."""
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, encode(*parts))
    except (InvalidSignature, ValueError) as wrong:
        raise SignatureInvalid from wrong

"""What a person remembers, stretched to a key, and a bundle locked under it."""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from crypto.context import Part
from crypto.envelope import KEY_BYTES, SUITE_BYTE, derive, open_, seal
from crypto.errors import PassphraseWrong, RecoveryCodeWrong, SealBroken
from crypto.padding import pad, unpad

SALT_BYTES = 16
HEADER_BYTES = 1 + 4 + 1 + SALT_BYTES
MEMORY_KIB = range(8, 1024 * 1024 + 1)
PASSES = range(1, 65)
UNUSED = b"an account that does not exist"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one Argon2id run takes: memory in KiB and passes, always in one lane."""

    memory_kib: int = 65536
    passes: int = 3

    def __post_init__(self) -> None:
        if self.memory_kib not in MEMORY_KIB or self.passes not in PASSES:
            raise ValueError((self.memory_kib, self.passes))


@dataclass(frozen=True, slots=True)
class Header:
    """The 22 bytes before a locked bundle: suite, cost (none for a code) and salt."""

    cost: Cost | None
    salt: bytes

    @classmethod
    def draw(cls, cost: Cost | None) -> Self:
        return cls(cost, secrets.token_bytes(SALT_BYTES))

    def to_bytes(self) -> bytes:
        memory_kib, passes = (self.cost.memory_kib, self.cost.passes) if self.cost else (0, 0)
        return SUITE_BYTE + memory_kib.to_bytes(4, "big") + passes.to_bytes(1, "big") + self.salt

    @classmethod
    def of(cls, locked: bytes) -> Self:
        """Raises SealBroken for another suite or for a cost outside the limits."""
        if len(locked) < HEADER_BYTES or locked[:1] != SUITE_BYTE:
            raise SealBroken
        memory_kib, passes = int.from_bytes(locked[1:5], "big"), locked[5]
        try:
            cost = Cost(memory_kib, passes) if memory_kib or passes else None
        except ValueError as outside:
            raise SealBroken from outside
        return cls(cost, locked[6:HEADER_BYTES])

    def the_cost(self) -> Cost:
        """Raises SealBroken where a code was used and no cost is written."""
        if self.cost is None:
            raise SealBroken
        return self.cost


def folded(secret: str) -> str:
    """NFKC without spaces at its ends: one text, however a keyboard composed it.

    Signs nobody sees (zero-width spaces of Khmer, joiners, bidi marks) are left out: a
    person cannot know that she typed one, so she cannot type it again.
    """
    seen = "".join(sign for sign in secret if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", seen).strip()


def stretch(secret: str | bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes of Argon2id (RFC 9106), one lane. Text is folded to NFKC first.

    Takes 0.2 s and 64 MiB at the default cost; the caller holds one of the three lanes.

    Raises ValueError for a salt under 16 bytes.
    """
    if len(salt) < SALT_BYTES:
        raise ValueError(len(salt))
    raw = secret if isinstance(secret, bytes) else folded(secret).encode(errors="surrogatepass")
    run = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=1,
        memory_cost=cost.memory_kib,
    )
    return run.derive(raw)


def decoy(cost: Cost) -> None:
    """Cost a stranger the same run as a real account: the answer must take as long."""
    stretch(UNUSED, secrets.token_bytes(SALT_BYTES), cost)


def lock(bundle: bytes, passphrase: str, pepper: bytes, cost: Cost, *context: Part) -> bytes:
    """Lock `bundle` under a passphrase, inside a layer of the instance's pepper.

    The bundle is padded. No hash of the passphrase is kept anywhere: the right one is the
    one that opens. `context` binds it to its row (docs/ciphertext.md,
    "Passphrases and Argon2id").
    """
    header = Header.draw(cost)
    key = _passphrase_key(passphrase, header)
    return two_layers(header, bundle, key, pepper, *context)


def unlock(locked: bytes, passphrase: str, pepper: bytes, *context: Part) -> bytes:
    """The bundle that `lock` was given.

    Raises PassphraseWrong when only the passphrase can be at fault, SealBroken when the
    row, the pepper or the context is: then somebody changed the database.
    """
    header, inner = peeled(locked, pepper, *context)
    key = _passphrase_key(passphrase, header)
    try:
        return opened(header, inner, key, *context)
    except SealBroken as wrong:
        raise PassphraseWrong from wrong


def lock_with_code(bundle: bytes, code: bytes, pepper: bytes, *context: Part) -> bytes:
    """Lock `bundle` under the 16 bytes of a recovery code; 128 random bits need no Argon2."""
    header = Header.draw(None)
    return two_layers(header, bundle, _code_key(code, header), pepper, *context)


def unlock_with_code(locked: bytes, code: bytes, pepper: bytes, *context: Part) -> bytes:
    """The bundle that `lock_with_code` was given.

    Raises RecoveryCodeWrong when only the code can be at fault, else SealBroken.
    """
    header, inner = peeled(locked, pepper, *context)
    key = _code_key(code, header)
    try:
        return opened(header, inner, key, *context)
    except SealBroken as wrong:
        raise RecoveryCodeWrong from wrong


def relayer(locked: bytes, old_pepper: bytes, new_pepper: bytes, *context: Part) -> bytes:
    """The same locked bundle under another pepper; nobody's passphrase is needed.

    Raises SealBroken when `old_pepper` is not the one it was made with.
    """
    header, inner = peeled(locked, old_pepper, *context)
    return _outer(header, inner, new_pepper, *context)


def two_layers(header: Header, bundle: bytes, key: bytes, pepper: bytes, *context: Part) -> bytes:
    """Header ‖ outer seal under the pepper ( inner seal under `key` ( padded bundle ) )."""
    inner = seal(key, pad(bundle), "casework/locked/1", header.to_bytes(), *context)
    return _outer(header, inner, pepper, *context)


def peeled(locked: bytes, pepper: bytes, *context: Part) -> tuple[Header, bytes]:
    """The header and the inner seal, authenticated by the pepper. Raises SealBroken."""
    header = Header.of(locked)
    bound = ("casework/peppered/1", locked[:HEADER_BYTES], *context)
    return header, open_(_pepper_key(pepper), locked[HEADER_BYTES:], *bound)


def opened(header: Header, inner: bytes, key: bytes, *context: Part) -> bytes:
    """The bundle inside an inner seal. Raises SealBroken when `key` is not its key."""
    return unpad(open_(key, inner, "casework/locked/1", header.to_bytes(), *context))


def _outer(header: Header, inner: bytes, pepper: bytes, *context: Part) -> bytes:
    front = header.to_bytes()
    return front + seal(_pepper_key(pepper), inner, "casework/peppered/1", front, *context)


def _pepper_key(pepper: bytes) -> bytes:
    return derive(pepper, "casework/pepper/locked/1")


def _passphrase_key(passphrase: str, header: Header) -> bytes:
    return derive(stretch(passphrase, header.salt, header.the_cost()), "casework/passphrase/1")


def _code_key(code: bytes, header: Header) -> bytes:
    return derive(code, "casework/recovery/1", header.salt)

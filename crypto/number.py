"""The survivor's number and second word: what she comes back with, and what they open."""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from crypto import passphrase
from crypto.context import Part
from crypto.envelope import SUITE_BYTE, derive
from crypto.errors import NumberMistyped, SealBroken, WordWrong
from crypto.passphrase import Cost, Header

LENGTH = 16
BANK_CARD_STARTS = "3456"
LONGEST_TYPED = 200
BETWEEN = "\t\r\n.,·•・_/−"
BETWEEN_CATEGORIES = {"Zs", "Zl", "Zp", "Cf", "Pd"}
# Damm's totally anti-symmetric quasigroup of order 10 (dissertation, Marburg 2004).
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


@dataclass(frozen=True, slots=True)
class Stretched:
    """The two halves of a stretched number: one finds the row, one opens it."""

    lookup: bytes = field(repr=False)
    opening_key: bytes = field(repr=False)


def draw() -> str:
    """A new number: 15 random digits and Damm's check digit, about 49 bits.

    Drawn again while it could be taken for a bank card: passing Luhn, or beginning 3 to 6.
    """
    while True:
        digits = f"{secrets.randbelow(10 ** (LENGTH - 1)):015d}"
        number = digits + str(damm(digits))
        if number[0] not in BANK_CARD_STARTS and luhn(number) != 0:
            return number


def damm(digits: str) -> int:
    """The check digit of `digits`; 0 when they already end in theirs."""
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return interim


def luhn(digits: str) -> int:
    """Luhn's sum modulo 10 (ISO/IEC 7812-1); 0 is what a bank card passes."""
    doubled = (divmod(int(digit) * 2, 10) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(map(sum, doubled))) % 10


def parse(text: str) -> str:
    """The 16 digits of a number as it was typed: any script's digits, any separators.

    Raises NumberMistyped ("character", "length" or "check") and so catches every single
    wrong digit and every swap of neighbours before any Argon2 runs.
    """
    if len(text) > LONGEST_TYPED:
        raise NumberMistyped("length")
    digits = "".join(_digit(sign) for sign in text if not _between(sign))
    if len(digits) != LENGTH:
        raise NumberMistyped("length")
    if damm(digits) != 0:
        raise NumberMistyped("check")
    return digits


def group(number: str, grouping: Sequence[int]) -> str:
    """The number in groups, for showing: `group(number, (4, 4, 4, 4))`.

    Raises ValueError unless the groups add up to its length.
    """
    if sum(grouping) != len(number):
        raise ValueError(tuple(grouping))
    starts = (sum(grouping[:at]) for at in range(len(grouping)))
    return " ".join(number[at : at + size] for at, size in zip(starts, grouping, strict=True))


def stretch(number: str, instance_salt: bytes, cost: Cost) -> Stretched:
    """One Argon2id run over all 16 digits, then two keys of 32 bytes by HKDF.

    `instance_salt` is random, not secret, and never changes (docs/ciphertext.md, "The number").
    """
    root = passphrase.stretch(number.encode("ascii"), instance_salt, cost)
    return Stretched(
        lookup=derive(root, "casework/number/lookup/1"),
        opening_key=derive(root, "casework/number/opening/1"),
    )


def status_key(opening_key: bytes) -> bytes:
    """What opens *received / an answer waits / closed* with the number alone."""
    return derive(opening_key, "casework/number/status/1")


def peppered_lookup(lookup: bytes, pepper: bytes) -> bytes:
    """The lookup value as its column holds it: suite byte ‖ AES-256-SIV (RFC 5297), 49 bytes.

    Deterministic, so that it can be searched for; reversible, so that the pepper can change.
    """
    return SUITE_BYTE + AESSIV(_siv_key(pepper)).encrypt(lookup, [SUITE_BYTE])


def bare_lookup(peppered: bytes, pepper: bytes) -> bytes:
    """What `peppered_lookup` was given. Raises SealBroken for other bytes or another pepper."""
    if peppered[:1] != SUITE_BYTE:
        raise SealBroken
    try:
        return AESSIV(_siv_key(pepper)).decrypt(peppered[1:], [SUITE_BYTE])
    except (InvalidTag, ValueError) as wrong:
        raise SealBroken from wrong


def folded_word(word: str) -> str:
    """NFKC, casefolded, single spaces: how she wrote it that day does not matter."""
    folded = passphrase.folded(word).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def word_key(opening_key: bytes, word: str, salt: bytes, cost: Cost) -> bytes:
    """HKDF(opening key ‖ Argon2id(second word, own salt)): neither half opens alone."""
    stretched = passphrase.stretch(folded_word(word), salt, cost)
    return derive(opening_key + stretched, "casework/word/1")


def lock_with_word(
    bundle: bytes, opening_key: bytes, word: str, pepper: bytes, cost: Cost, *context: Part
) -> bytes:
    """Lock her seeds under number and word, in the layers of `passphrase.lock`.

    `passphrase.relayer` changes the pepper. Raises ValueError for a word of nothing but space.
    """
    if not folded_word(word):
        raise ValueError("empty")
    header = Header.draw(cost)
    key = word_key(opening_key, word, header.salt, cost)
    return passphrase.two_layers(header, bundle, key, pepper, *context)


def unlock_with_word(
    locked: bytes, opening_key: bytes, word: str, pepper: bytes, *context: Part
) -> bytes:
    """What `lock_with_word` was given.

    Raises WordWrong when only number or word can be at fault, else SealBroken.
    """
    header, inner = passphrase.peeled(locked, pepper, *context)
    key = word_key(opening_key, word, header.salt, header.the_cost())
    try:
        return passphrase.opened(header, inner, key, *context)
    except SealBroken as wrong:
        raise WordWrong from wrong


def _siv_key(pepper: bytes) -> bytes:
    return derive(pepper, "casework/pepper/lookup/1", length=64)


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    if value is None:
        raise NumberMistyped("character")
    return str(value)


def _between(sign: str) -> bool:
    return sign in BETWEEN or unicodedata.category(sign) in BETWEEN_CATEGORIES

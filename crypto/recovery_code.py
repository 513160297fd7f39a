"""Recovery codes: 128 random bits, written so that a person can copy them by hand."""

import secrets
import unicodedata

from crypto.errors import RecoveryCodeMistyped

BYTES = 16
LENGTH = 26
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
GROUPS = (6, 5, 5, 5, 5)
LONGEST_TYPED = 200


def draw_recovery_code() -> str:
    """A new code in five groups, Crockford's base32 (no I, L, O, U): `0AB12C-…`."""
    return written(secrets.token_bytes(BYTES))


def written(code: bytes) -> str:
    """The 26 letters of a code's 16 bytes, grouped by dashes. The first is 0 to 7."""
    number = int.from_bytes(code, "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
    starts = (sum(GROUPS[:at]) for at in range(len(GROUPS)))
    return "-".join(letters[at : at + size] for at, size in zip(starts, GROUPS, strict=True))


def parse_recovery_code(text: str) -> bytes:
    """The 16 bytes of a code as a person typed it.

    Case, spaces and dashes do not matter; O is 0, I and L are 1; digits may be her own.

    Raises RecoveryCodeMistyped for another length or for a letter no code has.
    """
    if len(text) > LONGEST_TYPED:
        raise RecoveryCodeMistyped
    letters = [_plain(letter) for letter in text if not _between(letter)]
    if len(letters) != LENGTH or any(letter not in VALUES for letter in letters):
        raise RecoveryCodeMistyped
    number = 0
    for letter in letters:
        number = number << 5 | VALUES[letter]
    if number.bit_length() > BYTES * 8:
        raise RecoveryCodeMistyped
    return number.to_bytes(BYTES, "big")


def _plain(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return unicodedata.normalize("NFKC", letter).upper() if digit is None else str(digit)


def _between(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in {"Cf", "Pd"} or letter in "−._"

"""Six words that stand for somebody's keys, to be read aloud to the person who confirms her."""

from functools import lru_cache
from hashlib import sha256

from auth.passphrases import words
from crypto.envelope import derive
from crypto.passphrase import Cost, stretch
from crypto.seeds import PublicKeys

COUNT = 6
BITS = 10
COST = Cost(memory_kib=16384, passes=1)
"""Fixed for good: both sides of the telephone must compute the same words."""
SALT = b"casework/six-words/1"
LINES = 4


@lru_cache(maxsize=256)
def six_words(fingerprint: bytes) -> tuple[str, ...]:
    """The six English words of a 32-byte fingerprint: 60 bits, each try costing 16 MiB.

    Simple words of one list for everybody, since both ends must read the same ones. The stretch
    makes a second key with the same words dearer than 60 bits alone would (docs/ciphertext.md,
    "Six words").
    """
    number = int.from_bytes(stretch(fingerprint, SALT, COST)[:8], "big") >> 4
    known = words("en")
    return tuple(
        known[number >> shift & (1 << BITS) - 1] for shift in range(BITS * (COUNT - 1), -1, -BITS)
    )


def spoken(keys: PublicKeys) -> str:
    """The six words of a person's keys, in order, with spaces between."""
    return " ".join(six_words(keys.fingerprint()))


def lines_to_choose_from(keys: PublicKeys) -> list[str]:
    """The right line among three others, sorted, always the same ones for the same keys.

    The one who confirms picks the line she heard: nobody can agree without listening.
    """
    right = keys.fingerprint()
    others = [derive(right, "casework/other-line/1", at) for at in range(1, LINES)]
    return sorted(" ".join(six_words(each)) for each in (right, *others))


def digest_of_words() -> str:
    """SHA-256 of the list's own words: another list would say other words for the same keys."""
    return sha256("\n".join(words("en")).encode()).hexdigest()

"""Passphrases: which are strong enough, and words offered to who has none in mind."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import ceil, log2

from zxcvbn import zxcvbn

from crypto.passphrase import folded

STRONG = 4
"""The highest score of zxcvbn: above 10**10 guesses."""
OFFERED_BITS = 60
SIX = 6
LONGEST = 200
JUDGED = 72
"""zxcvbn takes quadratic time; what comes after 72 signs cannot make a passphrase weaker."""
UNJUDGED_LETTERS = 24
"""How long a passphrase must be in a script that zxcvbn has no dictionary of."""
LANGUAGES = ("en", "bn", "km", "lo", "vi", "my", "id", "hi", "ur")


class Weakness(StrEnum):
    """Why a passphrase is refused; auth.wording says it in the reader's language."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    WORD = "word"
    NAME = "name"
    KEYBOARD = "keyboard"
    REPEAT = "repeat"
    SEQUENCE = "sequence"
    DATE = "date"


class PassphraseWeak(Exception):
    """Somebody could guess it. Carries the reason, never the passphrase."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(weakness.value)
        self.weakness = weakness


PATTERNS = {
    "spatial": Weakness.KEYBOARD,
    "repeat": Weakness.REPEAT,
    "sequence": Weakness.SEQUENCE,
    "date": Weakness.DATE,
    "regex": Weakness.DATE,
}
DICTIONARIES = {
    "passwords": Weakness.COMMON,
    "surnames": Weakness.NAME,
    "male_names": Weakness.NAME,
    "female_names": Weakness.NAME,
    "user_inputs": Weakness.NAME,
}


@cache
def words(language: str) -> tuple[str, ...]:
    """The everyday words of a language, each once, sorted; English where we have none of it."""
    known = language if language in LANGUAGES else "en"
    text = files("auth").joinpath("words", f"{known}.txt").read_text(encoding="utf-8")
    return tuple(text.split())


def offered_count(language: str) -> int:
    """How many words must be drawn for 60 bits; never fewer than six."""
    return max(SIX, ceil(OFFERED_BITS / log2(len(words(language)))))


def offer(language: str) -> str:
    """A new passphrase of drawn words, 60 bits or more, without a word twice."""
    drawn = secrets.SystemRandom().sample(words(language), offered_count(language))
    return " ".join(drawn)


def offers(language: str) -> list[tuple[str, str]]:
    """One offer in the person's own language and one in English: (language, words)."""
    wanted = [language, "en"] if language in LANGUAGES and language != "en" else ["en"]
    return [(each, offer(each)) for each in wanted]


def check(passphrase: str, about_her: Iterable[str] = ()) -> None:
    """Refuse a passphrase that could be guessed. Raises PassphraseWeak.

    `about_her` are texts others know of her, such as her name and address. Offered words pass
    in every script: the strength check has dictionaries of English alone.
    """
    secret = folded(passphrase)
    if len(secret) > LONGEST:
        raise PassphraseWeak(Weakness.LONG)
    if is_of_offered_words(secret):
        return
    if not secret:
        raise PassphraseWeak(Weakness.SHORT)
    judged = zxcvbn(secret[:JUDGED], user_inputs=[each for each in about_her if each])
    if judged["score"] < STRONG:
        raise PassphraseWeak(_weakness(judged["sequence"]))
    if _is_beyond_judgement(secret) and len(secret) < UNJUDGED_LETTERS:
        raise PassphraseWeak(Weakness.SHORT)


def is_of_offered_words(secret: str) -> bool:
    """Whether it is made of enough different words of one of our lists, and of nothing else."""
    typed = secret.casefold().replace("-", " ").split()
    return len(typed) == len(set(typed)) and any(
        len(typed) >= offered_count(language) and set(typed) <= set(words(language))
        for language in LANGUAGES
    )


def _is_beyond_judgement(secret: str) -> bool:
    foreign = sum(not sign.isascii() for sign in secret)
    return 2 * foreign > len(secret)


def _weakness(sequence: Sequence[Mapping[str, object]]) -> Weakness:
    longest = max(sequence, key=lambda match: len(str(match["token"])))
    pattern = str(longest["pattern"])
    if pattern == "dictionary":
        return DICTIONARIES.get(str(longest["dictionary_name"]), Weakness.WORD)
    return PATTERNS.get(pattern, Weakness.SHORT)

"""What is kept of a compartment's words, so that one small row tells whether a search finds it."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeAlias

from casework.case.folding import words
from casework.models.entry import Kind, Said, Sieve

ROOM = 4_000
"""Bytes of what is kept: one length, however much was written."""
BITS = ROOM * 8
GRAM = 3
WORDLESS = frozenset(
    {
        Kind.MATCHES,
        Kind.NEEDS,
        Kind.STAGE,
        Kind.HAPPENED,
        Kind.ACKNOWLEDGED,
        Kind.RENEWAL,
        Kind.NUMBER,
    }
)
"""Kinds that hold what was ticked, pressed or counted, and nobody's words."""
CODED = frozenset(
    {
        "wish", "safe_now", "elsewhere", "places", "kinds", "language", "contact_how",
        "needs", "age", "decides_on_jobs", "way", "asks", "event", "stage", "step", "slip",
        "by", "written_at", "written_since", "intention", "recipient", "capacity", "parts",
        "given", "withheld", "said_no", "said_close", "route", "person", "holder",
        "course", "verb",
        "question", "about_kind", "about", "safe_by", "reply", "exhibit",
        "on", "version", "could_tell", "with_copy", "answer_by", "heard", "signed", "quorum",
        "short", "people", "found", "recommended", "items", "outcomes", "seen_as", "saw",
        "side", "outcome", "went_to", "gone_by", "standing", "is_free", "safety",
        "part", "relation", "shown", "related", "over", "is_named", "of", "other", "state",
        "opens", "digest", "consent", "referral",
    }
)  # fmt: skip
"""Facts that are codes, ids and times, in whichever kind they stand."""
Kept: TypeAlias = str | Sieve
"""Different words, one a line, while they fit; when they do not, a sieve of them."""


def text_of(said: Said) -> str:
    """All that somebody wrote in an entry: its text, and the facts that are words."""
    return "\n".join([said.text, *(value for _name, value in facts_of(said))])


def facts_of(said: Said) -> list[tuple[str, str]]:
    """The facts that are words, by name."""
    named = ((name, value) for name, value in said.facts.items() if name not in CODED)
    return [(name, value if isinstance(value, str) else " ".join(value)) for name, value in named]


def with_words(kept: Kept, text: str) -> Kept:
    """What was kept, with the words of a text.

    A word that stands within another is not kept twice: a search looks inside of words. Words
    that do not fit any more become a sieve (docs/ciphertext.md, "Search"): it forgets none of
    them, however many come, and now and then takes a word for one it has seen.
    """
    if isinstance(kept, Sieve):
        return _into(kept, words(text))
    for word in words(text):
        if word not in kept:
            kept = f"{kept}\n{word}" if kept else word
    return kept if len(kept.encode()) <= ROOM else _into(Sieve(bytes(ROOM)), kept.split("\n"))


class Wanted:
    """The words of one search, all of which a case has to have."""

    def __init__(self, text: str) -> None:
        self.words = tuple(dict.fromkeys(words(text)))
        self.all = (1 << len(self.words)) - 1
        """Every word found, one bit a word."""
        self._marked = [(1 << at, word) for at, word in enumerate(self.words)]
        self._sieves = [(bit, _mask(_grams_of(word))) for bit, word in self._marked]

    def __repr__(self) -> str:
        return f"<Wanted: {len(self.words)} words>"

    def within(self, kept: Kept) -> int:
        """Which of the words are there, one bit a word; of a sieve, which may be."""
        found = 0
        if isinstance(kept, Sieve):
            sieve = int.from_bytes(kept.bits, "big")
            for bit, mask in self._sieves:
                found |= bit if sieve & mask == mask else 0
            return found
        for bit, word in self._marked:
            found |= bit if word in kept else 0
        return found


def _into(sieve: Sieve, more: Iterable[str]) -> Sieve:
    grams = {gram for word in more for size in range(1, GRAM + 1) for gram in _grams(word, size)}
    bits = int.from_bytes(sieve.bits, "big") | _mask(grams)
    return Sieve(bits.to_bytes(ROOM, "big"))


def _grams_of(word: str) -> set[str]:
    """What a text has to contain that contains a word."""
    return _grams(word, min(len(word), GRAM))


def _grams(word: str, size: int) -> set[str]:
    return {word[at : at + size] for at in range(len(word) - size + 1)}


def _mask(grams: Iterable[str]) -> int:
    """The two places of each gram in the sieve."""
    marked = bytearray(ROOM)
    for gram in grams:
        drawn = blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=4).digest()
        for place in (drawn[:2], drawn[2:]):
            at = int.from_bytes(place, "big") % BITS
            marked[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(marked, "big")

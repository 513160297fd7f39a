"""Folding words of any script, so that search and matching find what people typed differently."""

import re
import unicodedata

INVISIBLE = {"Cf", "Cc"}
DROPPED = frozenset(
    {
        *range(0x0300, 0x0370),  # accents of Latin, Greek and Cyrillic letters
        *range(0x064B, 0x0660),  # vowel signs of Arabic letters, which few people type
        *range(0x06D6, 0x06EE),
        0x0670,
        0x0640,  # the sign that only stretches a word
        0x093C,  # the dot that turns a Devanagari letter into another, as often left out
        *range(0xFE00, 0xFE10),  # which form of the sign before
        0x17B4,  # two Khmer vowels that nobody sees
        0x17B5,
    }
)
ALIKE = {
    "đ": "d",
    "ł": "l",
    "ø": "o",
    "ı": "i",
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ه": "ہ",
    "ة": "ہ",
    "ۃ": "ہ",
    "ە": "ہ",
    "ৎ": "ত্",
    "ँ": "ं",
}
"""Letters that keyboards exchange for each other, or that a search should not tell apart."""
WITHIN = "-@.+'’_/:&#"
"""What may stand inside a word: KINGFISHER-27, +880 1711, a@b.example."""
RUN_ON = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer: written without spaces, so a name is no word of its own."""
# In these scripts the signs of one syllable are typed in any order and look the same.
MARKS = re.compile(
    "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}|[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]{2,}"
    "|[\u102b-\u103e]{2,}"
)
KHMER = re.compile("(?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+")
KHMER_UNIT = re.compile("\u17d2[\u1780-\u17b3]|.")
COENG, COENG_RO = "\u17d2", "\u17d2\u179a"
TWICE = {"เเ": "แ", "ເເ": "ແ"}
KHMER_ALIKE = {"\u17d2\u178a": "\u17d2\u178f", "\u17b8\u17c1": "\u17be", "\u17b6\u17c1": "\u17c4"}


def folded(text: str) -> str:
    """NFKC, case folded, accents and invisible signs dropped, digits Western, spaces joined.

    Vowel signs of Bengali, Khmer, Lao and Burmese stay: without them other words begin to match.
    The signs of one syllable are put into one order, as Khmer keyboards write a word in several.
    """
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = unicodedata.normalize("NFC", wide.translate(SIGNS))
    return " ".join(_ordered(kept).split())


def words(text: str) -> list[str]:
    """The words of a text, folded, without the punctuation between and around them.

    Where a script writes no spaces, what stands between two of them is one word.
    """
    parts = folded(text).translate(BETWEEN).split()
    return [word for part in parts if (word := part.strip(WITHIN))]


def _ordered(text: str) -> str:
    for typed, meant in TWICE.items():
        text = text.replace(typed, meant)
    text = MARKS.sub(lambda found: "".join(sorted(found[0])), text)
    return KHMER.sub(_khmer, text)


def _khmer(found: re.Match[str]) -> str:
    """Letters below the line first, ro the last of them, then everything else."""
    units = sorted(KHMER_UNIT.findall(found[0]), key=lambda unit: (_rank(unit), unit))
    joined = "".join(units)
    for typed, meant in KHMER_ALIKE.items():
        joined = joined.replace(typed, meant)
    return joined


def _rank(unit: str) -> int:
    if unit == COENG_RO:
        return 1
    return 0 if unit[0] == COENG else 2


class _Signs(dict[int, str]):
    """What becomes of each sign, asked once a sign."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _kept(chr(code))
        return kept


class _Between(dict[int, str]):
    """Punctuation that parts two words, as a space; asked once a sign."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        parts = unicodedata.category(sign)[0] in "PS" and sign not in WITHIN
        self[code] = kept = " " if parts else sign
        return kept


SIGNS, BETWEEN = _Signs(), _Between()


def _kept(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if ord(sign) in DROPPED or unicodedata.category(sign) in INVISIBLE:
        return ""
    return ALIKE.get(sign, sign)

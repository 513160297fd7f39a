"""Text as it may stand on paper: what would steer the page instead of being read is taken out."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

KEPT: Final = "\n\t"
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that order what follows them from the other side: a name could be made to read as another.
The marks for one letter (U+200E, U+200F) and the joiners of the scripts stay."""
JOINING_PICTURES: Final = frozenset("\ufe0e\ufe0f\u20e3")
PICTURES: Final = range(0x2600, 0x27C0)
MORE_PICTURES: Final = range(0x1F000, 0x20000)
UNKNOWN: Final = frozenset({"Cs", "Cn", "Co"})
NOT_A_SIGN: Final = "\ufffd"


def cleaned(value: object) -> object:
    """The same value, each text in it made fit; mappings and sequences are gone through.

    Pictures are written out by their names, in brackets: no font here draws them, and a heart
    that was sent is evidence. Raises TypeError for what is neither text, number, bool nor None.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {str(name): cleaned(each) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [cleaned(each) for each in value]
    raise TypeError(type(value).__name__)


def clean_text(text: str) -> str:
    """One text without steering signs, with pictures by name."""
    return "".join(map(_sign, text.replace("\r\n", "\n").replace("\r", "\n")))


def _sign(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isprintable() or sign in KEPT else ""
    if sign in TURNING or sign in JOINING_PICTURES:
        return ""
    if ord(sign) in PICTURES or ord(sign) in MORE_PICTURES:
        return f"[{unicodedata.name(sign, 'picture').lower()}]"
    return (
        "\ufffd"
        if unicodedata.category(sign) in {"Cs", "Cn", "Co"}
        else ""
        if unicodedata.category(sign) == "Cc"
        else sign
    )

"""What people type, freed of signs that no person types: nothing of the words is changed."""

import re
import unicodedata

OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the order of what follows around, so that a page could show another text."""
KEPT_CONTROLS = {"\n", "\t"}


def words(text: str) -> str:
    """A longer text: any script, emoji and line breaks stay; NUL, controls and overrides go.

    A lone half of a surrogate pair, which no encoding can carry, becomes a replacement sign.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in OVERRIDES.sub("", lines) if _is_kept(sign))


def one_line(text: str) -> str:
    """A short text on one line, single spaces between its words."""
    return " ".join(words(text).split())


def _is_kept(sign: str) -> bool:
    return sign in KEPT_CONTROLS or unicodedata.category(sign) != "Cc"

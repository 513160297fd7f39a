"""Folding words of any script, so that search and matching find what people typed differently."""

import unicodedata

LATIN_MARKS = range(0x0300, 0x0370)
INVISIBLE = {"Cf", "Cc"}


def folded(text: str) -> str:
    """NFKC, case folded, accents of Latin letters and invisible signs dropped, spaces joined.

    Vowel signs of Bengali, Khmer, Lao and Burmese stay: without them other words begin to match.
    """
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(_kept(sign) for sign in wide if ord(sign) not in LATIN_MARKS)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _kept(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "" if unicodedata.category(sign) in INVISIBLE else sign

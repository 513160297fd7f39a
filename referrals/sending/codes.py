"""A code as somebody types it: six digits from the telephone, eight from her own printed copy."""

import unicodedata
from enum import IntEnum

BETWEEN = " -.\t\r\n\u00a0\u2009\u202f\u2013"
LONGEST_TYPED = 40


class Kind(IntEnum):
    """What a code is for, by how many digits it has."""

    OPENING = 6
    ANSWERING = 8


class CodeMistyped(Exception):
    """What was typed has not the shape of a code: nothing is tried with it."""


def parse(typed: str) -> tuple[Kind, str]:
    """What a code is for, and its digits; those of every script count. Raises CodeMistyped."""
    if len(typed) > LONGEST_TYPED:
        raise CodeMistyped
    digits = "".join(_digit(sign) for sign in typed if not _is_between(sign))
    try:
        return Kind(len(digits)), digits
    except ValueError as wrong:
        raise CodeMistyped from wrong


def _is_between(sign: str) -> bool:
    return sign in BETWEEN or unicodedata.category(sign) == "Cf"


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    if value is None:
        raise CodeMistyped
    return str(value)

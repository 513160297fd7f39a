"""What would break a sentence: a place that is not filled in, markup, nothing at all."""

import re
from enum import StrEnum

from casework.translating.catalogues import Id, Translated

_PLACE = re.compile(r"%\(\w+\)[sd]|%%")
_SIGNS = re.compile('[<>"\u202a-\u202e\u2066-\u2069]')
"""Signs that would leave an attribute, open a tag or turn the order of a page around."""
_NUMBER = {"%(num)s", "%(num)d"}


class Fault(StrEnum):
    """Why a text cannot be said in place of the English."""

    EMPTY = "it is empty"
    PLACES = "what the program fills in, such as %(day)s, has to stand in it as in the English"
    SIGN = 'it must not hold <, > or ", nor a hidden sign that turns the order of a line around'
    FORMS = "the language counts in another number of forms"
    GONE = "the program does not say this any longer"


def fault_of(english: Id, text: Translated, forms: int) -> Fault | None:
    """What is wrong with a text for an English string in a language of so many plural forms.

    A form of a string that counts may leave the number out ("one day").
    """
    counts = not isinstance(english, str)
    if len(text.texts) != (forms if counts else 1):
        return Fault.FORMS
    places = set(_PLACE.findall(english[1] if counts else str(english)))
    return next(filter(None, (_of_one(each, places, counts) for each in text.texts)), None)


def _of_one(text: str, places: set[str], counts: bool) -> Fault | None:
    if not text.strip():
        return Fault.EMPTY
    if _SIGNS.search(text):
        return Fault.SIGN
    found, spare = set(_PLACE.findall(text)), _NUMBER if counts else set()
    is_filled = places - spare <= found <= places and "%" not in _PLACE.sub("", text)
    return None if is_filled else Fault.PLACES

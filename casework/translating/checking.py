"""What would break a sentence: a place that is not filled in, a tag, nothing at all."""

import re
from enum import StrEnum

from casework.translating.catalogues import Id, Translated

_PLACE = re.compile(r"%\(\w+\)[sd]|%%")
_NUMBER = {"%(num)s", "%(num)d"}


class Fault(StrEnum):
    """Why a text cannot be said in place of the English."""

    EMPTY = "it is empty"
    PLACES = "what the program fills in, such as %(day)s, has to stand in it as in the English"
    TAG = "it must not hold the sign <"
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
    if "<" in text:
        return Fault.TAG
    found, spare = set(_PLACE.findall(text)), _NUMBER if counts else set()
    return None if places - spare <= found <= places else Fault.PLACES

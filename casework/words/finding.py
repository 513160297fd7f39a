"""What is due, and where a search found its words, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.desk.due import Due
from casework.words.cases import ANSWERS, KINDS

DUES: Mapping[Due, str] = MappingProxyType(
    {
        Due.RECEIPT: _l("Confirm receipt"),
        Due.HAND_OVER: _l("Keys can be handed over"),
        Due.WITHDRAWAL: _l("Her withdrawal counts from this day"),
        Due.LAST_DAY: _l("Your last day with this case"),
    }
)


def due_words(due: Due) -> str:
    """What is due, in a few words."""
    return str(DUES[due])


def passage_words(kind: str) -> str:
    """What kind of entry, or which answer, a sentence stands in."""
    return str(KINDS.get(kind) or ANSWERS.get(kind) or KINDS["note"])

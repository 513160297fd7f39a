"""How a case ends, in words: withdrawing it, and what is said of that."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.ending.confirming import Says
from casework.number.withdrawing import SuggestedBy

By = SuggestedBy
HER_IDEA: Mapping[str, str] = {
    By.HERSELF: _l("Mine"),
    By.SUPERVISOR: _l("My supervisor's, or a manager's"),
    By.FAMILY: _l("My family's"),
    By.COMMITTEE: _l("Somebody's of the committee"),
    By.RESPONDENT: _l("The person it is about"),
    By.OTHER: _l("Somebody else's"),
}
"""Whose idea it was to withdraw, asked of her."""
IDEAS: Mapping[str, str] = {
    By.HERSELF: _l("her own"),
    By.SUPERVISOR: _l("her supervisor's, or a manager's"),
    By.FAMILY: _l("her family's"),
    By.COMMITTEE: _l("somebody's of the committee"),
    By.RESPONDENT: _l("the respondent's"),
    By.OTHER: _l("somebody else's"),
}
SAYS: Mapping[str, str] = {
    Says.WITHDRAWS: _l("She withdraws it"),
    Says.GOES_ON: _l("She does not: it goes on"),
    Says.UNSURE: _l("She is not sure: it stays open"),
}
SPOKEN: Mapping[str, str] = {
    "in_person": _l("In person"),
    "phone": _l("On the telephone"),
}


def idea_words(suggested: object) -> str:
    """Whose idea a withdrawal was, as whoever reads it is told."""
    known = IDEAS.get(str(suggested))
    return str(known) if known else str(_("she did not say"))


ENDING_WORDS: Mapping[str, object] = MappingProxyType(
    {"idea_words": idea_words, "says_words": SAYS, "spoken_words": SPOKEN}
)

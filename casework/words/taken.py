"""What is asked of whoever takes a complaint down, and how the case says it afterwards."""

from collections.abc import Mapping
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.taking_down.complaint import Limit, Wording
from casework.telling.choices import REPLIES, WAYS

HERSELF, SOMEBODY_ELSE = "herself", "somebody_else"
TOLD_BY: Mapping[str, str] = {
    HERSELF: _l("The person it happened to"),
    SOMEBODY_ELSE: _l("Somebody else, or I saw it myself"),
}
WORDINGS: Mapping[str, str] = {
    Wording.HERS: _l("Hers, word for word"),
    Wording.MEMORY: _l("Mine, from memory"),
    Wording.AGREED: _l("Mine, read back to her, and she agreed"),
}
OF_A_LETTER: Mapping[str, str] = {
    Wording.HERS: _l("Theirs, word for word"),
    Wording.MEMORY: _l("Mine, from memory"),
    Wording.AGREED: _l("Mine, read back to them, and they agreed"),
}
LIMITS: Mapping[str, str] = {
    Limit.LAW: _l("What the law makes us pass on to others, for example about a child"),
    Limit.READERS: _l("Who will be able to read it"),
    Limit.EMERGENCY: _l("That nobody reads at night or on a holiday: this is no emergency service"),
}
CARE: Mapping[str, str] = {
    "outcome": _l("Yes: CARE may see what is done about it"),
    "told": _l("Yes: and CARE may read what she told"),
    "no": _l("No"),
}
CARE_ALONE: Mapping[str, str] = {"told": _l("Yes"), "no": _l("No")}
SHARED: Mapping[str, str] = {
    "committee": _l("Those who read what she told"),
    "union": _l("The union, if she chose one"),
    "programme": _l("CARE, if she chose it"),
}
REACHING: Mapping[str, str] = {
    "never": _l("Not at all: she comes back with her number"),
    "phone": _l("Call her"),
    "message": _l("Send her a message that says nothing"),
    "in_person": _l("Speak with her in person"),
    "through_somebody": _l("Through somebody she trusts"),
}
ROWS: Mapping[str, str] = {
    "came_by": _l("How it came"),
    "told_by": _l("Who told it"),
    "told_on": _l("Told on"),
    "wording": _l("In whose words"),
    "limits_read": _l("Said to her first"),
    "interpreter": _l("Who interpreted, and signed to keep it secret"),
    "event_on": _l("Happened about"),
    "reads_on": _l("Whoever took it down reads on"),
}
WHOSE: Mapping[str, str] = {
    Wording.HERS: _l("Hers, word for word"),
    Wording.MEMORY: _l("The writer's, from memory"),
    Wording.AGREED: _l("The writer's, read back to her, and she agreed"),
}
VALUES: Mapping[str, Mapping[str, str]] = {
    "came_by": WAYS,
    "told_by": TOLD_BY,
    "wording": WHOSE,
    "limits_read": LIMITS,
    "reads_on": REPLIES,
}


def how_rows(facts: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    """How it came to whoever took it down, as rows; what was not said is said to be not said."""
    return [(str(words), _value(name, facts.get(name, ""))) for name, words in ROWS.items()]


def _value(name: str, value: str | list[str]) -> str:
    values = [value] if isinstance(value, str) else value
    if name.endswith("_on") and name not in VALUES:
        values = [str(format_date(date.fromisoformat(each))) for each in values if each]
    words = VALUES.get(name, {})
    return " · ".join(str(words.get(each, each)) for each in values if each) or _("Not said")

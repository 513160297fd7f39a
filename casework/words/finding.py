"""What is due, and where a search found its words, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.clocks.standing import State
from casework.desk.clocked import Next
from casework.desk.due import Day, Due
from casework.procedures.terms import Binding
from casework.words.cases import ANSWERS, KINDS, stage_words

DUES: Mapping[Due, str] = MappingProxyType(
    {
        Due.RECEIPT: _l("Confirm receipt"),
        Due.HAND_OVER: _l("Keys can be handed over"),
        Due.WITHDRAWAL: _l("Her withdrawal counts from this day"),
        Due.LAST_DAY: _l("Your last day with this case"),
    }
)


def due_words(day: Day) -> str:
    """What is due, in a few words."""
    if day.what is Due.CLOCK:
        return stage_words(day.stage)
    return str(DUES[day.what])


def coming_words(coming: Next) -> str:
    """What of a case comes next, and when; whether a law says so."""
    days = coming.days
    stage, until = stage_words(days.stage.value), format_date(days.due_on)
    if days.binding is Binding.LAW:
        by_law: str = _("%(stage)s: %(day)s, by law", stage=stage, day=until)
        return by_law
    said: str = _("%(stage)s: %(day)s", stage=stage, day=until)
    return said


def late_words(coming: Next) -> str:
    """That it is late, near or due today; nothing while there is time."""
    if coming.is_late:
        late: str = ngettext("Late by one day", "Late by %(num)s days", coming.late_by)
        return late
    if coming.state is State.DUE_TODAY:
        return str(_("Due today"))
    return str(_("Due soon")) if coming.is_urgent else ""


def passage_words(kind: str) -> str:
    """What kind of entry, or which answer, a sentence stands in."""
    return str(KINDS.get(kind) or ANSWERS.get(kind) or KINDS["note"])

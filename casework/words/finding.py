"""What is due, and where a search found its words, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.clocks.standing import State
from casework.desk.clocked import Next
from casework.desk.due import Day, Due
from casework.procedures.terms import Binding, StageId
from casework.words.cases import ANSWERS, KINDS

DUES: Mapping[Due, str] = MappingProxyType(
    {
        Due.RECEIPT: _l("Confirm receipt"),
        Due.HAND_OVER: _l("Keys can be handed over"),
        Due.WITHDRAWAL: _l("Her withdrawal counts from this day"),
        Due.HOLD: _l("Ask that evidence of the whole floor is kept, within 24 hours"),
        Due.CHECK_IN: _l("Ask her how it is at work"),
        Due.CHECK_OTHERS: _l("Ask those who spoke or stood by her how it is at work"),
        Due.SAFETY: _l("Look at her plan or a measure with her again"),
        Due.TELL_HER: _l("Tell her that its time ends"),
        Due.LAST_DAY: _l("Your last day with this case"),
    }
)


NEXT: Mapping[StageId, str] = MappingProxyType(
    {
        StageId.RECEIVE: _l("Confirm receipt"),
        StageId.SAFETY: _l("Ask after her safety"),
        StageId.ROUTE: _l("Her choice of route"),
        StageId.NOTIFY: _l("Letter to the respondent"),
        StageId.REPLY: _l("His reply"),
        StageId.INQUIRY: _l("Inquiry and report"),
        StageId.REPORT: _l("Report"),
        StageId.DECIDE: _l("Decision, and carrying it out"),
        StageId.APPEAL: _l("Appeal or review"),
        StageId.MONITOR: _l("Ask her about retaliation"),
    }
)
"""What is to be done by a day of a stage, as a list says it: which deadline, the case says."""
BOUND: Mapping[Binding, str] = MappingProxyType(
    {
        Binding.LAW: _l("by law"),
        Binding.GUIDELINE: _l("by an official guideline"),
        Binding.RECOMMENDED: _l("our advice"),
        Binding.FACTORY: _l("a rule of this factory"),
    }
)
"""How far what sets a day binds, after it in a list: source and section stand in the case."""


def due_words(day: Day) -> str:
    """What is due, in a few words; of a clock also whether a law says so."""
    if day.what is not Due.CLOCK:
        return str(DUES[day.what])
    what = str(NEXT[StageId(day.stage)])
    return f"{what}, {BOUND[day.binding]}" if day.binding else what


def coming_words(coming: Next) -> str:
    """What of a case comes next, and when; whether a law says so, or only we advise it."""
    days = coming.days
    until, bound = format_date(days.due_on), BOUND[days.binding]
    said: str = _("%(what)s: %(day)s, %(bound)s", what=NEXT[days.stage], day=until, bound=bound)
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

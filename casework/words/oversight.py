"""Coaching, prevention and what assessors are shown, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.clocks.escalation import Rung
from casework.models.committee_book import Forum, Hazard, Prevention
from casework.oversight.choosing import Order, Show
from casework.oversight.climbing import Climbed
from casework.words.finding import NEXT

HAZARDS: Mapping[str, str] = {
    Hazard.LIGHT: _l("Light"),
    Hazard.TRANSPORT: _l("The way to work and back"),
    Hazard.STAIRWELL: _l("Stairs, stores, toilets: places out of sight"),
    Hazard.LINE: _l("How a line is led"),
    Hazard.TARGETS: _l("Targets and pressure"),
    Hazard.OTHER: _l("Something else"),
}
FORUMS: Mapping[str, str] = {
    Forum.PARTICIPATION: _l("The participation committee"),
    Forum.SAFETY: _l("The safety committee"),
    Forum.MANAGERS: _l("Managers and workers together"),
}
RUNGS: Mapping[Rung, str] = {
    Rung.CHAIR: _l("the committee was told"),
    Rung.EXTERNAL: _l("the external member was told"),
    Rung.CARE: _l("came up to CARE"),
}
SHOWS: Mapping[str, str] = {
    Show.LATE: _l("With something late"),
    Show.CARE: _l("Come up to CARE"),
    Show.CALLED: _l("Cases I was called into"),
    Show.PAST: _l("Routed past the committee"),
    Show.SHORT: _l("Incomplete committees"),
    Show.BESIDE: _l("A note or a change waits"),
}
ORDERS: Mapping[str, str] = {
    Order.LATE: _l("What is late"),
    Order.CASELOAD: _l("Most cases for one member"),
    Order.IN_TIME: _l("Fewest steps in time"),
    Order.NAME: _l("By name"),
}
OVERSIGHT_WORDS: Mapping[str, object] = MappingProxyType({"hazards": HAZARDS, "forums": FORUMS})


def climbed_words(late: Climbed) -> str:
    """One clock that is late: by how much, who was told last, and when CARE is."""
    by = ngettext("late by one day", "late by %(num)s days", late.by)
    told = RUNGS[late.rung] if late.rung else _("nobody could be told")
    said: str = _("%(what)s: %(late)s, %(told)s", what=NEXT[late.days.stage], late=by, told=told)
    if late.care_on is None:
        return said
    return f"{said} · " + str(_("CARE is told on %(day)s", day=format_date(late.care_on)))


def line_of(action: Prevention) -> tuple[str, str, str, str]:
    """What it is, what is to be changed, who sees to it, by when: as a sheet has it."""
    what = str(HAZARDS[action.hazard])
    return what, action.words, action.who, format_date(action.by_on)

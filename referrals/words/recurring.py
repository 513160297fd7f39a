"""Hours that do not come every week, in words: "First Monday of the month"."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.matching.rules import Rule

NTH: Mapping[int, str] = MappingProxyType(
    {
        0: _l("every %(day)s"),
        1: _l("first %(day)s"),
        2: _l("second %(day)s"),
        3: _l("third %(day)s"),
        4: _l("fourth %(day)s"),
        5: _l("fifth %(day)s"),
        -1: _l("last %(day)s"),
    }
)
"""Which weekday of a month, counted from its beginning or its end."""


def recurring(rule: Rule, weekdays: str, since: date | None) -> str:
    """On which days it falls; `weekdays` are those it may fall on, in words.

    Empty where no sentence says it all: a door that opens on half of those days is no help.
    """
    match rule.freq:
        case "MONTHLY":
            days = _of_month(rule, since)
            every = ngettext("Every month", "Every %(num)s months", rule.interval)
        case "WEEKLY":
            days = weekdays
            every = ngettext("Every week", "Every %(num)s weeks", rule.interval)
        case _:
            days = _("Every day")
            every = ngettext("Every day", "Every %(num)s days", rule.interval)
    if not days or rule.interval == 1:
        return str(days)
    if rule.freq == "DAILY":
        if since is None:
            return str(_("%(every)s (ask which),", every=every))
        return str(_("%(every)s, counted from %(day)s,", every=every, day=format_date(since)))
    if since is None:
        return str(_("%(every)s (ask which): %(days)s", every=every, days=days))
    day = format_date(since)
    return str(_("%(every)s, counted from %(day)s: %(days)s", every=every, day=day, days=days))


def _of_month(rule: Rule, since: date | None) -> str:
    if rule.by_day and rule.by_month_day:
        return ""
    if rule.by_day:
        return _weekdays(rule)
    return _numbered(rule.by_month_day or (frozenset({since.day}) if since else frozenset()))


def _weekdays(rule: Rule) -> str:
    if any(nth not in NTH for nth, _day in rule.by_day):
        return ""
    named = get_locale().days["stand-alone"]["wide"]
    counted = sorted(rule.by_day, key=lambda each: (each[0] < 0, each))
    said: str = _(
        "%(days)s of the month",
        days=", ".join(str(NTH[nth]) % {"day": named[day]} for nth, day in counted),
    )
    return said[:1].upper() + said[1:]


def _numbered(days: frozenset[int]) -> str:
    if any(day < -1 for day in days):
        return ""
    counted = ", ".join(str(day) for day in sorted(days) if day > 0)
    said = (
        _("Day %(days)s of the month", days=counted) if counted else "",
        _("Last day of the month") if -1 in days else "",
    )
    return ", ".join(filter(None, said))

"""An entry of consent in a sentence, for the timeline of a case."""

from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.helping.agreed import (
    Agreed,
    Asked,
    Confirmed,
    Counting,
    Ended,
    Forced,
    Lifted,
    Narrowed,
    Needed,
    record_of,
)
from casework.helping.needs import her_needs
from casework.helping.passing import needed_of
from casework.helping.standing import overrides, standings
from casework.words.helping import kept_out_words, voices_words
from referrals.consent.terms import Field, Purpose
from referrals.words.consent import FIELDS, GIVENS, GROUNDS, fields_words
from referrals.words.packets import AGES, value_words

COUNTING = {
    True: _l("She may be counted, without a name."),
    False: _l("She does not want to be counted."),
}


def consent_line(line: Line, opened: Opened) -> str:
    """What one entry of consent says; empty for one that does not verify."""
    record = record_of(line)
    if isinstance(record, Asked | Agreed | Ended | Narrowed):
        return _of_consent(record, opened)
    if isinstance(record, Forced | Confirmed | Lifted):
        return _of_override(record, opened)
    if isinstance(record, Counting):
        return str(COUNTING[record.is_counted])
    if isinstance(record, Needed):
        who, age = voices_words(record.voices), str(AGES[record.age])
        says = _("At her age (%(age)s) these have to agree: %(who)s.", age=age, who=who)
        return f"{says} {record.source}"
    return ""


def needs_rows(line: Line) -> list[tuple[str, str]]:
    """What somebody asked her about her needs, as rows; empty where she ticked them herself."""
    kept = her_needs([line])
    if kept.at is None:
        return []
    values = needed_of(kept.wanted, ZoneInfo("UTC"), "", line.at)
    rows = [
        (str(FIELDS[field]), " · ".join(value_words(field, each) for each in values[field]))
        for field in Field
        if field in values
    ]
    out = [(str(_("Is not asked")), kept_out_words(each)) for each in kept.wanted.kept_out]
    return rows + out


def _of_consent(record: Asked | Agreed | Ended | Narrowed, opened: Opened) -> str:
    every = {each.asked.consent: each for each in standings(opened.timeline.lines)}
    standing = every.get(record.consent)
    name = standing.asked.recipient.name if standing else ""
    if standing is not None and standing.asked.purpose is Purpose.STATISTICS:
        return _of_counting(record, name)
    if isinstance(record, Asked):
        what = ", ".join(fields_words(record.fields))
        return str(_("Asked whether %(name)s may know: %(what)s.", name=name, what=what))
    if isinstance(record, Agreed):
        how = str(GIVENS[record.given])
        return str(_("Yes to passing it on to %(name)s. %(how)s.", name=name, how=how))
    if isinstance(record, Narrowed):
        what = ", ".join(fields_words(record.fields))
        return str(_("%(name)s may not know this any more: %(what)s.", name=name, what=what))
    taken_back = standing is not None and standing.was_taken_back
    if taken_back:
        return str(_("What %(name)s may know was taken back.", name=name))
    return str(_("No to passing it on to %(name)s.", name=name))


def _of_counting(record: Asked | Agreed | Ended | Narrowed, name: str) -> str:
    if isinstance(record, Asked):
        return str(_("Asked whether %(name)s may count her, without a name.", name=name))
    return str(COUNTING[isinstance(record, Agreed)])


def _of_override(record: Forced | Confirmed | Lifted, opened: Opened) -> str:
    named = {each.id: each.recipient.name for each in overrides(opened.timeline.lines)}
    name = named.get(record.override, "")
    if isinstance(record, Forced):
        why, what = str(GROUNDS[record.ground]), ", ".join(fields_words(record.fields))
        return str(
            _(
                "Asked to pass on to %(name)s without her yes: %(what)s. %(why)s: %(law)s.",
                name=name,
                what=what,
                why=why,
                law=record.law,
            )
        )
    if isinstance(record, Confirmed):
        return str(_("Confirmed: it goes to %(name)s without her yes.", name=name))
    return str(_("Nothing more goes to %(name)s without her yes.", name=name))

"""Where her case stands, in words for the survivor herself."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.number.progress import Progress, Promise
from casework.procedures.terms import Binding, Event, StageId
from casework.words.procedures import BINDINGS, spoken

STAGES: Mapping[StageId, str] = {
    StageId.RECEIVE: _l("It has arrived."),
    StageId.SAFETY: _l("They look after your safety first."),
    StageId.ROUTE: _l("You choose how it goes on. Nothing that others notice happens before."),
    StageId.NOTIFY: _l("The person it is about is told."),
    StageId.REPLY: _l("The person it is about can reply."),
    StageId.INQUIRY: _l("The committee asks everybody, one by one."),
    StageId.REPORT: _l("The committee writes down what it found."),
    StageId.DECIDE: _l("It is decided, and what was decided is carried out."),
    StageId.APPEAL: _l("The decision is looked at once more."),
    StageId.MONITOR: _l("They watch that nobody punishes you for speaking."),
}
OWED: Mapping[Event, str] = {
    Event.ACKNOWLEDGED: _l("Somebody tells you that it was read"),
    Event.SAFETY_CHECKED: _l("Somebody asks how safe you are"),
    Event.NOTICE: _l("The person it is about is told"),
    Event.REPLY: _l("The person it is about replies"),
    Event.INQUIRY_BEGUN: _l("The committee begins to ask"),
    Event.INQUIRY_DONE: _l("The committee has asked everybody"),
    Event.REPORT: _l("The committee has written down what it found"),
    Event.MEETING: _l("The employer holds its meeting"),
    Event.DECISION: _l("It is decided"),
    Event.CARRIED_OUT: _l("What was decided is carried out"),
    Event.APPEAL_DECIDED: _l("Your appeal, or the other one, is decided"),
    Event.FIRST_CHECK: _l("Somebody asks whether you are punished for speaking"),
    Event.SECOND_CHECK: _l("Somebody asks again whether you are punished for speaking"),
}
HERS: Mapping[Event, str] = {
    Event.APPEAL: _l("You can appeal"),
    Event.OUTSIDE_COMPLAINT: _l("You can complain to an office outside"),
    Event.COURT_CLAIM: _l("You can go to court"),
    Event.MEDIATION_ASKED: _l("You can ask for mediation"),
    Event.REPRESENTATION: _l("You can object to it in writing"),
}


def stage_for_her(progress: Progress) -> str:
    """Where it is, as a sentence."""
    if progress.is_closed:
        return str(_("It is closed. You can come back."))
    if progress.stage is StageId.ROUTE and progress.has_chosen:
        return str(_("You have chosen. You are asked once more before others notice anything."))
    return str(STAGES[progress.stage])


def owed_rows(progress: Progress) -> list[tuple[str, str, bool, str]]:
    """What the others owe her: what, by when, whether it is late, and which law says so."""
    rows = [(each, _owed(each)) for each in progress.owed]
    return [(str(words), _by(each), each.is_late, rests(each)) for each, words in rows if words]


def hers_rows(progress: Progress) -> list[tuple[str, str, str]]:
    """What she may do, until when, and which law says so."""
    rows = [(each, HERS.get(each.event)) for each in progress.hers]
    return [
        (str(words), _("until %(day)s", day=format_date(each.due_on)), rests(each))
        for each, words in rows
        if words
    ]


def rests(each: Promise) -> str:
    """Which law sets its day, with the section; or that we only advise it."""
    binding = str(BINDINGS[each.binding])
    return binding if each.binding is Binding.RECOMMENDED else f"{binding}: {each.source}"


def _owed(each: Promise) -> str | None:
    if not each.barred:
        return OWED.get(each.event)
    return str(_("The employer may do this only until a day: %(what)s", what=spoken(each.barred)))


def _by(each: Promise) -> str:
    day = format_date(each.due_on)
    if each.barred:
        return " ".join(_bar(each, day))
    if each.is_late:
        return str(_("It is late: it should have been done by %(day)s.", day=day))
    return str(_("by %(day)s", day=day))


def _bar(each: Promise, day: str) -> Iterator[str]:
    if each.is_late:
        yield _("That day has passed: it was %(day)s. Perhaps it cannot be done any more.", day=day)
    else:
        yield _("until %(day)s. After that day perhaps it cannot be done any more.", day=day)
    if each.is_presumed:
        yield _("Counted from the day you told: nobody has noted when the employer knew.")


PROGRESS_WORDS: Mapping[str, object] = MappingProxyType(
    {"stage_for_her": stage_for_her, "owed_rows": owed_rows, "hers_rows": hers_rows}
)

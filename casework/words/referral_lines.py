"""An entry of a referral in a sentence, for the timeline of a case."""

from collections.abc import Mapping

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.helping import alike
from casework.helping.alike import Same
from casework.helping.following import Referral, referrals
from casework.helping.written import Felt, Finished, Moved, Named, Planned, Sent, record_of
from casework.words.referring import HELPED, REASONS, STATES, TASKS, WAYS

SAME: Mapping[str, str] = {
    Same.YES: _l("Yes: nothing that is sent there reaches them"),
    Same.NO: _l("No, another person"),
    Same.UNKNOWN: _l("Not known: nothing reaches them until it is"),
}
APART: Mapping[str, str] = {
    Same.YES: _l("Somebody of a place that helps is whoever it is about: nothing reaches them."),
    Same.NO: _l("Somebody of a place that helps was compared with whoever it is about: another "
                "person."),
    Same.UNKNOWN: _l("Somebody of a place that helps may be whoever it is about: nothing reaches "
                     "them until that is known."),
}  # fmt: skip


def referral_line(line: Line, opened: Opened) -> str:
    """What one entry of a referral says; empty for one that does not verify."""
    apart = alike.record_of(line)
    if apart is not None:
        return str(APART[apart.same])
    record = record_of(line)
    every = referrals(opened.timeline.lines, line.at.date())
    if isinstance(record, Sent):
        way = str(WAYS[record.way])
        return str(_("%(name)s was asked. %(way)s.", name=record.name, way=way))
    if isinstance(record, Finished):
        return _finished(record, every)
    found = next((each for each in every if record and each.id == record.referral), None)
    name = found.sent.name if found else ""
    if isinstance(record, Moved):
        return _moved(record, name)
    if isinstance(record, Planned):
        task, on = str(TASKS[record.kind]), format_date(record.on)
        return str(_("%(name)s: %(task)s, by %(day)s.", name=name, task=task, day=on))
    if isinstance(record, Named):
        return str(_("%(name)s: what waited for their yes followed.", name=name))
    if isinstance(record, Felt):
        helped = str(HELPED[record.helped])
        return str(_("%(name)s: did it help her? %(helped)s.", name=name, helped=helped))
    return str(_("%(name)s wrote:", name=name)) if name else ""


def _moved(record: Moved, name: str) -> str:
    said = [f"{name}: {STATES[record.state]}"]
    if record.reason is not None:
        said.append(str(REASONS[record.reason]))
    if record.on is not None:
        said.append(f"{format_date(record.on)} {record.hour}".strip())
    return ". ".join(said) + "."


def _finished(record: Finished, every: tuple[Referral, ...]) -> str:
    tasks = {task.id: task for each in every for task in each.tasks}
    task = tasks.get(record.task)
    named = str(TASKS[task.kind]) if task else ""
    if record.is_done:
        return str(_("Done: %(task)s.", task=named))
    return str(_("Not needed any more: %(task)s.", task=named))

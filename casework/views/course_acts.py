"""Moving a case to its next stage, noting a day, more time for a deadline, and why it was late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.clocks.course import Move, MoveRefused, Verb
from casework.clocks.due import Clock
from casework.course.moving import move, who_moves
from casework.course.noting import ExtensionRefused, NotADay, explain, extend, happened
from casework.desk.procedure import Procedure, Way
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.course import DayOfForm, KnewForm, LateForm, LongerForm, MoveForm
from casework.models.case import Case
from casework.procedures.terms import Event
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_turn,
)
from casework.views.course import the_procedure
from casework.views.duties import duty_page
from casework.views.pausing import pause_page
from casework.words.course import REFUSED, against_words, event_words

bp = Blueprint("course_acts", __name__, url_prefix="/cases/<uuid:case_id>/course")
explain_refusals(bp)
KNEW = "knew"
DAYS = "days"
DUTY, STILL = "duty", "still"


@dataclass(frozen=True)
class Asking:
    """One of these pages: its form, what stands around it, and what its button does."""

    name: str
    form: CaseForm
    about: dict[str, object]
    do: Callable[[], object]


@bp.get("/to/<stage>")
@guarded(Permission.Case.MOVE, find_case)
def show_move(case: Case, stage: str) -> ResponseReturnValue:
    return _shown(case, lambda found: _moving(case, found, stage, MoveForm(formdata=None)))


@bp.post("/to/<stage>")
@guarded(Permission.Case.MOVE, find_case)
def go(case: Case, stage: str) -> ResponseReturnValue:
    return _done(case, lambda found: _moving(case, found, stage, MoveForm()))


@bp.get("/days")
@guarded(Permission.Case.MOVE, find_case)
def show_days(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _noting(case, found, DayOfForm(formdata=None)))


@bp.post("/days")
@guarded(Permission.Case.MOVE, find_case)
def note_day(case: Case) -> ResponseReturnValue:
    return _done(case, lambda found: _noting(case, found, DayOfForm()))


@bp.get("/knew")
@guarded(Permission.Case.MOVE, find_case)
def show_knew(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _knowing(case, found, KnewForm(formdata=None)))


@bp.post("/knew")
@guarded(Permission.Case.MOVE, find_case)
def note_knew(case: Case) -> ResponseReturnValue:
    """Who of the employer knew, and since when: what the law's time bars count from."""
    return _done(case, lambda found: _knowing(case, found, KnewForm()))


@bp.get("/longer/<rule>")
@guarded(Permission.Case.MOVE, find_case)
def show_longer(case: Case, rule: str) -> ResponseReturnValue:
    return _shown(case, lambda found: _extending(case, found, rule, LongerForm(formdata=None)))


@bp.post("/longer/<rule>")
@guarded(Permission.Case.MOVE, find_case)
def make_longer(case: Case, rule: str) -> ResponseReturnValue:
    return _done(case, lambda found: _extending(case, found, rule, LongerForm()))


@bp.get("/late/<rule>")
@guarded(Permission.Case.MOVE, find_case)
def show_late(case: Case, rule: str) -> ResponseReturnValue:
    return _shown(case, lambda found: _explaining(case, found, rule, LateForm(formdata=None)))


@bp.post("/late/<rule>")
@guarded(Permission.Case.MOVE, find_case)
def say_late(case: Case, rule: str) -> ResponseReturnValue:
    return _done(case, lambda found: _explaining(case, found, rule, LateForm()))


def course_page(case: Case, about: str) -> ResponseReturnValue:
    """One of these pages with what this request brings along, by what stands after its address.

    Raises NotFound for what is none of them, or asks for what there is not.
    """
    name, _slash, what = about.partition("/")
    if name == DUTY:
        return duty_page(case)
    if name == STILL:
        return pause_page(case, what)
    found = opened(case)
    made: dict[str, Callable[[], Asking]] = {
        "to": lambda: _moving(case, found, what, MoveForm()),
        DAYS: lambda: _noting(case, found, DayOfForm()),
        KNEW: lambda: _knowing(case, found, KnewForm()),
        "longer": lambda: _extending(case, found, what, LongerForm()),
        "late": lambda: _explaining(case, found, what, LateForm()),
    }
    if name not in made:
        raise NotFound
    asking = made[name]()
    return page(case, asking.name, asking.form, found, about=asking.about)


def _shown(case: Case, make: Callable[[Opened], Asking]) -> ResponseReturnValue:
    found = opened(case)
    asking = make(found)
    return page(case, asking.name, asking.form, found, about=asking.about)


def _done(case: Case, make: Callable[[Opened], Asking]) -> ResponseReturnValue:
    asking = make(opened(case))

    def write() -> ResponseReturnValue:
        try:
            asking.do()
        except (MoveRefused, ExtensionRefused, NotADay) as refused:
            return _refused(case, make, refused)
        return back_to(case, "/course")

    return written(case, asking.name, asking.form, write, asking.about)


def _refused(
    case: Case, make: Callable[[Opened], Asking], refused: Exception
) -> ResponseReturnValue:
    """The page once more with what stands against it; nothing was written."""
    found = opened_anew(case)
    asking = make(found)
    _say(asking.form, refused)
    return page(case, asking.name, asking.form, found, about=asking.about), 422


def _say(form: CaseForm, refused: Exception) -> None:
    if isinstance(refused, MoveRefused):
        for reason in refused.reasons:
            complain(form["words"], against_words(reason))
    elif isinstance(refused, ExtensionRefused):
        for why in refused.why:
            complain(form["amount"], str(REFUSED[why]))
    else:
        complain(form["day"].form.day, _("This day has not come yet, or is too long ago."))


def _moving(case: Case, found: Opened, stage: str, form: MoveForm) -> Asking:
    way = _the_way(the_procedure(found), stage)
    asked = Move(
        verb=Verb.GO,
        who=who_moves(the_turn(case)),
        why=form.words.data or "",
        to=way.step.to,
    )
    return Asking(
        "course_move",
        form,
        {"way": way},
        lambda: move(g.db, the_turn(case, form.seen.data), asked),
    )


def _noting(case: Case, found: Opened, form: DayOfForm) -> Asking:
    shown = the_procedure(found)
    others = [each for each in shown.events if each is not Event.EMPLOYER_KNEW]
    form.event.offer([(each.value, event_words(each)) for each in others])
    return Asking(
        "course_days",
        form,
        {"course": shown},
        lambda: happened(
            g.db,
            the_turn(case, form.seen.data),
            Event(form.event.value),
            _the_day(form.day.form.the_day()),
            form.words.data or "",
        ),
    )


def _knowing(case: Case, found: Opened, form: KnewForm) -> Asking:
    shown = the_procedure(found)
    if Event.EMPLOYER_KNEW not in shown.events:
        raise NotFound
    return Asking(
        "course_knew",
        form,
        {"course": shown},
        lambda: happened(
            g.db,
            the_turn(case, form.seen.data),
            Event.EMPLOYER_KNEW,
            _the_day(form.day.form.the_day()),
            form.words.data or "",
        ),
    )


def _extending(case: Case, found: Opened, rule: str, form: LongerForm) -> Asking:
    shown = the_procedure(found)
    clock = _the_clock(shown, rule)
    if not shown.can_extend(clock):
        raise NotFound
    return Asking(
        "course_longer",
        form,
        {"course": shown, "clock": clock},
        lambda: extend(
            g.db, the_turn(case, form.seen.data), rule, form.number or 0, form.words.data or ""
        ),
    )


def _explaining(case: Case, found: Opened, rule: str, form: LateForm) -> Asking:
    shown = the_procedure(found)
    clock = _the_clock(shown, rule)
    if not clock.owes_reason:
        raise NotFound
    return Asking(
        "course_late",
        form,
        {"course": shown, "clock": clock},
        lambda: explain(g.db, the_turn(case, form.seen.data), rule, form.words.data or ""),
    )


def _the_way(shown: Procedure, stage: str) -> Way:
    found = (each for each in shown.ways if each.step.to.value == stage)
    way = next(found, None)
    if way is None:
        raise NotFound
    return way


def _the_clock(shown: Procedure, rule: str) -> Clock:
    clock = shown.clock(rule)
    if clock is None:
        raise NotFound
    return clock


def _the_day(day: date | None) -> date:
    """The form asks for one; nothing typed is no day."""
    if day is None:
        raise NotADay
    return day

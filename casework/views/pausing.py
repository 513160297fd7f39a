"""`/cases/<id>/course/still/<rule>`: a clock stands still where the law says so, and runs again."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.clocks.due import Clock
from casework.course.noting import ExtensionRefused, NoSuchClock
from casework.course.pausing import pause, resume, stands_still
from casework.desk.procedure import Procedure
from casework.desk.reading import Opened
from casework.forms.course import PauseForm
from casework.models.case import Case
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
from casework.words.course import REFUSED
from casework.words.procedures import spoken

bp = Blueprint("pausing", __name__, url_prefix="/cases/<uuid:case_id>/course/still")
explain_refusals(bp)


@bp.get("/<rule>")
@guarded(Permission.Case.MOVE, find_case)
def show(case: Case, rule: str) -> ResponseReturnValue:
    return _shown(case, rule, PauseForm(formdata=None))


@bp.post("/<rule>")
@guarded(Permission.Case.MOVE, find_case)
def press(case: Case, rule: str) -> ResponseReturnValue:
    """Let it stand still, or run again where it does."""
    form, about = PauseForm(), _about(opened(case), rule)
    _offer(form, about)
    return written(case, "course-still", form, lambda: _press(case, rule, form), about)


def pause_page(case: Case, rule: str) -> ResponseReturnValue:
    """The page with what this request brings along."""
    return _shown(case, rule, PauseForm())


def _shown(case: Case, rule: str, form: PauseForm) -> ResponseReturnValue:
    found = opened(case)
    about = _about(found, rule)
    _offer(form, about)
    return page(case, "course-still", form, found, about=about)


def _about(found: Opened, rule: str) -> dict[str, object]:
    """Raises NotFound for a clock that may not stand still."""
    shown = the_procedure(found)
    clock = shown.clock(rule)
    if clock is None or not shown.can_pause(clock):
        raise NotFound
    return {"course": shown, "clock": clock, "is_still": stands_still(shown.text, rule)}


def _offer(form: PauseForm, about: dict[str, object]) -> None:
    clock, shown = about["clock"], about["course"]
    if about["is_still"] or not (isinstance(clock, Clock) and isinstance(shown, Procedure)):
        del form.when
        return
    said = [(each.when, f"{spoken(each.when)} ({each.section})") for each in clock.rule.pauses]
    form.when.offer(said)


def _press(case: Case, rule: str, form: PauseForm) -> ResponseReturnValue:
    turn, words = the_turn(case, form.seen.data), form.words.data or ""
    try:
        if "when" in form:
            pause(g.db, turn, rule, form.when.value, words)
        else:
            resume(g.db, turn, rule, words)
    except ExtensionRefused as refused:
        about = _about(opened_anew(case), rule)
        for why in refused.why:
            complain(form["words"], str(REFUSED[why]))
        return page(case, "course-still", form, about=about), 422
    except NoSuchClock as gone:
        raise NotFound from gone
    return back_to(case, "/course")

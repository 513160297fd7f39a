"""Stepping out: whoever was called in gives her keys back, says why, and can be called in again."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.rekey import LastHolder
from casework.course.leaving import step_out
from casework.forms.cases import StepOutForm
from casework.models.case import Case
from casework.views.cases_writing import page, written
from casework.views.casing import explain_refusals, find_case, opened, opened_anew, the_turn

bp = Blueprint("stepping_out", __name__, url_prefix="/cases/<uuid:case_id>/step-out")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.STEP_OUT, find_case)
def show(case: Case) -> ResponseReturnValue:
    return page(case, "step-out", StepOutForm(formdata=None))


@bp.post("")
@guarded(Permission.Case.STEP_OUT, find_case)
def go(case: Case) -> ResponseReturnValue:
    form, code = StepOutForm(), opened(case).cover.code
    return written(case, "step-out", form, lambda: _go(case, form, code))


def _go(case: Case, form: StepOutForm, code: str) -> ResponseReturnValue:
    try:
        step_out(g.db, the_turn(case, form.seen.data), form.words.data or "")
    except LastHolder:
        g.db.rollback()
        return page(case, "step-out", form, opened_anew(case), is_last=True), 409
    return render_template("casework/case/left.html", code=code)

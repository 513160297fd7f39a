"""`/cases/<id>/course/duty`: whether the state must be told, where neither law nor factory says."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.course.duties import Duty, answer, duties
from casework.desk.reading import Opened
from casework.forms.minority import DutyForm
from casework.models.case import Case
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_look, the_turn

bp = Blueprint("duties", __name__, url_prefix="/cases/<uuid:case_id>/course/duty")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.MOVE, find_case)
def show(case: Case) -> ResponseReturnValue:
    return _page(case, DutyForm(formdata=None))


@bp.post("")
@guarded(Permission.Case.MOVE, find_case)
def note(case: Case) -> ResponseReturnValue:
    form, about = DutyForm(), _asked(opened(case))
    return written(case, "course-duty", form, lambda: _note(case, form, about), about)


def duty_page(case: Case) -> ResponseReturnValue:
    """The page with what this request brings along."""
    return _page(case, DutyForm())


def duties_of(found: Opened) -> tuple[Duty, ...]:
    """What must be reported of an opened case. Raises NotFound where no course has begun."""
    if found.course is None:
        raise NotFound
    return duties(g.db, found.cover, found.course, the_look().now)


def _page(case: Case, form: DutyForm) -> ResponseReturnValue:
    found = opened(case)
    return page(case, "course-duty", form, found, about=_asked(found))


def _asked(found: Opened) -> dict[str, object]:
    """The duty that counts in the case. Raises NotFound where law or factory has answered it."""
    hers = next(each for each in duties_of(found) if each.is_hers)
    if hers.rule.required is not None:
        raise NotFound
    return {"duty": hers}


def _note(case: Case, form: DutyForm, about: dict[str, object]) -> ResponseReturnValue:
    duty, turn = about["duty"], the_turn(case, form.seen.data)
    if isinstance(duty, Duty):
        answer(g.db, turn, duty.whose, form.words.data or "", required=form.is_required)
    return back_to(case, "/course")

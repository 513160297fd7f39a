"""`/cases/<id>/steps`: the informal steps, her yes to them, and beginning with them."""

from collections.abc import Callable

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.asking.asking import NoYes
from casework.clocks.course import MoveRefused
from casework.desk.reading import Opened
from casework.ending import informal
from casework.ending.informal import NotInformal
from casework.forms.cases import CaseForm
from casework.forms.course import MoveForm
from casework.forms.informal import StepsForm
from casework.models.case import Case
from casework.protection.gate import Act, GateClosed
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_turn,
)
from casework.views.gate import gate_of
from casework.words.course import against_words

bp = Blueprint("informal", __name__, url_prefix="/cases/<uuid:case_id>/steps")
explain_refusals(bp)
WRITE, BEGIN = "steps", "steps-begin"


@bp.get("")
@guarded(Permission.Case.CONCILIATE, find_case)
def show(case: Case) -> ResponseReturnValue:
    return _page(case, WRITE, StepsForm(formdata=None), opened(case))


@bp.post("")
@guarded(Permission.Case.CONCILIATE, find_case)
def write(case: Case) -> ResponseReturnValue:
    form = StepsForm()
    return _sent(case, WRITE, form, "/steps", lambda: informal.write_steps(
        g.db, the_turn(case, form.seen.data), form.steps()))  # fmt: skip


@bp.get("/begin")
@guarded(Permission.Case.CONCILIATE, find_case)
def show_begin(case: Case) -> ResponseReturnValue:
    return _page(case, BEGIN, MoveForm(formdata=None), opened(case))


@bp.post("/begin")
@guarded(Permission.Case.CONCILIATE, find_case)
def begin(case: Case) -> ResponseReturnValue:
    """With her yes to the very words, and through the gate."""
    form = MoveForm()
    return _sent(case, BEGIN, form, "/course", lambda: informal.begin_steps(
        g.db, the_turn(case, form.seen.data), form.words.data or ""))  # fmt: skip


def steps_page(case: Case, about: str) -> ResponseReturnValue:
    """One of these pages with what this request brings along. Raises NotFound for none of them."""
    pages: dict[str, Callable[[], CaseForm]] = {"": StepsForm, "begin": MoveForm}
    if about not in pages:
        raise NotFound
    return _page(case, BEGIN if about else WRITE, pages[about](), opened(case))


def _page(case: Case, name: str, form: CaseForm, found: Opened) -> str:
    return page(case, name, form, found, about=_about(case, found))


def _about(case: Case, found: Opened) -> dict[str, object]:
    """Raises NotFound where the informal steps are not what comes next."""
    if found.course is None or not informal.may_begin(found.course):
        raise NotFound
    return {
        "steps": informal.steps(found.timeline.lines),
        "gate": gate_of(case, found, Act.STEPS),
    }


def _sent(
    case: Case, name: str, form: CaseForm, then: str, do: Callable[[], object]
) -> ResponseReturnValue:
    about = _about(case, opened(case))
    return written(case, name, form, lambda: _do(case, name, form, then, do), about)


def _do(
    case: Case, name: str, form: CaseForm, then: str, do: Callable[[], object]
) -> ResponseReturnValue:
    try:
        do()
    except NotInformal:
        raise NotFound from None
    except (NoYes, GateClosed, MoveRefused) as refused:
        complain(form["words"], _refused_words(refused))
        return _page(case, name, form, opened_anew(case)), 422
    return back_to(case, then)


def _refused_words(refused: Exception) -> str:
    if isinstance(refused, MoveRefused):
        return " ".join(against_words(each) for each in refused.reasons)
    if isinstance(refused, NoYes):
        return str(_("She has not said yes to these words."))
    return str(_("The gate is not open for today: see above what is missing."))

"""`/cases/<id>/safety/hold`: asking that evidence of a whole floor and day is kept."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.measures import HoldForm, WhyForm
from casework.models.case import Case
from casework.protection.gate import Act, GateClosed
from casework.protection.holding import ask_for, holds, skip
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

bp = Blueprint("holding", __name__, url_prefix="/cases/<uuid:case_id>/safety/hold")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.PROTECT, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, form = opened(case), HoldForm(formdata=None)
    return page(case, "hold", form, found, about=_about(case, found, form))


@bp.post("")
@guarded(Permission.Case.PROTECT, find_case)
def ask(case: Case) -> ResponseReturnValue:
    form = HoldForm()
    return written(case, "hold", form, lambda: _ask(case, form), _about(case, opened(case), form))


@bp.post("/skip")
@guarded(Permission.Case.PROTECT, find_case)
def skip_it(case: Case) -> ResponseReturnValue:
    form, found = WhyForm(), opened(case)
    about = _about(case, found, HoldForm(formdata=None), form)
    return written(case, "hold", form, lambda: _skip(case, form), about)


@bp.get("/letter")
@guarded(Permission.Case.PROTECT, find_case)
def show_letter(case: Case) -> ResponseReturnValue:
    """The newest request, as it is printed: a floor and days, and nobody's name or case."""
    asked = [each.hold for each in holds(opened(case).timeline.lines) if each.hold is not None]
    if not asked:
        raise NotFound
    return render_template("casework/print/hold.html", hold=asked[-1])


def _about(
    case: Case, found: Opened, asking: CaseForm, skipping: CaseForm | None = None
) -> dict[str, object]:
    return {
        "gate": gate_of(case, found, Act.HOLD),
        "asking": asking,
        "skipping": skipping or WhyForm(formdata=None),
        "holds": holds(found.timeline.lines),
    }


def _ask(case: Case, form: HoldForm) -> ResponseReturnValue:
    try:
        ask_for(g.db, the_turn(case, form.seen.data), form.hold())
    except GateClosed:
        complain(form.floor, _("The gate is still closed: see above what is missing."))
        found = opened_anew(case)
        return page(found.case, "hold", form, found, about=_about(found.case, found, form)), 422
    return back_to(case, "/safety")


def _skip(case: Case, form: WhyForm) -> ResponseReturnValue:
    skip(g.db, the_turn(case, form.seen.data), form.words.data or "")
    return back_to(case, "/safety")

"""`/cases/<id>/evidence`: the register of a case's files, on the screen and on paper."""

from functools import partial

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk.register import register
from casework.models.case import Case
from casework.report.masking import masked, of_parties
from casework.views.casing import explain_refusals, find_case, opened
from casework.words.parties import called

bp = Blueprint("evidence", __name__, url_prefix="/cases/<uuid:case_id>/evidence")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.READ_EVIDENCE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    exhibits = register(g.db, found)
    return render_template(
        "casework/case/evidence.html", case=case, opened=found, exhibits=exhibits
    )


@bp.get("/print")
@guarded(Permission.Case.READ_EVIDENCE, find_case)
def show_on_paper(case: Case) -> ResponseReturnValue:
    found = opened(case)
    return render_template(
        "casework/print/evidence.html",
        case=case,
        opened=found,
        exhibits=register(g.db, found),
        words=request.args.get("words") == "1",
        by_letter=partial(masked, names=of_parties(found.timeline.lines, called())),
    )

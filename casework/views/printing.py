"""`/cases/print` and `/cases/<id>/print`: for paper, under the code and without a name."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk.held import list_cases
from casework.desk.on_paper import on_paper
from casework.models.case import Case
from casework.report.masking import of_parties
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.words.cases import stage_words, wait_words
from casework.words.parties import called

bp = Blueprint("printing", __name__, url_prefix="/cases")
explain_refusals(bp)


@bp.get("/print")
@guarded(Permission.Case.LIST)
def show_list() -> ResponseReturnValue:
    rows = list_cases(g.db, the_look())
    shown = [
        (row, stage_words(row.stage), [wait_words(wait) for wait in row.waits]) for row in rows
    ]
    return render_template("casework/print/cases.html", rows=shown)


@bp.get("/<uuid:case_id>/print")
@guarded(Permission.Case.READ, find_case)
def show_case(case: Case) -> ResponseReturnValue:
    found, words = opened(case), request.args.get("words") == "1"
    return render_template(
        "casework/print/case.html",
        case=case,
        opened=found,
        lines=on_paper(found, words=words, names=of_parties(found.timeline.lines, called())),
        words=words,
    )

"""`/cases/<id>/statement`: what somebody else says, taken down by whoever deals with the case."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk import statements
from casework.forms.statements import StatementForm
from casework.models.case import Case
from casework.views.cases_writing import page, written
from casework.views.casing import done, explain_refusals, find_case, the_turn

bp = Blueprint("cases_statements", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/statement")
@guarded(Permission.Case.TAKE_STATEMENT, find_case)
def show_statement(case: Case) -> ResponseReturnValue:
    return page(case, "statement", StatementForm(formdata=None))


@bp.post("/statement")
@guarded(Permission.Case.TAKE_STATEMENT, find_case)
def take_statement(case: Case) -> ResponseReturnValue:
    form = StatementForm()
    return written(case, "statement", form, lambda: _take(case, form))


def _take(case: Case, form: StatementForm) -> ResponseReturnValue:
    statements.take(g.db, the_turn(case, form.seen.data), form.statement())
    return done(case)

"""`/cases/<id>/statement`: what somebody else says, taken down by whoever deals with the case."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk import statements
from casework.desk.reading import Opened
from casework.forms.statements import StatementForm
from casework.inquiry.undertakings import NotFree, NotSigned
from casework.models.case import Case
from casework.parties.people import BESIDE
from casework.views.beside import complain_beside
from casework.views.cases_writing import page, written
from casework.views.casing import (
    done,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)

bp = Blueprint("cases_statements", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/statement")
@guarded(Permission.Case.TAKE_STATEMENT, find_case)
def show_statement(case: Case) -> ResponseReturnValue:
    form, found = StatementForm(formdata=None), opened(case)
    _offer(form, found)
    return page(case, "statement", form, found)


@bp.post("/statement")
@guarded(Permission.Case.TAKE_STATEMENT, find_case)
def take_statement(case: Case) -> ResponseReturnValue:
    form = StatementForm()
    _offer(form, opened(case))
    return written(case, "statement", form, lambda: _take(case, form))


def _take(case: Case, form: StatementForm) -> ResponseReturnValue:
    try:
        statements.take(g.db, the_turn(case, form.seen.data), form.statement())
    except (NotSigned, NotFree) as refused:
        found = opened_anew(case)
        complain_beside(form, refused)
        return page(case, "statement", form, found), 422
    return done(case)


def _offer(form: StatementForm, found: Opened) -> None:
    form.offer_beside(found.timeline.lines, the_look().now.date(), parts=BESIDE)

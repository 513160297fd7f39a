"""`/cases/<id>/declaration`: what a member answers before a case opens to her."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.covers import the_cover
from casework.errors import typed_words
from casework.forms.parties import DeclarationForm
from casework.models.case import Case
from casework.parties.declaring import Outcome, declare, is_due
from casework.views.cases_keeping import kept_page
from casework.views.casing import (
    declaration_page,
    done,
    explain_refusals,
    find_unasked,
    the_turn,
)

bp = Blueprint("declaring", __name__, url_prefix="/cases/<uuid:case_id>/declaration")
explain_refusals(bp)
OWN = frozenset({"related", "over", "is_named", "why", "seen", "then"})
"""Fields of this page itself: all others were typed on the page that it stood in place of."""


@bp.get("")
@guarded(Permission.Case.DECLARE, find_unasked)
def show(case: Case) -> ResponseReturnValue:
    """The same page by its own address; without a question open it is the case."""
    if not is_due(the_cover(g.db, case.id).text, g.actor.person):
        return redirect(f"/cases/{case.id}", 303)
    return declaration_page(case, DeclarationForm(formdata=None))


@bp.post("")
@guarded(Permission.Case.DECLARE, find_unasked)
def answer(case: Case) -> ResponseReturnValue:
    """Her answer: the case opens, or her keys go, or she hands them over first."""
    form, then = DeclarationForm(), request.form.get("then", "")
    cover = the_cover(g.db, case.id).text
    if not is_due(cover, g.actor.person):
        return redirect(f"/cases/{case.id}", 303)
    if not form.validate():
        keep = [pair for pair in typed_words() if pair[0] not in OWN]
        return declaration_page(case, form, keep=keep, then=then), 422
    code = cover.code
    became = declare(g.db, the_turn(case), form.answers())
    if became is Outcome.LEFT:
        return render_template("casework/case/left.html", code=code)
    if became is Outcome.LAST:
        return declaration_page(case, form, is_last=True), 409
    back = done(case)
    return kept_page(case, then) or back

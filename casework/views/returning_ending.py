"""`/r/again`: the survivor wants her closed case opened again."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.ending.reopening import NotClosed, ask_again
from casework.forms.ending import WishForm
from casework.models.case import Case
from casework.parts import the_parts
from casework.views.coming_back import HOME, LIMIT, find_hers, turn_of
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_ending", __name__)


@bp.get("/r/again")
@guarded(Permission.Survivor.DECIDE, find_hers)
def show_again(_case: Case) -> ResponseReturnValue:
    """Where she asks for it."""
    return _page(WishForm(formdata=None))


@bp.post("/r/again")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def ask(case: Case) -> ResponseReturnValue:
    """Her press: whoever reads is asked to open it again."""
    form = WishForm()
    if not form.validate():
        return _page(form), 422
    ask_again(g.db, turn_of(g.actor, case), form.words.data or "")
    remember_case(g.db, the_parts(), g.actor, case.id)
    return redirect(f"{HOME}?done=again", 303)


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NotClosed)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_as_it_stands(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _page(form: WishForm) -> str:
    return render_template("casework/returning/again.html", form=form)

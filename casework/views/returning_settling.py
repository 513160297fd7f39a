"""`/r/settle`: the survivor asks for a talk to settle it, stops it, says that it is not kept."""

from collections.abc import Callable

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from auth.guard import guarded
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.ending import settling
from casework.ending.settling import NoTalk, NotPossible
from casework.forms.settling import OwnWordsForm
from casework.models.case import Case
from casework.parts import the_parts
from casework.views.coming_back import HOME, LIMIT, find_hers, turn_of
from casework.views.her_presses import after
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_settling", __name__)


@bp.get("/r/settle")
@guarded(Permission.Survivor.DECIDE, find_hers)
def show(_case: Case) -> ResponseReturnValue:
    """What a talk is, and that nobody may ask her for it."""
    return render_template("casework/returning/settle.html", form=OwnWordsForm(formdata=None))


@bp.post("/r/settle")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def ask(case: Case) -> ResponseReturnValue:
    """Her press: she asks for it."""
    form = OwnWordsForm()
    if not form.validate():
        return render_template("casework/returning/settle.html", form=form), 422
    try:
        settling.ask(g.db, turn_of(g.actor, case), form.words.data or "")
    except NotPossible as refused:
        g.db.rollback()
        page = render_template(
            "casework/returning/settle.html", form=form, refused=True, reasons=refused.reasons
        )
        return page, 409
    return _back(case, "settle")


@bp.post("/r/settle/stop")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def stop(case: Case) -> ResponseReturnValue:
    """Her press: it ends at once."""
    return _pressed(case, "stopped", lambda: settling.stop(g.db, turn_of(g.actor, case)))


@bp.post("/r/settle/broken")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def say_broken(case: Case) -> ResponseReturnValue:
    """Her press: what was agreed is not kept."""
    return _pressed(case, "broken", lambda: settling.broken(g.db, turn_of(g.actor, case), ""))


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NoTalk)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_as_it_stands(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _pressed(case: Case, done: str, do: Callable[[], None]) -> Response:
    do()
    return _back(case, done)


def _back(case: Case, done: str) -> Response:
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, done)

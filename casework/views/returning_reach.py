"""`/r/reach`: with number and word she changes how it is safe to reach her."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import the_cover
from casework.case.entering import remember_case
from casework.case.timeline import timeline
from casework.forms.returning import ReachForm
from casework.models.case import Case
from casework.number.reaching_her import change_reaching, contact_of, is_shared, newest_identity
from casework.parts import the_parts
from casework.views.coming_back import HOME, LIMIT, find_hers, turn_of
from casework.views.her_presses import after
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_reach", __name__)


@bp.get("/r/reach")
@guarded(Permission.Survivor.READ, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """What she said last, to be changed."""
    lines = timeline(g.db, case.id, the_parts().register(g.db)).lines
    known = newest_identity(lines)
    if known is None:
        return redirect(HOME, 303)
    return _page(case, ReachForm.filled_with(contact_of(known.facts)))


@bp.post("/r/reach")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WRITE, find_hers)
def change(case: Case) -> ResponseReturnValue:
    """One more entry; the newest counts."""
    form = ReachForm()
    if not form.validate():
        return _page(case, form), 422
    change_reaching(g.db, turn_of(g.actor, case), form.contact)
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "reach")


@bp.errorhandler(KeyMissing)
@bp.errorhandler(RolledBack)
def show_again(_wrong: Exception) -> ResponseReturnValue:
    """Nothing of it was kept, or her case does not stand as she remembers: her page says so."""
    g.db.rollback()
    return redirect("/r", 303)


def _page(case: Case, form: ReachForm) -> str:
    shared = is_shared(the_cover(g.db, case.id).text)
    return render_template("casework/returning/reach.html", form=form, is_shared=shared)

"""`/r/outcome`: what came of it, and the ways outside with what she should know first."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from casework.case.covers import OwingFirst, the_cover
from casework.case.timeline import timeline
from casework.inquiry.hers import came_of_it
from casework.inquiry.malice import proceedings
from casework.inquiry.outside import ways
from casework.models.case import Case
from casework.parts import the_parts
from casework.views.coming_back import find_hers
from casework.words.inquiry import INQUIRY_WORDS
from casework.words.procedures import spoken
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_outcome", __name__)
bp.record_once(lambda state: state.app.jinja_env.globals.update(INQUIRY_WORDS))


@bp.get("/r/outcome")
@guarded(Permission.Survivor.ANSWER, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """Days, decision, who saw it applied, a review, and the doors outside."""
    lines = timeline(g.db, case.id, the_parts().register(g.db)).lines
    came = came_of_it(g.db, case.id, the_cover(g.db, case.id).text, lines, now())
    if came is None:
        raise NotFound
    doors = ways(came.pack)
    return render_template(
        "casework/returning/outcome.html",
        came=came,
        against_her=[each for each in proceedings(lines).values() if each.opened_on],
        pack=came.pack,
        ways=doors,
        bodies={each.id: spoken(each.body) for each in doors},
    )


@bp.errorhandler(KeyMissing)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_again(_wrong: Exception) -> ResponseReturnValue:
    """Her case as it stands says what is the matter."""
    g.db.rollback()
    return redirect("/r", 303)

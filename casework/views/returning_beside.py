"""`/r/beside`: what the union knows and asked, and whether its representative stands beside her."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import remember_case
from casework.case.timeline import Line, timeline
from casework.forms.settling import OwnWordsForm
from casework.inquiry.steps import NotThere
from casework.models.case import Case
from casework.outcomes import beside
from casework.outcomes.beside import NoUnion, company, representatives
from casework.outcomes.points import points
from casework.parts import the_parts
from casework.readers.naming import known_to_her
from casework.views.coming_back import LIMIT, find_hers, turn_of
from casework.views.her_presses import after, just_pressed
from casework.words.outcomes import OUTCOME_WORDS
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_beside", __name__)
bp.record_once(lambda state: state.app.jinja_env.globals.update(OUTCOME_WORDS))
HERE = "/r/beside"
"""The address stays in the history of a telephone that others use: no word of a union."""


@bp.get(HERE)
@guarded(Permission.Survivor.DECIDE, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """What the union asked and was answered; NotFound where no union follows it."""
    return _page(case, OwnWordsForm(formdata=None))


@bp.post(HERE)
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def ask(case: Case) -> ResponseReturnValue:
    """Her press: she wants the representative beside her."""
    form = OwnWordsForm()
    if not form.validate():
        return _page(case, form)
    beside.ask(g.db, turn_of(g.actor, case), form.words.data or "")
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HERE, "beside")


@bp.post("/r/beside/end")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def end(case: Case) -> ResponseReturnValue:
    """Her press: she does not want it any more."""
    beside.end(g.db, turn_of(g.actor, case))
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HERE, "alone")


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NoUnion)
@bp.errorhandler(NotThere)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_again(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _page(case: Case, form: OwnWordsForm) -> ResponseReturnValue:
    """Raises NotFound for whoever let no union follow it."""
    cover, today = the_cover(g.db, case.id).text, now().date()
    people, lines = representatives(cover, today), _lines(case)
    asked = company(lines)
    if not people and asked is None:
        raise NotFound
    status = 422 if form.errors else 200
    page = render_template(
        "casework/returning/union.html",
        form=form,
        company=asked,
        can_ask=bool(people) and (asked is None or not asked.is_open),
        points=list(reversed(points(lines).values())),
        who=list(known_to_her(g.db, cover, people).values()),
        done=just_pressed(),
    )
    return page, status


def _lines(case: Case) -> list[Line]:
    return timeline(g.db, case.id, the_parts().register(g.db)).lines

"""`/r/route`: the survivor chooses how it goes on, and chooses again when she wants to."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import remember_case
from casework.case.timeline import timeline
from casework.clocks.routes import Route
from casework.course.choosing import NotOpenToHer, choose
from casework.course.grounds import grounds_of
from casework.course.recording import the_course
from casework.desk.going_on import GoingOn, going_on
from casework.forms.choosing import RouteForm
from casework.models.case import Case
from casework.number.returning import the_place
from casework.parts import the_parts
from casework.procedures.pack import Pack
from casework.readers.naming import known_to_her
from casework.telling.choices import ROUTE_HINTS, ROUTES
from casework.views.coming_back import HOME, LIMIT, find_hers, turn_of
from casework.views.her_presses import after
from casework.views.wording import when_in
from casework.words.route import ROUTE_WORDS
from crypto.compartments import Compartment
from crypto.errors import KeyMissing, RolledBack
from crypto.sealing import the_ring

bp = Blueprint("choosing", __name__)
bp.record_once(lambda state: state.app.jinja_env.globals.update(ROUTE_WORDS))


@bp.get("/r/route")
@guarded(Permission.Survivor.CHOOSE_ROUTE, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """What each route means, and the one she has chosen."""
    going = _going(case)
    return _page(case, going, _offering(RouteForm(formdata=None), going))


@bp.post("/r/route")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CHOOSE_ROUTE, find_hers)
def choose_route(case: Case) -> ResponseReturnValue:
    """Her choice counts at once."""
    going = _going(case)
    form = _offering(RouteForm(), going)
    if not form.validate():
        return _page(case, going, form), 422
    choose(g.db, turn_of(g.actor, case), Route(form.route.value))
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "route")


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NotOpenToHer)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_again(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _going(case: Case) -> GoingOn:
    """Raises NotFound for what has no route: kept for herself, or told by somebody else."""
    read = timeline(g.db, case.id, the_parts().register(g.db))
    found = going_on(case, the_cover(g.db, case.id).text, read.lines, now())
    if not found.choices:
        raise NotFound
    return found


def _offering(form: RouteForm, going: GoingOn) -> RouteForm:
    form.route.offer([(each.value, str(ROUTES[each])) for each in going.choices])
    if form.route.data is None and going.route is not None:
        form.route.data = going.route.value
    return form


def _page(case: Case, going: GoingOn, form: RouteForm) -> str:
    place = the_place(g.db, case.id)
    if place is None:
        raise LookupError(case.id)
    can_choose = the_ring(g.db).holds(case.id, Compartment.OUTCOME)
    return render_template(
        "casework/returning/route.html",
        going=going,
        form=form,
        hints=ROUTE_HINTS,
        people=known_to_her(g.db, the_cover(g.db, case.id).text, going.people),
        when=when_in(place.zone),
        can_choose=can_choose,
        pack=_pack(case) if can_choose and Route.FORMAL in going.choices else None,
    )


def _pack(case: Case) -> Pack:
    """What this country's law says of the letter to him: she reads it before she chooses."""
    cover = the_cover(g.db, case.id).text
    return grounds_of(g.db, cover, the_course(g.db, case.id).text, now()).pack

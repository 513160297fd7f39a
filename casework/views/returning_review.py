"""`/r/review`: the survivor asks for a review of what was decided, and takes it back."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import remember_case
from casework.case.timeline import Line, timeline
from casework.clocks.course import MoveRefused
from casework.forms.returning_review import AskReviewForm, AskThisReviewForm
from casework.inquiry import malice_review
from casework.inquiry.appeals import NothingToReview
from casework.inquiry.asking_review import WhyLate, ask, is_late, take_back
from casework.inquiry.hers import Came, came_of_it
from casework.inquiry.malice import proceedings
from casework.inquiry.steps import NotThere
from casework.models.case import Case
from casework.parts import the_parts
from casework.views.coming_back import HOME, LIMIT, find_hers, turn_of
from casework.views.her_presses import after
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_review", __name__)
THIS = "/r/review/this"


@bp.get("/r/review")
@guarded(Permission.Survivor.DECIDE, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """What a review is, until when, and room for her own words."""
    return _page(case, AskReviewForm(formdata=None))


@bp.post("/r/review")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def send(case: Case) -> ResponseReturnValue:
    """Her press: she asks for it."""
    form = AskReviewForm()
    if not form.validate():
        return _page(case, form), 422
    try:
        ask(g.db, turn_of(g.actor, case), form.asking())
    except WhyLate:
        g.db.rollback()
        form.say_why()
        return _page(g.db.get_one(Case, case.id), form), 422
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "review")


@bp.get(THIS)
@guarded(Permission.Survivor.DECIDE, find_hers)
def show_this(case: Case) -> ResponseReturnValue:
    """The same of a proceeding against her."""
    return _this_page(case, AskThisReviewForm(formdata=None))


@bp.post(THIS)
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def send_this(case: Case) -> ResponseReturnValue:
    """Her press: somebody else looks at what was decided against her."""
    form = AskThisReviewForm()
    if not form.validate():
        return _this_page(case, form), 422
    malice_review.ask(g.db, turn_of(g.actor, case), form.words.data or "")
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "review")


@bp.post("/r/review/back")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def undo(case: Case) -> ResponseReturnValue:
    """One press: she takes her review back."""
    take_back(g.db, turn_of(g.actor, case))
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "review_back")


@bp.errorhandler(KeyMissing)
@bp.errorhandler(MoveRefused)
@bp.errorhandler(NotThere)
@bp.errorhandler(NothingToReview)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_as_it_stands(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _page(case: Case, form: AskReviewForm) -> str:
    """Raises NotThere where there is nothing to ask for."""
    came = _came(case)
    if not came.can_ask:
        raise NotThere
    cover = the_cover(g.db, case.id).text
    late = is_late(g.db, turn_of(g.actor, case), cover)
    return render_template("casework/returning/review.html", form=form, came=came, late=late)


def _this_page(case: Case, form: AskThisReviewForm) -> str:
    """Raises NotThere where there is nothing to ask for."""
    against_her = malice_review.the_one_to_ask(proceedings(_lines(case)).values())
    return render_template("casework/returning/review_this.html", form=form, each=against_her)


def _came(case: Case) -> Came:
    cover, lines = the_cover(g.db, case.id).text, _lines(case)
    came = came_of_it(g.db, case.id, cover, lines, now())
    if came is None:
        raise NotThere
    return came


def _lines(case: Case) -> list[Line]:
    return timeline(g.db, case.id, the_parts().register(g.db)).lines

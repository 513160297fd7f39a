"""`/cases/<id>/help/override`: passing something on without her yes, by two people."""

from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.overriding import ForceForm
from casework.helping import overriding as verbs
from casework.helping.overriding import NoSuchOverride, NotGrounded, SamePerson, SamePost
from casework.helping.passing import known, sound_overrides
from casework.models.case import Case
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_author,
    the_look,
    the_turn,
)
from casework.views.whom import whom_of
from referrals.directory.reading import offered

bp = Blueprint("helping_override", __name__, url_prefix="/cases/<uuid:case_id>/help/override")
explain_refusals(bp)
ASK, ONE = "helping/force", "helping/forced"


@bp.get("")
@guarded(Permission.Case.OVERRIDE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, form = opened(case), ForceForm(formdata=None)
    form.offer(whom_of(found.cover))
    form.only_places()
    form.show(known(g.db, found.cover, found.timeline.lines, the_look().now))
    form.fields_.data = []
    return page(case, ASK, form, found)


@bp.post("")
@guarded(Permission.Case.OVERRIDE, find_case)
def ask(case: Case) -> ResponseReturnValue:
    form = ForceForm()
    form.offer(whom_of(opened(case).cover))
    form.only_places()
    return written(case, ASK, form, lambda: _ask(case, form))


@bp.get("/<uuid:override>")
@guarded(Permission.Case.OVERRIDE, find_case)
def show_one(case: Case, override: UUID) -> ResponseReturnValue:
    found = opened(case)
    return page(case, ONE, CaseForm(formdata=None), found, about=_about(found, override))


@bp.post("/<uuid:override>/confirm")
@guarded(Permission.Case.OVERRIDE, find_case)
def confirm(case: Case, override: UUID) -> ResponseReturnValue:
    form, about = CaseForm(), _about(opened(case), override)
    return written(case, ONE, form, lambda: _confirm(case, form, override), about)


@bp.post("/<uuid:override>/lift")
@guarded(Permission.Case.OVERRIDE, find_case)
def lift(case: Case, override: UUID) -> ResponseReturnValue:
    try:
        verbs.lift(g.db, the_turn(case), override)
    except NoSuchOverride:
        raise NotFound from None
    return back_to(case, "/help/consent")


def _about(found: Opened, override: UUID) -> dict[str, object]:
    """Raises NotFound for one that is none of this case."""
    for each in sound_overrides(found.cover, found.timeline.lines):
        if each.id == override:
            me = the_author().person
            can = me is not None and verbs.fits_beside(found.cover, each.asked_by, me)
            doors = [there for there in offered(g.db) if there.organization == each.recipient.id]
            today = the_look().now.date()
            return {"each": each, "can_confirm": can, "doors": doors, "today": today}
    raise NotFound


def _ask(case: Case, form: ForceForm) -> ResponseReturnValue:
    turn = the_turn(case, form.seen.data)
    forced = form.forced(turn.now.date())
    try:
        verbs.ask(g.db, turn, forced, form.words.data or "")
    except NotGrounded:
        raise NotFound from None
    return back_to(case, f"/help/override/{forced.override}")


def _confirm(case: Case, form: CaseForm, override: UUID) -> ResponseReturnValue:
    try:
        verbs.confirm(g.db, the_turn(case, form.seen.data), override)
    except NoSuchOverride:
        raise NotFound from None
    except (SamePerson, SamePost):
        g.db.rollback()
        complain(form.seen, _("Somebody else, of another post, has to confirm it."))
        anew = opened_anew(case)
        return page(case, ONE, form, anew, about=_about(anew, override)), 422
    return back_to(case, f"/help/override/{override}")

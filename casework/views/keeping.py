"""`/cases/<id>/ending/…`: until when a closed case is kept, telling her, and holding it."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.ending import keeping as verbs
from casework.ending.before import Way
from casework.ending.keeping import IsHeld, Keeping, NotByPage, NotOver, SamePerson
from casework.ending.orders import the_order
from casework.forms.keeping import HoldForm, WarnForm
from casework.models.case import Case
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)

bp = Blueprint("keeping", __name__, url_prefix="/cases/<uuid:case_id>/ending")
explain_refusals(bp)


@bp.get("/warn")
@guarded(Permission.Case.KEEP, find_case)
def show_warning(case: Case) -> ResponseReturnValue:
    return keeping_page(case, "ending-warn", WarnForm(formdata=None))


@bp.post("/warn")
@guarded(Permission.Case.KEEP, find_case)
def warn(case: Case) -> ResponseReturnValue:
    form, about = WarnForm(), {"keeping": kept(opened(case))}
    return written(case, "ending-warn", form, lambda: _warn(case, form), about)


@bp.get("/hold")
@guarded(Permission.Case.KEEP, find_case)
def show_hold(case: Case) -> ResponseReturnValue:
    return keeping_page(case, "ending-hold", HoldForm(formdata=None))


@bp.post("/hold")
@guarded(Permission.Case.KEEP, find_case)
def hold(case: Case) -> ResponseReturnValue:
    form, about = HoldForm(), {"keeping": kept(opened(case))}
    return written(case, "ending-hold", form, lambda: _hold(case, form), about)


def keeping_page(case: Case, name: str, form: WarnForm | HoldForm) -> str:
    """One of these pages with what this request brings along."""
    found = opened(case)
    return page(case, name, form, found, about={"keeping": kept(found)})


def kept(found: Opened) -> dict[str, object]:
    """How long an opened case is kept, for its page. Raises NotFound without a course."""
    if found.course is None:
        raise NotFound
    now = the_look().now
    rule = verbs.rule_of(g.db, found.cover, found.course, now)
    state: Keeping = verbs.keeping(found.timeline.lines, rule, now.date())
    return {
        "state": state,
        "order": the_order(g.db, found.case.id),
        "is_time": state.days is not None and now.date() >= state.days.warn_on,
        "is_mine": state.hold is not None and state.hold.author == the_look().actor.person,
    }


def _warn(case: Case, form: WarnForm) -> ResponseReturnValue:
    turn = the_turn(case, form.seen.data)
    try:
        verbs.warn(g.db, turn, Way(form.way.value), form.words.data or "")
    except (NotOver, IsHeld):
        raise NotFound from None
    except NotByPage:
        g.db.rollback()
        complain(form.way, _("She has no number, so no page tells her. Tell her by voice."))
        found = opened_anew(case)
        return page(case, "ending-warn", form, found, about={"keeping": kept(found)}), 422
    return back_to(case, "/ending")


def _hold(case: Case, form: HoldForm) -> ResponseReturnValue:
    try:
        verbs.hold(g.db, the_turn(case, form.seen.data), form.words.data or "")
    except SamePerson:
        g.db.rollback()
        complain(form.words, _("You asked for it yourself: somebody else confirms it."))
        found = opened_anew(case)
        return page(case, "ending-hold", form, found, about={"keeping": kept(found)}), 422
    return back_to(case, "/ending")

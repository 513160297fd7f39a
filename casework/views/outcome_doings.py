"""`/outcomes/<id>/…`: what a union representative does about a case that she follows."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.turns import Turn
from casework.desk.reading import Opened
from casework.forms import outcomes as forms
from casework.models.case import Case
from casework.outcomes import beside, points
from casework.outcomes.beside import State
from casework.protection import watching
from casework.views.acting import Doing, do, show_form
from casework.views.casing import explain_refusals, find_case
from casework.views.decision_doings import SEEING as SEEN_ON_THE_CASE

bp = Blueprint("outcome_doings", __name__, url_prefix="/outcomes/<uuid:case_id>")
explain_refusals(bp)
HERE, HOME = "", "/outcomes/"


def _asked_for(_form: forms.BesideForm, found: Opened, _about: UUID | None) -> Mapping[str, object]:
    """Raises NotFound where she does not wait for an answer."""
    known = beside.company(found.timeline.lines)
    if known is None or known.state is not State.ASKED:
        raise NotFound
    return {"company": known}


def _beside(turn: Turn, form: forms.BesideForm, _about: UUID | None) -> None:
    if form.is_yes:
        beside.accept(g.db, turn, form.answers(), is_secret=bool(form.secret.data))
    else:
        beside.decline(g.db, turn, form.words.data or "")


SEEING = replace(SEEN_ON_THE_CASE, home=HOME)
SIGN = Doing(
    title=_l("A sign of retaliation"),
    say=_l(
        "Of whom, what and since when: no name and no word of what was told. The committee says "
        "what it did about it, and you read that here."
    ),
    form=forms.UnionSignForm,
    do=lambda turn, form, _about: watching.notice(g.db, turn, form.heard()),
    home=HOME,
)
POINT = Doing(
    title=_l("Ask the committee"),
    say=_l("It owes you an answer within five working days. Until then the clock shows, on your "
           "page and on theirs; once its day has passed external member and CARE are told."),
    form=forms.UnionPointForm,
    do=lambda turn, form, _about: points.raise_point(
        g.db, turn, form.what, form.words.data or ""
    ),
    button=_l("Ask the committee"),
    home=HOME,
)  # fmt: skip
BESIDE = Doing(
    title=_l("She asks you to stand beside her"),
    say=_l(
        "When she is heard, or meets somebody of the factory. You learn who she is by it. If you "
        "are close to anybody of the case, say no: nobody asks why."
    ),
    form=forms.BesideForm,
    offer=_asked_for,
    do=_beside,
    button=_l("Answer her"),
    beside="casework/outcomes/asked_beside.html",
    home=HOME,
)


@bp.get("/seen/<uuid:about>")
@guarded(Permission.Case.STAND_BY, find_case)
def show_seen(case: Case, about: UUID) -> ResponseReturnValue:
    return show_form(case, SEEING, about, HERE)


@bp.post("/seen/<uuid:about>")
@guarded(Permission.Case.STAND_BY, find_case)
def confirm_seen(case: Case, about: UUID) -> ResponseReturnValue:
    return do(case, SEEING, about, HERE)


@bp.get("/sign")
@guarded(Permission.Case.STAND_BY, find_case)
def show_sign(case: Case) -> ResponseReturnValue:
    return show_form(case, SIGN, None, HERE)


@bp.post("/sign")
@guarded(Permission.Case.STAND_BY, find_case)
def note_sign(case: Case) -> ResponseReturnValue:
    return do(case, SIGN, None, HERE)


@bp.get("/point")
@guarded(Permission.Case.STAND_BY, find_case)
def show_point(case: Case) -> ResponseReturnValue:
    return show_form(case, POINT, None, HERE)


@bp.post("/point")
@guarded(Permission.Case.STAND_BY, find_case)
def raise_point(case: Case) -> ResponseReturnValue:
    return do(case, POINT, None, HERE)


@bp.get("/beside")
@guarded(Permission.Case.STAND_BY, find_case)
def show_beside(case: Case) -> ResponseReturnValue:
    return show_form(case, BESIDE, None, HERE)


@bp.post("/beside")
@guarded(Permission.Case.STAND_BY, find_case)
def answer_beside(case: Case) -> ResponseReturnValue:
    return do(case, BESIDE, None, HERE)

"""`/cases/<id>/union`: what the union asks the committee, and who of it stands beside her."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.clocks.days import day_in
from casework.desk.reading import Opened
from casework.forms.outcomes import UnionAnswerForm
from casework.inquiry.steps import NotThere
from casework.inquiry.undertakings import NotFree
from casework.models.case import Case
from casework.outcomes import beside, points
from casework.outcomes.beside import State, representatives
from casework.protection.places import zone_of
from casework.views.acting import Doing, do, show_form
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.words.outcomes import OUTCOME_WORDS

bp = Blueprint("answering_union", __name__, url_prefix="/cases/<uuid:case_id>/union")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(OUTCOME_WORDS))
HERE = "/union"


def _point(_form: UnionAnswerForm, found: Opened, about: UUID) -> Mapping[str, object]:
    """Raises NotFound for one that is none of this case, or was answered."""
    known = points.points(found.timeline.lines).get(about)
    if known is None or not known.waits:
        raise NotFound
    return {"point": known}


ANSWERING = Doing(
    title=_l("Answer the union"),
    form=UnionAnswerForm,
    offer=_point,
    do=lambda turn, form, about: points.answer_point(g.db, turn, about, form.words.data or ""),
    button=_l("Answer"),
    beside="casework/outcomes/asked_point.html",
)


@bp.get("")
@guarded(Permission.Case.ANSWER_UNION, find_case)
def show(case: Case) -> ResponseReturnValue:
    return _page(opened(case))


@bp.get("/answer/<uuid:about>")
@guarded(Permission.Case.ANSWER_UNION, find_case)
def show_answer(case: Case, about: UUID) -> ResponseReturnValue:
    return show_form(case, ANSWERING, about, HERE)


@bp.post("/answer/<uuid:about>")
@guarded(Permission.Case.ANSWER_UNION, find_case)
def answer(case: Case, about: UUID) -> ResponseReturnValue:
    return do(case, ANSWERING, about, HERE)


@bp.post("/beside")
@guarded(Permission.Case.ANSWER_UNION, find_case)
def take_in(case: Case) -> ResponseReturnValue:
    found = opened(case)
    known = beside.company(found.timeline.lines)
    if known is None or known.by is None:
        raise NotFound
    try:
        beside.take_in(g.db, the_turn(case), found.name(known.by))
    except NotThere:
        raise NotFound from None
    except NotFree:
        return _page(opened_anew(case), is_not_free=True), 409
    return back_to(case, HERE)


def _page(found: Opened, *, is_not_free: bool = False) -> str:
    now, lines = the_look().now, found.timeline.lines
    company = beside.company(lines)
    drawn: str = render_template(
        "casework/outcomes/asking.html",
        case=found.case,
        opened=found,
        points=list(reversed(points.points(lines).values())),
        company=company,
        can_list=company is not None and company.state is State.ACCEPTED,
        follows=[found.name(each) for each in representatives(found.cover, now.date())],
        today=day_in(zone_of(g.db, found.case.id), now),
        is_not_free=is_not_free,
    )
    return drawn

"""`/cases/<id>/inquiry`: the letter to the respondent, his reply, hearings, findings, report."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.inquiry.acting import still_to_answer
from casework.inquiry.choosing import choices
from casework.inquiry.overview import inquiry
from casework.models.case import Case
from casework.protection.gate import Act
from casework.views.acting import do, show_form, the_doing
from casework.views.casing import explain_refusals, find_case, opened
from casework.views.gate import gate_of
from casework.views.inquiry_doings import DOINGS
from casework.views.inquiry_pack import pack_of
from casework.words.inquiry import INQUIRY_WORDS

bp = Blueprint("inquiry", __name__, url_prefix="/cases/<uuid:case_id>/inquiry")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(INQUIRY_WORDS))
HERE = "/inquiry"


@bp.get("")
@guarded(Permission.Case.INQUIRE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    pack = pack_of(found)
    return render_template(
        "casework/case/inquiry.html",
        case=case,
        opened=found,
        inquiry=inquiry(found.timeline.lines),
        gate=gate_of(case, found, Act.NOTICE),
        pack=pack,
        choices=choices(pack),
        stage=found.course.stage if found.course else "",
        unanswered=[
            found.name(each) for each in still_to_answer(found.cover, found.timeline.lines)
        ],
        declared=list(filter(None, map(found.name, found.cover.declared))),
    )


@bp.get("/<act>")
@guarded(Permission.Case.INQUIRE, find_case)
def show_act(case: Case, act: str) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, None), None, HERE)


@bp.post("/<act>")
@guarded(Permission.Case.INQUIRE, find_case)
def do_act(case: Case, act: str) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, None), None, HERE)


@bp.get("/<act>/<uuid:about>")
@guarded(Permission.Case.INQUIRE, find_case)
def show_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, about), about, HERE)


@bp.post("/<act>/<uuid:about>")
@guarded(Permission.Case.INQUIRE, find_case)
def do_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, about), about, HERE)

"""`/cases/<id>/inquiry`: the letter to the respondent, his reply, hearings, findings, report."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.inquiry.acting import still_to_answer
from casework.inquiry.choosing import choices
from casework.inquiry.overview import inquiry
from casework.models.case import Case
from casework.protection.gate import Act
from casework.views.casing import explain_refusals, find_case, opened
from casework.views.doing_pages import open_pages
from casework.views.gate import gate_of
from casework.views.inquiry_doings import DOINGS
from casework.views.inquiry_pack import pack_of
from casework.words.inquiry import INQUIRY_WORDS

bp = Blueprint("inquiry", __name__, url_prefix="/cases/<uuid:case_id>/inquiry")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(INQUIRY_WORDS))
HERE = "/inquiry"
open_pages(bp, DOINGS, HERE)


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

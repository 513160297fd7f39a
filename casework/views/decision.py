"""`/cases/<id>/decision`: what was decided, who carried it out, who saw it, and ways on."""

from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.asking.asking import NoYes
from casework.asking.questions import QuestionKind, newest_about
from casework.desk.reading import Opened
from casework.inquiry import carrying_out
from casework.inquiry.appeals import appeals, may_ask, window
from casework.inquiry.carrying_out import carried_out
from casework.inquiry.choosing import choices
from casework.inquiry.decisions import is_to_decide_anew, reasons_of, the_decision
from casework.inquiry.findings import the_report
from casework.inquiry.outside import not_open, taken_outside, ways
from casework.inquiry.steps import NotThere
from casework.models.case import Case
from casework.models.cover import Capacity
from casework.procedures.deciding import not_in_force
from casework.procedures.terms import StageId
from casework.views.acting import do, show_form
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_turn
from casework.views.decision_doings import DOINGS, SEEING
from casework.views.doing_pages import open_pages
from casework.views.inquiry_pack import pack_of
from casework.words.inquiry import INQUIRY_WORDS
from casework.words.procedures import spoken

bp = Blueprint("decision", __name__, url_prefix="/cases/<uuid:case_id>/decision")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(INQUIRY_WORDS))
HERE = "/decision"
open_pages(bp, DOINGS, HERE)


@bp.get("")
@guarded(Permission.Case.READ_COURSE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    return render_template("casework/case/decision.html", case=case, **_facts(found))


@bp.get("/seen/<uuid:about>")
@guarded(Permission.Case.VERIFY, find_case)
def show_seen(case: Case, about: UUID) -> ResponseReturnValue:
    return show_form(case, SEEING, about, HERE)


@bp.post("/seen/<uuid:about>")
@guarded(Permission.Case.VERIFY, find_case)
def confirm_seen(case: Case, about: UUID) -> ResponseReturnValue:
    return do(case, SEEING, about, HERE)


@bp.post("/hand-note/<uuid:about>")
@guarded(Permission.Case.DECIDE, find_case)
def hand_note(case: Case, about: UUID) -> ResponseReturnValue:
    try:
        carrying_out.hand_note(g.db, the_turn(case), about)
    except (NotThere, NoYes):
        raise NotFound from None
    return back_to(case, HERE)


def _facts(found: Opened) -> dict[str, object]:
    lines, pack = found.timeline.lines, pack_of(found)
    every = choices(pack)
    stage = found.course.stage if found.course else None
    holder = found.cover.holder(g.actor.person)
    return {
        "opened": found,
        "decided": the_decision(lines),
        "carryings": carried_out(lines),
        "reasons": reasons_of(lines),
        "report": the_report(lines),
        "appeals": appeals(lines),
        "window": window(found.course, pack) if found.course else None,
        "may_ask": found.course is not None and may_ask(found.course, lines),
        "taken": taken_outside(lines),
        "ways": ways(pack),
        "not_open": not_open(pack),
        "not_in_force": not_in_force(pack),
        "bodies": {each.id: spoken(each.body) for each in ways(pack)},
        "pack": pack,
        "choices": every,
        "apology": newest_about(lines, QuestionKind.APOLOGY, ""),
        "to_decide": stage is StageId.REPORT or is_to_decide_anew(lines),
        "stage": stage,
        "mine": g.actor.person,
        "is_union": holder is not None and holder.capacity is Capacity.UNION_REPRESENTATIVE,
    }

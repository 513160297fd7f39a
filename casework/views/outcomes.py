"""`/outcomes`: what a union follows, what needs it now, and one case as far as she opened it."""

from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.paging import Pages
from auth.permissions import Permission
from casework.clocks.days import day_in
from casework.forms.outcomes import OutcomeFilterForm
from casework.models.case import Case
from casework.outcomes.filtering import months
from casework.outcomes.following import can_look, list_followed, needed
from casework.outcomes.opened import followed
from casework.protection.places import zone_of
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.views.inquiry_pack import pack_of
from casework.words.inquiry import INQUIRY_WORDS
from casework.words.outcomes import OUTCOME_WORDS

bp = Blueprint("outcomes", __name__)
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update({**INQUIRY_WORDS, **OUTCOME_WORDS}))
PAGE = 50


@bp.get("/outcomes")
@guarded(Permission.Outcome.LIST)
def show() -> ResponseReturnValue:
    """Every case opened to the union, what needs it first."""
    rows, zone = list_followed(g.db, the_look()), ZoneInfo(g.actor.time_zone)
    form = OutcomeFilterForm(request.args)
    form.offer(months(rows, zone), rows)
    is_right = form.validate()
    found = form.chosen.of(rows, zone)
    pages = Pages(request.args.get("page", 1, int), len(found), PAGE)
    page = render_template(
        "casework/outcomes/list.html",
        rows=pages.of(found),
        held=len(rows),
        found=len(found),
        counts=needed(rows).items(),
        factories={row.home: row.place for row in rows if row.home},
        form=form,
        pages=pages,
    )
    return page, 200 if is_right else 422


@bp.get("/outcomes/<uuid:case_id>")
@guarded(Permission.Case.FOLLOW, find_case)
def show_one(case: Case) -> ResponseReturnValue:
    """One case: its outcome, and of her what she let the union know."""
    found = opened(case)
    today = day_in(zone_of(g.db, case.id), the_look().now)
    read = followed(found.timeline.lines, found.course, today)
    return render_template(
        "casework/outcomes/one.html",
        case=case,
        opened=found,
        read=read,
        today=today,
        pack=pack_of(found),
        to_look=[each.item.id for each in read.carryings if can_look(each, g.actor.person)],
    )

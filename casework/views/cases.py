"""`/cases/<id>`: one case, from top to bottom, and what is done with one press."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework import handling
from casework.models.case import Case
from casework.reading import acts_of
from casework.settling import never_settled
from casework.verifying import verify
from casework.views.cases_writing import kept_page
from casework.views.casing import done, explain_refusals, find_case, opened, the_look, the_turn
from crypto.compartments import Compartment

bp = Blueprint("cases", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)
SHORT_TRAIL = 8


@bp.get("")
@guarded(Permission.Case.READ, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    settled = Compartment.ACCOUNT not in found.timeline.opened
    never = frozenset(found.cover.withheld) if settled else never_settled(g.db, case.id)
    return render_template(
        "casework/case/case.html",
        case=case,
        opened=found,
        acts=acts_of(g.db, found)[:SHORT_TRAIL],
        to_settle=[each for each in found.cover.withheld if each not in never],
    )


@bp.get("/trail")
@guarded(Permission.Case.READ_TRAIL, find_case)
def show_trail(case: Case) -> ResponseReturnValue:
    found = opened(case)
    return render_template(
        "casework/case/trail.html", case=case, opened=found, acts=acts_of(g.db, found)
    )


@bp.get("/verify")
@guarded(Permission.Case.READ, find_case)
def show_verdict(case: Case) -> ResponseReturnValue:
    found = opened(case)
    verdict = verify(g.db, case.id, the_look().register)
    return render_template("casework/case/verify.html", case=case, opened=found, verdict=verdict)


@bp.post("/acknowledge")
@guarded(Permission.Case.ACKNOWLEDGE, find_case)
def acknowledge(case: Case) -> ResponseReturnValue:
    handling.acknowledge(g.db, the_turn(case))
    return done(case)


@bp.post("/inbox")
@guarded(Permission.Case.ANSWER, find_case)
def take_inbox_in(case: Case) -> ResponseReturnValue:
    handling.take_inbox_in(g.db, the_turn(case))
    return done(case)


@bp.post("/keys")
@guarded(Permission.Case.RENEW, find_case)
def renew(case: Case) -> ResponseReturnValue:
    """New keys, and then back to the page whose words were kept."""
    handling.settle_owing(g.db, the_turn(case))
    back = done(case)
    return kept_page(case, request.form.get("then", "")) or back

"""`/cases/<id>`: one case, from top to bottom, and what is done with one press."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.case import handling, slips
from casework.case.verifying import verify
from casework.course import acknowledging
from casework.course.leaving import settle
from casework.desk.named_again import named_again
from casework.desk.reading import acts_of, names_of, newest_acts
from casework.models.case import Case
from casework.parties.people import Part, of_part
from casework.readers.kept_away import described_by
from casework.readers.recipients import reach
from casework.views.cases_keeping import kept_page
from casework.views.cases_route import going
from casework.views.casing import (
    done,
    explain_refusals,
    find_case,
    find_unasked,
    opened,
    the_look,
    the_turn,
)
from casework.views.people_compared import hits_of
from casework.views.protecting import urgent_of

bp = Blueprint("cases", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)
SHORT_TRAIL = 8


@bp.get("")
@guarded(Permission.Case.READ, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, look = opened(case), the_look()
    said, on = described_by(found.timeline), look.now.date()
    open_to = reach(g.db, g.keys, look.register, case.id, found.cover, on, said)
    return render_template(
        "casework/case/case.html",
        case=case,
        opened=found,
        acts=newest_acts(g.db, found, SHORT_TRAIL),
        going=going(case, found),
        urgent=urgent_of(case, found),
        alike=hits_of(found),
        again=named_again(g.db, look, case, found.timeline.lines),
        is_written=bool(of_part(found.timeline.lines, Part.RESPONDENT)),
        to_settle=names_of(g.db, open_to.to_settle),
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
    acknowledging.acknowledge(g.db, the_turn(case))
    return done(case)


@bp.post("/writers/<uuid:person>")
@guarded(Permission.Case.REMOVE, find_case)
def end_writer(case: Case, person: UUID) -> ResponseReturnValue:
    """Whoever logged it and may add to it, ends doing so."""
    try:
        slips.take_back(g.db, the_turn(case), person)
    except slips.NoWriter:
        raise NotFound from None
    return done(case)


@bp.post("/inbox")
@guarded(Permission.Case.ANSWER, find_case)
def take_inbox_in(case: Case) -> ResponseReturnValue:
    handling.take_inbox_in(g.db, the_turn(case))
    return done(case)


@bp.post("/keys")
@guarded(Permission.Case.RENEW, find_unasked)
def renew(case: Case) -> ResponseReturnValue:
    """New keys, and then back to the page whose words were kept."""
    settle(g.db, the_turn(case))
    back = done(case)
    return kept_page(case, request.form.get("then", "")) or back

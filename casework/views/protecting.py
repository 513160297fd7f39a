"""`/cases/<id>/safety`: how safe she is, her plan, and care that has its hours."""

from datetime import timedelta

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.clocks.hours import Care
from casework.course.duties import unanswered
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.safety import (
    AssessmentForm,
    CareForm,
    PlanForm,
    ReviewForm,
    a_day,
    show_day,
)
from casework.models.case import Case
from casework.protection import safety as s
from casework.protection.holding import holds
from casework.protection.measured import consent, measures
from casework.protection.places import zone_of
from casework.protection.urgent import settle, settled, urgent
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_look, the_turn
from casework.views.duties import duties_of
from casework.views.watching import asked_when
from casework.words.protection import PROTECTION_WORDS

bp = Blueprint("protecting", __name__, url_prefix="/cases/<uuid:case_id>/safety")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(PROTECTION_WORDS))
AGAIN = timedelta(days=7)


@bp.get("")
@guarded(Permission.Case.READ_SAFETY, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    lines = found.timeline.lines
    safety = s.safety(lines)
    about: dict[str, object] = {
        "safety": safety,
        "is_fresh": safety.is_fresh(the_look().now),
        "urgent": urgent_of(case, found),
        "settled": settled(lines),
        "measures": [(each, consent(lines, each)) for each in measures(lines).values()],
        "holds": holds(lines),
        "asks_duty": bool(unanswered(duties_of(found))) if found.course else False,
        **asked_when(case, found),
    }
    return page(case, "safety", CaseForm(formdata=None), found, about=about)


@bp.get("/asked")
@guarded(Permission.Case.PROTECT, find_case)
def show_assessment(case: Case) -> ResponseReturnValue:
    return page(case, "safety-asked", AssessmentForm(formdata=None))


@bp.post("/asked")
@guarded(Permission.Case.PROTECT, find_case)
def assess(case: Case) -> ResponseReturnValue:
    form = AssessmentForm()
    return written(case, "safety-asked", form, lambda: _assess(case, form))


@bp.get("/plan")
@guarded(Permission.Case.PROTECT, find_case)
def show_plan(case: Case) -> ResponseReturnValue:
    found = opened(case)
    form = PlanForm.filled_with(s.safety(found.timeline.lines).plan)
    show_day(form.review_on, (the_look().now + AGAIN).date())
    return page(case, "safety-plan", form, found)


@bp.post("/plan")
@guarded(Permission.Case.PROTECT, find_case)
def make_plan(case: Case) -> ResponseReturnValue:
    form = PlanForm()
    return written(case, "safety-plan", form, lambda: _make_plan(case, form))


@bp.get("/plan/again")
@guarded(Permission.Case.PROTECT, find_case)
def show_review(case: Case) -> ResponseReturnValue:
    form, found = ReviewForm(formdata=None), opened(case)
    show_day(form.review_on, (the_look().now + AGAIN).date())
    return page(case, "safety-again", form, found, about=_the_plan(found))


@bp.post("/plan/again")
@guarded(Permission.Case.PROTECT, find_case)
def review(case: Case) -> ResponseReturnValue:
    form, about = ReviewForm(), _the_plan(opened(case))
    return written(case, "safety-again", form, lambda: _review(case, form), about)


@bp.get("/care/<care>")
@guarded(Permission.Case.PROTECT, find_case)
def show_care(case: Case, care: str) -> ResponseReturnValue:
    return page(case, "safety-care", CareForm(formdata=None), about={"care": _the_care(care)})


@bp.post("/care/<care>")
@guarded(Permission.Case.PROTECT, find_case)
def settle_care(case: Case, care: str) -> ResponseReturnValue:
    form, about = CareForm(), {"care": _the_care(care)}
    return written(case, "safety-care", form, lambda: _settle(case, form, about["care"]), about)


def urgent_of(case: Case, found: Opened) -> list[object]:
    """Care of an opened case that has its hours, for every page that shows it first."""
    look = the_look()
    return list(urgent(found.timeline.lines, zone_of(g.db, case.id), look.now))


def _the_plan(found: Opened) -> dict[str, object]:
    """Raises NotFound where no plan was made yet."""
    safety = s.safety(found.timeline.lines)
    if safety.plan is None:
        raise NotFound
    return {"safety": safety}


def _the_care(care: str) -> Care:
    """Raises NotFound for anything else."""
    if care not in set(Care):
        raise NotFound
    return Care(care)


def _assess(case: Case, form: AssessmentForm) -> ResponseReturnValue:
    s.assess(g.db, the_turn(case, form.seen.data), form.assessment())
    return back_to(case, "/safety")


def _make_plan(case: Case, form: PlanForm) -> ResponseReturnValue:
    s.make_plan(g.db, the_turn(case, form.seen.data), form.plan())
    return back_to(case, "/safety")


def _review(case: Case, form: ReviewForm) -> ResponseReturnValue:
    turn, next_time = the_turn(case, form.seen.data), a_day(form.review_on)
    s.review(g.db, turn, form.words.data or "", next_time)
    return back_to(case, "/safety")


def _settle(case: Case, form: CareForm, care: Care) -> ResponseReturnValue:
    turn, had_it = the_turn(case, form.seen.data), form.became.value == "had"
    settle(g.db, turn, care, form.words.data or "", had_it=had_it)
    return back_to(case, "/safety")

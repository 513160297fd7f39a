"""`/cases/<id>/course`: the stage of a case, what is due when, and what may be done next."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.course.minority import waits
from casework.desk.procedure import Procedure, procedure
from casework.desk.reading import Opened
from casework.models.case import Case
from casework.procedures.covering import banner
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.views.duties import duties_of
from casework.words.course import COURSE_WORDS

bp = Blueprint("course", __name__, url_prefix="/cases/<uuid:case_id>/course")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(COURSE_WORDS))


@bp.get("")
@guarded(Permission.Case.READ_COURSE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    shown = the_procedure(found)
    return render_template(
        "casework/case/course.html",
        case=case,
        opened=found,
        course=shown,
        banner=banner(shown.grounds.pack),
        duties=duties_of(found),
        age_waits=waits(found.cover, shown.text),
    )


def the_procedure(found: Opened) -> Procedure:
    """The course of an opened case. Raises NotFound where none has begun."""
    if found.course is None:
        raise NotFound
    lines = found.timeline.lines
    return procedure(g.db, found.cover, found.course, lines, the_look().now)

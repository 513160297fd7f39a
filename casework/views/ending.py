"""`/cases/<id>/ending`: how it stands with everything by which a case ends."""

from collections.abc import Callable, Mapping

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from auth.policy import may
from casework.forms.ending import TalkForm
from casework.forms.keeping import HoldForm, WarnForm
from casework.models.case import Case
from casework.views.casing import explain_refusals, find_case, opened
from casework.views.closing import closing_page, closure
from casework.views.ending_talks import talk_page, withdrawal
from casework.views.keeping import keeping_page, kept
from casework.views.settling import settling_page, talk_of
from casework.words.ending import ENDING_WORDS

bp = Blueprint("ending", __name__, url_prefix="/cases/<uuid:case_id>/ending")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(ENDING_WORDS))
P = Permission.Case
AGAIN: Mapping[str, tuple[Permission.Case, Callable[[Case], ResponseReturnValue]]] = {
    "talk": (P.HEAR_ALONE, lambda case: talk_page(case, TalkForm())),
    "told": (P.CLOSE, lambda case: closing_page(case, "told")),
    "feedback": (P.ASK, lambda case: closing_page(case, "feedback")),
    "elsewhere": (P.HEAR_ALONE, lambda case: closing_page(case, "elsewhere")),
    "close": (P.CLOSE, lambda case: closing_page(case, "close")),
    "settle-open": (P.CONCILIATE, lambda case: settling_page(case, "open")),
    "settle-terms": (P.CONCILIATE, lambda case: settling_page(case, "terms")),
    "settle-stop": (P.CONCILIATE, lambda case: settling_page(case, "stop")),
    "settle-heard": (P.HEAR_ALONE, lambda case: settling_page(case, "heard")),
    "warn": (P.KEEP, lambda case: keeping_page(case, "ending-warn", WarnForm())),
    "hold": (P.KEEP, lambda case: keeping_page(case, "ending-hold", HoldForm())),
    "reopen": (P.CLOSE, lambda case: closing_page(case, "reopen")),
}
"""The pages below this one whose words are kept while new keys are made."""


@bp.get("")
@guarded(Permission.Case.READ_COURSE, find_case)
def show(case: Case) -> ResponseReturnValue:
    """Withdrawn, settled, closed, opened again, kept: what stands, and what may be done."""
    found = opened(case)
    return render_template(
        "casework/case/ending.html",
        case=case,
        opened=found,
        withdrawal=withdrawal(found),
        closure=closure(found),
        settling=talk_of(found) if found.course else None,
        keeping=kept(found) if found.course else None,
    )


def ending_page(case: Case, about: str) -> ResponseReturnValue:
    """One of the pages below with what this request brings along.

    Raises NotFound for what is none of them, or not hers.
    """
    if about not in AGAIN:
        raise NotFound
    permission, draw = AGAIN[about]
    if not may(g.actor, permission, case):
        raise NotFound
    return draw(case)

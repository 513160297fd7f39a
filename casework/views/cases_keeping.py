"""Pages whose words were kept while new keys were made, drawn again with those words."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.permissions import Permission
from auth.policy import may
from casework.forms.cases import AnswerForm, AttachForm, NoteForm, RecuseForm, StepOutForm
from casework.forms.concerns import CloseForm, OfferForm, ReplyForm
from casework.forms.parties import DeclarationForm
from casework.forms.statements import StatementForm
from casework.models.case import Case
from casework.views.cases_giving import hand_over_page, match_page
from casework.views.cases_route import panel_page, route_page
from casework.views.cases_writing import page
from casework.views.casing import declaration_page
from casework.views.concerns import close_page, offer_page, reply_page
from casework.views.course_acts import course_page
from casework.views.ending import ending_page
from casework.views.informal import steps_page

P = Permission.Case
Again = tuple[Permission.Case, Callable[[Case, str], ResponseReturnValue]]

AGAIN: Mapping[str, Again] = {
    "answer": (P.ANSWER, lambda case, _about: page(case, "answer", AnswerForm())),
    "note": (P.NOTE, lambda case, _about: page(case, "note", NoteForm())),
    "statement": (P.TAKE_STATEMENT, lambda case, _about: page(case, "statement", StatementForm())),
    "attach": (P.ATTACH, lambda case, _about: page(case, "attach", AttachForm())),
    "recuse": (P.RECUSE, lambda case, _about: page(case, "recuse", RecuseForm())),
    "step-out": (P.STEP_OUT, lambda case, _about: page(case, "step-out", StepOutForm())),
    "hand-over": (P.HAND_OVER, lambda case, _about: hand_over_page(case)),
    "declaration": (P.DECLARE, lambda case, _about: declaration_page(case, DeclarationForm())),
    "route": (P.RECORD_ROUTE, lambda case, _about: route_page(case)),
    "course": (P.MOVE, course_page),
    "steps": (P.CONCILIATE, steps_page),
    "ending": (P.READ_COURSE, ending_page),
    "panel": (P.NAME_PANEL, lambda case, _about: panel_page(case)),
    "offer": (P.OFFER_HELP, lambda case, _about: offer_page(case, OfferForm())),
    "reply": (P.CLOSE_CONCERN, lambda case, _about: reply_page(case, ReplyForm())),
    "close": (P.CLOSE_CONCERN, lambda case, _about: close_page(case, CloseForm())),
    "match": (P.SETTLE, lambda case, about: match_page(case, UUID(about))),
}
"""By the name in casework.views.casing.WRITTEN: what its own address asks for, and how it is drawn
for a case and whom the page is about."""


def kept_page(case: Case, then: str) -> ResponseReturnValue | None:
    """The page she came from with what she had typed; None where it is none, or is no more.

    Everybody who reads makes new keys: that opens no page that is not hers.
    """
    name, _slash, about = then.partition("/")
    if name not in AGAIN:
        return None
    permission, draw = AGAIN[name]
    if not may(g.actor, permission, case):
        return None
    try:
        return draw(case, about)
    except (NotFound, ValueError):
        return None

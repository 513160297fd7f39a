"""Pages whose words were kept while new keys were made, drawn again with those words."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from casework.forms.cases import AnswerForm, AttachForm, NoteForm, RecuseForm
from casework.forms.concerns import CloseForm, OfferForm, ReplyForm
from casework.forms.statements import StatementForm
from casework.models.case import Case
from casework.views.cases_giving import hand_over_page, match_page
from casework.views.cases_route import panel_page, route_page
from casework.views.cases_writing import page
from casework.views.concerns import close_page, offer_page, reply_page

Again = Callable[[Case, str], ResponseReturnValue]

AGAIN: Mapping[str, Again] = {
    "answer": lambda case, _about: page(case, "answer", AnswerForm()),
    "note": lambda case, _about: page(case, "note", NoteForm()),
    "statement": lambda case, _about: page(case, "statement", StatementForm()),
    "attach": lambda case, _about: page(case, "attach", AttachForm()),
    "recuse": lambda case, _about: page(case, "recuse", RecuseForm()),
    "hand-over": lambda case, _about: hand_over_page(case),
    "route": lambda case, _about: route_page(case),
    "panel": lambda case, _about: panel_page(case),
    "offer": lambda case, _about: offer_page(case, OfferForm()),
    "reply": lambda case, _about: reply_page(case, ReplyForm()),
    "close": lambda case, _about: close_page(case, CloseForm()),
    "match": lambda case, about: match_page(case, UUID(about)),
}
"""By the name in casework.views.casing.WRITTEN; each takes the case and whom the page is about."""


def kept_page(case: Case, then: str) -> ResponseReturnValue | None:
    """The page she came from with what she had typed; None where it is none, or is no more."""
    name, _slash, about = then.partition("/")
    if name not in AGAIN:
        return None
    try:
        return AGAIN[name](case, about)
    except (NotFound, ValueError):
        return None

"""`/w`: telling what happened, without an account, page by page under one address."""

from typing import cast

from flask import Blueprint, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from auth import cookies, visit
from auth.guard import public
from auth.incoming import Incoming, takes_files
from auth.parts import now
from auth.throttle import limiter
from casework import languages
from casework.case.answers import Answers
from casework.forms.telling import FORMS
from casework.parts import the_parts
from casework.telling import drafts, way
from casework.telling.drafts import DraftOvertaken, DraftText, OpenDraft
from casework.telling.uploads import arrivals, sink
from casework.views.showing import shown
from casework.views.told import again, find_draft, pressed_on_receipt, receipt, send_it
from casework.views.walking import Walk, look, too_large

bp = Blueprint("telling", __name__)
TRIES = 3
"""How often a press is tried anew when another one of hers came between."""


@bp.get("/w")
@public
def show() -> ResponseReturnValue:
    """The page she is on; without a draft the first one. It changes nothing."""
    draft = find_draft(g.db)
    if draft is None:
        return shown(g.db, _unbegun(), now())
    if draft.text.is_receipt:
        return receipt(draft)
    return shown(g.db, draft.text, now())


@bp.post("/w")
@limiter.limit("240 per minute; 3000 per hour")
@takes_files(sink)
@public
def answer() -> ResponseReturnValue:
    """One press of one button on one page."""
    for _attempt in range(TRIES):
        try:
            return _answered()
        except DraftOvertaken:
            g.db.rollback()
    return again()


@bp.errorhandler(RequestEntityTooLarge)
def file_too_large(_wrong: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say so on the page where the file was chosen: her draft holds all the rest."""
    with the_parts().sessions(writing=False) as db:
        draft = find_draft(db)
        text = draft.text if draft else _unbegun()
        if draft is None or text.is_receipt:
            return again()
        text.page = "files"
        form = FORMS["files"].asked(text.answers, look(db, the_parts(), text, now()))
        form["file"].errors = [too_large()]
        return make_response(shown(db, text, now(), form), 413)


def _answered() -> ResponseReturnValue:
    draft = find_draft(g.db)
    if draft is None:
        return _begun()
    if draft.text.is_receipt:
        return pressed_on_receipt(draft)
    return send_it(draft) if "send" in request.form else _pressed(draft)


def _pressed(draft: OpenDraft) -> ResponseReturnValue:
    page = request.form.get("page", "")
    page = page if way.is_page(page) else draft.text.page or way.FIRST
    values = MultiDict(request.form.items(multi=True))
    walk = Walk(g.db, the_parts(), draft, page, values, arrivals(cast("Incoming", request)), now())
    walk.press()
    if page == way.FIRST and walk.answers.language in languages.offered():
        visit.choose_language(walk.answers.language)
    if walk.form is not None:
        draft.text.page = page
        return shown(g.db, draft.text, now(), walk.form)
    return again()


def _begun() -> ResponseReturnValue:
    """Begin a draft. Words that come too late for an older one are kept in the new one."""
    parts = the_parts()
    ticket, draft = drafts.begin(g.db, parts.keys, parts.files, now())
    is_first = request.form.get("page") == way.FIRST
    response = make_response(_pressed(draft))
    if not is_first:
        draft.text.page, draft.text.checking = way.FIRST, False
        drafts.keep(g.db, parts.keys, draft, now())
        response = make_response(shown(g.db, draft.text, now(), is_late=True))
    cookies.put(response, cookies.DRAFT, ticket.cookie, is_secure=parts.config.is_secure)
    return response


def _unbegun() -> DraftText:
    answers = Answers(language=languages.in_force())
    return DraftText(answers=answers, page=way.FIRST, touched_at=now())

"""`/w`: telling what happened, without an account, page by page under one address."""

from typing import cast

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from auth import cookies, visit
from auth.guard import public
from auth.incoming import Incoming, takes_files
from auth.lanes import Lane
from auth.parts import now
from auth.throttle import address_digest, limiter
from casework import drafts, languages, telling
from casework.answers import Answers
from casework.drafts import DraftOvertaken, DraftText, OpenDraft, Ticket
from casework.forms.telling import FORMS
from casework.intake import NobodyReads, WordNeeded
from casework.parts import the_parts
from casework.sending import ready, send_draft, stretched
from casework.uploads import arrivals, sink
from casework.views.showing import shown
from casework.views.walking import Walk, look, too_large
from crypto import number

bp = Blueprint("telling", __name__)
TRIES = 3
"""How often a press is tried anew when another one of hers came between."""


@bp.get("/w")
@public
def show() -> ResponseReturnValue:
    """The page she is on; without a draft the first one. It changes nothing."""
    draft = _find()
    if draft is None:
        return shown(g.db, _unbegun(), now())
    if draft.text.is_receipt:
        return _receipt("casework/telling/receipt.html", draft)
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
    return _again()


@bp.errorhandler(RequestEntityTooLarge)
def file_too_large(_wrong: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say so on the page where the file was chosen: her draft holds all the rest."""
    with the_parts().sessions(writing=False) as db:
        draft = drafts.find(db, the_parts().keys, _ticket(), now())
        text = draft.text if draft else _unbegun()
        if draft is None or text.is_receipt:
            return _again()
        text.page = "files"
        form = FORMS["files"].asked(text.answers, look(db, the_parts(), text.answers, now()))
        form["file"].errors = [too_large()]
        return make_response(shown(db, text, now(), form), 413)


def _answered() -> ResponseReturnValue:
    if "send" in request.form:
        return _sent()
    draft = _find()
    if draft is None:
        return _begun()
    if draft.text.is_receipt:
        return _pressed_on_receipt(draft)
    return _pressed(draft)


def _pressed(draft: OpenDraft) -> ResponseReturnValue:
    page = request.form.get("page", "")
    page = page if telling.is_page(page) else draft.text.page
    values = MultiDict(request.form.items(multi=True))
    walk = Walk(g.db, the_parts(), draft, page, values, arrivals(cast("Incoming", request)), now())
    walk.press()
    if page == telling.FIRST and walk.answers.language in languages.offered():
        visit.choose_language(walk.answers.language)
    if walk.form is not None:
        draft.text.page = page
        return shown(g.db, draft.text, now(), walk.form)
    return _again()


def _begun() -> ResponseReturnValue:
    """Begin a draft. Words that come too late for an older one are kept in the new one."""
    parts = the_parts()
    ticket, draft = drafts.begin(g.db, parts.keys, parts.files, now())
    is_first = request.form.get("page") == telling.FIRST
    response = make_response(_pressed(draft))
    if not is_first:
        draft.text.page, draft.text.checking = telling.FIRST, False
        drafts.keep(g.db, parts.keys, draft, now())
        response = make_response(shown(g.db, draft.text, now(), is_late=True))
    cookies.put(response, cookies.DRAFT, ticket.cookie, is_secure=parts.config.is_secure)
    return response


def _sent() -> ResponseReturnValue:
    """Stretch the number in its lane with no transaction open, then send in one."""
    parts = the_parts()
    g.db.rollback()
    with parts.sessions(writing=False) as db:
        found = drafts.find(db, parts.keys, _ticket(), now())
        if found is None:
            return _begun()
        if found.text.is_receipt:
            return _again()
        if _is_unready(found.text):
            return _pressed(found)
        before = ready(db, found)
    with parts.lanes.enter(Lane.SENDING, address_digest()):
        prepared = stretched(before, parts.keys, parts.config.cost)
    draft = _find()
    if draft is None or draft.version != before.version or draft.text.is_receipt:
        return _again()
    audience = look(g.db, parts, draft.text.answers, now()).audience
    try:
        send_draft(g.db, parts.keys, draft, audience, prepared, now())
    except (NobodyReads, WordNeeded):
        g.db.rollback()
    return _again()


def _is_unready(text: DraftText) -> bool:
    return text.answers.wish is None or not text.number


def _pressed_on_receipt(draft: OpenDraft) -> ResponseReturnValue:
    if "print" in request.form:
        return _receipt("casework/telling/print.html", draft)
    if "have" not in request.form:
        return _again()
    parts = the_parts()
    drafts.end(g.db, parts.files, draft)
    response = redirect("/", 303)
    cookies.drop(response, cookies.DRAFT, is_secure=parts.config.is_secure)
    return response


def _receipt(template: str, draft: OpenDraft) -> str:
    grouped = number.group(draft.text.number, the_parts().config.number_grouping)
    return render_template(template, number=grouped)


def _find() -> OpenDraft | None:
    return drafts.find(g.db, the_parts().keys, _ticket(), now())


def _ticket() -> Ticket | None:
    name = cookies.named(cookies.DRAFT, is_secure=the_parts().config.is_secure)
    return Ticket.read(request.cookies.get(name))


def _unbegun() -> DraftText:
    answers = Answers(language=languages.in_force())
    return DraftText(answers=answers, page=telling.FIRST, touched_at=now())


def _again() -> Response:
    return redirect("/w", 303)

"""The end of `/w`: the press that sends, and the receipt with the number."""

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from auth import cookies
from auth.lanes import Lane
from auth.parts import now
from auth.throttle import address_digest
from casework import drafts
from casework.drafts import OpenDraft, Ticket
from casework.intake import NobodyReads, WordNeeded
from casework.parts import the_parts
from casework.returning_number import Prepared
from casework.sending import Ready, fingerprint, ready, send_draft, stretched
from casework.views.walking import look
from crypto import number

HEARD = "heard"
"""The field that says which people she was shown when she pressed."""


def send_it(draft: OpenDraft) -> ResponseReturnValue:
    """Stretch the number in its lane with no transaction open, then send in one. Raises Busy."""
    if draft.text.answers.wish is None or not draft.text.number:
        draft.text.page = "check" if draft.text.answers.wish else "wish"
        drafts.keep(g.db, the_parts().keys, draft, now())
        return again()
    before = ready(g.db, draft)
    g.db.rollback()
    prepared = _in_lane(before)
    same = find_draft(g.db)
    if same is not None and same.version == before.version and not same.text.is_receipt:
        _send(same, prepared)
    return again()


def _in_lane(before: Ready) -> Prepared:
    parts = the_parts()
    with parts.lanes.enter(Lane.SENDING, address_digest()):
        return stretched(before, parts.keys, parts.config.cost)


def _send(draft: OpenDraft, prepared: Prepared) -> None:
    """Send to exactly those she was shown; where they are others by now, she is shown again."""
    parts = the_parts()
    audience = look(g.db, parts, draft.text.answers, now()).audience
    if request.form.get(HEARD) != fingerprint(audience):
        draft.text.page, draft.text.has_changed_readers = "readers", True
        drafts.keep(g.db, parts.keys, draft, now())
        return
    try:
        send_draft(g.db, parts.keys, draft, audience, prepared, now())
    except (NobodyReads, WordNeeded):
        g.db.rollback()


def pressed_on_receipt(draft: OpenDraft) -> ResponseReturnValue:
    """She has it, wants it on paper, or has sent twice."""
    if "print" in request.form:
        return receipt(draft, "print")
    if "have" not in request.form:
        return again()
    parts = the_parts()
    drafts.end(g.db, parts.files, draft)
    response = redirect("/", 303)
    cookies.drop(response, cookies.DRAFT, is_secure=parts.config.is_secure)
    return response


def receipt(draft: OpenDraft, page: str = "receipt") -> str:
    """The number in its groups, on the screen or for paper."""
    grouped = number.group(draft.text.number, the_parts().config.number_grouping)
    return render_template(f"casework/telling/{page}.html", number=grouped)


def find_draft(db: Session) -> OpenDraft | None:
    """The living draft of this request's cookie."""
    name = cookies.named(cookies.DRAFT, is_secure=the_parts().config.is_secure)
    ticket = Ticket.read(request.cookies.get(name))
    return drafts.find(db, the_parts().keys, ticket, now())


def again() -> Response:
    """Back to the page that her draft is on."""
    return redirect("/w", 303)

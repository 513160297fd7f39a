"""The end of `/w`: the press that sends, and the receipt with the number."""

from contextlib import suppress

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from auth import cookies
from auth.lanes import Lane
from auth.parts import now
from auth.throttle import address_digest
from casework.number.returning_number import Prepared
from casework.number.spacing import groups_at
from casework.parts import the_parts
from casework.readers.audience import Audience
from casework.telling import drafts
from casework.telling.drafts import OpenDraft, Ticket
from casework.telling.intake import NobodyReads, WordNeeded
from casework.telling.releasing import AlreadySent, Release, release
from casework.telling.sending import Ready, fingerprint, ready, send_draft, stretched
from casework.views.walking import look
from crypto import number

HEARD = "heard"
"""The field that says which people she was shown when she pressed."""


def send_it(draft: OpenDraft) -> ResponseReturnValue:
    """Send what was told; of what is kept already, make the keys. Raises Busy."""
    if draft.text.answers.wish is None or not draft.text.number:
        draft.text.page = "check" if draft.text.answers.wish else "wish"
        drafts.keep(g.db, the_parts().keys, draft, now())
        return again()
    return release_it(draft) if draft.text.kept else _send_anew(draft)


def _send_anew(draft: OpenDraft) -> ResponseReturnValue:
    """Stretch the number in its lane with no transaction open, then send in one."""
    before = ready(g.db, draft)
    g.db.rollback()
    prepared = _in_lane(before)
    same = find_draft(g.db)
    if same is None or same.version != before.version or same.text.is_receipt:
        return again()
    audience = shown_audience(same)
    if audience is not None:
        _send(same, audience, prepared)
    return again()


def _in_lane(before: Ready) -> Prepared:
    parts = the_parts()
    with parts.lanes.enter(Lane.SENDING, address_digest()):
        return stretched(before, parts.keys, parts.config.cost)


def _send(draft: OpenDraft, audience: Audience, prepared: Prepared) -> None:
    try:
        groupings = the_parts().config.number_grouping
        draft.text.groups = groups_at(g.db, groupings, draft.text.answers.workplace)
        send_draft(g.db, the_parts().keys, draft, audience, prepared, now())
    except (NobodyReads, WordNeeded):
        g.db.rollback()


def shown_audience(draft: OpenDraft) -> Audience | None:
    """Exactly those she was shown. Where they are others by now, she is shown them anew."""
    parts = the_parts()
    audience = look(g.db, parts, draft.text, now()).audience
    if request.form.get(HEARD) == fingerprint(audience):
        return audience
    draft.text.page, draft.text.has_changed_readers = "readers", True
    drafts.keep(g.db, parts.keys, draft, now())
    return None


def release_it(draft: OpenDraft) -> ResponseReturnValue:
    """Send what she keeps: with her own keys, so only while she is here with her word."""
    case, actor = draft.text.kept, g.actor
    if case is None or actor.seeds is None or actor.case != case:
        return redirect("/r", 303)
    audience = shown_audience(draft)
    if audience is None or audience.is_kept or audience.is_too_small:
        return again()
    _ = actor.ring
    answers = draft.text.answers
    drafts.turn_into_receipt(g.db, g.keys, draft, now())
    with suppress(AlreadySent):
        release(g.db, g.keys, Release(case, answers, audience, actor.seeds, now()))
    drafts.end(g.db, the_parts().files, draft)
    return _without_draft("/r/all")


def pressed_on_receipt(draft: OpenDraft) -> ResponseReturnValue:
    """She has it, wants it on paper, or has sent twice."""
    if "print" in request.form:
        return receipt(draft, "print")
    if "have" not in request.form:
        return again()
    drafts.end(g.db, the_parts().files, draft)
    return _without_draft("/")


def _without_draft(path: str) -> Response:
    response = redirect(path, 303)
    cookies.drop(response, cookies.DRAFT, is_secure=the_parts().config.is_secure)
    return response


def receipt(draft: OpenDraft, page: str = "receipt") -> str:
    """The number in its groups, on the screen or for paper."""
    grouped = number.group(draft.text.number, draft.text.groups)
    return render_template(f"casework/telling/{page}.html", number=grouped)


def find_draft(db: Session) -> OpenDraft | None:
    """The living draft of this request's cookie."""
    name = cookies.named(cookies.DRAFT, is_secure=the_parts().config.is_secure)
    ticket = Ticket.read(request.cookies.get(name))
    return drafts.find(db, the_parts().keys, ticket, now())


def again() -> Response:
    """Back to the page that her draft is on."""
    return redirect("/w", 303)

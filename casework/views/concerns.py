"""What is done with a concern: one offer of help, what became of it, and its end."""

from flask import Blueprint, g, redirect
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms.concerns import CloseForm, OfferForm, ReplyForm
from casework.models.case import Case
from casework.models.cover import OFFERED
from casework.taking_down import concerns
from casework.taking_down.concerns import OfferedAlready, Reason, Reply
from casework.views.cases_writing import page, written
from casework.views.casing import (
    done,
    explain_refusals,
    find_case,
    opened_anew,
    the_turn,
)
from casework.words.concerns import REPLY_HINTS

bp = Blueprint("concerns", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/offer")
@guarded(Permission.Case.OFFER_HELP, find_case)
def show_offer(case: Case) -> ResponseReturnValue:
    form = OfferForm(formdata=None)
    form.suggest(g.actor.name)
    return offer_page(case, form)


@bp.post("/offer")
@guarded(Permission.Case.OFFER_HELP, find_case)
def offer(case: Case) -> ResponseReturnValue:
    form = OfferForm()
    return written(case, "offer", form, lambda: _offer(case, form))


@bp.get("/reply")
@guarded(Permission.Case.CLOSE_CONCERN, find_case)
def show_reply(case: Case) -> ResponseReturnValue:
    if case.cover.text.stage != OFFERED:
        return redirect(f"/cases/{case.id}", 303)
    return reply_page(case, ReplyForm(formdata=None))


@bp.post("/reply")
@guarded(Permission.Case.CLOSE_CONCERN, find_case)
def reply(case: Case) -> ResponseReturnValue:
    """What became of the offer; with a yes she goes on to a case of the survivor's own."""
    if case.cover.text.stage != OFFERED:
        return redirect(f"/cases/{case.id}", 303)
    form = ReplyForm()
    return written(case, "reply", form, lambda: _reply(case, form), {"hints": REPLY_HINTS})


@bp.get("/close")
@guarded(Permission.Case.CLOSE_CONCERN, find_case)
def show_close(case: Case) -> ResponseReturnValue:
    return close_page(case, CloseForm(formdata=None))


@bp.post("/close")
@guarded(Permission.Case.CLOSE_CONCERN, find_case)
def close(case: Case) -> ResponseReturnValue:
    form = CloseForm()
    form.prepare(is_offered=case.cover.text.stage == OFFERED)
    return written(case, "close", form, lambda: _close(case, form.why, form.words.data or "", form))


def offer_page(case: Case, form: OfferForm, found: Opened | None = None) -> str:
    """Where the one offer is written down; once that is done it says so instead."""
    return page(case, "offer", form, found)


def reply_page(case: Case, form: ReplyForm) -> str:
    """Where it is written down what became of the offer."""
    return page(case, "reply", form, about={"hints": REPLY_HINTS})


def close_page(case: Case, form: CloseForm) -> str:
    """Where a concern is closed."""
    form.prepare(is_offered=case.cover.text.stage == OFFERED)
    return page(case, "close", form)


def _offer(case: Case, form: OfferForm) -> ResponseReturnValue:
    try:
        concerns.offer_help(g.db, the_turn(case, form.seen.data), form.offer)
    except OfferedAlready:
        return offer_page(case, form, opened_anew(case)), 409
    return done(case)


def _reply(case: Case, form: ReplyForm) -> ResponseReturnValue:
    words = form.words.data or ""
    if form.answer is Reply.AGREED:
        return redirect(f"/cases/{case.id}/agreed", 303)
    if form.answer is Reply.DECLINED:
        return _close(case, Reason.DECLINED, words, form)
    concerns.note_not_reached(g.db, the_turn(case, form.seen.data), words)
    return done(case)


def _close(
    case: Case, reason: Reason, words: str, form: CloseForm | ReplyForm
) -> ResponseReturnValue:
    concerns.close_concern(g.db, the_turn(case, form.seen.data), reason, words)
    return done(case)

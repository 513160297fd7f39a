"""`/o/<token>`: what a place that helps opens once, without an account, and answers by.

A GET shows the same page whatever the address is worth: previews and scanners learn and spend
nothing. Only a code that is sent with the form opens it, for this browser, for an hour.
"""

from secrets import token_bytes

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from auth import visit as browser
from auth.guard import public
from auth.lanes import Busy, Lane
from auth.models import Organization
from auth.parts import now, the_parts
from auth.throttle import address_digest, limiter
from referrals.consent.packet import read
from referrals.forms.answering import CodeForm
from referrals.sending import answering, opening, trying
from referrals.sending.answering import Visit
from referrals.sending.answers import OutOfTurn
from referrals.sending.given import last_step
from referrals.sending.link import TOKEN_BYTES, raw_token
from referrals.sending.trying import Key
from referrals.views.saying import answered_page, step_form
from referrals.words.answering import STANDINGS, next_presses
from referrals.words.packets import PACKET_WORDS

bp = Blueprint("opening", __name__)
LIMIT = "20 per minute; 200 per hour"


@bp.get("/o/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    visit = _visit(token)
    if visit is None:
        return _door(token, CodeForm(formdata=None))
    return _opened(token, visit, "opened")


@bp.post("/o/<token>")
@limiter.limit(LIMIT)
@public
def enter(token: str) -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate():
        return _door(token, form, status=422)
    try:
        key = _tried(token, form)
    except Busy as busy:
        return _door(token, form, status=503, busy=busy.seconds)
    is_in = key is not None and opening.enter(g.db, g.keys, key, browser.secret(), now())
    # The same form sent twice by one browser: the first one opened it.
    if is_in or _visit(token) is not None:
        return redirect(f"/o/{token}", 303)
    return _door(token, form, status=403, is_refused=True)


@bp.get("/o/<token>/paper")
@public
def show_paper(token: str) -> ResponseReturnValue:
    visit = _visit(token)
    if visit is None or visit.contents is None:
        return redirect(f"/o/{token}", 303)
    return _opened(token, visit, "paper")


@bp.get("/o/<token>/<step>")
@public
def ask(token: str, step: str) -> ResponseReturnValue:
    visit = _visit(token)
    if visit is None:
        return redirect(f"/o/{token}", 303)
    form = step_form(last_step(visit.answerable.progress), step)
    return answered_page(form, f"/o/{token}")


@bp.post("/o/<token>/<step>")
@limiter.limit(LIMIT)
@public
def answer(token: str, step: str) -> ResponseReturnValue:
    back, visit = f"/o/{token}", _visit(token)
    if visit is None:
        unsent = request.form.get("words", "")
        return _door(token, CodeForm(formdata=None), status=403, unsent=unsent)
    form = step_form(last_step(visit.answerable.progress), step)
    if not form.validate():
        return answered_page(form, back), 422
    try:
        answering.answer(g.db, visit, form.said(), now().date())
    except OutOfTurn:
        return answered_page(form, back, is_late=True), 409
    return redirect(f"{back}?answered=1", 303)


def _raw(token: str) -> bytes:
    # An address that is none costs what any other costs, and finds nothing.
    return raw_token(token) or token_bytes(TOKEN_BYTES)


def _visit(token: str) -> Visit | None:
    return opening.visit(g.db, g.keys, _raw(token), browser.secret(), now())


def _tried(token: str, form: CodeForm) -> Key | None:
    # The lane is waited for with no transaction open: nobody waits holding a lock.
    g.db.rollback()
    parts, (kind, digits) = the_parts(), form.parsed
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        return trying.tried(
            parts.sessions, parts.keys, parts.settings.cost, _raw(token), kind, digits
        )


def _door(token: str, form: CodeForm, *, status: int = 200, **facts: object) -> ResponseReturnValue:
    # Nothing of the address is drawn into the page but where the form goes.
    form.code.data = ""
    browser.secret()
    page = render_template("referrals/link/door.html", form=form, token=token, **facts)
    response = make_response(page, status)
    if "busy" in facts:
        response.headers["Retry-After"] = str(facts["busy"])
    return response


def _opened(token: str, visit: Visit, template: str) -> ResponseReturnValue:
    known = visit.answerable
    name = g.db.scalar(select(Organization.name).where(Organization.id == known.sender)) or ""
    return render_template(
        f"referrals/link/{template}.html",
        token=token,
        origin=the_parts().settings.origin,
        packet=read(visit.contents.content) if visit.contents is not None else None,
        sender=name,
        known=known,
        code=visit.code,
        is_answered="answered" in request.args,
        answers=[(each, STANDINGS[each.said.step]) for each in known.progress],
        presses=next_presses(last_step(known.progress)),
        **PACKET_WORDS,
    )

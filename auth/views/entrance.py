"""Coming in and going out."""

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth import changing, cookies, login, sessions, visit
from auth.actor import Actor, Rank
from auth.addresses import folded_address
from auth.entering import enter
from auth.forms import SignInForm
from auth.guard import guarded, home_of, public
from auth.lanes import Busy, Lane
from auth.login import Proof
from auth.parts import now, the_parts
from auth.permissions import Permission
from auth.throttle import SIGN_IN_LIMIT, Tries, address_digest, limiter
from auth.views.oneself import find_oneself
from crypto.errors import RolledBack

bp = Blueprint("entrance", __name__)


@bp.get("/sign-in")
@public
def show_sign_in() -> ResponseReturnValue:
    if g.actor.rank is Rank.STAFF:
        return redirect(home_of(g.actor), 303)
    return render_template("auth/sign_in.html", form=SignInForm(formdata=None))


@bp.post("/sign-in")
@limiter.limit(SIGN_IN_LIMIT)
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return render_template("auth/sign_in.html", form=form), 422
    tries = _tries(form)
    waiting = _seconds_to_wait(tries)
    if waiting:
        return _shown(form, 429, wait=waiting)
    try:
        proof = _proof(form)
    except Busy as busy:
        return _shown(form, 503, busy=busy.seconds)
    if proof is None or not login.spend(g.db, the_parts().keys, proof):
        tries.failed(g.db, now())
        return _shown(form, 403, is_refused=True)
    tries.succeeded(g.db)
    return let_in(proof)


@bp.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    _end_session_here()
    return _seen_out()


@bp.post("/sign-out-everywhere")
@guarded(Permission.Own.SEE, find_oneself)
def sign_out_everywhere(actor: Actor) -> ResponseReturnValue:
    if actor.holder is not None:
        sessions.end_everywhere(g.db, g.keys, actor.holder)
    return _seen_out()


def _tries(form: SignInForm) -> Tries:
    typed = folded_address(form.address.data or "")
    return Tries.on(g.keys, now(), "account", typed, address_digest())


def _seconds_to_wait(tries: Tries) -> int:
    with the_parts().sessions(writing=False) as db:
        return tries.wait(db, now())


def _proof(form: SignInForm) -> Proof | None:
    # The lane is waited for before `g.db` begins to write: nobody waits holding a lock.
    parts = the_parts()
    with parts.sessions(writing=False) as db:
        candidate = login.find_candidate(db, form.address.data or "")
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        typed = (form.passphrase.data or "", form.code.data or "")
        return login.prove(g.keys, parts.settings.cost, candidate, *typed, now())


def let_in(proof: Proof) -> ResponseReturnValue:
    """Begin her session, end the one this browser had, and lead her to her desk."""
    _end_session_here()
    try:
        cookie, actor = enter(g.db, the_parts(), proof, now())
    except RolledBack:
        return _turned_back(proof)
    response = redirect(home_of(actor), 303)
    cookies.put(response, cookies.SESSION, cookie, is_secure=the_parts().settings.is_secure)
    return response


def _end_session_here() -> None:
    name = cookies.named(cookies.SESSION, is_secure=the_parts().settings.is_secure)
    cookie = request.cookies.get(name)
    if cookie:
        sessions.end_by_cookie(g.db, cookie)


def _turned_back(proof: Proof) -> ResponseReturnValue:
    # The database is older than she remembers. Her code stays spent; nothing else happened.
    g.db.rollback()
    login.spend(g.db, g.keys, proof)
    actor = Actor(Rank.STAFF, proof.person)
    changing.note(g.db, g.keys, actor, "account:memory:rolled_back", now())
    return render_template("auth/rolled_back.html"), 503


def _seen_out() -> ResponseReturnValue:
    visit.renew()
    response = redirect("/", 303)
    cookies.drop(response, cookies.SESSION, is_secure=the_parts().settings.is_secure)
    return response


def _shown(form: SignInForm, status: int, **facts: object) -> ResponseReturnValue:
    # A code works once: a new one has to be typed.
    form.code.data = ""
    response = make_response(render_template("auth/sign_in.html", form=form, **facts), status)
    seconds = facts.get("wait") or facts.get("busy")
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response

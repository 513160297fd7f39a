"""One's own page: who one is here, and how one signs in."""

from flask import Blueprint, g, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import bundle, changing, cookies, passphrases, sessions
from auth.actor import Actor
from auth.again import Opened, the_opened
from auth.bundle import Bundle
from auth.forms import PassphraseForm, RecoveryCodeForm
from auth.guard import guarded, limits
from auth.judging import is_fit
from auth.lanes import Lane
from auth.models import Account, Person
from auth.parts import now, the_parts
from auth.permissions import Permission
from auth.throttle import address_digest
from crypto.recovery_code import draw_recovery_code, parse_recovery_code

bp = Blueprint("oneself", __name__)


def find_oneself(_db: Session, actor: Actor) -> Actor:
    """Whoever asks."""
    return actor


@bp.get("/me")
@guarded(Permission.Own.SEE, find_oneself)
def show(actor: Actor) -> ResponseReturnValue:
    address = g.db.scalar(select(Account.address).where(Account.person_id == actor.person))
    open_sessions = []
    if actor.holder is not None:
        open_sessions = sessions.used(g.db, g.keys, actor.holder, limits(), now())
    return render_template(
        "auth/me.html",
        me=actor,
        herself=g.db.get_one(Person, actor.person),
        address=address,
        open_sessions=open_sessions,
    )


@bp.get("/me/passphrase")
@guarded(Permission.Own.CHANGE, find_oneself)
def show_passphrase(actor: Actor) -> ResponseReturnValue:
    return _passphrase_page(PassphraseForm(formdata=None), actor)


@bp.post("/me/passphrase")
@guarded(Permission.Own.CHANGE, find_oneself, asks_again=True)
def change_passphrase(actor: Actor) -> ResponseReturnValue:
    form = PassphraseForm()
    if not is_fit(form, actor):
        return _passphrase_page(form, actor), 422
    opened = the_opened()
    locked = locked_in_lane(opened, opened.bundle, form.new_passphrase.data or "")
    changing.put_locks(g.db, opened, by_passphrase=locked)
    changing.note(g.db, g.keys, actor, "account:passphrase:changed", now())
    return begun_anew(opened, opened.bundle)


@bp.get("/me/recovery-code")
@guarded(Permission.Own.CHANGE, find_oneself)
def show_recovery_code(actor: Actor) -> ResponseReturnValue:
    form = RecoveryCodeForm(formdata=None, new_code=draw_recovery_code())
    return render_template("auth/recovery_code.html", form=form)


@bp.post("/me/recovery-code")
@guarded(Permission.Own.CHANGE, find_oneself, asks_again=True)
def change_recovery_code(actor: Actor) -> ResponseReturnValue:
    form = RecoveryCodeForm()
    if not is_fit(form, actor):
        return render_template("auth/recovery_code.html", form=form), 422
    opened = the_opened()
    locked = locked_by_code(opened, opened.bundle, form.new_code.data or "")
    changing.put_locks(g.db, opened, by_recovery_code=locked)
    changing.note(g.db, g.keys, actor, "account:recovery_code:changed", now())
    return redirect("/me", 303)


def locked_in_lane(opened: Opened, inside: Bundle, passphrase: str) -> bytes:
    """Lock under a new passphrase; waited for before this request begins to write."""
    parts = the_parts()
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        return bundle.by_passphrase(
            parts.keys, parts.settings.cost, opened.account, inside, passphrase
        )


def locked_by_code(opened: Opened, inside: Bundle, code: str) -> bytes:
    """Lock under a new recovery code."""
    return bundle.by_recovery_code(g.keys, opened.account, inside, parse_recovery_code(code))


def begun_anew(opened: Opened, inside: Bundle) -> ResponseReturnValue:
    """Back to one's page with the only session that is left."""
    cookie = changing.begin_anew(g.db, g.keys, opened.person, inside, now())
    response = make_response(redirect("/me", 303))
    cookies.put(response, cookies.SESSION, cookie, is_secure=the_parts().settings.is_secure)
    return response


def _passphrase_page(form: PassphraseForm, actor: Actor) -> str:
    offers = passphrases.offers(actor.language or "en")
    return render_template("auth/passphrase.html", form=form, offers=offers)

"""Another second factor; and new keys, when somebody may know the passphrase."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from msgspec.structs import replace
from werkzeug.exceptions import BadRequest

from auth import changing, last_step, passphrases, second_factor
from auth.actor import Actor
from auth.again import Opened, the_opened
from auth.bundle import Bundle, Factor, FactorKind
from auth.forms import FactorForm, KeysForm
from auth.guard import guarded
from auth.judging import is_fit, the_step
from auth.parts import now, the_parts
from auth.permissions import Permission
from auth.views.oneself import begun_anew, find_oneself, locked_by_code, locked_in_lane
from crypto.recovery_code import draw_recovery_code

bp = Blueprint("renewing", __name__)


@bp.get("/me/factor")
@guarded(Permission.Own.CHANGE, find_oneself)
def show_factor(actor: Actor) -> ResponseReturnValue:
    kind = FactorKind.SHEET if request.args.get("kind") == FactorKind.SHEET else FactorKind.TOTP
    factor = second_factor.draw(kind)
    form = FactorForm(
        formdata=None,
        new_code=draw_recovery_code(),
        kind=kind.value,
        secret=b64encode(factor.secret).decode(),
    )
    return _factor_page(form, factor, actor)


@bp.post("/me/factor")
@guarded(Permission.Own.CHANGE, find_oneself, asks_again=True)
def change_factor(actor: Actor) -> ResponseReturnValue:
    form = FactorForm()
    factor = _carried(form)
    is_whole, step = is_fit(form, actor), the_step(form, factor)
    if not is_whole or step is None:
        return _factor_page(form, factor, actor), 422
    opened = the_opened()
    inside = replace(opened.bundle, factor=factor)
    _put(opened, inside, request.form["passphrase"], form.new_code.data or "", step)
    changing.note(g.db, g.keys, actor, "account:factor:changed", now())
    return begun_anew(opened, inside)


@bp.get("/me/keys")
@guarded(Permission.Own.CHANGE, find_oneself)
def show_keys(actor: Actor) -> ResponseReturnValue:
    return _keys_page(KeysForm(formdata=None, new_code=draw_recovery_code()), actor)


@bp.post("/me/keys")
@guarded(Permission.Own.CHANGE, find_oneself, asks_again=True)
def renew_keys(actor: Actor) -> ResponseReturnValue:
    form = KeysForm()
    if not is_fit(form, actor):
        return _keys_page(form, actor), 422
    opened = the_opened()
    inside = changing.anew(opened)
    _put(opened, inside, form.new_passphrase.data or "", form.new_code.data or "")
    register = the_parts().register(g.db)
    changing.replace_keys(g.db, g.keys, register, opened, inside, now())
    changing.note(g.db, g.keys, actor, "account:keys:changed", now())
    return begun_anew(opened, inside)


def _put(
    opened: Opened, inside: Bundle, passphrase: str, code: str, step: int | None = None
) -> None:
    # Argon2 first: nobody waits for the lane holding a lock.
    locks = {"by_passphrase": locked_in_lane(opened, inside, passphrase)}
    locks["by_recovery_code"] = locked_by_code(opened, inside, code)
    if step is not None:
        locks["last_step_sealed"] = last_step.written(g.keys, opened.account, step)
    changing.put_locks(g.db, opened, **locks)


def _carried(form: FactorForm) -> Factor:
    try:
        secret = b64decode(form.secret.data or "", validate=True)
        kind = FactorKind(form.kind.data or "")
    except (NotBase64, ValueError) as wrong:
        raise BadRequest from wrong
    if len(secret) != second_factor.SECRET_BYTES:
        raise BadRequest
    return Factor(kind, secret, is_enrolled=True)


def _factor_page(form: FactorForm, factor: Factor, actor: Actor) -> str:
    is_app = factor.kind is FactorKind.TOTP
    text = second_factor.uri(factor, actor.name, the_parts().settings.cover_name)
    return render_template(
        "auth/factor.html",
        form=form,
        qr=second_factor.qr(text) if is_app else None,
        spelled=second_factor.spelled(factor),
        sheet=None if is_app else second_factor.sheet(factor),
    )


def _keys_page(form: KeysForm, actor: Actor) -> str:
    offers = passphrases.offers(actor.language or "en")
    return render_template("auth/keys.html", form=form, offers=offers)

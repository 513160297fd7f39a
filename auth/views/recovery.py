"""Back in with the recovery code: one page for the code, one for a passphrase, one for paper."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from auth import last_step, passphrases, recovering, second_factor
from auth.activating import Chosen
from auth.addresses import folded_address
from auth.bundle import Bundle, FactorKind
from auth.guard import public
from auth.judging import complain
from auth.lanes import Busy, Lane
from auth.models import Account, Person
from auth.parts import now, the_parts
from auth.passphrases import PassphraseWeak
from auth.people_acts import note
from auth.recovering import RecoveryRefused
from auth.recovery_forms import RecoveredPaperForm, RecoveredPassphraseForm, RecoveryForm
from auth.throttle import SIGN_IN_LIMIT, Tries, address_digest, limiter
from auth.wording import weakness_words
from crypto.passphrase import folded

bp = Blueprint("recovery", __name__)
AnyForm = RecoveryForm | RecoveredPassphraseForm | RecoveredPaperForm


@bp.get("/recover")
@public
def show_recovery() -> ResponseReturnValue:
    return render_template("auth/recover.html", form=RecoveryForm(formdata=None))


@bp.get("/recover/<page>")
@public
def begin_again(page: str) -> ResponseReturnValue:
    return redirect("/recover", 303)


@bp.post("/recover")
@limiter.limit(SIGN_IN_LIMIT)
@public
def enter_code() -> ResponseReturnValue:
    form = RecoveryForm()
    if not form.validate():
        return render_template("auth/recover.html", form=form), 422
    try:
        _opened(form)
    except RecoveryRefused:
        return _refused(form)
    return _passphrase_page(_carried(form))


@bp.post("/recover/passphrase")
@limiter.limit(SIGN_IN_LIMIT)
@public
def choose_passphrase() -> ResponseReturnValue:
    form = RecoveredPassphraseForm()
    try:
        account, opened = _opened(form)
    except RecoveryRefused:
        return _refused(form)
    if not (form.validate() and _is_strong(form)):
        return _passphrase_page(form), 422
    try:
        chosen = _locked_up(form, account, opened)
    except Busy as busy:
        page = _passphrase_page(form, busy=busy.seconds)
        return page, 503, {"Retry-After": str(busy.seconds)}
    return _paper_page(_progressed(form, chosen), chosen)


@bp.post("/recover/paper")
@limiter.limit(SIGN_IN_LIMIT)
@public
def type_back() -> ResponseReturnValue:
    form = RecoveredPaperForm()
    try:
        account, _bundle = _opened(form)
        carried = _decoded(form.progress.data or "")
        chosen = recovering.progress(account.id, carried, form.recovery_code.data or "")
    except RecoveryRefused:
        return _refused(form)
    if not (form.validate() and _is_typed_back(form, account, chosen)):
        return _paper_page(form, chosen), 422
    account = g.db.merge(account)
    recovering.recover(g.db, g.keys, account, chosen)
    note(g.db, g.keys, account.person_id, "account:access:recovered", account.person_id, now())
    return render_template("auth/recovered.html")


def _opened(form: AnyForm) -> tuple[Account, Bundle]:
    """What address and code open, in a transaction of its own: the lane may come after it."""
    parts, at = the_parts(), now()
    address = folded_address(form.address.data or "")
    tries = Tries.on(parts.keys, at, "recovery", address, address_digest())
    with parts.sessions() as own:
        if tries.wait(own, at):
            raise RecoveryRefused
        try:
            account, opened = recovering.open_with_code(
                own, parts.keys, address, form.recovery_code.data or ""
            )
            own.expunge(account)
            return account, opened
        except RecoveryRefused:
            tries.failed(own, at)
            raise
        finally:
            own.commit()


def _is_strong(form: RecoveredPassphraseForm) -> bool:
    typed = form.passphrase.data or ""
    try:
        passphrases.check(typed, [form.address.data or "", the_parts().settings.cover_name])
    except PassphraseWeak as weak:
        complain(form.passphrase, weakness_words(weak.weakness))
        return False
    if folded(typed) != folded(form.again.data or ""):
        complain(form.again, _("The two are not the same. Type both once more."))
        return False
    return True


def _locked_up(form: RecoveredPassphraseForm, account: Account, opened: Bundle) -> Chosen:
    parts = the_parts()
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        return recovering.choose_anew(
            parts.keys,
            parts.settings.cost,
            account.id,
            opened,
            form.passphrase.data or "",
            form.wanted,
        )


def _is_typed_back(form: RecoveredPaperForm, account: Account, chosen: Chosen) -> bool:
    if not chosen.is_group(form.group.data or ""):
        complain(form.group, _("This is not the third group of the code on this page."))
        return False
    used = 0
    if not chosen.is_new_factor:
        used = last_step.read(g.keys, account.id, account.last_step_sealed)
    factor, typed = chosen.bundle.factor, form.factor_code.data or ""
    step = second_factor.matching_step(factor, typed, used, now())
    if step is None:
        complain(form.factor_code, _("This code does not fit. Try the next one."))
        return False
    chosen.last_step, chosen.is_typed_back = step, True
    return True


def _carried(form: RecoveryForm) -> RecoveredPassphraseForm:
    return RecoveredPassphraseForm(
        formdata=None, address=form.address.data, recovery_code=form.recovery_code.data
    )


def _progressed(form: RecoveredPassphraseForm, chosen: Chosen) -> RecoveredPaperForm:
    sealed = recovering.sealed_progress(chosen, form.recovery_code.data or "")
    return RecoveredPaperForm(
        formdata=None,
        address=form.address.data,
        recovery_code=form.recovery_code.data,
        progress=urlsafe_b64encode(sealed).decode(),
    )


def _decoded(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii"))
    except (NotBase64, ValueError) as wrong:
        raise RecoveryRefused from wrong


def _passphrase_page(form: RecoveredPassphraseForm, busy: int = 0) -> str:
    address = folded_address(form.address.data or "")
    language = g.db.scalar(select(Person.language).join(Account).where(Account.address == address))
    offers = passphrases.offers(language or "en")
    return render_template("auth/recover_passphrase.html", form=form, offers=offers, busy=busy)


def _paper_page(form: RecoveredPaperForm, chosen: Chosen) -> str:
    factor = chosen.bundle.factor
    is_app = factor.kind is FactorKind.TOTP
    text = second_factor.uri(factor, form.address.data or "", the_parts().settings.cover_name)
    return render_template(
        "auth/recover_paper.html",
        form=form,
        recovery_code=chosen.recovery_code,
        is_new_factor=chosen.is_new_factor,
        qr=second_factor.qr(text) if is_app else "",
        spelled=second_factor.spelled(factor),
        sheet=[] if is_app else second_factor.sheet(factor),
    )


def _refused(form: AnyForm) -> ResponseReturnValue:
    again = RecoveryForm(formdata=None, address=form.address.data)
    return render_template("auth/recover.html", form=again, is_refused=True), 403

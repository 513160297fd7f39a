"""The way from a one-time link to an account: code, passphrase, paper, and who she is close to."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh

from auth import activating, inviting, match_data, passphrases, second_factor, trail, visit
from auth.activating import Chosen
from auth.activation_forms import AboutForm, CodeForm, PassphraseChoiceForm, TypedBackForm
from auth.bundle import FactorKind
from auth.guard import public
from auth.inviting import InvitationRefused
from auth.lanes import Busy, Lane
from auth.match_data import MatchData
from auth.models import Invitation, Membership, Person, Role
from auth.parts import now, the_parts
from auth.passphrases import PassphraseWeak
from auth.predicates import READING_ROLES
from auth.six_words import six_words
from auth.throttle import SIGN_IN_LIMIT, address_digest, limiter
from auth.trail_rows import Act, ActorKind
from auth.wording import weakness_words
from crypto.passphrase import folded

bp = Blueprint("activation", __name__)


@bp.get("/a/<token>")
@public
def show_link(token: str) -> ResponseReturnValue:
    return render_template("auth/activation_code.html", form=CodeForm(formdata=None), token=token)


@bp.get("/a/<token>/<page>")
@public
def begin_again(token: str, page: str) -> ResponseReturnValue:
    return redirect(f"/a/{token}", 303)


@bp.post("/a/<token>")
@limiter.limit(SIGN_IN_LIMIT)
@public
def enter_code(token: str) -> ResponseReturnValue:
    form = CodeForm()
    if not form.validate():
        return render_template("auth/activation_code.html", form=form, token=token), 422
    code = second_factor.digits(form.code.data or "")
    try:
        invitation = inviting.admit(g.db, token, code, now())
    except InvitationRefused:
        return _refused(token)
    _speak_to(invitation)
    return _next_page(token, code, invitation)


@bp.post("/a/<token>/passphrase")
@limiter.limit(SIGN_IN_LIMIT)
@public
def choose_passphrase(token: str) -> ResponseReturnValue:
    form = PassphraseChoiceForm()
    try:
        expected = _expected(token, form.code.data or "")
    except InvitationRefused:
        return _refused(token)
    if not (form.validate() and _is_strong(form, expected)):
        return _passphrase_page(token, form, expected.language), 422
    try:
        chosen = _locked_up(form, expected)
    except Busy as busy:
        page = _passphrase_page(token, form, expected.language, busy=busy.seconds)
        return page, 503, {"Retry-After": str(busy.seconds)}
    invitation = inviting.admit(g.db, token, form.code.data or "", now())
    activating.keep(invitation, chosen, _key(token, form.code.data or ""))
    return _next_page(token, form.code.data or "", invitation)


@bp.post("/a/<token>/paper")
@limiter.limit(SIGN_IN_LIMIT)
@public
def type_back(token: str) -> ResponseReturnValue:
    form = TypedBackForm()
    code = form.code.data or ""
    try:
        invitation, chosen = _underway(token, code)
    except InvitationRefused:
        return _refused(token)
    if not (form.validate() and _is_typed_back(form, chosen)):
        return _paper_page(token, form, chosen, invitation), 422
    activating.keep(invitation, chosen, _key(token, code))
    if _role(invitation) in READING_ROLES:
        return _about_page(token, AboutForm.of(_known(invitation)), code)
    return _finish(invitation, chosen, None)


@bp.post("/a/<token>/about")
@limiter.limit(SIGN_IN_LIMIT)
@public
def tell_about(token: str) -> ResponseReturnValue:
    form = AboutForm()
    try:
        invitation, chosen = _underway(token, form.code.data or "")
    except InvitationRefused:
        return _refused(token)
    if not chosen.is_typed_back:
        return _next_page(token, form.code.data or "", invitation)
    if not form.validate():
        return _about_page(token, form, form.code.data or ""), 422
    return _finish(invitation, chosen, form.told())


@dataclass(frozen=True)
class Expected:
    """Who is awaited behind a link, as plain values."""

    name: str
    language: str
    address: str
    account: UUID


def _expected(token: str, code: str) -> Expected:
    # In a transaction of its own: nobody may wait for the lane while holding a lock.
    with the_parts().sessions() as own:
        try:
            invitation = inviting.admit(own, token, code, now())
            person = own.get_one(Person, invitation.person_id)
            account = activating.account_id(own, person.id)
            return Expected(person.name, person.language, invitation.address, account)
        finally:
            own.commit()


def _key(token: str, code: str) -> bytes:
    return inviting.progress_key(token, code, visit.secret())


def _underway(token: str, code: str) -> tuple[Invitation, Chosen]:
    invitation = inviting.admit(g.db, token, code, now())
    chosen = activating.find(invitation, _key(token, code))
    if chosen is None:
        raise InvitationRefused
    return invitation, chosen


def _speak_to(invitation: Invitation) -> None:
    if visit.language() is None:
        visit.choose_language(g.db.get_one(Person, invitation.person_id).language)
        refresh()


def _is_strong(form: PassphraseChoiceForm, expected: Expected) -> bool:
    typed = form.passphrase.data or ""
    about_her = [*expected.name.split(), expected.address, the_parts().settings.cover_name]
    try:
        passphrases.check(typed, about_her)
    except PassphraseWeak as weak:
        form.passphrase.errors = [weakness_words(weak.weakness)]
        return False
    if folded(typed) != folded(form.again.data or ""):
        form.again.errors = [_("The two are not the same. Type both once more.")]
        return False
    return True


def _locked_up(form: PassphraseChoiceForm, expected: Expected) -> Chosen:
    parts, kind = the_parts(), FactorKind(form.kind.data)
    with parts.lanes.enter(Lane.SIGNING_IN, address_digest()):
        return activating.choose(
            parts.keys, parts.settings.cost, expected.account, form.passphrase.data or "", kind
        )


def _is_typed_back(form: TypedBackForm, chosen: Chosen) -> bool:
    factor, typed = chosen.bundle.factor, form.factor_code.data or ""
    step = second_factor.matching_step(factor, typed, chosen.last_step, now())
    if not chosen.is_group(form.group.data or ""):
        form.group.errors = [_("This is not the third group of the code on this page.")]
        return False
    if step is None:
        form.factor_code.errors = [_("This code does not fit. Try the next one.")]
        return False
    chosen.last_step, chosen.is_typed_back = step, True
    return True


def _next_page(token: str, code: str, invitation: Invitation) -> ResponseReturnValue:
    chosen = activating.find(invitation, _key(token, code))
    if chosen is None:
        form = PassphraseChoiceForm(formdata=None, code=code)
        return _passphrase_page(token, form, _the_person(invitation).language)
    if not chosen.is_typed_back:
        form = TypedBackForm(formdata=None, code=code)
        return _paper_page(token, form, chosen, invitation)
    return _about_page(token, AboutForm.of(_known(invitation)), code)


def _passphrase_page(token: str, form: PassphraseChoiceForm, language: str, busy: int = 0) -> str:
    return render_template(
        "auth/activation_passphrase.html",
        form=form,
        token=token,
        offers=passphrases.offers(language),
        busy=busy,
    )


def _paper_page(token: str, form: TypedBackForm, chosen: Chosen, invitation: Invitation) -> str:
    factor = chosen.bundle.factor
    is_app = factor.kind is FactorKind.TOTP
    text = second_factor.uri(factor, invitation.address, the_parts().settings.cover_name)
    return render_template(
        "auth/activation_paper.html",
        form=form,
        token=token,
        address=invitation.address,
        recovery_code=chosen.recovery_code,
        qr=second_factor.qr(text) if is_app else "",
        spelled=second_factor.spelled(factor),
        sheet=[] if is_app else second_factor.sheet(factor),
    )


def _about_page(token: str, form: AboutForm, code: str) -> str:
    form.code.data = code
    return render_template("auth/activation_about.html", form=form, action=f"/a/{token}/about")


def _finish(invitation: Invitation, chosen: Chosen, told: MatchData | None) -> ResponseReturnValue:
    person, confirmer = _the_person(invitation), invitation.confirmer_id
    enrolled = activating.finish(
        g.db, g.keys, the_parts().register(g.db), invitation, chosen, told, now().date()
    )
    act = Act(
        actor=person.id,
        actor_kind=ActorKind.PERSON,
        verb="people:account:activated",
        subject=person.id,
        at=now(),
    )
    trail.administration(g.db, g.keys, act)
    visit.renew()
    return render_template(
        "auth/activation_done.html",
        words=six_words(chosen.seeds.public.fingerprint()) if enrolled.certificates else (),
        confirmer=g.db.get_one(Person, confirmer).name if confirmer else "",
        address=enrolled.account.address,
    )


def _the_person(invitation: Invitation) -> Person:
    person: Person = g.db.get_one(Person, invitation.person_id)
    return person


def _known(invitation: Invitation) -> MatchData:
    person = _the_person(invitation)
    return match_data.find(person, g.keys.match) or MatchData(names=[person.name])


def _role(invitation: Invitation) -> Role:
    return Role(g.db.get_one(Membership, invitation.membership_id).role)


def _refused(token: str) -> ResponseReturnValue:
    page = render_template(
        "auth/activation_code.html", form=CodeForm(formdata=None), token=token, is_refused=True
    )
    return page, 403

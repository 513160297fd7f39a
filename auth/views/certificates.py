"""Who is confirmed by whom: codes to tell, people to listen to, and everybody's certificates."""

from datetime import date
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth import certifying, inviting, news, people
from auth.actor import Actor
from auth.again import is_proven
from auth.certifying import ConfirmationRefused, Signer
from auth.confirm_form import ConfirmForm
from auth.forms import AgainForm
from auth.guard import guarded
from auth.models import CertificateRow, Role
from auth.news import Waiting
from auth.parts import now, the_parts
from auth.people import Paper
from auth.people_acts import note
from auth.permissions import Permission
from auth.policy import may
from auth.predicates import READING_ROLES
from auth.six_words import lines_to_choose_from, six_words
from auth.views.oneself import find_oneself
from auth.wording import reason_words
from crypto.certificates import Register

bp = Blueprint("certificates", __name__)
NONE = "none"


def people_waiting() -> Waiting:
    """What waits for whoever is signed in, for templates."""
    actor = g.actor
    reads = bool(actor.standings_as(READING_ROLES))
    register, on = the_parts().register(g.db), now().date()
    return news.what_waits(g.db, register, actor.person, on, reads_cases=reads)


bp.add_app_template_global(people_waiting, "people_waiting")


def find_certificate(db: Session, _actor: Actor, certificate_id: UUID) -> CertificateRow | None:
    """One certificate that nobody has ended."""
    row = db.get(CertificateRow, certificate_id)
    return row if row is not None and row.ended_on is None else None


@bp.get("/people/certificates")
@guarded(Permission.Certificate.LIST)
def show_all() -> ResponseReturnValue:
    return _all_page(AgainForm(formdata=None))


@bp.get("/people/certificates/<uuid:certificate_id>")
@guarded(Permission.Certificate.CONFIRM, find_certificate)
def show_one(row: CertificateRow) -> ResponseReturnValue:
    return _page(row, ConfirmForm(formdata=None))


@bp.post("/people/certificates/<uuid:certificate_id>")
@guarded(Permission.Certificate.CONFIRM, find_certificate, asks_again=True)
def confirm(row: CertificateRow) -> ResponseReturnValue:
    form = _with_lines(row, ConfirmForm())
    if not form.validate():
        return _page(row, form), 422
    if not is_proven():
        form.passphrase.errors = [_("This is not your passphrase. Nothing was confirmed.")]
        return _page(row, form), 403
    try:
        stands = _confirmed(row, form.heard.data or "")
    except ConfirmationRefused as refused:
        reason = refused.reason
        note(g.db, g.keys, g.actor.person, f"people:certificate:{reason.value}", row.id, now())
        return _page(row, form, refusal=reason_words(reason)), 409
    verb = "people:certificate:completed" if stands else "people:certificate:confirmed"
    note(g.db, g.keys, g.actor.person, verb, row.id, now())
    return redirect("/people/certificates", 303)


@bp.post("/people/certificates/mine")
@guarded(Permission.Certificate.PROPOSE, find_oneself, asks_again=True)
def ask_again(actor: Actor) -> ResponseReturnValue:
    if is_proven() and actor.person is not None and actor.seeds is not None:
        register, public = the_parts().register(g.db), actor.seeds.public
        certifying.propose_again(g.db, register, actor.person, public, now().date())
        note(g.db, g.keys, actor.person, "people:certificate:proposed", actor.person, now())
        return redirect("/people/certificates", 303)
    form = AgainForm()
    form.passphrase.errors = [_("This is not your passphrase. Nothing was asked for.")]
    return _all_page(form), 403


@bp.post("/people/certificates/seen")
@guarded(Permission.Own.CHANGE, find_oneself)
def see_news(actor: Actor) -> ResponseReturnValue:
    if actor.person is not None:
        news.mark_seen(g.db, actor.person, now().date())
    return redirect("/people/certificates", 303)


def _all_page(form: AgainForm) -> str:
    actor, on, register = g.actor, now().date(), the_parts().register(g.db)
    papers = _papers(register, on)
    told = inviting.to_be_told_by(g.db, actor.person, on)
    seeds = (actor.seeds, *actor.former)
    return render_template(
        "auth/certificates.html",
        form=form,
        calls=[(person, inviting.code_to_tell(row, seeds)) for row, person in told],
        waiting=[
            each for each in papers if people.may_confirm(g.db, register, each, actor.person, on)
        ],
        papers=papers,
        mine=[each for each in papers if each.row.person_id == actor.person],
        words=six_words(actor.seeds.public.fingerprint()),
        news=news.since_last_seen(g.db, papers, actor.person),
    )


def _papers(register: Register, on: date) -> list[Paper]:
    """Every certificate; for whoever vouches for nobody, those of the bodies she is in."""
    papers = people.papers(g.db, register, on)
    if may(g.actor, Permission.Certificate.CONFIRM) or g.actor.standings_as((Role.ADMINISTRATOR,)):
        return papers
    mine = {each.organization for each in g.actor.standings}
    return [each for each in papers if each.certificate.statement.body in mine]


def _confirmed(row: CertificateRow, heard: str) -> bool:
    signer = Signer(g.actor.person, g.actor.seeds)
    on = now().date()
    return certifying.confirm_keys(g.db, the_parts().register(g.db), row, signer, heard, on)


def _page(row: CertificateRow, form: ConfirmForm, refusal: str = "") -> str:
    on, register = now().date(), the_parts().register(g.db)
    shown = next((each for each in people.papers(g.db, register, on) if each.row is row), None)
    return render_template(
        "auth/certificate.html",
        paper=shown,
        form=_with_lines(row, form),
        refusal=refusal or _refusal(row),
    )


def _refusal(row: CertificateRow) -> str:
    if request.method == "POST":
        return ""
    try:
        register = the_parts().register(g.db)
        certificate = certifying.read(row)
        certifying.the_signing_statement(g.db, register, certificate, g.actor.person, now().date())
    except ConfirmationRefused as refused:
        return reason_words(refused.reason)
    return ""


def _with_lines(row: CertificateRow, form: ConfirmForm) -> ConfirmForm:
    lines = lines_to_choose_from(certifying.read(row).statement.keys)
    form.heard.choices = [
        *((line, line) for line in lines),
        (NONE, _("None of these is what I heard")),
    ]
    return form

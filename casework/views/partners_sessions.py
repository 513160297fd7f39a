"""`/partners/sessions` and `/partners/reach`: what was held, how many came, whom it reached."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.permissions import Permission
from casework.forms.partners import CountForm, ReachForm, SessionForm
from casework.forms.safety import a_day, show_day
from casework.models.partnership import Category, PartnerSession, PlaceKind, SessionKind, Sex
from casework.partners import sessions
from casework.partners.covering import covering
from casework.partners.reach import Reach, place_name, reach
from casework.views.partners import (
    area_words,
    areas,
    body_of,
    choices,
    donors,
    noted,
    own_bodies,
    today,
)
from casework.words.partner_sheets import reach_file
from casework.words.partners import PARTNER_WORDS, SESSION_KINDS

bp = Blueprint("partners_sessions", __name__, url_prefix="/partners")
ROOT = "/partners/sessions"


def find_session(db: Session, _actor: Actor, session_id: UUID) -> PartnerSession | None:
    """A session by its id."""
    return db.get(PartnerSession, session_id)


@bp.get("/sessions")
@guarded(Permission.Partners.READ)
def show_all() -> ResponseReturnValue:
    found = sessions.between(g.db, date(today().year - 1, 1, 1), date.max)
    ids = [each.factory_id for each in found] + [each.body_id for each in found]
    return render_template(
        "casework/partners/sessions.html",
        sessions=found,
        names=sessions.names_of(g.db, ids),
        place_name=place_name,
        today=today(),
        **PARTNER_WORDS,
    )


@bp.get("/sessions/new")
@guarded(Permission.Partners.KEEP)
def show_new() -> ResponseReturnValue:
    return _form_page(_offering(SessionForm(formdata=None)))


@bp.post("/sessions/new")
@guarded(Permission.Partners.KEEP)
def plan() -> ResponseReturnValue:
    form = _offering(SessionForm())
    if not form.validate():
        return _form_page(form), 422
    held = PartnerSession(**_typed(form))
    sessions.plan(g.db, UUID(form.body.value), held)
    return noted("partners:session:entered", held.id, f"{ROOT}/{held.id}")


@bp.get("/sessions/<uuid:session_id>")
@guarded(Permission.Partners.READ, find_session)
def show(held: PartnerSession) -> ResponseReturnValue:
    form = CountForm(formdata=None)
    for (category, sex), people in sessions.counts(g.db, held).items():
        form.cell(category, sex).data = str(people)
    return _page(held, form)


@bp.post("/sessions/<uuid:session_id>")
@guarded(Permission.Partners.CHANGE, find_session)
def count(held: PartnerSession) -> ResponseReturnValue:
    form = CountForm()
    if not form.validate():
        return _page(held, form), 422
    sessions.count(g.db, held, form.came)
    return noted("partners:session:counted", held.id, f"{ROOT}/{held.id}")


@bp.get("/sessions/<uuid:session_id>/change")
@guarded(Permission.Partners.CHANGE, find_session)
def show_change(held: PartnerSession) -> ResponseReturnValue:
    return _form_page(_as_it_is(held), held)


@bp.post("/sessions/<uuid:session_id>/change")
@guarded(Permission.Partners.CHANGE, find_session)
def change(held: PartnerSession) -> ResponseReturnValue:
    form = _offering(SessionForm(), held)
    if not form.validate():
        return _form_page(form, held), 422
    sessions.change(g.db, held, _typed(form))
    return noted("partners:session:changed", held.id, f"{ROOT}/{held.id}")


@bp.post("/sessions/<uuid:session_id>/strike")
@guarded(Permission.Partners.CHANGE, find_session)
def strike(held: PartnerSession) -> ResponseReturnValue:
    sessions.strike(g.db, held)
    return noted("partners:session:struck", held.id, ROOT)


@bp.get("/reach")
@guarded(Permission.Partners.READ)
def show_reach() -> ResponseReturnValue:
    form = _asking()
    if not form.validate():
        return redirect("/partners/reach", 303)
    found = _reach(form)
    return render_template(
        "casework/partners/reach.html",
        form=form,
        reach=found,
        query=request.query_string.decode("ascii", "ignore"),
        columns=list(Sex),
        **PARTNER_WORDS,
    )


@bp.get("/reach.csv")
@guarded(Permission.Partners.READ)
def download() -> ResponseReturnValue:
    form = _asking()
    if not form.validate():
        return redirect("/partners/reach", 303)
    file = reach_file(_reach(form), _asked(form))
    answer = Response(file, mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="reach.csv"'
    return answer


def _asking() -> ReachForm:
    form = ReachForm(formdata=request.args)
    form.offer(today(), donors())
    return form


def _reach(form: ReachForm) -> Reach:
    since, until = form.time(today())
    kind = SessionKind(form.kind.value) if form.kind.value else None
    donor = UUID(form.donor.value) if form.donor.value else None
    return reach(g.db, since, until, today(), kind, donor)


def _asked(form: ReachForm) -> str:
    """Of which sessions a table is, in words."""
    kind = str(SESSION_KINDS[form.kind.value]) if form.kind.value else str(_("All sessions"))
    names = dict(donors())
    return f"{kind}, {names[form.donor.value]}" if form.donor.value else kind


def _offering(form: SessionForm, of: PartnerSession | None = None) -> SessionForm:
    form.offer_bodies(own_bodies() if of is None else body_of(of.body_id))
    form.factory.offer(choices(each.factory for each in covering(g.db, today())))
    form.area.offer(areas())
    form.donor.offer(donors())
    return form


def _typed(form: SessionForm) -> dict[str, object]:
    """What was typed of a session, once it is valid."""
    return {
        "kind": SessionKind(form.kind.value),
        "held_on": a_day(form.on),
        "place_kind": PlaceKind(form.place_kind.value),
        "factory_id": UUID(form.factory.value) if form.factory.value else None,
        "place": form.place.data or "",
        "area_code": form.area.value,
        "donor_id": UUID(form.donor.value) if form.donor.value else None,
        "about": form.about.data or "",
    }


def _as_it_is(held: PartnerSession) -> SessionForm:
    form = SessionForm(
        formdata=None,
        body=held.body_id.hex,
        kind=held.kind,
        place_kind=held.place_kind,
        factory=held.factory_id.hex if held.factory_id else "",
        place=held.place,
        area=held.area_code,
        donor=held.donor_id.hex if held.donor_id else "",
        about=held.about,
    )
    show_day(form.on, held.held_on)
    return _offering(form, held)


def _form_page(form: SessionForm, held: PartnerSession | None = None) -> str:
    back = f"{ROOT}/{held.id}" if held else ROOT
    return render_template("casework/partners/session_form.html", form=form, to=back)


def _page(held: PartnerSession, form: CountForm) -> str:
    return render_template(
        "casework/partners/session.html",
        held=held,
        form=form,
        counts=sessions.counts(g.db, held),
        names=sessions.names_of(g.db, [held.factory_id, held.body_id, held.donor_id]),
        area=area_words(held.area_code)[held.area_code],
        place_name=place_name,
        every=[
            (category, [(sex, form.cell(category, sex)) for sex in Sex]) for category in Category
        ],
        **PARTNER_WORDS,
    )

"""`/partners/sessions` and `/partners/reach`: what was held, how many came, whom it reached."""

import csv
from datetime import date
from io import StringIO
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.permissions import Permission
from casework.forms.partners import CountForm, ReachForm, SessionForm
from casework.forms.safety import a_day
from casework.models.partnership import Category, PartnerSession, PlaceKind, SessionKind, Sex
from casework.partners import sessions
from casework.partners.covering import covering
from casework.partners.reach import Reach, place_name, reach
from casework.views.partners import choices, noted, own_bodies, today
from casework.words.partners import CATEGORIES, PARTNER_WORDS, PLACE_KINDS, SESSION_KINDS, SEXES

bp = Blueprint("partners_sessions", __name__, url_prefix="/partners")
ROOT = "/partners/sessions"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


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
    held = PartnerSession(
        kind=SessionKind(form.kind.value),
        held_on=a_day(form.on),
        place_kind=PlaceKind(form.place_kind.value),
        factory_id=UUID(form.factory.value) if form.factory.value else None,
        place=form.place.data or "",
        about=form.about.data or "",
    )
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
    answer = Response(_table(_reach(form), form), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="reach.csv"'
    return answer


def _asking() -> ReachForm:
    form = ReachForm(formdata=request.args)
    form.offer(today())
    return form


def _reach(form: ReachForm) -> Reach:
    since, until = form.time(today())
    kind = SessionKind(form.kind.value) if form.kind.value else None
    return reach(g.db, since, until, today(), kind)


def _table(found: Reach, form: ReachForm) -> str:
    """One line a place, category and sex; no cell can be read as a formula."""
    written, kind = StringIO(), form.kind.value
    lines = csv.writer(written)
    lines.writerow(
        ["from", "until", "sessions", "place_kind", "place", "category", "sex", "people"]
    )
    asked = str(SESSION_KINDS[kind]) if kind else ""
    for each in found.lines:
        what = str(PLACE_KINDS[each.kind]), each.place, str(CATEGORIES[each.category])
        for sex in Sex:
            cells = [found.since, found.until, asked, *what, SEXES[sex], each.people.get(sex, 0)]
            lines.writerow([_safe(str(cell)) for cell in cells])
    return "\ufeff" + written.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def _offering(form: SessionForm) -> SessionForm:
    form.offer_bodies(own_bodies())
    form.factory.offer(choices(each.factory for each in covering(g.db, today())))
    return form


def _form_page(form: SessionForm) -> str:
    return render_template("casework/partners/session_form.html", form=form)


def _page(held: PartnerSession, form: CountForm) -> str:
    return render_template(
        "casework/partners/session.html",
        held=held,
        form=form,
        counts=sessions.counts(g.db, held),
        names=sessions.names_of(g.db, [held.factory_id, held.body_id]),
        place_name=place_name,
        every=[
            (category, [(sex, form.cell(category, sex)) for sex in Sex]) for category in Category
        ],
        **PARTNER_WORDS,
    )

"""Hours that are not those of every week, and prices: each added and taken out by itself."""

from uuid import UUID

from flask import Blueprint, abort, g, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.permissions import Permission
from referrals.directory import ruling
from referrals.directory.confirming import confirm
from referrals.directory.openings import opening_of
from referrals.directory.prices import price_told
from referrals.directory.written import rows_of, written_place, written_service
from referrals.forms.ruling import PriceForm, RuleForm
from referrals.models.details import CostOption, Schedule
from referrals.models.listed import Service, ServiceAtLocation
from referrals.models.terms import Known
from referrals.views.directory import find_service
from referrals.views.offering import audited, writer
from referrals.words.hours import opening_words
from referrals.words.showing import COSTS

bp = Blueprint("directory_ruling", __name__, url_prefix="/directory")


def find_hours(db: Session, _actor: Actor, schedule_id: UUID) -> Schedule | None:
    """Hours by a rule, of a service or of one of its doors."""
    row = db.get(Schedule, schedule_id)
    return row if row is not None and ruling.service_of(db, row) is not None else None


def find_price(db: Session, _actor: Actor, price_id: UUID) -> CostOption | None:
    """One price."""
    return db.get(CostOption, price_id)


@bp.get("/services/<uuid:service_id>/hours")
@guarded(Permission.Directory.KEEP, find_service)
def show_hours(service: Service) -> ResponseReturnValue:
    return _hours_page(_offered(RuleForm(formdata=None), service), service)


@bp.post("/services/<uuid:service_id>/hours")
@guarded(Permission.Directory.KEEP, find_service)
def add_hours(service: Service) -> ResponseReturnValue:
    form = _offered(RuleForm(), service)
    if not form.validate():
        return _hours_page(form, service), 422
    door = g.db.get_one(ServiceAtLocation, UUID(form.door.data)) if form.door.data else None
    for each in form.texts():
        ruling.add_hours(g.db, writer(), service, door, each)
    return _kept(form, service, "hours")


@bp.post("/hours/<uuid:schedule_id>/remove")
@guarded(Permission.Directory.KEEP, find_hours)
def remove_hours(row: Schedule) -> ResponseReturnValue:
    service = ruling.service_of(g.db, row)
    if service is None:
        abort(404)
    ruling.drop_hours(g.db, writer(), service, row)
    audited("service:changed", service.id)
    return redirect(f"/directory/services/{service.id}/hours", 303)


@bp.get("/services/<uuid:service_id>/prices")
@guarded(Permission.Directory.KEEP, find_service)
def show_prices(service: Service) -> ResponseReturnValue:
    form = PriceForm(formdata=None)
    form.suggest(service.country)
    return _prices_page(form, service)


@bp.post("/services/<uuid:service_id>/prices")
@guarded(Permission.Directory.KEEP, find_service)
def add_price(service: Service) -> ResponseReturnValue:
    form = PriceForm()
    if not form.validate():
        return _prices_page(form, service), 422
    ruling.add_price(g.db, writer(), service, form.text())
    return _kept(form, service, "prices")


@bp.post("/prices/<uuid:price_id>/remove")
@guarded(Permission.Directory.KEEP, find_price)
def remove_price(row: CostOption) -> ResponseReturnValue:
    service = g.db.get_one(Service, row.service_id)
    ruling.drop_price(g.db, writer(), service, row)
    audited("service:changed", service.id)
    return redirect(f"/directory/services/{service.id}/prices", 303)


def _kept(form: RuleForm | PriceForm, service: Service, page: str) -> ResponseReturnValue:
    """Her tick confirms the entry as it stands now; another of them is often written next."""
    audited("service:changed", service.id)
    if form.holds.data:
        confirm(g.db, writer(), service, form.said_by.data or "")
        audited("service:confirmed", service.id)
    return redirect(f"/directory/services/{service.id}/{page}", 303)


def _offered(form: RuleForm, service: Service) -> RuleForm:
    form.offer([(str(key), name) for key, name in _doors(service).items()])
    return form


def _doors(service: Service) -> dict[UUID, str]:
    rows = rows_of(g.db, ServiceAtLocation, ServiceAtLocation.service_id == service.id)
    texts = {each.id: written_place(g.db, each) for each in rows}
    return {key: text.name or text.address or text.area for key, text in texts.items()}


def _hours_page(form: RuleForm, service: Service) -> str:
    doors = _doors(service)
    drawn: str = render_template(
        "referrals/directory/hours.html",
        form=form,
        service=service,
        is_always=written_service(g.db, service).always_open is Known.YES,
        ruled=[
            (each, _hours_words(each), _door(doors, each))
            for each in ruling.ruled_hours(g.db, service)
        ],
    )
    return drawn


def _door(doors: dict[UUID, str], row: Schedule) -> str:
    """At which door these hours are, where they are not those of the whole service."""
    return doors[row.service_at_location_id] if row.service_at_location_id is not None else ""


def _hours_words(row: Schedule) -> str:
    """In a sentence as workers read it; where there is none, nothing."""
    opening = opening_of(row)
    return opening_words(opening) if opening is not None else ""


def _prices_page(form: PriceForm, service: Service) -> str:
    drawn: str = render_template(
        "referrals/directory/prices.html",
        form=form,
        service=service,
        cost=COSTS[written_service(g.db, service).cost],
        prices=[(each, price_told(each)) for each in ruling.prices_of(g.db, service)],
    )
    return drawn

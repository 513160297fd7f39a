"""Adding a service and its places, and changing them."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.models import Organization, OrganizationKind
from auth.permissions import Permission
from referrals.directory import keeping
from referrals.directory.confirming import confirm
from referrals.directory.entries import ServiceText
from referrals.directory.written import written_place, written_service
from referrals.forms.entry import ServiceForm
from referrals.forms.keeping import LinksForm
from referrals.forms.place import PlaceForm
from referrals.models.listed import ListedOrganization, Service, ServiceAtLocation
from referrals.views.directory import find_service
from referrals.views.offering import areas_offered, audited, countries_offered, writer

bp = Blueprint("directory_writing", __name__, url_prefix="/directory")
HELPING = (
    OrganizationKind.PROVIDER,
    OrganizationKind.RESOURCE_CENTRE,
    OrganizationKind.UNION,
    OrganizationKind.AUTHORITY,
    OrganizationKind.NETWORK,
    OrganizationKind.PROGRAMME,
)
"""Organisations with accounts here that a body of the directory can be."""


def find_place(db: Session, _actor: Actor, place_id: UUID) -> ServiceAtLocation | None:
    """A service at a place."""
    return db.get(ServiceAtLocation, place_id)


@bp.get("/services/new")
@guarded(Permission.Directory.KEEP)
def show_new() -> ResponseReturnValue:
    form = _offered(ServiceForm(formdata=None))
    return _service_page(form)


@bp.post("/services/new")
@guarded(Permission.Directory.KEEP)
def add() -> ResponseReturnValue:
    form = _offered(ServiceForm())
    if not form.validate():
        return _service_page(form), 422
    row = keeping.add_service(g.db, writer(), form.text())
    audited("service:added", row.id)
    return redirect(f"/directory/services/{row.id}", 303)


@bp.get("/services/<uuid:service_id>/edit")
@guarded(Permission.Directory.KEEP, find_service)
def show_edit(service: Service) -> ResponseReturnValue:
    text = written_service(g.db, service)
    form = _offered(ServiceForm(formdata=None), text)
    form.show(text)
    return _service_page(form, service)


@bp.post("/services/<uuid:service_id>/edit")
@guarded(Permission.Directory.KEEP, find_service)
def change(service: Service) -> ResponseReturnValue:
    before = written_service(g.db, service)
    form = _offered(ServiceForm(), before)
    if not form.validate():
        return _service_page(form, service), 422
    if keeping.change_service(g.db, writer(), service, form.text(before)):
        audited("service:changed", service.id)
    _called_there(form, service)
    return redirect(f"/directory/services/{service.id}", 303)


@bp.get("/services/<uuid:service_id>/places/new")
@guarded(Permission.Directory.KEEP, find_service)
def show_new_place(service: Service) -> ResponseReturnValue:
    return _place_page(_placed(PlaceForm(formdata=None)), service)


@bp.post("/services/<uuid:service_id>/places/new")
@guarded(Permission.Directory.KEEP, find_service)
def add_place(service: Service) -> ResponseReturnValue:
    form = _placed(PlaceForm())
    if not form.validate():
        return _place_page(form, service), 422
    keeping.add_place(g.db, writer(), service, form.text())
    audited("place:added", service.id)
    _called_there(form, service)
    return redirect(f"/directory/services/{service.id}", 303)


@bp.get("/places/<uuid:place_id>")
@guarded(Permission.Directory.KEEP, find_place)
def show_place(place: ServiceAtLocation) -> ResponseReturnValue:
    form = _placed(PlaceForm(formdata=None))
    form.show(written_place(g.db, place))
    return _place_page(form, g.db.get_one(Service, place.service_id), place)


@bp.post("/places/<uuid:place_id>")
@guarded(Permission.Directory.KEEP, find_place)
def change_place(place: ServiceAtLocation) -> ResponseReturnValue:
    form = _placed(PlaceForm())
    if not form.validate():
        return _place_page(form, g.db.get_one(Service, place.service_id), place), 422
    keeping.change_place(g.db, writer(), place, form.text())
    audited("place:changed", place.service_id)
    _called_there(form, g.db.get_one(Service, place.service_id))
    return redirect(f"/directory/services/{place.service_id}", 303)


@bp.post("/places/<uuid:place_id>/remove")
@guarded(Permission.Directory.KEEP, find_place)
def remove_place(place: ServiceAtLocation) -> ResponseReturnValue:
    service = place.service_id
    keeping.remove_place(g.db, writer(), place)
    audited("place:removed", service)
    return redirect(f"/directory/services/{service}", 303)


@bp.get("/services/<uuid:service_id>/links")
@guarded(Permission.Directory.KEEP, find_service)
def show_links(service: Service) -> ResponseReturnValue:
    body = g.db.get_one(ListedOrganization, service.organization_id)
    form = _linked(LinksForm(formdata=None))
    form.account.data = str(body.account_id or "")
    known = keeping.linked_factories(g.db, body.id)
    form.factories.data = [str(each.id) for each in known]
    return _links_page(form, service, body)


@bp.post("/services/<uuid:service_id>/links")
@guarded(Permission.Directory.KEEP, find_service)
def change_links(service: Service) -> ResponseReturnValue:
    body = g.db.get_one(ListedOrganization, service.organization_id)
    form = _linked(LinksForm())
    if not form.validate():
        return _links_page(form, service, body), 422
    account = g.db.get(Organization, UUID(form.account.data)) if form.account.data else None
    wanted = {UUID(each) for each in form.factories.data or ()}
    keeping.settle_links(g.db, writer(), body, account, wanted)
    audited("body:linked", service.id)
    return redirect(f"/directory/services/{service.id}", 303)


def _called_there(form: ServiceForm | PlaceForm, service: Service) -> None:
    """Her tick confirms the entry as it stands after what she changed."""
    if form.holds.data:
        confirm(g.db, writer(), service, form.said_by.data or "")
        audited("service:confirmed", service.id)


def _offered(form: ServiceForm, text: ServiceText | None = None) -> ServiceForm:
    languages = text.languages if text is not None else frozenset()
    form.offer(countries_offered(g.db), areas_offered(g.db), languages)
    form.name_days()
    return form


def _placed(form: PlaceForm) -> PlaceForm:
    form.offer(areas_offered(g.db))
    form.name_days()
    return form


def _linked(form: LinksForm) -> LinksForm:
    every = list(g.db.scalars(select(Organization).order_by(Organization.name)))
    helping = [(str(each.id), each.name) for each in every if each.kind in HELPING]
    form.account.choices = [("", "–"), *helping]
    factories = [each for each in every if each.kind is OrganizationKind.FACTORY]
    form.factories.choices = [(str(each.id), each.name) for each in factories]
    return form


def _service_page(form: ServiceForm, service: Service | None = None) -> str:
    bodies = g.db.scalars(select(ListedOrganization.name).order_by(ListedOrganization.name))
    drawn: str = render_template(
        "referrals/directory/writing.html",
        form=form,
        service=service,
        bodies=sorted(set(bodies)),
    )
    return drawn


def _place_page(form: PlaceForm, service: Service, place: ServiceAtLocation | None = None) -> str:
    drawn: str = render_template(
        "referrals/directory/place.html", form=form, service=service, place=place
    )
    return drawn


def _links_page(form: LinksForm, service: Service, body: ListedOrganization) -> str:
    drawn: str = render_template(
        "referrals/directory/links.html", form=form, service=service, body=body
    )
    return drawn

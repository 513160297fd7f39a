"""`/partners/points` and `/partners/contacts`: where else women come in, and whom to ask."""

from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.permissions import Permission
from casework.forms.partners import ContactForm, EntryPointForm
from casework.models.partnership import EntryKind, EntryPoint, PartnerContact
from casework.views.partners import areas, body_of, noted, own_bodies, today

bp = Blueprint("partners_points", __name__, url_prefix="/partners")
COVERAGE = "/partners/coverage"


def find_point(db: Session, _actor: Actor, point_id: UUID) -> EntryPoint | None:
    """An entry point that is open."""
    found = db.get(EntryPoint, point_id)
    return found if found is not None and found.closed_on is None else None


def find_contact(db: Session, _actor: Actor, contact_id: UUID) -> PartnerContact | None:
    """A contact by its id."""
    return db.get(PartnerContact, contact_id)


@bp.get("/points/new")
@guarded(Permission.Partners.KEEP)
def show_point() -> ResponseReturnValue:
    form = _offering(EntryPointForm(formdata=None))
    return render_template("casework/partners/point_form.html", form=form)


@bp.post("/points/new")
@guarded(Permission.Partners.KEEP)
def add_point() -> ResponseReturnValue:
    form = _offering(EntryPointForm())
    if not form.validate():
        return render_template("casework/partners/point_form.html", form=form), 422
    point = EntryPoint(
        body_id=UUID(form.body.value),
        kind=EntryKind(form.kind.value),
        name=form.name.data or "",
        place=form.place.data or "",
        area_code=form.area.value,
        meets=form.meets.data or "",
        languages=form.languages.data or "",
    )
    g.db.add(point)
    return noted("partners:point:entered", point.id, COVERAGE)


@bp.post("/points/<uuid:point_id>/close")
@guarded(Permission.Partners.CHANGE, find_point)
def close_point(point: EntryPoint) -> ResponseReturnValue:
    point.closed_on = today()
    return noted("partners:point:closed", point.id, COVERAGE)


@bp.get("/contacts/new")
@guarded(Permission.Partners.KEEP)
def show_contact() -> ResponseReturnValue:
    form = ContactForm(formdata=None)
    form.offer_bodies(own_bodies())
    return render_template("casework/partners/contact_form.html", form=form)


@bp.post("/contacts/new")
@guarded(Permission.Partners.KEEP)
def add_contact() -> ResponseReturnValue:
    form = ContactForm()
    form.offer_bodies(own_bodies())
    if not form.validate():
        return render_template("casework/partners/contact_form.html", form=form), 422
    contact = PartnerContact(body_id=UUID(form.body.value))
    _write(contact, form)
    g.db.add(contact)
    return noted("partners:contact:entered", contact.id, COVERAGE)


@bp.get("/contacts/<uuid:contact_id>/change")
@guarded(Permission.Partners.CHANGE, find_contact)
def show_change(contact: PartnerContact) -> ResponseReturnValue:
    form = ContactForm(formdata=None, obj=contact, body=contact.body_id.hex)
    form.offer_bodies(body_of(contact.body_id))
    return render_template("casework/partners/contact_form.html", form=form)


@bp.post("/contacts/<uuid:contact_id>/change")
@guarded(Permission.Partners.CHANGE, find_contact)
def change_contact(contact: PartnerContact) -> ResponseReturnValue:
    form = ContactForm()
    form.offer_bodies(body_of(contact.body_id))
    if not form.validate():
        return render_template("casework/partners/contact_form.html", form=form), 422
    _write(contact, form)
    return noted("partners:contact:changed", contact.id, COVERAGE)


@bp.post("/contacts/<uuid:contact_id>/strike")
@guarded(Permission.Partners.CHANGE, find_contact)
def strike_contact(contact: PartnerContact) -> ResponseReturnValue:
    g.db.delete(contact)
    return noted("partners:contact:struck", contact.id, COVERAGE)


def _offering(form: EntryPointForm) -> EntryPointForm:
    form.offer_bodies(own_bodies())
    form.area.offer(areas())
    return form


def _write(contact: PartnerContact, form: ContactForm) -> None:
    contact.name = form.name.data or ""
    contact.work = form.work.data or ""
    contact.phone = form.phone.data or ""
    contact.languages = form.languages.data or ""

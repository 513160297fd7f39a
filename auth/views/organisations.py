"""Organisations for the administrator: whom they cover, and what each tells beforehand."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth import organising, people
from auth.actor import Actor
from auth.guard import guarded
from auth.models import Coverage, Organization, OrganizationKind
from auth.organising import COVERING, RECEIVING, Told
from auth.parts import now, the_parts
from auth.people_acts import note
from auth.people_forms import ArrangementForm, CoverForm, OrganizationForm
from auth.permissions import Permission
from auth.views.people import find_organization
from auth.wording import kind_words

bp = Blueprint("organisations", __name__)


def find_coverage(db: Session, _actor: Actor, coverage_id: UUID) -> Coverage | None:
    """One union or programme covering one factory."""
    return db.get(Coverage, coverage_id)


@bp.get("/people/organisations/new")
@guarded(Permission.People.CHANGE)
def show_new() -> ResponseReturnValue:
    form = _with_kinds(OrganizationForm(formdata=None))
    return render_template("auth/organisation_new.html", form=form)


@bp.post("/people/organisations/new")
@guarded(Permission.People.CHANGE)
def add() -> ResponseReturnValue:
    form = _with_kinds(OrganizationForm())
    if not form.validate():
        return render_template("auth/organisation_new.html", form=form), 422
    made = organising.add_organization(
        g.db,
        OrganizationKind(form.kind.data),
        (form.name.data or "").strip(),
        (form.country.data or "").strip(),
        (form.place.data or "").strip(),
        (form.time_zone.data or "").strip(),
    )
    note(g.db, g.keys, g.actor.person, "people:organization:added", made.id, now())
    return redirect(f"/people/organisations/{made.id}", 303)


@bp.get("/people/organisations/<uuid:organization_id>")
@guarded(Permission.People.CHANGE, find_organization)
def show(organization: Organization) -> ResponseReturnValue:
    return _page(organization)


@bp.post("/people/organisations/<uuid:organization_id>/arrangement")
@guarded(Permission.People.CHANGE, find_organization)
def arrange(organization: Organization) -> ResponseReturnValue:
    form = ArrangementForm()
    if not form.validate():
        return _page(organization, arrangement=form), 422
    told = Told(
        reading_hours=(form.reading_hours.data or "").strip(),
        closed_days=(form.closed_days.data or "").strip(),
        must_tell=(form.must_tell.data or "").strip(),
        names_published=bool(form.names_published.data),
        stop_by_phone=(form.stop_by_phone.data or "").strip(),
        notices_daily=bool(form.notices_daily.data),
    )
    row = organising.the_arrangement(g.db, organization.id)
    organising.arrange(row, told, new_poster_code=bool(form.new_poster_code.data))
    note(g.db, g.keys, g.actor.person, "people:arrangement:changed", organization.id, now())
    return redirect(f"/people/organisations/{organization.id}", 303)


@bp.post("/people/organisations/<uuid:organization_id>/covers")
@guarded(Permission.People.CHANGE, find_organization)
def cover(organization: Organization) -> ResponseReturnValue:
    form = _with_factories(organization, CoverForm())
    if not form.validate():
        return _page(organization, covers=form), 422
    factory = g.db.get_one(Organization, UUID(form.factory.data))
    row = organising.cover(g.db, organization, factory)
    note(g.db, g.keys, g.actor.person, "people:coverage:begun", row.id, now())
    return redirect(f"/people/organisations/{organization.id}", 303)


@bp.post("/people/coverage/<uuid:coverage_id>/end")
@guarded(Permission.People.CHANGE, find_coverage)
def uncover(coverage: Coverage) -> ResponseReturnValue:
    organising.uncover(g.db, coverage)
    note(g.db, g.keys, g.actor.person, "people:coverage:ended", coverage.id, now())
    return redirect(f"/people/organisations/{coverage.organization_id}", 303)


def _page(
    organization: Organization,
    arrangement: ArrangementForm | None = None,
    covers: CoverForm | None = None,
) -> str:
    register = the_parts().register(g.db)
    known = organising.find_arrangement(g.db, organization.id)
    return render_template(
        "auth/organisation.html",
        organization=organization,
        posts=people.posts_in(g.db, register, organization, now().date()),
        receives=organization.kind in RECEIVING,
        can_cover=organization.kind in COVERING,
        covered=organising.covered_by(g.db, organization.id),
        covering=organising.covering(g.db, organization.id),
        poster_code=known.poster_code if known else "",
        arrangement=arrangement or ArrangementForm(formdata=None, obj=known),
        covers=covers or _with_factories(organization, CoverForm(formdata=None)),
    )


def _with_kinds(form: OrganizationForm) -> OrganizationForm:
    kinds = [(kind.value, kind_words(kind)) for kind in OrganizationKind]
    form.kind.choices = [("", _("Choose what it is")), *kinds]
    return form


def _with_factories(organization: Organization, form: CoverForm) -> CoverForm:
    covered = {factory.id for _row, factory in organising.covered_by(g.db, organization.id)}
    form.factory.choices = [
        (str(each.id), each.name)
        for each in organising.organizations(g.db)
        if each.kind == OrganizationKind.FACTORY and each.id not in covered
    ]
    return form

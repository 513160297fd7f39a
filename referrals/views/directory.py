"""`/directory`: every place that helps, how fresh its entry is, and one entry whole."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.models import Person
from auth.paging import Pages
from auth.parts import now
from auth.permissions import Permission
from referrals.directory.areas import tree_of
from referrals.directory.confirming import tasks
from referrals.directory.going_live import missing
from referrals.directory.history import history
from referrals.directory.keeping import linked_factories
from referrals.directory.listing import chosen, named
from referrals.directory.offered import Offered
from referrals.directory.reading import offered, offered_by
from referrals.directory.written import rows_of, written_place, written_service
from referrals.forms.keeping import OVER, CallForm, ListForm, NameForm
from referrals.models.keeping import Area, Change
from referrals.models.listed import ListedOrganization, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.views.offering import areas_offered
from referrals.words.areas import area_name
from referrals.words.directory import STATES, SURE, WAYS, change_words, kinds_words
from referrals.words.kinds import KINDS
from referrals.words.showing import shown

bp = Blueprint("directory", __name__, url_prefix="/directory")
PAGE = 50
LATEST = 60
"""Acts of an entry's history that its page shows."""


def find_service(db: Session, _actor: Actor, service_id: UUID) -> Service | None:
    """A service of the directory."""
    return db.get(Service, service_id)


@bp.get("")
@guarded(Permission.Directory.READ)
def show() -> ResponseReturnValue:
    form, tree = ListForm(request.args), tree_of(g.db)
    form.offer(areas_offered(g.db))
    is_right = form.validate()
    found = chosen(
        offered(g.db, now().date()),
        tree,
        area=(form.area.data or "") if is_right else "",
        kind=form.category if is_right else None,
        freshness=form.freshness if is_right else None,
        is_over=is_right and form.state.data == OVER,
    )
    pages = Pages(request.args.get("page", 1, int), len(found), PAGE)
    return _list(found, pages, form), 200 if is_right else 422


@bp.post("/find")
@guarded(Permission.Directory.READ, reads=True)
def find() -> ResponseReturnValue:
    """By POST: whom somebody looks for stands in no address."""
    names = NameForm()
    form = ListForm(formdata=None)
    form.offer(areas_offered(g.db))
    is_right = names.validate()
    words = (names.words.data or "").strip() if is_right else ""
    found = named(offered(g.db, now().date()), words) if words else []
    pages = Pages(request.form.get("page", 1, int), len(found), PAGE)
    return _list(found, pages, form, names), 200 if is_right else 422


@bp.get("/services/<uuid:service_id>")
@guarded(Permission.Directory.READ, find_service)
def show_service(service: Service) -> ResponseReturnValue:
    return service_page(service, CallForm(formdata=None))


def service_page(service: Service, form: CallForm) -> str:
    """The page of one entry, with what was typed of a call."""
    areas = tree_of(g.db).values()
    places = offered_by(offered(g.db, now().date()), service.id)
    rows = rows_of(g.db, ServiceAtLocation, ServiceAtLocation.service_id == service.id)
    entry = written_service(g.db, service)
    acts = history(g.db, service.id, service.organization_id, *(each.id for each in rows))
    drawn: str = render_template(
        "referrals/directory/service.html",
        service=service,
        state=STATES[places[0].freshness],
        entry=entry,
        served=", ".join(sorted(area_name(areas, code) for code in entry.areas)),
        ways=", ".join(str(words) for way, words in WAYS.items() if way in entry.accepts_by),
        body=g.db.get_one(ListedOrganization, service.organization_id),
        factories=linked_factories(g.db, service.organization_id),
        cards=[shown(each) for each in places],
        places=[(each, written_place(g.db, each)) for each in rows],
        area_words=lambda code: area_name(areas, code),
        source=sources_of(g.db, [service.id]).get(service.id),
        acts=[(each, change_words(each)) for each in acts[:LATEST]],
        names=names_of(g.db, acts[:LATEST]),
        form=form,
    )
    return drawn


def names_of(db: Session, acts: Sequence[Change]) -> dict[UUID, str]:
    """Who did them, by name."""
    wanted = {each.by_id for each in acts if each.by_id is not None}
    found = db.scalars(select(Person).where(Person.id.in_(wanted)))
    return {each.id: each.name for each in found}


def _list(
    found: Sequence[Offered], pages: Pages, form: ListForm, names: NameForm | None = None
) -> str:
    tree, on = tree_of(g.db), now().date()
    every = offered(g.db, on)
    drawn: str = render_template(
        "referrals/directory/list.html",
        rows=[
            (each, kinds_words(each.categories), _areas(each, tree), STATES[each.freshness])
            for each in pages.of(found)
        ],
        found=len(found),
        held=len({each.service for each in every}),
        due=len(tasks(g.db, every)),
        lacks=[
            (area_name(tree.values(), each.area), KINDS[each.kind]) for each in missing(g.db, on)
        ],
        pages=pages,
        form=form,
        names=names or NameForm(formdata=None),
    )
    return drawn


def _areas(each: Offered, tree: Mapping[str, Area]) -> str:
    return ", ".join(sorted(area_name(tree.values(), code) for code in each.areas))


def sources_of(db: Session, services: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Where each was taken from, and in words how sure that is until somebody has called."""
    found = select(SurvivorRules).where(SurvivorRules.service_id.in_(services))
    return {
        each.service_id: (each.source, str(SURE.get(each.confidence, "")))
        for each in db.scalars(found)
        if each.source
    }

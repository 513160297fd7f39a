"""`/measures/groups` and `/measures/hand-on`: what an analyst sets around the tables."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.judging import complain
from auth.models import Organization
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.forms.measuring_groups import GroupForm
from casework.measures.grouping import NotFree, TooFew, dissolve, name_group, named_groups
from casework.measures.handing import hand_on
from casework.measures.storing import factories_of
from casework.views.measuring import analyst_here
from casework.views.measuring_keys import find_programme
from crypto.errors import KeyMissing

bp = Blueprint("measuring_groups", __name__, url_prefix="/measures")


@bp.get("/groups/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show_groups(programme: Organization) -> ResponseReturnValue:
    return _groups_page(programme, GroupForm(formdata=None))


@bp.post("/groups/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def make_group(programme: Organization) -> ResponseReturnValue:
    """Compare some factories together from the next quarter on."""
    form = GroupForm()
    form.offer(_free(programme))
    if not form.validate():
        return _groups_page(programme, form), 422
    every = [each.id for each in factories_of(g.db, programme.id)]
    try:
        name_group(g.db, programme.id, form.name.data or "", form.chosen, every)
    except (NotFree, TooFew):
        g.db.rollback()
        complain(form.name, _("There is a group of this name, or a factory is in another one."))
        return _groups_page(programme, form), 422
    _note(programme, "group:name")
    return redirect(f"/measures/groups/{programme.id}", 303)


@bp.post("/groups/<uuid:programme_id>/dissolve")
@guarded(Permission.Measures.PUBLISH, find_programme)
def dissolve_group(programme: Organization) -> ResponseReturnValue:
    """Its factories are compared by their country again."""
    dissolve(g.db, programme.id, request.form.get("name", "", str))
    _note(programme, "group:dissolve")
    return redirect(f"/measures/groups/{programme.id}", 303)


@bp.get("/hand-on/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show_handing(programme: Organization) -> ResponseReturnValue:
    return _handing_page(programme, AgainForm(formdata=None))


@bp.post("/hand-on/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme, asks_again=True)
def hand_quarters_on(programme: Organization) -> ResponseReturnValue:
    """Hand the past quarters to those who came since."""
    form = AgainForm()
    if not form.validate():
        return _handing_page(programme, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _handing_page(programme, form), 422
    try:
        people = hand_on(g.db, analyst_here(programme.id))
    except KeyMissing:
        g.db.rollback()
        form.form_errors.append(_("You are not certified here, or hold no such key."))
        return _handing_page(programme, form), 422
    _note(programme, "tables:hand_on", people=str(people))
    return redirect(f"/measures/hand-on/{programme.id}?done={people}", 303)


def _groups_page(programme: Organization, form: GroupForm) -> str:
    form.offer(_free(programme))
    names = {each.id: each.name for each in factories_of(g.db, programme.id)}
    groups = named_groups(g.db, programme.id).items()
    page: str = render_template(
        "casework/measuring/groups.html",
        programme=programme,
        form=form,
        groups=[(name, _named(names, members)) for name, members in groups],
    )
    return page


def _named(names: dict[UUID, str], members: list[UUID]) -> list[str]:
    """A factory that the programme does not cover any more is left out."""
    return sorted(names[each] for each in members if each in names)


def _free(programme: Organization) -> list[tuple[str, str]]:
    taken = {each for found in named_groups(g.db, programme.id).values() for each in found}
    free = [each for each in factories_of(g.db, programme.id) if each.id not in taken]
    return sorted(((str(each.id), each.name) for each in free), key=lambda each: each[1])


def _handing_page(programme: Organization, form: AgainForm) -> str:
    done = request.args.get("done", None, int)
    page: str = render_template(
        "casework/measuring/hand_on.html", programme=programme, form=form, done=done
    )
    return page


def _note(programme: Organization, verb: str, **facts: str) -> None:
    note(g.db, g.keys, g.actor.person, f"measures:{verb}", programme.id, now(), **facts)

"""`/measures/lost`: a key of measurement that nobody has; an analyst and a supervisor sign it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.judging import complain
from auth.models import Organization, Role
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.facts.keys import certificate_in, rows_of
from casework.facts.lost import NotSaid, StillHeld, is_lost, is_said, nobody_has, say_lost
from casework.views.measuring import analyst_here
from casework.views.measuring_keys import find_programme
from crypto.errors import KeyMissing

bp = Blueprint("measuring_lost", __name__, url_prefix="/measures/lost")


@dataclass(frozen=True)
class Gone:
    """One key that no analyst of today has."""

    id: UUID
    year: int
    number: int
    made_on: date
    is_said: bool
    is_lost: bool


@bp.get("/<uuid:programme_id>")
@guarded(Permission.Measures.LOSE, find_programme)
def show(programme: Organization) -> ResponseReturnValue:
    return _page(programme, AgainForm(formdata=None))


@bp.post("/<uuid:programme_id>")
@guarded(Permission.Measures.LOSE, find_programme, asks_again=True)
def sign(programme: Organization) -> ResponseReturnValue:
    """An analyst says it, a supervisor confirms it; from then on it is passed over."""
    form = AgainForm()
    key = request.form.get("key", None, UUID) or abort(404)
    if not form.validate():
        return _page(programme, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _page(programme, form), 422
    why = _signed(programme, key)
    if why:
        g.db.rollback()
        form.form_errors.append(why)
        return _page(programme, form), 422
    return redirect(f"/measures/lost/{programme.id}", 303)


def _signed(programme: Organization, key: UUID) -> str:
    """Sign it; why not, in a sentence, where she cannot."""
    role = _role(programme)
    try:
        say_lost(g.db, analyst_here(programme.id), key, role)
    except StillHeld:
        return str(_("An analyst here has this key: let her hand it on."))
    except NotSaid:
        return str(_("First an analyst says that it is lost; somebody else confirms it."))
    except KeyMissing:
        return str(_("You are not certified here, or there is no such key."))
    verb = "say_lost" if role is Role.ANALYST else "confirm_lost"
    person, facts = g.actor.person, {"key": str(key)}
    note(g.db, g.keys, person, f"measures:key:{verb}", programme.id, now(), **facts)
    return ""


def _role(programme: Organization) -> Role:
    """As what she signs. Whoever is both says it, and another confirms it."""
    analyst_at = {each.organization for each in g.actor.standings_as((Role.ANALYST,))}
    return Role.ANALYST if programme.id in analyst_at else Role.SUPERVISOR


def _page(programme: Organization, form: AgainForm) -> str:
    page: str = render_template(
        "casework/measuring/lost.html",
        programme=programme,
        form=form,
        keys=_gone(programme),
        is_analyst=_role(programme) is Role.ANALYST,
    )
    return page


def _gone(programme: Organization) -> list[Gone]:
    her = analyst_here(programme.id)
    ids = set(nobody_has(g.db, her.register, programme.id, her.on))
    found = ((each, certificate_in(each)) for each in rows_of(g.db, programme.id))
    return [
        Gone(
            row.id,
            row.year,
            row.number,
            said.statement.made_on,
            is_said(row, her.register),
            is_lost(row, her.register),
        )
        for row, said in found
        if said is not None and row.id in ids
    ]

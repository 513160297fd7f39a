"""`/logged`: what somebody logged for others and cannot read; she adds what she learns later."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from auth.actor import Actor
from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from casework.case import slips
from casework.case.slips import Foil
from casework.forms.logged import LaterForm
from casework.models.counterfoil import Progress
from casework.telling import choices
from casework.words.cases import begun
from crypto.errors import SealBroken

bp = Blueprint("logged", __name__, url_prefix="/logged")


def find_foil(db: Session, actor: Actor, foil_id: UUID) -> Foil | None:
    """One of her own, opened with her keys; nobody else's opens."""
    return slips.find(db, g.keys, actor, foil_id)


@bp.get("")
@guarded(Permission.Logged.LIST)
def show() -> ResponseReturnValue:
    foils = slips.mine(g.db, g.keys, g.actor)
    return render_template(
        "casework/logged/logged.html",
        rows=[(foil, came_words(foil), progress_words(foil.status)) for foil in foils],
        is_added=request.args.get("done") == "added",
    )


@bp.get("/<uuid:foil_id>")
@guarded(Permission.Logged.WRITE, find_foil)
def show_one(foil: Foil) -> ResponseReturnValue:
    return _page(foil, LaterForm(formdata=None))


@bp.post("/<uuid:foil_id>")
@guarded(Permission.Logged.WRITE, find_foil)
def add(foil: Foil) -> ResponseReturnValue:
    form = LaterForm()
    if foil.status is Progress.CLOSED:
        return _page(foil, form), 409
    if not form.validate():
        return _page(foil, form), 422
    try:
        slips.write(g.db, g.actor, foil, form.words.data or "", now())
    except SealBroken:
        # It was taken away between the two readings: from now on there is nothing here.
        raise NotFound from None
    return redirect("/logged?done=added", 303)


def came_words(foil: Foil) -> str:
    """How it came, in words; of a letter of several, which woman of it."""
    way = str(choices.WAYS.get(foil.way, ""))
    if not foil.position:
        return way
    hers = str(_("woman %(number)s of those who wrote", number=foil.position))
    return f"{way}, {hers}" if way else begun(hers)


def progress_words(status: Progress) -> str:
    """How far it is, as far as she is told."""
    words: dict[Progress, str] = {
        Progress.RECEIVED: _("Received"),
        Progress.DEALT_WITH: _("Being dealt with"),
        Progress.CLOSED: _("Closed"),
    }
    return words[status]


def _page(foil: Foil, form: LaterForm) -> str:
    return render_template(
        "casework/logged/one.html",
        foil=foil,
        form=form,
        way=came_words(foil),
        status=progress_words(foil.status),
    )

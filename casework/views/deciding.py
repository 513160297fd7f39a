"""`/r/later`: what she keeps goes the way of `/w` once more, and is sent to the people of today."""

from uuid import UUID

from flask import Blueprint, g, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from auth import cookies
from auth.guard import guarded
from auth.models import Organization, OrganizationKind
from auth.parts import now
from auth.permissions import Permission
from casework.case.covers import the_cover
from casework.models.case import Case
from casework.parts import the_parts
from casework.telling import drafts, way
from casework.telling.retelling import as_kept, workplace_of
from casework.views.coming_back import HOME, find_hers
from casework.views.told import find_draft

bp = Blueprint("deciding", __name__)
BEGINS = "workplace"
"""Her language is known; where she works decides who the people of today are."""


@bp.get("/r/later")
@guarded(Permission.Survivor.WRITE, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """What deciding means: nothing is sent before the last page."""
    _ = g.actor.ring
    if not the_cover(g.db, case.id).text.is_kept:
        return redirect(HOME, 303)
    return render_template("casework/telling/later.html")


@bp.post("/r/later")
@guarded(Permission.Survivor.WRITE, find_hers)
def begin(case: Case) -> ResponseReturnValue:
    """Begin the way with what she kept, or go on where she was."""
    _ = g.actor.ring
    cover = the_cover(g.db, case.id)
    if not cover.text.is_kept:
        return redirect(HOME, 303)
    going_on = find_draft(g.db)
    if going_on is not None and going_on.text.kept == case.id:
        return redirect("/w", 303)
    parts = the_parts()
    ticket, draft = drafts.begin(g.db, g.keys, parts.files, now())
    draft.text.answers = as_kept(g.db, cover)
    draft.text.answers.workplace = _factory(workplace_of(g.db, cover))
    draft.text.kept, draft.text.page = case.id, BEGINS
    draft.text.seen = [way.FIRST]
    drafts.keep(g.db, g.keys, draft, now())
    response = make_response(redirect("/w", 303))
    cookies.put(response, cookies.DRAFT, ticket.cookie, is_secure=parts.config.is_secure)
    return response


def _factory(name: str) -> UUID | None:
    """The factory she named then, if it is here still; two of one name she is asked about."""
    found = g.db.scalars(
        select(Organization.id).where(
            Organization.kind == OrganizationKind.FACTORY, Organization.name == name
        )
    ).all()
    return found[0] if len(found) == 1 else None

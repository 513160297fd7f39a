"""`/measures/keys`: an analyst looks after the keys of measurement, and keeps what waits."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.judging import complain
from auth.models import Organization, Role
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.desk.reading import names_of
from casework.facts.keeping import keep, of_open_days, waiting
from casework.facts.keys import (
    Analyst,
    certificate_in,
    current,
    hand_on,
    her_keys,
    holding,
    make_key,
    rows_of,
)
from casework.facts.lost import nobody_has
from casework.facts.origin import the_origin
from casework.parts import the_parts
from crypto.errors import KeyMissing

bp = Blueprint("measuring_keys", __name__, url_prefix="/measures/keys")


def find_programme(db: Session, _actor: Actor, programme_id: UUID) -> Organization | None:
    """A programme by its id."""
    return db.get(Organization, programme_id)


@bp.get("")
@guarded(Permission.Measures.KEYS)
def show() -> ResponseReturnValue:
    hers = [each.organization for each in g.actor.standings_as((Role.ANALYST,))]
    programmes = [found for each in hers if (found := g.db.get(Organization, each))]
    return render_template(
        "casework/measuring/keys.html",
        programmes=[(each, _state(each)) for each in programmes],
        done={name: request.args.get(name, 0, int) for name in ("kept", "refused", "all")},
    )


@bp.post("/<uuid:programme_id>/keep")
@guarded(Permission.Measures.KEEP, find_programme)
def keep_facts(programme: Organization) -> ResponseReturnValue:
    """One press keeps a few thousand; the page says how many are left, and offers the next."""
    every = max(
        request.form.get("all", 0, int), waiting(g.db, programme.id, the_parts().register(g.db))
    )
    try:
        done = keep(g.db, _her(programme), the_origin(g.db))
    except KeyMissing:
        g.db.rollback()
        return redirect(f"/measures/keys/{programme.id}", 303)
    facts = {"kept": done.kept, "refused": done.refused}
    if any(facts.values()):
        _note(programme, "facts:keep", **{name: str(each) for name, each in facts.items()})
    return redirect(f"/measures/keys?{urlencode({**facts, 'all': every})}", 303)


@bp.get("/<uuid:programme_id>")
@guarded(Permission.Measures.KEEP, find_programme)
def show_key(programme: Organization) -> ResponseReturnValue:
    return _key_page(programme, AgainForm(formdata=None))


@bp.post("/<uuid:programme_id>")
@guarded(Permission.Measures.KEEP, find_programme, asks_again=True)
def make_it(programme: Organization) -> ResponseReturnValue:
    """A new key, for what is counted from now on; older ones stay."""
    return _pressed(programme, is_new=True)


@bp.post("/<uuid:programme_id>/hand-on")
@guarded(Permission.Measures.KEEP, find_programme, asks_again=True)
def hand_it_on(programme: Organization) -> ResponseReturnValue:
    return _pressed(programme, is_new=False)


def _pressed(programme: Organization, *, is_new: bool) -> ResponseReturnValue:
    form = AgainForm()
    if not form.validate():
        return _key_page(programme, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _key_page(programme, form), 422
    try:
        _make(programme) if is_new else _hand_on(programme)
    except KeyMissing:
        g.db.rollback()
        form.form_errors.append(_("You are not certified here, or hold no such key."))
        return _key_page(programme, form), 422
    return redirect("/measures/keys", 303)


def _make(programme: Organization) -> None:
    make_key(g.db, _her(programme))
    _note(programme, "key:make")


def _hand_on(programme: Organization) -> None:
    given = hand_on(g.db, _her(programme))
    _note(programme, "key:hand_on", boxes=str(given))


def _key_page(programme: Organization, form: AgainForm) -> str:
    drawn: str = render_template(
        "casework/measuring/key.html", programme=programme, form=form, key=_state(programme)
    )
    return drawn


def _state(programme: Organization) -> dict[str, object]:
    """How the programme's keys stand, with the names of who has them, and what waits."""
    her = _her(programme)
    rows = rows_of(g.db, programme.id)
    made = [found.statement.made_on for each in rows if (found := certificate_in(each))]
    now_in_use = current(g.db, her.register, programme.id, her.on)
    held = [holding(g.db, each, her.register, her.on) for each in rows]
    newest = held[0] if held else None
    lacks = frozenset[UUID]().union(*(each.lacks for each in held))
    return {
        "is_there": bool(rows),
        "in_use": now_in_use,
        "is_of_this_year": now_in_use is not None and now_in_use.year == her.on.year,
        "is_mine": bool(her_keys(g.db, her)),
        "since": min(made, default=None),
        "has": _names(newest.has if newest else ()),
        "lacks": _names(lacks),
        "left": _names(newest.left if newest else ()),
        "waits": waiting(g.db, programme.id, her.register),
        "is_gone": bool(nobody_has(g.db, her.register, programme.id, her.on)),
        "open": of_open_days(g.db, programme.id),
    }


def _names(people: Iterable[UUID]) -> list[str]:
    found = sorted(people)
    names = names_of(g.db, found)
    return [names[each] for each in found]


def _her(programme: Organization) -> Analyst:
    """Whoever is signed in, at work for a programme. Raises KeyMissing."""
    actor, at = g.actor, now()
    if actor.seeds is None or actor.person is None:
        raise KeyMissing
    register = the_parts().register(g.db)
    return Analyst(programme.id, actor.person, actor.seeds, actor.former, register, at)


def _note(programme: Organization, verb: str, **facts: str) -> None:
    note(g.db, g.keys, g.actor.person, f"measures:{verb}", programme.id, now(), **facts)

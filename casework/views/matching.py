"""`/matching`: a supervisor compares the names that wait, and looks after the programme's key."""

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
from casework.comparing.keys import (
    Supervisor,
    hand_on,
    holds_key,
    make_key,
    row_of,
    sharing,
    sound,
    who_asks,
)
from casework.comparing.working import waiting, work
from casework.desk.reading import names_of
from casework.parts import the_parts
from crypto.errors import KeyMissing

bp = Blueprint("matching", __name__, url_prefix="/matching")


def find_programme(db: Session, _actor: Actor, programme_id: UUID) -> Organization | None:
    """A programme by its id."""
    return db.get(Organization, programme_id)


@bp.get("")
@guarded(Permission.Matching.LIST)
def show() -> ResponseReturnValue:
    hers = [each.organization for each in g.actor.standings_as((Role.SUPERVISOR,))]
    counts = waiting(g.db, hers)
    programmes = [db_row for each in hers if (db_row := g.db.get(Organization, each))]
    return render_template(
        "casework/matching/matching.html",
        programmes=[(each, _state(each), counts.get(each.id, 0)) for each in programmes],
        done={name: request.args.get(name, 0, int) for name in ("compared", "refused")},
    )


@bp.post("/<uuid:programme_id>/work")
@guarded(Permission.Matching.WORK, find_programme)
def do_work(programme: Organization) -> ResponseReturnValue:
    try:
        done = work(g.db, _her(programme))
    except KeyMissing:
        g.db.rollback()
        return redirect(f"/matching/{programme.id}/key", 303)
    # Not how many are alike: where one name waits, that is the answer about it.
    facts = {"compared": done.compared, "refused": done.refused}
    if any(facts.values()):
        _note(programme, "names:compare", **{name: str(each) for name, each in facts.items()})
    return redirect(f"/matching?{urlencode(facts)}", 303)


@bp.get("/<uuid:programme_id>/key")
@guarded(Permission.Matching.KEEP, find_programme)
def show_key(programme: Organization) -> ResponseReturnValue:
    return _key_page(programme, AgainForm(formdata=None))


@bp.post("/<uuid:programme_id>/key")
@guarded(Permission.Matching.KEEP, find_programme, asks_again=True)
def make_it(programme: Organization) -> ResponseReturnValue:
    """A new key: what the old one compared goes. Where one is sound, two of them press."""
    return _pressed(programme, is_new=True)


@bp.post("/<uuid:programme_id>/key/hand-on")
@guarded(Permission.Matching.KEEP, find_programme, asks_again=True)
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
    return redirect("/matching", 303)


def _make(programme: Organization) -> None:
    is_made = make_key(g.db, _her(programme)) is not None
    _note(programme, "key:make" if is_made else "key:ask")


def _hand_on(programme: Organization) -> None:
    given = hand_on(g.db, _her(programme))
    _note(programme, "key:hand_on", people=str(given))


def _key_page(programme: Organization, form: AgainForm) -> str:
    drawn: str = render_template(
        "casework/matching/key.html", programme=programme, form=form, key=_state(programme)
    )
    return drawn


def _state(programme: Organization) -> dict[str, object]:
    """How the programme's key stands, with the names of who has it."""
    her, row = _her(programme), row_of(g.db, programme.id)
    shared = sharing(g.db, row, her.register, her.on)
    asks = who_asks(row, her.register, her.on) if row is not None else None
    names = names_of(g.db, [*shared.has, *shared.lacks, *shared.left, *([asks] if asks else [])])
    return {
        "is_there": row is not None,
        "is_sound": row is not None and sound(row, her.register, her.on) is not None,
        "is_mine": holds_key(g.db, her),
        "asks": names[asks] if asks else "",
        "is_asked_by_me": asks == her.person,
        "has": [names[each] for each in sorted(shared.has)],
        "lacks": [names[each] for each in sorted(shared.lacks)],
        "left": [names[each] for each in sorted(shared.left)],
    }


def _her(programme: Organization) -> Supervisor:
    """Whoever is signed in, at work for a programme. Raises KeyMissing."""
    actor, at = g.actor, now()
    if actor.seeds is None or actor.person is None:
        raise KeyMissing
    register = the_parts().register(g.db)
    return Supervisor(programme.id, actor.person, actor.seeds, actor.former, register, at)


def _note(programme: Organization, verb: str, **facts: str) -> None:
    person = g.actor.person
    note(g.db, g.keys, person, f"matching:{verb}", programme.id, now(), **facts)

"""Taking a holder's keys away who should not read on: asked by one, confirmed by a second."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from auth.again import is_proven
from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.case.rekey import LastHolder
from casework.case.turns import Turn
from casework.course.leaving import confirm, remove
from casework.desk.reading import Opened
from casework.forms.cases import PressForm
from casework.forms.removing import RemoveForm
from casework.models.case import Case
from casework.models.cover import Removal
from casework.readers.removals import pending, removable, seconds
from casework.readers.removing import NotRemovable, SecondNeeded, drop
from casework.views.cases_writing import page, written
from casework.views.casing import done, explain_refusals, find_case, opened, opened_anew, the_turn
from casework.words.cases import CAPACITIES

bp = Blueprint("removing", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/remove")
@guarded(Permission.Case.REMOVE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    return page(case, "remove", _offering(RemoveForm(formdata=None), found), found)


@bp.post("/remove")
@guarded(Permission.Case.REMOVE, find_case, asks_again=True)
def ask(case: Case) -> ResponseReturnValue:
    form = _offering(RemoveForm(), opened(case))
    if form.validate() and not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return page(case, "remove", form), 422
    return written(case, "remove", form, lambda: _ask(case, form))


@bp.get("/remove/<uuid:person>")
@guarded(Permission.Case.REMOVE, find_case)
def show_asked(case: Case, person: UUID) -> ResponseReturnValue:
    return _asked_page(opened(case), person, PressForm(formdata=None))


@bp.post("/remove/<uuid:person>/confirm")
@guarded(Permission.Case.REMOVE, find_case, asks_again=True)
def confirm_it(case: Case, person: UUID) -> ResponseReturnValue:
    return _pressed(case, person, confirm)


@bp.post("/remove/<uuid:person>/drop")
@guarded(Permission.Case.REMOVE, find_case, asks_again=True)
def drop_it(case: Case, person: UUID) -> ResponseReturnValue:
    return _pressed(case, person, drop)


def _offering(form: RemoveForm, found: Opened) -> RemoveForm:
    others = removable(found.cover, found.case.id, g.actor.person)
    named = [(each.holder.hex, _described(found, each.holder)) for each in others]
    form.person.offer(sorted(named, key=lambda each: each[1]))
    return form


def _described(found: Opened, person: UUID) -> str:
    held = found.cover.holder(person)
    role = str(CAPACITIES.get(held.capacity, "")) if held else ""
    return ", ".join(filter(None, (found.name(person), role)))


def _ask(case: Case, form: RemoveForm) -> ResponseReturnValue:
    turn, words = the_turn(case, form.seen.data), form.words.data or ""
    try:
        remove(g.db, turn, UUID(form.person.value), words)
    except (NotRemovable, LastHolder, SecondNeeded) as why:
        complain(form.person, _why_not(why))
        return page(case, "remove", form, _offered_anew(case, form)), 422
    return done(case)


def _offered_anew(case: Case, form: RemoveForm) -> Opened:
    found = opened_anew(case)
    _offering(form, found)
    return found


def _why_not(why: Exception) -> str:
    if isinstance(why, LastHolder):
        return str(_("This person alone opens a part of the case. Hand those keys over first."))
    if isinstance(why, SecondNeeded):
        return str(_("This takes two, and nobody is left who could confirm it."))
    return str(_("This person holds no keys any more. Please choose again."))


def _pressed(
    case: Case, person: UUID, press: Callable[[Session, Turn, UUID], None]
) -> ResponseReturnValue:
    form, found = PressForm(), opened(case)
    asked = _the_asked(found, person)
    if not form.validate() or not is_proven():
        if form.passphrase.data:
            complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _asked_page(found, person, form), 422
    try:
        press(g.db, the_turn(case), asked.holder)
    except NotRemovable:
        raise NotFound from None
    except LastHolder as why:
        complain(form.passphrase, _why_not(why))
        return _asked_page(opened_anew(case), person, form), 409
    return done(case)


def _the_asked(found: Opened, person: UUID) -> Removal:
    """What is asked about somebody else; of oneself nothing is shown."""
    asked = pending(found.cover, person)
    if asked is None or person == g.actor.person:
        raise NotFound
    return asked


def _asked_page(found: Opened, person: UUID, form: PressForm) -> str:
    asked = _the_asked(found, person)
    may_confirm = g.actor.person in seconds(found.cover, asked)
    about = {"asked": asked, "may_confirm": may_confirm, "who": _described(found, person)}
    return page(found.case, "removal", form, found, about=about)

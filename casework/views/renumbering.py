"""For those who deal with a case: stopping a number by voice, and a new one that two give."""

from collections.abc import Callable, Mapping

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import the_cover
from casework.case.entering import remember_case
from casework.case.rekey import renew
from casework.case.turns import Turn
from casework.forms.returning import HandOutForm
from casework.models.case import Case
from casework.number.offering import Offer, offer, offered
from casework.number.renumbering import NoNumber, only_hers, stop_number
from casework.number.replacing import (
    NotConfirmed,
    NotProposed,
    OneAlone,
    confirm,
    hand_out,
    may_confirm,
    propose,
    standing,
)
from casework.number.spacing import groups_at
from casework.parts import the_parts
from casework.readers.naming import known
from casework.views.casing import explain_refusals, find_case, the_turn
from casework.views.coming_back import LIMIT, in_lane, prepared
from crypto import number
from crypto.errors import SealBroken

bp = Blueprint("renumbering", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)
REFUSED = (NoNumber, NotProposed, NotConfirmed, OneAlone)
PRESSES: Mapping[str, Callable[[Session, Turn], None]] = {
    "stop": stop_number,
    "propose": propose,
    "confirm": confirm,
}


@bp.get("/number")
@guarded(Permission.Case.SPEAK_FOR, find_case)
def show(case: Case) -> ResponseReturnValue:
    """What can be done about her number, and how far a new one has come."""
    return _page(case, AgainForm(formdata=None))


@bp.post("/number")
@limiter.limit(LIMIT)
@guarded(Permission.Case.SPEAK_FOR, find_case, asks_again=True)
def press(case: Case) -> ResponseReturnValue:
    """Stop her number, ask for a new one, or confirm that somebody else may give it."""
    form, pressed = AgainForm(), request.form.get("press", "")
    if pressed not in PRESSES:
        return redirect(f"/cases/{case.id}/number", 303)
    if not is_proven():
        form.validate()
        form.passphrase.errors = [_("Type your passphrase. Wrong tries are followed by a pause.")]
        return _page(case, form), 422
    try:
        renew(g.db, case.id, the_turn(case).renewal, "owing")
        PRESSES[pressed](g.db, the_turn(case))
    except REFUSED:
        g.db.rollback()
        return redirect(f"/cases/{case.id}/number?done=refused", 303)
    return _seen(case, pressed)


@bp.get("/number/new")
@guarded(Permission.Case.SPEAK_FOR, find_case)
def show_new(case: Case) -> ResponseReturnValue:
    """A number for her to take along; she types its word herself."""
    seeds = the_turn(case).author.seeds
    proposed = standing(g.db, case.id, the_cover(g.db, case.id).text)
    if proposed is None or not proposed.is_confirmed or proposed.by != g.actor.person:
        return redirect(f"/cases/{case.id}/number", 303)
    made = offer(seeds, case.id, None)
    return _new_page(case, HandOutForm(formdata=None, offer=made.seal), made)


@bp.post("/number/new")
@limiter.limit(LIMIT)
@guarded(Permission.Case.SPEAK_FOR, find_case, asks_again=True)
def give_new(case: Case) -> ResponseReturnValue:
    """Put the number in force that she has written down."""
    form, seeds, back = HandOutForm(), the_turn(case).author.seeds, f"/cases/{case.id}/number"
    try:
        made = offered(form.offer.data or "", seeds, case.id, None)
    except SealBroken:
        return redirect(f"{back}/new", 303)
    is_valid = form.validate()
    if is_valid and not is_proven():
        form.passphrase.errors = [_("This passphrase is not right, or it was tried too often.")]
    if not is_valid or not is_proven():
        return _new_page(case, form, made), 422
    ready = in_lane(lambda: prepared(made.number, str(form.new_word.data or "")))
    try:
        hand_out(g.db, the_turn(case), ready)
    except REFUSED:
        g.db.rollback()
        return redirect(f"{back}?done=refused", 303)
    return _seen(case, "given")


def _seen(case: Case, done: str) -> Response:
    remember_case(g.db, the_parts(), g.actor, case.id)
    return redirect(f"/cases/{case.id}/number?done={done}", 303)


def _page(case: Case, form: AgainForm) -> str:
    cover = the_cover(g.db, case.id).text
    proposed, me = standing(g.db, case.id, cover), g.actor.person
    people = [each for each in (proposed.by, proposed.second) if each] if proposed else []
    return render_template(
        "casework/returning/staff.html",
        case=case,
        cover=cover,
        form=form,
        proposed=proposed,
        people=known(g.db, people),
        me=me,
        may_confirm=may_confirm(cover, proposed, me),
        closed=only_hers(cover, case.id),
        done=request.args.get("done", ""),
    )


def _new_page(case: Case, form: HandOutForm, made: Offer) -> str:
    groupings = the_parts().config.number_grouping
    shown = number.group(made.number, groups_at(g.db, groupings, case.factory_id))
    return render_template("casework/returning/hand_out.html", case=case, form=form, number=shown)

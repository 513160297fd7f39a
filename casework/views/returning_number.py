"""With number and word: another number, and closing her access for good."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from auth import memory
from auth.actor import Actor, Rank
from auth.guard import guarded, public
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.covers import the_cover
from casework.forms.returning import EndForm, NewNumberForm
from casework.models.case import Case
from casework.number.offering import Offer, offer, offered
from casework.number.renumbering import NumberEnded, change_number, close_access, only_hers
from casework.number.returning_number import Prepared
from casework.number.spacing import groups_at
from casework.parts import the_parts
from casework.telling import kept
from casework.views.coming_back import (
    COMING_LIMIT,
    HOME,
    begin_session,
    end_session,
    find_hers,
    in_lane,
    prepared,
    proven,
    seconds_to_wait,
    turn_of,
)
from casework.views.her_presses import after
from casework.views.wording import what_they_open
from crypto import number
from crypto.errors import SealBroken
from crypto.seeds import Seeds

bp = Blueprint("returning_number", __name__)


@bp.get("/r/number")
@guarded(Permission.Survivor.CHANGE_NUMBER, find_hers)
def show_new_number(case: Case) -> ResponseReturnValue:
    """A new number to write down. It counts once she has sent the form, and not before."""
    made = offer(_seeds(g.actor), case.id, g.actor.number)
    return _new_number(case, NewNumberForm(formdata=None, offer=made.seal), made)


@bp.post("/r/number")
@limiter.limit(COMING_LIMIT)
@guarded(Permission.Survivor.CHANGE_NUMBER, find_hers)
def renumber(case: Case) -> ResponseReturnValue:
    """Put the number she has written down in the place of the old one."""
    form, actor, case_id = NewNumberForm(), g.actor, case.id
    try:
        made = offered(form.offer.data or "", _seeds(actor), case_id, actor.number)
    except SealBroken:
        return redirect("/r/number", 303)
    wait = seconds_to_wait(actor)
    if wait or not form.validate():
        return _new_number(case, form, made, wait=wait), 429 if wait else 422
    ready = in_lane(lambda: _judged(form, actor, made))
    if ready is None:
        return _new_number(case, form, made, is_wrong=True), 403
    return _changed(case, actor, ready)


@bp.get("/r/end")
@guarded(Permission.Survivor.CLOSE_ACCESS, find_hers)
def show_end(case: Case) -> ResponseReturnValue:
    """What is gone when she closes her access."""
    return _end_page(case, EndForm(formdata=None))


@bp.post("/r/end")
@limiter.limit(COMING_LIMIT)
@guarded(Permission.Survivor.CLOSE_ACCESS, find_hers)
def end(case: Case) -> ResponseReturnValue:
    """End her number and her keys; what she kept for herself alone is destroyed."""
    form, actor = EndForm(), g.actor
    wait = seconds_to_wait(actor)
    if wait or not form.validate():
        return _end_page(case, form, wait=wait), 429 if wait else 422
    if in_lane(lambda: proven(actor, form.word.data or "")) is None:
        return _end_page(case, form, is_wrong=True), 403
    try:
        _close(case, actor)
    except NumberEnded:
        g.db.rollback()
    return end_session(redirect("/r/ended", 303))


@bp.get("/r/ended")
@public
def show_ended() -> ResponseReturnValue:
    """That a number opens nothing any more."""
    return render_template("casework/returning/ended.html")


def _judged(form: NewNumberForm, actor: Actor, made: Offer) -> Prepared | None:
    """Her word, then number and new word: three Argon2 runs in one turn of the lane."""
    if proven(actor, form.word.data or "") is None:
        return None
    return prepared(made.number, str(form.new_word.data or ""))


def _changed(case: Case, actor: Actor, ready: Prepared) -> Response:
    seeds, old = ready.seeds, actor.number
    if seeds is None or old is None:
        raise ValueError(ready.row)
    try:
        change_number(g.db, turn_of(actor, case), old, ready)
    except NumberEnded:
        g.db.rollback()
        return end_session(redirect("/r", 303))
    memory.carry_over(g.db, g.keys, case.id, _seeds(actor), seeds)
    her = Actor(
        rank=Rank.SURVIVOR,
        holder=case.id,
        seeds=seeds,
        opening_key=ready.opening_key,
        number=ready.row,
    )
    return begin_session(after(HOME, "renumbered"), her, case)


def _close(case: Case, actor: Actor) -> None:
    parts = the_parts()
    if actor.number is None:
        raise NumberEnded
    g.db.refresh(case)
    if case.destroy_after is not None:
        kept.destroy(g.db, g.keys, parts.files, case.id, actor.number)
    else:
        close_access(g.db, turn_of(actor, case), actor.number)


def _new_number(case: Case, form: NewNumberForm, made: Offer, **facts: object) -> str:
    groupings = the_parts().config.number_grouping
    shown = number.group(made.number, groups_at(g.db, groupings, case.factory_id))
    return render_template("casework/returning/new_number.html", form=form, number=shown, **facts)


def _end_page(case: Case, form: EndForm, **facts: object) -> str:
    cover = the_cover(g.db, case.id).text
    return render_template(
        "casework/returning/end.html",
        form=form,
        is_kept=cover.is_kept,
        closed=what_they_open(only_hers(cover, case.id)),
        **facts,
    )


def _seeds(actor: Actor) -> Seeds:
    if actor.seeds is None:
        raise ValueError(actor.rank)
    return actor.seeds

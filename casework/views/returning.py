"""`/r`: coming back with a number, and what the number alone shows."""

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth.actor import Actor, Rank
from auth.guard import guarded, public
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case import inbox
from casework.case.inbox import Asks
from casework.forms.ending import WithdrawForm
from casework.forms.returning import MessageForm, NumberForm, WordForm
from casework.models.case import Case
from casework.models.number import NumberFacts
from casework.number import returning_number
from casework.number.returning import the_place
from casework.number.returning_number import Found
from casework.parts import the_parts
from casework.telling import kept
from casework.views.coming_back import (
    COMING_LIMIT,
    HOME,
    LIMIT,
    begin_session,
    entered,
    facts_of,
    find_hers,
    found_by,
    in_lane,
    proven,
    seconds_to_wait,
)
from casework.views.her_presses import after, just_pressed
from casework.views.knocking import Knocks
from crypto.epochs import lock

bp = Blueprint("returning", __name__)
ALONE = "/r/here"


@bp.get("/r")
@public
def show() -> ResponseReturnValue:
    """The field for the number; whoever is in already goes on to her page."""
    homes = {Rank.NUMBER: ALONE, Rank.SURVIVOR: HOME}
    if g.actor.rank in homes:
        return redirect(homes[g.actor.rank], 303)
    return render_template("casework/returning/number.html", form=NumberForm(formdata=None))


@bp.post("/r")
@limiter.limit(COMING_LIMIT)
@public
def come() -> ResponseReturnValue:
    """Judge a number. Unknown, changed, stopped and mistaken ones get the same answer."""
    form, knocks = NumberForm(), Knocks.here(g.keys, now())
    if not form.validate():
        return _number_page(form, 422)
    with the_parts().sessions(writing=False) as db:
        wait = knocks.wait(db, now())
    if wait:
        return _number_page(form, 429, wait=wait)
    found = found_by(form.digits)
    if found is None:
        knocks.failed(g.db, now())
        return _number_page(form, 403, is_unknown=True)
    return _let_in(found)


@bp.get(ALONE)
@guarded(Permission.Survivor.STATUS, find_hers)
def show_status(case: Case) -> ResponseReturnValue:
    """What the number alone shows: a status, what happens next, a box to write into."""
    if g.actor.rank is Rank.SURVIVOR:
        return redirect(HOME, 303)
    return _status_page(case, WordForm(formdata=None), MessageForm(formdata=None))


@bp.post("/r/word")
@limiter.limit(COMING_LIMIT)
@guarded(Permission.Survivor.STATUS, find_hers)
def open_with_word(case: Case) -> ResponseReturnValue:
    """Judge the second word; a right one opens everything that is hers."""
    form, actor = WordForm(), g.actor
    wait = seconds_to_wait(actor)
    if wait or not form.validate():
        return _status_page(case, form, wait=wait), 429 if wait else 422
    seeds = in_lane(lambda: proven(actor, form.word.data or ""))
    if seeds is None:
        return _status_page(case, form, is_wrong=True), 403
    her = entered(actor, case, seeds)
    if her is None:
        return _status_page(case, form, is_closed=True), 403
    kept.visited(g.db, case.id, now())
    return begin_session(redirect(HOME, 303), her, case)


@bp.post("/r/write")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WRITE_INBOX, find_hers)
def write(case: Case) -> ResponseReturnValue:
    """Put words into the inbox; whoever wrote them cannot read them again."""
    form, facts = MessageForm(), _facts_now(case)
    if facts is None or not facts.inbox:
        return redirect("/r", 303)
    if not form.validate():
        return _status_page(case, WordForm(formdata=None), form), 422
    if facts.is_over:
        return _status_page(case, WordForm(formdata=None), form), 409
    inbox.drop(g.db, facts, form.text.data or "", now())
    return after(ALONE, "written")


@bp.post("/r/ask")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WITHDRAW, find_hers)
def ask(case: Case) -> ResponseReturnValue:
    """Withdraw, or take that back, by number alone: a slip in the inbox, which destroys nothing."""
    facts, asked, form = _facts_now(case), request.form.get("asks", ""), WithdrawForm()
    is_open = facts is not None and facts.inbox and not facts.is_over
    if facts is None or not is_open or asked not in set(Asks) or not form.validate():
        return redirect("/r", 303)
    inbox.drop(g.db, facts, "", now(), Asks(asked), form.suggested.value)
    return after(ALONE, asked)


def _facts_now(case: Case) -> NumberFacts | None:
    """What the number opens while nobody renews keys: the inbox key written to is the newest."""
    lock(g.db, case.id)
    return facts_of(g.actor)


def _let_in(found: Found) -> ResponseReturnValue:
    case = g.db.get(Case, found.facts.case)
    if case is None:
        # What was kept is destroyed after its last day; the number says so once, and goes.
        returning_number.remove(g.db, found.row.id)
        return render_template("casework/returning/gone.html", was_kept=found.facts.is_kept)
    kept.visited(g.db, case.id, now())
    actor = Actor(
        rank=Rank.NUMBER, holder=case.id, opening_key=found.opening_key, number=found.row.id
    )
    return begin_session(redirect(ALONE, 303), actor, case)


def _number_page(form: NumberForm, status: int, **facts: object) -> ResponseReturnValue:
    page = render_template("casework/returning/number.html", form=form, **facts)
    response = make_response(page, status)
    if facts.get("wait"):
        response.headers["Retry-After"] = str(facts["wait"])
    return response


def _status_page(
    case: Case, word: WordForm, message: MessageForm | None = None, **facts: object
) -> str:
    return render_template(
        "casework/returning/status.html",
        facts=facts_of(g.actor),
        place=the_place(g.db, case.id),
        word=word,
        message=message or MessageForm(formdata=None),
        done=just_pressed(),
        **facts,
    )

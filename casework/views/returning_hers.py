"""With number and word: what is answered, what she told, who reads it, and what she adds."""

from typing import cast
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from auth import trail
from auth.guard import guarded
from auth.incoming import Incoming, takes_files
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.acts import actor_kind
from casework.case.bounds import ConcernClosed
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import remember_case
from casework.case.inbox import Asks, waiting
from casework.case.turns import ChangedMeanwhile
from casework.ending.hers import her_ending
from casework.forms.ending import WithdrawForm
from casework.forms.returning import FileForm, MessageForm, MoreForm
from casework.models.case import Case
from casework.number import speaking, withdrawing
from casework.number.returning import Place, hers, readers, the_place, writers
from casework.parts import the_parts
from casework.protection import in_person
from casework.protection.her_measures import her_measures
from casework.readers import intentions
from casework.readers.intentions import NotRipe
from casework.readers.panel import next_step
from casework.taking_down import concerns
from casework.telling.uploads import ACCEPT, Problem, arrivals, sink
from casework.views.coming_back import HOME, LIMIT, facts_of, find_hers, turn_of
from casework.views.her_presses import after, just_pressed
from casework.views.walking import too_large
from casework.views.wording import what_they_open, what_they_open_of_a_concern, when_in
from casework.words.cases import ASKED_OF_HER, fact_rows
from casework.words.progress import PROGRESS_WORDS
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_hers", __name__)
bp.record_once(lambda state: state.app.jinja_env.globals.update(PROGRESS_WORDS))


@bp.get(HOME)
@guarded(Permission.Survivor.READ, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """Everything that is hers, on one page."""
    return _home(case, MessageForm(formdata=None))


@bp.post("/r/message")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WRITE, find_hers)
def write(case: Case) -> ResponseReturnValue:
    """A message to the people who read."""
    form = MessageForm()
    if not form.validate():
        return _home(case, form), 422
    try:
        speaking.write(g.db, turn_of(g.actor, case), form.text.data or "")
    except ConcernClosed:
        return _unsent(case, form)
    return _back(case, "written")


@bp.post("/r/read")
@guarded(Permission.Survivor.WRITE, find_hers)
def mark_read(case: Case) -> ResponseReturnValue:
    """She has read it. What came after her page was made still waits."""
    seen = request.form.get("seen", "")
    turn = turn_of(g.actor, case, int(seen) if seen.isdecimal() else 0)
    try:
        speaking.mark_read(g.db, turn)
    except ChangedMeanwhile:
        g.db.rollback()
        return after(HOME, "newer")
    return _back(case, "read")


@bp.get("/r/more")
@guarded(Permission.Survivor.WRITE, find_hers)
def show_more(_case: Case) -> ResponseReturnValue:
    """Where she adds words or a file: two forms, so that a file too large loses no word."""
    return _more(MoreForm(formdata=None), FileForm(formdata=None))


@bp.post("/r/more")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WRITE, find_hers)
def tell_more(case: Case) -> ResponseReturnValue:
    """Further words about what happened."""
    form = MoreForm()
    if not form.validate():
        return _more(form, FileForm(formdata=None)), 422
    try:
        speaking.tell_more(g.db, turn_of(g.actor, case), form.text.data or "")
    except ConcernClosed:
        return _unsent(case, form)
    return _back(case, "added")


@bp.post("/r/file")
@limiter.limit(LIMIT)
@takes_files(sink)
@guarded(Permission.Survivor.WRITE, find_hers)
def add_file(case: Case) -> ResponseReturnValue:
    """One file, sealed while it comes in."""
    form, arrived = FileForm(), arrivals(cast("Incoming", request))
    wrong = _why_not(arrived.problem, is_there=arrived.first is not None)
    if wrong or arrived.first is None:
        form.file.errors = [wrong]
        return _more(MoreForm(formdata=None), form), 422
    file = arrived.first.keep(g.db, is_intimate=bool(form.intimate.data))
    speaking.tell_more(g.db, turn_of(g.actor, case), "", [file])
    return _back(case, "added")


@bp.errorhandler(ConcernClosed)
@bp.errorhandler(KeyMissing)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_again(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


@bp.get("/r/readers")
@guarded(Permission.Survivor.READ, find_hers)
def show_readers(case: Case) -> ResponseReturnValue:
    """Who holds a key to what, and who opened it and when."""
    return render_template(
        "casework/returning/readers.html",
        readers=readers(g.db, case.id),
        writers=writers(g.db, case.id),
        what=what_they_open_of_a_concern if case.is_concern else what_they_open,
        when=when_in(_place(case).zone),
    )


@bp.post("/r/object/<uuid:intention>")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.OBJECT, find_hers)
def object_to(case: Case, intention: UUID) -> ResponseReturnValue:
    """One press ends a hand-over that was announced."""
    try:
        intentions.object_to(g.db, turn_of(g.actor, case), intention)
    except NotRipe:
        g.db.rollback()
        return after(HOME, "late")
    return _back(case, "objected")


@bp.get("/r/stop")
@guarded(Permission.Survivor.WITHDRAW, find_hers)
def show_withdrawal(case: Case) -> ResponseReturnValue:
    """What withdrawing does, and what it does not."""
    is_hers = g.actor.seeds is not None
    cover = the_cover(g.db, case.id).text if is_hers and g.actor.ring.cases else None
    return render_template(
        "casework/returning/withdraw.html",
        cover=cover,
        counts_from=withdrawing.counts_from(cover, waiting(g.db, case.id)) if cover else None,
        when=when_in(_place(case).zone),
        action="/r/stop" if cover else "/r/ask",
        form=WithdrawForm(formdata=None),
    )


@bp.post("/r/stop")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WRITE, find_hers)
def withdraw(case: Case) -> ResponseReturnValue:
    """Ask to withdraw, or take that back."""
    form, asked = WithdrawForm(), request.form.get("asks", "")
    if asked not in set(Asks) or not form.validate():
        return redirect("/r/stop", 303)
    if the_cover(g.db, case.id).text.is_concern:
        concerns.take_back(g.db, turn_of(g.actor, case))
        return _back(case, "")
    if asked == Asks.GOING_ON:
        withdrawing.go_on(g.db, turn_of(g.actor, case))
    else:
        withdrawing.withdraw(g.db, turn_of(g.actor, case), form.suggested.value)
    return _back(case, asked)


def _unsent(case: Case, form: MessageForm | MoreForm) -> ResponseReturnValue:
    """It was closed meanwhile: nothing was sent, and what she typed stands on her page."""
    g.db.rollback()
    unsent = form.text.data or ""
    return _home(g.db.get_one(Case, case.id), MessageForm(formdata=None), unsent), 409


def _home(case: Case, form: MessageForm, unsent: str = "") -> str:
    facts, place = facts_of(g.actor), _place(case)
    _note_opening(case)
    her = hers(g.db, case.id, the_parts().register(g.db), now())
    is_concern = her.cover.is_concern and not her.cover.is_kept
    return render_template(
        f"casework/returning/{'concern' if is_concern else 'home'}.html",
        her=her,
        unsent=unsent,
        facts=facts,
        case=case,
        place=place,
        form=form,
        ending=her_ending(her.cover, her.lines),
        measures=her_measures(her.lines),
        noted=in_person.noted(her.lines),
        next=next_step(the_cover(g.db, case.id).text, now()),
        what=what_they_open_of_a_concern if is_concern else what_they_open,
        rows=lambda facts: fact_rows(facts, ASKED_OF_HER),
        when=when_in(place.zone),
        done=just_pressed(),
    )


def _note_opening(case: Case) -> None:
    """On the trail, once a day; also where the page is the answer to a form."""
    cover = the_cover(g.db, case.id).text
    trail.opened(
        g.db,
        None if g.is_writing else the_parts().sessions,
        cover.trail_keys,
        actor=None,
        kind=actor_kind(cover, None),
        case=case.id,
        at=now(),
    )


def _more(words: MoreForm, file: FileForm) -> str:
    return render_template("casework/returning/more.html", words=words, file=file, accept=ACCEPT)


def _back(case: Case, done: str) -> Response:
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, done)


def _place(case: Case) -> Place:
    place = the_place(g.db, case.id)
    if place is None:
        raise LookupError(case.id)
    return place


def _why_not(problem: Problem | None, *, is_there: bool) -> str:
    if problem is Problem.TOO_LARGE:
        return too_large()
    if problem is not None:
        return str(_("We can take one photo, PDF, recording or film at a time. This is none."))
    return "" if is_there else str(_("Choose a file first."))

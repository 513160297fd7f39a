"""`/r/again`, `/r/keep`, `/r/copy`: the survivor opens hers again, keeps it, takes it along."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.acts import act
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.desk import lost_files
from casework.desk.exporting import her_files, her_rows
from casework.ending.keeping import hold_hers
from casework.ending.reopening import NotClosed, ask_again
from casework.forms.ending import WishForm
from casework.forms.keeping import CopyForm
from casework.models.case import Case
from casework.number.returning import hers, the_place
from casework.parts import the_parts
from casework.report.archive import TEXT, one, tar
from casework.views.cases_files import pieces_of
from casework.views.coming_back import HOME, LIMIT, find_hers, in_lane, turn_of
from casework.views.her_presses import after
from casework.views.wording import when_in
from casework.words.copy import copy_text
from crypto.copies import seal_copy, under_passphrase
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_ending", __name__)
COPIES = "6 per minute; 30 per hour"
"""Each copy is one slow run."""


@bp.get("/r/again")
@guarded(Permission.Survivor.DECIDE, find_hers)
def show_again(_case: Case) -> ResponseReturnValue:
    """Where she asks for it."""
    return _page(WishForm(formdata=None))


@bp.post("/r/again")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def ask(case: Case) -> ResponseReturnValue:
    """Her press: whoever reads is asked to open it again."""
    form = WishForm()
    if not form.validate():
        return _page(form), 422
    ask_again(g.db, turn_of(g.actor, case), form.words.data or "")
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "again")


@bp.post("/r/keep")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.DECIDE, find_hers)
def keep(case: Case) -> ResponseReturnValue:
    """One press: it is not destroyed before she says so; or it need not be kept any longer."""
    is_kept = request.form.get("keep") == "yes"
    hold_hers(g.db, turn_of(g.actor, case), keep=is_kept)
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "keep" if is_kept else "let_go")


@bp.get("/r/copy")
@guarded(Permission.Survivor.DECIDE, find_hers)
def show_copy(_case: Case) -> ResponseReturnValue:
    """Where she chooses the passphrase of a sealed copy."""
    return render_template("casework/returning/copy.html", form=CopyForm(formdata=None))


@bp.post("/r/copy")
@limiter.limit(COPIES)
@guarded(Permission.Survivor.DECIDE, find_hers)
def take_copy(case: Case) -> ResponseReturnValue:
    """Everything she reads, with its files, sealed under a passphrase of her own. That it was
    taken is on the trail of her case."""
    form = CopyForm()
    if not form.validate():
        return render_template("casework/returning/copy.html", form=form), 422
    place, parts = the_place(g.db, case.id), the_parts()
    her = hers(g.db, case.id, parts.register(g.db), now())
    rows = her_rows(g.db, her.lines)
    gone = lost_files.lost(parts.files, rows)
    numbers = [row.meta.number for row in rows if row.id in gone]
    text = copy_text(her, when_in(place.zone) if place else str, numbers)
    # Gathered before it leaves: the session of this request is closed by then.
    there = [row for row in rows if row.id not in gone]
    gathered = [one(TEXT, text.encode()), *her_files(there, pieces_of)]
    lost_files.settle(g.db, turn_of(g.actor, case), rows, gone)
    remember_case(g.db, parts, g.actor, case.id)
    act(g.db, case.id, "case:survivor:copy", None, now())
    g.db.commit()
    typed, cost = form.passphrase.data or "", parts.config.cost
    lock = in_lane(lambda: under_passphrase(typed, cost))
    return Response(
        seal_copy(tar(gathered), lock),
        mimetype="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="copy.bin"'},
    )


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NotClosed)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_as_it_stands(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _page(form: WishForm) -> str:
    return render_template("casework/returning/again.html", form=form)

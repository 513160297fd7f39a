"""Her own files, opened with number and word: first what that leaves behind, then the file."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.acts import act
from casework.case.covers import the_cover
from casework.case.entering import remember_case
from casework.desk import intimate, lost_files
from casework.desk.intimate import pair
from casework.desk.reading import names_of
from casework.desk.shown_copies import Lying
from casework.forms.returning import IntimateForm
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.parts import the_parts
from casework.views.cases_files import sent, the_file
from casework.views.coming_back import LIMIT, find_hers, turn_of

bp = Blueprint("returning_files", __name__, url_prefix="/r/file/<uuid:file_id>")


@bp.get("")
@guarded(Permission.Survivor.READ, find_hers)
def show(case: Case, file_id: UUID) -> ResponseReturnValue:
    """What opening it leaves behind on this phone; of an intimate one, who may look."""
    row = the_file(case, file_id)
    return _page(row, two=_two(case, row) if row.meta.is_intimate else [])


@bp.post("")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.READ, find_hers)
def send(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The file as she gave it, opened piece by piece while it leaves; no intimate one."""
    row = the_file(case, file_id)
    if row.meta.is_intimate:
        raise NotFound
    gone = lost_files.lost(the_parts().files, [row])
    lost_files.settle(g.db, turn_of(g.actor, case), [row], gone)
    remember_case(g.db, the_parts(), g.actor, case.id)
    if gone:
        return _page(row, two=[]), 422
    act(g.db, case.id, "case:file:open", None, now(), file=file_id.hex)
    return sent(Lying.of(row))


@bp.get("/intimate")
@guarded(Permission.Survivor.WRITE, find_hers)
def show_marking(case: Case, file_id: UUID) -> ResponseReturnValue:
    """What marking it as intimate does."""
    return _marking(case, file_id, IntimateForm(formdata=None))


@bp.post("/intimate")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.WRITE, find_hers)
def mark(case: Case, file_id: UUID) -> ResponseReturnValue:
    """From now on nobody opens it alone; where a child may be in it, nobody does."""
    form = IntimateForm()
    if not form.validate():
        return _marking(case, file_id, form), 422
    row = the_file(case, file_id)
    intimate.mark(g.db, turn_of(g.actor, case), row.id, child=form.may_show_child)
    remember_case(g.db, the_parts(), g.actor, case.id)
    return redirect(f"/r/file/{file_id}", 303)


def _page(row: Attachment, two: list[str]) -> str:
    return render_template("casework/returning/file.html", file_id=row.id, meta=row.meta, two=two)


def _marking(case: Case, file_id: UUID, form: IntimateForm) -> str:
    row = the_file(case, file_id)
    return render_template(
        "casework/returning/intimate.html", file_id=file_id, meta=row.meta, form=form
    )


def _two(case: Case, row: Attachment) -> list[str]:
    """Who asked and who agreed to look at it, by name; empty while nobody may."""
    viewing = pair(the_cover(g.db, case.id).text, row.meta)
    if viewing is None or viewing.second is None:
        return []
    people = (viewing.by, viewing.second)
    names = names_of(g.db, people)
    return [names.get(each, "") for each in people]

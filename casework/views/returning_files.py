"""Her own files, opened with number and word: first what that leaves behind, then the file."""

from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.acts import act
from casework.models.case import Case
from casework.views.cases_files import sent, the_file
from casework.views.coming_back import LIMIT, find_hers

bp = Blueprint("returning_files", __name__, url_prefix="/r/file/<uuid:file_id>")


@bp.get("")
@guarded(Permission.Survivor.READ, find_hers)
def show(case: Case, file_id: UUID) -> ResponseReturnValue:
    """What opening it leaves behind on this phone."""
    meta = the_file(case, file_id).meta
    return render_template("casework/returning/file.html", file_id=file_id, meta=meta)


@bp.post("")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.READ, find_hers)
def send(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The file, opened piece by piece while it leaves."""
    row = the_file(case, file_id)
    act(g.db, case.id, "case:file:open", None, now(), file=file_id.hex)
    return sent(row)

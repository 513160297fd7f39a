"""Her own files, opened with number and word: first what that leaves behind, then the file."""

from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.acts import act
from casework.case.covers import the_cover
from casework.desk.intimate import pair
from casework.desk.reading import names_of
from casework.desk.shown_copies import Lying
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.views.cases_files import sent, the_file
from casework.views.coming_back import LIMIT, find_hers

bp = Blueprint("returning_files", __name__, url_prefix="/r/file/<uuid:file_id>")


@bp.get("")
@guarded(Permission.Survivor.READ, find_hers)
def show(case: Case, file_id: UUID) -> ResponseReturnValue:
    """What opening it leaves behind on this phone; of an intimate one, who may look."""
    row = the_file(case, file_id)
    return render_template(
        "casework/returning/file.html",
        file_id=file_id,
        meta=row.meta,
        two=_two(case, row) if row.meta.is_intimate else [],
    )


@bp.post("")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.READ, find_hers)
def send(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The file as she gave it, opened piece by piece while it leaves; no intimate one."""
    row = the_file(case, file_id)
    if row.meta.is_intimate:
        raise NotFound
    act(g.db, case.id, "case:file:open", None, now(), file=file_id.hex)
    return sent(Lying.of(row))


def _two(case: Case, row: Attachment) -> list[str]:
    """Who asked and who agreed to look at it, by name; empty while nobody may."""
    viewing = pair(the_cover(g.db, case.id).text, row.meta)
    if viewing is None or viewing.second is None:
        return []
    people = (viewing.by, viewing.second)
    names = names_of(g.db, people)
    return [names.get(each, "") for each in people]

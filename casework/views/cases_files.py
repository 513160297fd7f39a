"""Opening a file of a case: first a page that says what that means, then the file itself."""

from uuid import UUID

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.acts import act
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.parts import the_parts
from casework.telling.files import opened as opened_file
from casework.telling.uploads import RECORDERS, TAKEN
from casework.views.casing import explain_refusals, find_case, opened, the_look
from crypto.compartments import Compartment
from crypto.sealing import the_ring

bp = Blueprint("cases_files", __name__, url_prefix="/cases/<uuid:case_id>/files/<uuid:file_id>")
explain_refusals(bp)
SHOWN = TAKEN | set(RECORDERS.values())
UNKNOWN = "application/octet-stream"
ENDINGS = {
    "image/jpeg": "jpg",
    "image/heic": "heic",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-wav": "wav",
    "audio/x-flac": "flac",
    "application/pdf": "pdf",
}


@bp.get("")
@guarded(Permission.Case.READ, find_case)
def show(case: Case, file_id: UUID) -> ResponseReturnValue:
    found = opened(case)
    meta = the_file(case, file_id).meta
    return render_template(
        "casework/case/file.html", case=case, opened=found, file_id=file_id, meta=meta
    )


@bp.post("")
@guarded(Permission.Case.READ, find_case)
def send(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The file, opened piece by piece while it leaves; its name says nothing."""
    row = the_file(case, file_id)
    act(g.db, case.id, "case:file:open", g.actor.person, the_look().now, file=file_id.hex)
    return sent(row)


def sent(row: Attachment) -> Response:
    """A file on its way out, under a name that says nothing."""
    meta, name, store = row.meta, row.object_name, the_parts().files
    media_type = meta.media_type if meta.media_type in SHOWN else UNKNOWN
    response = Response(opened_file(store, name, meta.key), mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="file.{_ending(media_type)}"'
    response.headers["Content-Length"] = str(meta.size)
    return response


def the_file(case: Case, file_id: UUID) -> Attachment:
    """A file of this case that this ring opens; anything else is not there."""
    row = g.db.get(Attachment, file_id)
    if row is None or row.case_id != case.id:
        raise NotFound
    if not the_ring(g.db).holds(case.id, Compartment(row.compartment)):
        raise NotFound
    found: Attachment = row
    return found


def _ending(media_type: str) -> str:
    return ENDINGS.get(
        media_type, media_type.rpartition("/")[2] if media_type != UNKNOWN else "bin"
    )

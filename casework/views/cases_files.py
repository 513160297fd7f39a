"""Opening a file of a case: first a page that says what that means, then its copy."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.answers import SentCopy
from casework.desk import intimate, shown_copies
from casework.desk.lost_files import is_whole
from casework.desk.shown_copies import Lying
from casework.evidence.copies import NotCopied, Reason
from casework.evidence.kinds import FAMILIES, ending
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.parts import the_parts
from casework.telling.files import FileStore, ObjectMissing
from casework.telling.files import opened as opened_file
from casework.views.casing import explain_refusals, find_case, opened, the_turn
from crypto.compartments import Compartment
from crypto.errors import StreamBroken
from crypto.sealing import give_ring, the_ring

bp = Blueprint("cases_files", __name__, url_prefix="/cases/<uuid:case_id>/files/<uuid:file_id>")
explain_refusals(bp)
UNKNOWN = "application/octet-stream"


@bp.get("")
@guarded(Permission.Case.READ_EVIDENCE, find_case)
def show(case: Case, file_id: UUID) -> ResponseReturnValue:
    row = the_file(case, file_id)
    if row.meta.is_intimate:
        return redirect(f"/cases/{case.id}/files/{file_id}/intimate", 303)
    copy = shown_copies.find(g.db, row)
    if copy is None and row.meta.uncopied is not None:
        return not_copied(case, row, row.meta.uncopied)[0]
    return render_template(
        "casework/case/file.html",
        case=case,
        opened=opened(case),
        file_id=file_id,
        meta=row.meta,
        copy=copy,
    )


@bp.post("")
@guarded(Permission.Case.READ_EVIDENCE, find_case, reads=True)
def send(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The copy, opened piece by piece while it leaves; its name says nothing."""
    row = the_file(case, file_id)
    if row.meta.is_intimate:
        raise NotFound
    try:
        return sent(_whole(copy_of(case, row)))
    except NotCopied as wrong:
        return not_copied(case, row, wrong.reason)


def copy_of(case: Case, original: Attachment, *, looks: bool = False) -> Lying:
    """The copy that is shown, made now where none was when it came; who opens it, on the trail.

    It is made before anything is locked, and kept in a short transaction of its own: nobody
    waits for a picture. Raises NotCopied.
    """
    _require_signed(case, original)
    parts, found = the_parts(), shown_copies.find(g.db, original)
    made = None if found else _made(parts.files, original)
    with parts.sessions() as own:
        give_ring(own, the_ring(g.db))
        try:
            copy = Lying.of(shown_copies.keep(own, the_turn(case), original.id, made))
            note = intimate.look if looks else shown_copies.note_opened
            note(own, the_turn(case), original.id)
            own.commit()
        except BaseException:
            own.rollback()
            if made is not None:
                parts.files.delete(made.object_name)
            raise
    if made is not None and made.object_name != copy.object_name:
        parts.files.delete(made.object_name)
    return copy


def _made(store: FileStore, original: Attachment) -> SentCopy:
    try:
        return shown_copies.make(store, original)
    except (ObjectMissing, StreamBroken) as gone:
        raise NotCopied(Reason.LOST) from gone


def _whole(copy: Lying) -> Lying:
    """A copy that is there from its first byte to its last. Raises NotCopied."""
    if not is_whole(the_parts().files, copy):
        raise NotCopied(Reason.LOST)
    return copy


def _require_signed(case: Case, original: Attachment) -> None:
    """Refuse a file that is not the one its entry was signed for. Raises NotCopied."""
    for line in opened(case).timeline.lines:
        if not line.is_verified and any(each.id == original.id for each in line.files):
            raise NotCopied(Reason.BROKEN)


def not_copied(case: Case, row: Attachment, reason: Reason) -> tuple[str, int]:
    """The page that says why nothing is shown; the original lies as it came."""
    page = render_template(
        "casework/case/not_shown.html",
        case=case,
        opened=opened(case),
        file_id=row.id,
        meta=row.meta,
        reason=reason,
    )
    return page, 503 if reason is Reason.BUSY else 422


def sent(file: Lying) -> Response:
    """A file on its way out, under a name that says nothing."""
    response = streamed(file)
    kind = ending(file.meta.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="file.{kind}"'
    return response


def streamed(file: Lying) -> Response:
    """A file, opened piece by piece while it leaves."""
    meta = file.meta
    media_type = meta.media_type if meta.media_type in FAMILIES else UNKNOWN
    response = Response(pieces_of(file), mimetype=media_type)
    response.headers["Content-Length"] = str(meta.size)
    return response


def pieces_of(file: Attachment | Lying) -> Iterator[bytes]:
    """What lies in a file, opened piece by piece once it is asked for."""
    meta, name, store = file.meta, file.object_name, the_parts().files
    return opened_file(store, name, meta.key)


def the_file(case: Case, file_id: UUID) -> Attachment:
    """An original of this case that this ring opens; anything else is not there."""
    row = g.db.get(Attachment, file_id)
    if row is None or row.case_id != case.id:
        raise NotFound
    if not the_ring(g.db).holds(case.id, Compartment(row.compartment)):
        raise NotFound
    found: Attachment = row
    if found.meta.copy_of is not None:
        raise NotFound
    return found

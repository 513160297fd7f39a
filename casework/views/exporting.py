"""`/cases/<id>/export`: a sealed archive of the whole case, for a court or for safe keeping."""

from uuid import UUID

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.guard import guarded
from auth.judging import complain, is_fit
from auth.permissions import Permission
from casework.desk import lost_files
from casework.desk.exporting import Anchors, members, taken_along
from casework.desk.reading import Opened
from casework.forms.exporting import ExportForm
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.parts import the_parts
from casework.report.archive import tar
from casework.views.cases_files import pieces_of
from casework.views.casing import explain_refusals, find_case, opened, the_look, the_turn
from casework.views.papering import note_printing
from crypto.copies import seal_copy, under_code
from crypto.errors import RecoveryCodeMistyped
from crypto.recovery_code import draw_recovery_code, parse_recovery_code
from crypto.sealing import give_ring, the_ring

UNKNOWN = "application/octet-stream"
bp = Blueprint("exporting", __name__, url_prefix="/cases/<uuid:case_id>/export")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.PRINT, find_case)
def show(case: Case) -> ResponseReturnValue:
    return _page(opened(case), ExportForm(formdata=None, new_code=draw_recovery_code()))


@bp.post("")
@guarded(Permission.Case.PRINT, find_case, asks_again=True, reads=True)
def send(case: Case) -> ResponseReturnValue:
    """The archive, sealed while it leaves: nothing of it lies anywhere here."""
    form, found = ExportForm(), opened(case)
    if not (is_fit(form, g.actor) and _is_code(form)):
        return _page(found, form), 422
    # Gathered before it leaves: the session of this request is closed by then.
    lost = _lost(case, found)
    gathered = members(g.db, found, pieces_of, the_look().now.date(), _anchors(case), lost)
    note_printing(found, "case:export:make")
    lock = under_code(form.new_code.data or "")
    response = Response(seal_copy(tar(gathered), lock), mimetype=UNKNOWN)
    name = f"{found.cover.code.lower()}-x01.sealed"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lost(case: Case, found: Opened) -> frozenset[UUID]:
    """What is not there to be taken, marked for the register in a transaction of its own."""
    rows, parts = taken_along(g.db, found), the_parts()
    gone = lost_files.lost(parts.files, rows)
    if gone or any(row.meta.is_lost for row in rows):
        with parts.sessions() as own:
            give_ring(own, the_ring(g.db))
            same = [own.get_one(Attachment, row.id) for row in rows]
            lost_files.settle(own, the_turn(case), same, gone)
            own.commit()
    return gone


def _is_code(form: ExportForm) -> bool:
    try:
        return bool(parse_recovery_code(form.new_code.data or ""))
    except RecoveryCodeMistyped:
        form.new_code.data = draw_recovery_code()
        complain(form.group, _("The code on this page is a new one. Please write it down."))
        return False


def _page(found: Opened, form: ExportForm) -> str:
    return render_template("casework/case/export.html", case=found.case, opened=found, form=form)


def _anchors(case: Case) -> Anchors:
    config = the_parts().config
    written = [each.written for each in config.log_public_keys]
    return Anchors(the_turn(case).author, the_look().register, config.root_keys, written)

"""`/measures/export.*`: what the dashboard shows, taken out with the same masks."""

from flask import Blueprint, Response, abort, g, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import Organization
from auth.permissions import Permission
from casework import languages
from casework.measures.reading import QuarterRead, quarters_of
from casework.paper.sheets import Around, print_sheet
from casework.paper.typesetting import Unprintable
from casework.views.measuring import places_read, reading
from casework.words.measuring_sheets import as_csv, as_sheet, as_workbook

bp = Blueprint("measuring_export", __name__, url_prefix="/measures")
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/export.csv")
@guarded(Permission.Measures.READ)
def send_table() -> ResponseReturnValue:
    _name, quarters = _asked()
    return _sent(as_csv(quarters), "text/csv; charset=utf-8", "measures.csv")


@bp.get("/export.xlsx")
@guarded(Permission.Measures.READ)
def send_workbook() -> ResponseReturnValue:
    _name, quarters = _asked()
    return _sent(as_workbook(quarters), SPREADSHEET, "measures.xlsx")


@bp.get("/export.pdf")
@guarded(Permission.Measures.READ)
def send_paper() -> ResponseReturnValue:
    """One quarter: the one that is asked for, or the newest."""
    name, quarters = _asked()
    asked = request.args.get("quarter", "")
    found = [each for each in quarters if asked in ("", str(each.quarter))]
    if not found:
        abort(404)
    sheet, language = as_sheet(found[-1], name), languages.in_force()
    try:
        made = print_sheet(sheet, Around(body=name, language=language))
    except Unprintable:
        abort(503)
    return _sent(made, "application/pdf", "measures.pdf")


def _asked() -> tuple[str, list[QuarterRead]]:
    """The name of the place, and its quarters that were sealed to whoever asks."""
    asked = request.args.get("place", "")
    at = next((each for each in places_read() if each.place.hex == asked), None)
    quarters = quarters_of(g.db, reading(), at) if at is not None else []
    if at is None or not quarters:
        abort(404)
    return g.db.get_one(Organization, at.place).name, quarters


def _sent(body: str | bytes, kind: str, name: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

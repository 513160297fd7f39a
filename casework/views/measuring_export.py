"""`/measures/export.*`: what the dashboard shows, taken out with the same masks."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, g, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import Organization
from auth.permissions import Permission
from casework import languages
from casework.measures.reading import QuarterRead, quarters_of
from casework.paper.sheets import Around, print_sheet
from casework.paper.typesetting import Unprintable
from casework.views.measuring import ASKED, places_read, reading
from casework.words.measuring_sheets import Taken, as_csv, as_sheet, as_workbook, is_measure

bp = Blueprint("measuring_export", __name__, url_prefix="/measures")
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/export.csv")
@guarded(Permission.Measures.READ)
def send_table() -> ResponseReturnValue:
    return sent(_asked(), "csv")


@bp.get("/export.xlsx")
@guarded(Permission.Measures.READ)
def send_workbook() -> ResponseReturnValue:
    return sent(_asked(), "xlsx")


@bp.get("/export.pdf")
@guarded(Permission.Measures.READ)
def send_paper() -> ResponseReturnValue:
    """One quarter: the one that is asked for, or the newest."""
    taken = _asked()
    return sent(Taken(taken.quarters[-1:], taken.name, taken.place, taken.indicator), "pdf")


def sent(taken: Taken, form: str) -> Response:
    """What is taken out, as a file; 404 for a form that there is none of."""
    if form == "csv":
        return _sent(as_csv(taken), "text/csv; charset=utf-8", "measures.csv")
    if form == "xlsx":
        return _sent(as_workbook(taken), SPREADSHEET, "measures.xlsx")
    if form != "pdf":
        abort(404)
    try:
        made = print_sheet(as_sheet(taken), Around(language=languages.in_force()))
    except Unprintable:
        abort(503)
    return _sent(made, "application/pdf", "measures.pdf")


def _asked() -> Taken:
    """What the screen would show: the place, the quarter and the measure that are asked.

    Without a quarter it is every one that was sealed to whoever asks.
    """
    asked, indicator = request.args.get("place", ""), request.args.get("indicator", "")
    at = next((each for each in places_read() if each.place.hex == asked), None)
    quarters = _of_quarter(quarters_of(g.db, reading(), at)) if at is not None else []
    is_refused = request.args.keys() - ASKED or (indicator and not is_measure(indicator))
    if at is None or not quarters or is_refused:
        abort(404)
    name = g.db.get_one(Organization, at.place).name
    own = "" if at.place == at.programme else str(at.place)
    return Taken(quarters, name, own, indicator)


def _of_quarter(quarters: Sequence[QuarterRead]) -> list[QuarterRead]:
    asked = request.args.get("quarter", "")
    return [each for each in quarters if asked in ("", str(each.quarter))]


def _sent(body: str | bytes, kind: str, name: str) -> Response:
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""`/directory/export`: the whole directory as a file."""

from io import BytesIO

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from referrals.importing.leaving import ENDINGS, MEDIA_TYPES, Leaves, leave

bp = Blueprint("leaving", __name__, url_prefix="/directory/export")


@bp.get("")
@guarded(Permission.Directory.IMPORT)
def show() -> ResponseReturnValue:
    return render_template("referrals/directory/export.html")


@bp.get("/<form>")
@guarded(Permission.Directory.IMPORT)
def download(form: str) -> ResponseReturnValue:
    if form not in set(Leaves):
        raise NotFound
    held, as_ = BytesIO(), Leaves(form)
    leave(g.db, held, as_)
    answer = Response(held.getvalue(), mimetype=MEDIA_TYPES[as_])
    answer.headers["Content-Disposition"] = f'attachment; filename="directory.{ENDINGS[as_]}"'
    return answer

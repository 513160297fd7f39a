"""`/directory/export`: the whole directory as a file."""

from io import BytesIO

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.permissions import Permission
from referrals.importing.leaving import ENDINGS, MEDIA_TYPES, Leaves, leave

bp = Blueprint("leaving", __name__, url_prefix="/directory/export")


def find_form(_db: Session, _actor: Actor, form: str) -> Leaves | None:
    """A form in which the directory leaves."""
    return Leaves(form) if form in set(Leaves) else None


@bp.get("")
@guarded(Permission.Directory.IMPORT)
def show() -> ResponseReturnValue:
    return render_template("referrals/directory/export.html")


@bp.get("/<form>")
@guarded(Permission.Directory.IMPORT, find_form)
def download(as_: Leaves) -> ResponseReturnValue:
    held = BytesIO()
    leave(g.db, held, as_)
    answer = Response(held.getvalue(), mimetype=MEDIA_TYPES[as_])
    answer.headers["Content-Disposition"] = f'attachment; filename="directory.{ENDINGS[as_]}"'
    return answer

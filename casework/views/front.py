"""The pages for anybody: the first one, leaving, a language, and whether we are well."""

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from auth import cookies, sessions, visit
from auth.guard import public, publicly
from auth.parts import now
from casework import languages
from casework.models.instance import Instance
from casework.parts import the_parts
from casework.telling import drafts

bp = Blueprint("front", __name__)
CLEARED = '"cache", "cookies", "storage"'


@bp.get("/")
@public
def landing() -> ResponseReturnValue:
    return render_template("casework/landing.html")


@bp.get("/leaving")
@public
def leaving() -> ResponseReturnValue:
    return render_template("casework/leaving.html")


@bp.get("/x")
@publicly(writes=True)
def leave() -> ResponseReturnValue:
    parts = the_parts()
    is_secure = parts.config.is_secure
    session = request.cookies.get(cookies.named(cookies.SESSION, is_secure=is_secure))
    draft = request.cookies.get(cookies.named(cookies.DRAFT, is_secure=is_secure))
    if session:
        sessions.end_by_cookie(g.db, session)
    drafts.leave(g.db, parts.keys, parts.files, draft, now())
    return _led_away(is_secure)


@bp.post("/language")
@public
def choose_language() -> ResponseReturnValue:
    code = request.form.get("language", "")
    if code not in languages.offered():
        raise BadRequest
    visit.choose_language(code)
    return redirect(_own_path(request.form.get("back", "/")), 303)


@bp.get("/healthz")
@publicly(bare=True)
def healthy() -> ResponseReturnValue:
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """Whether the database answers and an instance was made in it."""
    is_made = g.db.scalar(select(Instance.id)) is not None
    said, status = ("ready\n", 200) if is_made else ("no instance\n", 503)
    return said, status, {"Content-Type": "text/plain; charset=utf-8"}


def _led_away(is_secure: bool) -> Response:
    response = redirect(the_parts().config.exit_url, 303)
    for each in cookies.EVERY:
        cookies.drop(response, each, is_secure=is_secure)
    # A page elsewhere that links here may not make a browser forget anything.
    if request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}:
        response.headers["Clear-Site-Data"] = CLEARED
    return response


def _own_path(typed: str) -> str:
    parts = urlsplit(typed)
    is_ours = not parts.scheme and not parts.netloc and typed.startswith("/")
    return parts.path if is_ours and not typed.startswith("//") and "\\" not in typed else "/"

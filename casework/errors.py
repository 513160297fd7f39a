"""What somebody sees when a page cannot be shown, and what is written down of it: no text."""

import structlog
from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from auth.csrf import FormStale
from auth.guard import SessionEnded
from auth.lanes import RETRY_AFTER_SECONDS, Busy
from casework.before_files import words_before_the_file
from referrals.views.refusing import is_for_programs, refused, refused_by

log = structlog.get_logger()
UNKEPT = {"csrf_token", "passphrase", "new_passphrase", "again", "code", "recovery_code"}
UNKEPT |= {"word", "new_word"}
"""Fields whose content is never put back into a page."""
NO_TURN = {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "40001", "40P01", "55P03", "53300"}
"""Busy, a serialization failure, a deadlock, a lock or a connection not to be had."""
PAGES = {400, 404, 413, 429, 500, 503}


def install(app: Flask) -> None:
    """Show our own pages for everything that goes wrong."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(Busy, _show_busy)
    app.register_error_handler(SessionEnded, _show_ended)
    app.register_error_handler(FormStale, _show_stale)
    app.register_error_handler(429, _show_too_often)
    app.register_error_handler(DBAPIError, _show_crowded)


def note(wrong: BaseException | None) -> None:
    """Log an exception: its type, what the database calls it, and the route. Never its text.

    Drivers put values into their messages, so no message of theirs is ever written.
    """
    facts = {"type": type(wrong).__qualname__, "route": _route(), "method": request.method}
    if isinstance(wrong, DBAPIError):
        facts |= _database_facts(wrong.orig)
    log.error("request failed", **facts)


def typed_words() -> list[tuple[str, str]]:
    """The fields of this request to keep for sending again.

    Of one too large to be read, those in front of the file; of one that cannot be read, none.
    """
    try:
        fields = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        fields = words_before_the_file(request)
    except HTTPException:
        fields = []
    return [(name, value) for name, value in fields if name not in UNKEPT]


def _database_facts(wrong: BaseException | None) -> dict[str, str]:
    diagnosis = getattr(wrong, "diag", None)
    facts = {
        "cause": type(wrong).__qualname__,
        "sqlstate": _sqlstate(wrong),
        "constraint": getattr(diagnosis, "constraint_name", None),
    }
    return {name: str(value) for name, value in facts.items() if value}


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "none"


def _show(wrong: HTTPException) -> ResponseReturnValue:
    if wrong.response is not None or (wrong.code or 500) < 400:
        return wrong.get_response()
    if is_for_programs(request.path):
        return refused_by(wrong)
    code = wrong.code or 500
    shown = {405: 404, 415: 413}.get(code, code)
    page = shown if shown in PAGES else 400 if shown < 500 else 500
    if isinstance(wrong, RequestEntityTooLarge) or page == 413:
        return _page(413, code=413, keep=typed_words(), action=request.path)
    return _page(page, code=shown, keep=[], action=request.path, after=RETRY_AFTER_SECONDS)


def _show_busy(wrong: Busy) -> ResponseReturnValue:
    response = _page(503, keep=typed_words(), action=request.path, after=wrong.seconds)
    response.headers["Retry-After"] = str(wrong.seconds)
    return response


def _show_too_often(_wrong: HTTPException) -> ResponseReturnValue:
    keep = typed_words()
    response = _page(503 if keep else 429, code=429, keep=keep, action=request.path, after=60)
    response.headers["Retry-After"] = "60"
    return response


def _show_stale(_wrong: FormStale) -> ResponseReturnValue:
    page = render_template("errors/stale.html", keep=typed_words(), action=request.path)
    return make_response(page, 400)


def _show_crowded(wrong: DBAPIError) -> ResponseReturnValue:
    """The database had no turn for this request in time; everything else is ours to mend."""
    note(wrong)
    if _sqlstate(wrong.orig) in NO_TURN:
        return _show_busy(Busy())
    return _page(500)


def _sqlstate(wrong: BaseException | None) -> str | None:
    code = getattr(wrong, "sqlstate", None) or getattr(wrong, "sqlite_errorname", None)
    return str(code) if code else None


def _show_ended(_wrong: SessionEnded) -> ResponseReturnValue:
    keep, is_hers = typed_words(), f"{request.path}/".startswith("/r/")
    template = "casework/returning/visit_ended.html" if is_hers else "auth/ended.html"
    page = render_template(template, keep=keep, action=request.path, enter="/sign-in")
    return make_response(page, 403)


def _page(page: int, *, code: int | None = None, **facts: object) -> Response:
    if is_for_programs(request.path):
        return refused(code or page)
    return make_response(render_template(f"errors/{page}.html", **facts), code or page)

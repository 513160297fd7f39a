"""What a program is told when the directory cannot answer: a problem (RFC 9457), never a page."""

from http import HTTPStatus

import msgspec
from flask import Response
from werkzeug.exceptions import HTTPException

from referrals.hsds.openapi import Problem

PREFIX = "/hsds"
TYPE = "application/problem+json"


def is_for_programs(path: str) -> bool:
    """Whether programs ask at this address."""
    return path == PREFIX or path.startswith(f"{PREFIX}/")


def refused(code: int, detail: str = "", parameter: str = "") -> Response:
    """The answer that says what was wrong."""
    problem = Problem(
        type="about:blank",
        title=HTTPStatus(code).phrase,
        status=code,
        detail=detail,
        parameter=parameter,
    )
    return Response(msgspec.json.encode(problem), code, content_type=TYPE)


def refused_by(wrong: HTTPException) -> Response:
    """The same of an exception, with the headers that belong to it, such as Allow."""
    response = refused(wrong.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    for name, value in wrong.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response

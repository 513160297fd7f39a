"""The three cookies of a visit: how they are called, and what protects them."""

from werkzeug.wrappers import Response

SESSION = "s"
"""Half of somebody's session (auth.sessions)."""
VISIT = "p"
"""Flask's own signed cookie: language and CSRF token of a visit, before anybody is known."""
DRAFT = "d"
"""The key of a half-told complaint."""
EVERY = (SESSION, VISIT, DRAFT)


def named(base: str, *, is_secure: bool) -> str:
    """The cookie's full name. `__Host-` binds it to this very host, over HTTPS only.

    The configured origin decides, never the request (RFC 6265bis, section 4.1.3.2).
    """
    return f"__Host-{base}" if is_secure else base


def put(response: Response, base: str, value: str, *, is_secure: bool) -> None:
    """Set a cookie that ends with the browser: there is no Max-Age."""
    response.set_cookie(
        named(base, is_secure=is_secure),
        value,
        secure=is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def drop(response: Response, base: str, *, is_secure: bool) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(
        named(base, is_secure=is_secure),
        secure=is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )

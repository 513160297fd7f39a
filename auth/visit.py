"""What a browser carries before anybody is known: a language, and what its forms are bound to."""

import secrets

from flask import session

LANGUAGE = "language"
OWN = "own"
SECRET_BYTES = 32


def language() -> str | None:
    """The code somebody chose on this visit."""
    chosen = session.get(LANGUAGE)
    return chosen if isinstance(chosen, str) else None


def choose_language(code: str) -> None:
    """Keep the choice for this visit."""
    session[LANGUAGE] = code


def secret() -> bytes:
    """Random bytes that only this browser's cookie holds: nobody with the database has them."""
    if not isinstance(session.get(OWN), str):
        session[OWN] = secrets.token_hex(SECRET_BYTES)
    return bytes.fromhex(session[OWN])


def renew() -> None:
    """Bind coming forms to something new; the language stays."""
    chosen = language()
    session.clear()
    if chosen is not None:
        choose_language(chosen)

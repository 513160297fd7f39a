"""What a browser carries before anybody is known: a language, and what its forms are bound to."""

from flask import session

LANGUAGE = "language"


def language() -> str | None:
    """The code somebody chose on this visit."""
    chosen = session.get(LANGUAGE)
    return chosen if isinstance(chosen, str) else None


def choose_language(code: str) -> None:
    """Keep the choice for this visit."""
    session[LANGUAGE] = code


def renew() -> None:
    """Bind coming forms to something new; the language stays."""
    chosen = language()
    session.clear()
    if chosen is not None:
        choose_language(chosen)

"""Which languages are offered, and in which one this visit reads."""

from functools import cache

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale

from auth import visit
from casework.translating import catalogues
from casework.translating.speaking import speaking, with_languages

FIRST = "en"
RIGHT_TO_LEFT = "rtl"
DAY = "d MMMM y"
MOMENT = "d MMMM y, HH:mm"
"""The one way in which days and times are written, with the month as a word in every language."""


class _Catalogues(Domain):
    """The catalogues as they lie, read once by each process that speaks a language."""

    def get_translations(self) -> NullTranslations:
        """What the language in force says."""
        return speaking(str(get_locale() or FIRST))


class _Babel(Babel):
    domain_instance = _Catalogues()


def install(app: Flask) -> None:
    """Let every page speak the visit's language, and offer the others."""
    app.config["BABEL_DEFAULT_LOCALE"] = FIRST
    _Babel(
        app,
        date_formats={**Babel.default_date_formats, "date": DAY, "datetime": MOMENT},
        locale_selector=in_force,
        timezone_selector=_time_zone,
    )
    names = [(code, own_name(code)) for code in offered()]
    app.after_request(_with_languages)
    app.context_processor(
        lambda: {"language": in_force(), "direction": direction(in_force()), "languages": names}
    )


@cache
def offered() -> tuple[str, ...]:
    """The codes of every language with a catalogue, English first."""
    return (FIRST, *(code for code in catalogues.languages() if code != FIRST))


def in_force() -> str:
    """The code this visit reads: chosen, else the signed-in person's, else her browser's."""
    if not has_request_context():
        return FIRST
    actor = g.get("actor")
    for code in (visit.language(), actor.language if actor else None):
        if code in offered():
            return str(code)
    return request.accept_languages.best_match(offered(), default=FIRST)


def direction(code: str) -> str:
    """ "ltr" or "rtl"."""
    return Locale.parse(code, sep="-").text_direction


def own_name(code: str) -> str:
    """What a language calls itself."""
    name = Locale.parse(code, sep="-").get_display_name(code) or code
    return name[:1].upper() + name[1:]


def _with_languages(response: Response) -> Response:
    if in_force() != FIRST and response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(with_languages(response.get_data(as_text=True)))
    return response


def _time_zone() -> str:
    actor = g.get("actor")
    return actor.time_zone if actor else "UTC"

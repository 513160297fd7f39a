"""No other site's page can make a browser send a form here."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import NoReturn

from flask import Flask, current_app, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from werkzeug.exceptions import BadRequest

from auth.parts import the_parts

LIFETIME_SECONDS = 8 * 60 * 60
OURS = {"same-origin", "none"}
"""What Sec-Fetch-Site says of a form of ours, and of a reload that the person asked for."""


class FormRefused(BadRequest):
    """A form that did not come from a page of ours, or of which nobody can say."""


class FormStale(FormRefused):
    """A form whose browser says that it is ours, from a page left open for too long.

    Its words may be shown again to be sent once more. Those of a form from nobody knows where
    may not: the next press would do what another site wanted.
    """


class MaskedCSRF(CSRFProtect):
    """Flask-WTF's check, asked by the gate for every changing request, public ones too.

    The token in a page is masked with a fresh pad, so that compressing the page tells nothing
    of it (BREACH).
    """

    def init_app(self, app: Flask) -> None:
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False
        app.config["WTF_CSRF_TIME_LIMIT"] = LIFETIME_SECONDS
        app.config["WTF_CSRF_SSL_STRICT"] = False
        super().init_app(app)
        # In the place of Flask-WTF's own: no name of a template is given twice otherwise.
        app.jinja_env.globals.pop("csrf_token")
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def protect(self, apply_exemptions: bool = False) -> None:
        _check_sender()
        super().protect(apply_exemptions)

    def _get_csrf_token(self) -> str | None:
        sent = request.form.get(current_app.config["WTF_CSRF_FIELD_NAME"])
        return _unmasked(sent) if sent else None

    def _error_response(self, reason: str) -> NoReturn:
        raise FormStale if _says_it_is_ours() else FormRefused


csrf = MaskedCSRF()


def masked_token() -> str:
    """The token for the forms of this page: pad ‖ (pad XOR token), base64."""
    if "masked_token" not in g:
        token = generate_csrf().encode()
        pad = secrets.token_bytes(len(token))
        g.masked_token = urlsafe_b64encode(pad + _xor(pad, token)).decode()
    masked: str = g.masked_token
    return masked


def _unmasked(sent: str) -> str | None:
    try:
        raw = urlsafe_b64decode(sent.encode("ascii"))
        half = len(raw) // 2
        return _xor(raw[:half], raw[half:]).decode("ascii")
    except (NotBase64, ValueError):
        return None


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _check_sender() -> None:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in OURS:
        raise FormRefused
    ours = the_parts().settings.origin
    if origin is not None and origin != ours:
        raise FormRefused
    if site is None and origin is None and the_parts().settings.is_secure:
        _check_referrer(ours)


def _says_it_is_ours() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site == "same-origin" or (site is None and origin is not None)


def _check_referrer(ours: str) -> None:
    # Old browsers send neither header. Our Referrer-Policy lets them name our own pages.
    if not (request.referrer or "").startswith(f"{ours}/"):
        raise FormRefused

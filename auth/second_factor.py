"""What is shown beside a passphrase: a code from an app, or the next one of a printed sheet."""

import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

from auth.bundle import Factor, FactorKind

SECRET_BYTES = 20
"""160 bits, as RFC 4226 section 4 recommends."""
DRIFT = 1
"""How many steps of 30 seconds a phone's clock may be off, either way."""
SHEET_CODES = 60
AHEAD = 5
"""How many codes of a sheet may have been lost between two that are used."""


def draw(kind: FactorKind) -> Factor:
    """A new factor; it counts once a code of it was typed back."""
    return Factor(kind, secrets.token_bytes(SECRET_BYTES))


def matching_step(factor: Factor, typed: str, last_step: int, now: datetime) -> int | None:
    """The step a code belongs to, if it is later than the last one used; else None.

    A step is a half minute since 1970 for an app (RFC 6238), a number on the sheet for a sheet
    (RFC 4226). The caller stores it by compare-and-set, so that no code works twice.
    """
    code = digits(typed)
    hotp = pyotp.HOTP(_base32(factor))
    steps = [step for step in _steps(factor, last_step, now) if step > last_step]
    matching = [step for step in steps if secrets.compare_digest(hotp.at(step), code)]
    return matching[0] if matching else None


def digits(typed: str) -> str:
    """The digits of a code in ASCII: any script's digits, spaces and dashes left out."""
    values = (unicodedata.decimal(sign, None) for sign in typed[:40])
    return "".join(str(value) for value in values if value is not None)


def uri(factor: Factor, address: str, cover_name: str) -> str:
    """What an app reads: `otpauth://…`, under the site's cover name."""
    return pyotp.TOTP(_base32(factor)).provisioning_uri(name=address, issuer_name=cover_name)


def qr(text: str) -> Markup:
    """A QR code as an SVG element without any size or style of its own, to be put into a page."""
    drawing = segno.make(text, error="m").svg_inline(border=4, omitsize=True)
    return Markup(drawing)  # noqa: S704 - drawn by segno: squares, nothing of the text


def spelled(factor: Factor) -> str:
    """The secret in groups of four letters, for whoever cannot scan."""
    text = _base32(factor)
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def sheet(factor: Factor) -> list[tuple[int, str]]:
    """The numbered codes to print: (number, six digits)."""
    hotp = pyotp.HOTP(_base32(factor))
    return [(number, hotp.at(number)) for number in range(1, SHEET_CODES + 1)]


def code_at(factor: Factor, at: datetime) -> str:
    """The six digits that an app shows at a time; the demonstration shows them on its page."""
    return pyotp.TOTP(_base32(factor)).at(at)


def codes_left(factor: Factor, last_step: int) -> int | None:
    """How many codes of a sheet are left; None for an app, which never runs out."""
    return max(0, SHEET_CODES - last_step) if factor.kind is FactorKind.SHEET else None


def _steps(factor: Factor, last_step: int, now: datetime) -> range:
    if factor.kind is FactorKind.SHEET:
        return range(last_step + 1, min(last_step + AHEAD, SHEET_CODES) + 1)
    current = int(now.timestamp()) // 30
    return range(current - DRIFT, current + DRIFT + 1)


def _base32(factor: Factor) -> str:
    return b32encode(factor.secret).decode("ascii")

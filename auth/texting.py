"""Short messages that leave: a number and harmless words, handed to somebody's gateway."""

import http.client
import json
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote, quote_plus, urlsplit

from auth.notifying import SECONDS

TAKEN = range(200, 300)
PLACE = re.compile(r"\{(?:to|text)\}")


class TextUnsent(Exception):
    """The message did not leave."""


@dataclass(frozen=True)
class ShortText:
    """What is sent. Never anything about a case: a telephone lies on a table."""

    to: str = field(repr=False)
    """In the form of E.164."""
    words: str


class Texter(Protocol):
    """Something that takes short messages out."""

    def send(self, text: ShortText) -> None:
        """Send it. Raises TextUnsent."""


class GatewaySettings(Protocol):
    """What is known of a gateway (casework.config.Sms)."""

    @property
    def url(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def authorization(self) -> str | None: ...


class NoGateway:
    """The texter of an instance without a gateway."""

    def send(self, text: ShortText) -> None:
        """Nothing can leave. Raises TextUnsent."""
        raise TextUnsent


class Gateway:
    """Posts to a gateway over TLS. A redirect is an error: nobody else learns a number.

    `trust` says whose certificates count; those of the machine, unless somebody knows better.
    """

    def __init__(self, settings: GatewaySettings, trust: ssl.SSLContext | None = None) -> None:
        self.settings = settings
        self.trust = trust or ssl.create_default_context()

    def send(self, text: ShortText) -> None:
        """Hand it over, in 15 seconds or not at all. Raises TextUnsent."""
        parts = urlsplit(_filled(self.settings.url, text, lambda word: quote(word, safe="")))
        connection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port, timeout=SECONDS, context=self.trust
        )
        where = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        try:
            connection.request("POST", where, self._body(text), self._headers())
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as wrong:
            raise TextUnsent from wrong
        finally:
            connection.close()
        if status not in TAKEN:
            raise TextUnsent

    @property
    def _is_json(self) -> bool:
        return self.settings.body.lstrip().startswith('{"')

    def _body(self, text: ShortText) -> bytes:
        escape = _in_json if self._is_json else quote_plus
        return _filled(self.settings.body, text, escape).encode()

    def _headers(self) -> dict[str, str]:
        kind = "application/json" if self._is_json else "application/x-www-form-urlencoded"
        given = {"Authorization": self.settings.authorization or ""}
        return {"Content-Type": kind, **{name: word for name, word in given.items() if word}}


def texter(settings: GatewaySettings | None) -> Texter:
    """The configured gateway, or none."""
    return Gateway(settings) if settings is not None else NoGateway()


def _filled(template: str, text: ShortText, escape: Callable[[str], str]) -> str:
    """One pass, so that words which look like a place to fill stay words."""
    words = {"{to}": escape(text.to), "{text}": escape(text.words)}
    return PLACE.sub(lambda found: words[found[0]], template)


def _in_json(word: str) -> str:
    return json.dumps(word)[1:-1]

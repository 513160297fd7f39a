"""Somebody who comes back with a number, in a browser without a window."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.casework.tellers import HIDDEN, NUMBER
from tests.worlds import NUMBER as HERS

TAGS = re.compile(r"<[^>]+>")


@dataclass
class Returner:
    """A person at `/r`; `seen` is the page she looks at, `status` how it was answered."""

    client: FlaskClient
    seen: str = field(default="", repr=False)
    status: int = 0
    path: str = ""

    def open(self, path: str) -> "Returner":
        """Open a page, following where it leads."""
        return self._look(self.client.get(path))

    def press(self, path: str, **typed: Any) -> "Returner":
        """Send a form of the page she looks at."""
        fields = {"csrf_token": self.token, **typed}
        return self._look(self.client.post(path, data=fields))

    def come(self, number: str = HERS) -> "Returner":
        """Type a number."""
        self.open("/r")
        return self.press("/r", number=number)

    def enter(self, number: str = HERS, word: str = "blue door") -> "Returner":
        """Type a number and its second word."""
        self.come(number)
        return self.press("/r/word", word=word)

    @property
    def token(self) -> str:
        """The token of the page's forms."""
        return self.hidden.get("csrf_token", "")

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page."""
        return {name: unescape(value) for name, value in HIDDEN.findall(self.seen)}

    @property
    def number(self) -> str:
        """The number she is shown, without spaces."""
        found = NUMBER.search(self.seen)
        return found.group(1).replace(" ", "") if found else ""

    @property
    def text(self) -> str:
        """The page's words."""
        return " ".join(unescape(TAGS.sub(" ", self.seen)).split())

    def _look(self, response: TestResponse) -> "Returner":
        while response.status_code == 303:
            self.path = response.headers["Location"]
            response = self.client.get(self.path)
        self.seen, self.status = response.text, response.status_code
        return self

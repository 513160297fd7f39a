"""A worker at `/w`, in a browser without a window: she presses buttons of pages she was shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from casework.app import create_app
from casework.config import Config
from casework.parts import Parts
from tests.casework.browsing import filled
from tests.worlds import World

BOUNDARY = "----a-boundary"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
NUMBER = re.compile(r'cw-secret__value"><bdi[^>]*>([\d ]+)<')


@dataclass
class Teller:
    """Somebody who tells. `page` is the page she looks at."""

    client: Client
    seen: str = field(default="", repr=False)
    last: TestResponse | None = None

    @property
    def page(self) -> str:
        """The name of the page she looks at; empty on the receipt."""
        return self.hidden.get("page", "")

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of its form."""
        return {name: unescape(value) for name, value in HIDDEN.findall(self.seen)}

    @property
    def number(self) -> str:
        """The number she is shown, without its spaces; empty where there is none."""
        found = NUMBER.search(self.seen)
        return found.group(1).replace(" ", "") if found else ""

    def open(self) -> str:
        """Open `/w`."""
        return self._look(self.client.get("/w"))

    def press(self, button: str = "", value: str = "1", **typed: Any) -> str:
        """Fill in this page and press a button; follow to the next page."""
        fields: dict[str, Any] = {**self.hidden, **filled(self.seen), **typed}
        return self._look(self.send(**fields, **({button: value} if button else {})))

    def send(self, **fields: Any) -> TestResponse:
        """Send these fields, with the token of the page she looks at."""
        known = {"csrf_token": self.hidden.get("csrf_token", "")}
        if not any(isinstance(value, tuple) for value in fields.values()):
            return self.client.post("/w", data={**known, **fields})
        body = multipart({**known, **fields})
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.client.post("/w", data=body, content_type=kind)

    def walk_to(self, page: str, **typed: dict[str, Any]) -> str:
        """Go on from page to page until that one; `typed` by page, nothing typed elsewhere."""
        self.open()
        answers: dict[str, dict[str, Any]] = {"wish": {"wish": "complain"}, **typed}
        for _step in range(40):
            if self.page == page:
                break
            self.press(**answers.get(self.page, {}))
        assert self.page == page
        return self.seen

    def _look(self, response: TestResponse) -> str:
        if response.status_code == 303:
            response = self.client.get(response.headers["Location"])
        self.last, self.seen = response, response.text
        return self.seen


def multipart(fields: dict[str, Any]) -> bytes:
    """A form with a file as (bytes, name), as browsers write it; the test client's own would
    spool it to a temporary file before it sends it."""
    return b"".join(map(_part, fields.items())) + f"--{BOUNDARY}--\r\n".encode()


def _part(field: tuple[str, Any]) -> bytes:
    name, value = field
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, tuple):
        content, called = value
        head += f'; filename="{called}"\r\nContent-Type: application/octet-stream'
        return b"%s\r\n\r\n%s\r\n" % (head.encode(), content)
    return f"{head}\r\n\r\n{value}\r\n".encode()


@pytest.fixture
def config_files(config: Config) -> Path:
    """Where the instance keeps its files."""
    return config.files


@pytest.fixture
def instance(config: Config, world: World) -> Iterator[Flask]:
    """The application over the world of the cast."""
    made = create_app(replace(config, root_keys=(world.root.public.verify,)))
    made.config["PROPAGATE_EXCEPTIONS"] = True
    yield made
    shared: Parts = made.extensions["casework"]
    shared.sessions.engine.dispose()


@pytest.fixture
def shared(instance: Flask) -> Parts:
    """What the requests of `instance` share."""
    found: Parts = instance.extensions["casework"]
    return found


@pytest.fixture
def teller(instance: Flask) -> Teller:
    """A worker who has opened nothing yet."""
    return Teller(instance.test_client())

"""A browser without a window: it keeps cookies, and sends forms as pages of ours would."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from casework.app import create_app
from casework.config import Config
from casework.parts import Parts

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """Somebody who visits. `post` takes the token from the sign-in page where none is given."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, **options: object) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **options)

    def post(self, path: str, **fields: object) -> TestResponse:
        """Send a form."""
        return self.client.post(path, data={"csrf_token": self.token(), **fields})

    def token(self) -> str:
        """The token of a form: that of signing in, or for who is in already, of her own page."""
        found = TOKEN.search(self.client.get("/sign-in").text)
        found = found or TOKEN.search(self.client.get("/me").text)
        assert found
        return found.group(1)


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The application over this test's database."""
    made = create_app(config)
    yield made
    parts: Parts = made.extensions["casework"]
    parts.sessions.engine.dispose()


@pytest.fixture
def parts(app: Flask) -> Parts:
    """What the requests of `app` share."""
    made: Parts = app.extensions["casework"]
    return made


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody's browser, with no cookie yet."""
    return Visitor(app.test_client())


@pytest.fixture
def app_visitor(app: Flask) -> Visitor:
    """Another browser at the same application."""
    return Visitor(app.test_client())

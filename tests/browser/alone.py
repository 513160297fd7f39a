"""A journey that needs an instance of its own: import its fixtures, and name them in `__all__`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from casework.app import create_app
from casework.parts import Parts
from tests.databases import made
from tests.journeys.founding import Village, found
from tests.journeys.villages import config_in, environment
from tests.servers import Server, serving


@pytest.fixture
def village(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> Iterator[Village]:
    """Everybody has an account, and nobody has told anything yet."""
    with made("sqlite", request, tmp_path, sqlite_template) as url:
        yield found(config_in(tmp_path, url))


@pytest.fixture
def served(village: Village, tmp_path: Path) -> Iterator[Server]:
    """The village behind a real server."""
    with serving(
        "tests.application:made()", environment(village, tmp_path), tmp_path / "server.log"
    ) as server:
        yield server


@pytest.fixture
def house(village: Village) -> Iterator[Flask]:
    """The application over the village, for what is told beside the browser."""
    application = create_app(village.config)
    yield application
    parts: Parts = application.extensions["casework"]
    parts.sessions.engine.dispose()

"""Villages: founded instances that a whole module of tests may live in."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_bytes

import pytest
from flask import Flask

from casework.app import create_app
from casework.config import Config
from casework.parts import Parts
from tests.databases import made
from tests.journeys.founding import Village, found


@pytest.fixture(scope="module")
def village(
    request: pytest.FixtureRequest, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Village]:
    """An instance of this module's own, on SQLite."""
    folder = tmp_path_factory.mktemp("village")
    with made("sqlite", request, folder, sqlite_template) as url:
        yield found(config_in(folder, url))


@pytest.fixture(scope="module")
def house(village: Village) -> Iterator[Flask]:
    """The application over the village."""
    made_app = create_app(village.config)
    yield made_app
    parts: Parts = made_app.extensions["casework"]
    parts.sessions.engine.dispose()


def config_in(folder: Path, url: str) -> Config:
    """A configuration over a database and a folder."""
    return Config(
        database=url,
        files=folder / "files",
        instance_secret=token_bytes(32),
        outbox=folder / "outbox",
    )

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
from tests.journeys.company import Company, gather
from tests.journeys.founding import Village, found


@pytest.fixture(scope="module")
def village(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Village]:
    """An instance of this module's own; on SQLite, or on what `parametrize` says."""
    backend = str(getattr(request, "param", "sqlite"))
    template = request.getfixturevalue(f"{backend}_template")
    folder = tmp_path_factory.mktemp("village")
    with made(backend, request, folder, template) as url:
        yield found(config_in(folder, url))


@pytest.fixture(scope="module")
def house(village: Village) -> Iterator[Flask]:
    """The application over the village."""
    application = create_app(village.config)
    yield application
    parts: Parts = application.extensions["casework"]
    parts.sessions.engine.dispose()


@pytest.fixture(scope="module")
def company(house: Flask, village: Village) -> Company:
    """Everybody signed in, among three cases."""
    return gather(house, village)


def config_in(folder: Path, url: str) -> Config:
    """A configuration over a database and a folder."""
    return Config(
        database=url,
        files=folder / "files",
        instance_secret=token_bytes(32),
        outbox=folder / "outbox",
    )

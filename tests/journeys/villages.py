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
from tests.servers import ROOT, Server, serving


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


@pytest.fixture(scope="module")
def served(village: Village, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The village behind a real server."""
    folder = tmp_path_factory.mktemp("served")
    with serving(
        "tests.application:made()", environment(village, folder), folder / "server.log"
    ) as server:
        yield server


def config_in(folder: Path, url: str) -> Config:
    """A configuration over a database and a folder."""
    return Config(
        database=url,
        files=folder / "files",
        instance_secret=token_bytes(32),
        outbox=folder / "outbox",
    )


def environment(village: Village, folder: Path) -> dict[str, str]:
    """What an operator would have set, and every place a program might put a file by itself."""
    temporary = folder / "tmp"
    temporary.mkdir()
    config = village.config
    return {
        "CASEWORK_DATABASE": config.database,
        "CASEWORK_FILES": str(config.files),
        "CASEWORK_INSTANCE_SECRET": config.instance_secret.hex(),
        "CASEWORK_OUTBOX": str(config.outbox),
        "CASEWORK_ROOT_KEYS": ",".join(key.hex() for key in config.root_keys),
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"), str(temporary)),
    }

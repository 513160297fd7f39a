"""An instance of its own for a test: configuration, files and keys."""

from pathlib import Path
from secrets import token_bytes

import pytest

from casework.config import Config
from crypto.instance import InstanceKeys
from tests.crypto.costs import CHEAP
from tests.databases import Fresh


@pytest.fixture(scope="session")
def instance_secret() -> bytes:
    """The secret of every instance of one worker: each test has its own database and files."""
    return token_bytes(32)


@pytest.fixture
def config(database: Fresh, tmp_path: Path, instance_secret: bytes) -> Config:
    """A configuration over `database` and this test's own folder; Argon2 costs next to nothing."""
    return Config(
        database=database.url,
        files=tmp_path / "files",
        instance_secret=instance_secret,
        outbox=tmp_path / "outbox",
        cost=CHEAP,
    )


@pytest.fixture
def keys(config: Config) -> InstanceKeys:
    """The keys under `config`'s instance secret."""
    return InstanceKeys(config.instance_secret, config.instance_secret_version)

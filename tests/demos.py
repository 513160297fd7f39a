"""The demonstration, filled once for all tests of a process, with a cheap Argon2."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from casework.app import create_app
from casework.config import Config
from casework.demo import filling, keeping
from casework.demo.keeping import Demo
from casework.parts import Parts
from tests.crypto.costs import CHEAP
from tests.servers import PATIENCE_SECONDS, ROOT
from tests.visitors import Visitor

PORT = 8000


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole demonstration in it. Copy it to change it."""
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    filling.make_keys(folder)
    steps = filling.fill(folder, settled(folder), datetime.now(UTC))
    assert len(list(steps)) == filling.STEPS
    return folder


@pytest.fixture
def demo_folder(filled: Path, tmp_path: Path) -> Path:
    """A demonstration of this test's own."""
    return shutil.copytree(filled, tmp_path / "demo")


@pytest.fixture
def kept(filled: Path) -> Demo:
    """What the demonstration keeps of its people."""
    found = keeping.read(filled)
    assert found is not None
    return found


@pytest.fixture
def demo_app(demo_folder: Path) -> Iterator[Flask]:
    """The application over a demonstration, under the address of Flask's test client."""
    made = create_app(replace(settled(demo_folder), origin="http://localhost"))
    yield made
    parts: Parts = made.extensions["casework"]
    parts.sessions.engine.dispose()


@pytest.fixture
def demo_parts(demo_app: Flask) -> Parts:
    """What the requests of that application share."""
    parts: Parts = demo_app.extensions["casework"]
    return parts


@pytest.fixture
def newcomer(demo_app: Flask) -> Visitor:
    """Somebody who looks at the demonstration."""
    return Visitor(demo_app.test_client())


def settled(folder: Path, port: int = PORT) -> Config:
    """The configuration of a demonstration, with a cheap Argon2."""
    return replace(filling.read_settings(folder, port), cost=CHEAP)


@dataclass(frozen=True)
class Running:
    """A demonstration that serves: where, what it printed until it was ready, its process."""

    url: str
    printed: str
    process: subprocess.Popen[str]


@contextmanager
def demonstrating(folder: Path) -> Iterator[Running]:
    """`casework demo` over a folder that is filled already, until the block ends as by Ctrl-C."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "casework", "demo", f"--port={port}", f"--folder={folder}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield Running(f"http://127.0.0.1:{port}", _until_ready(process), process)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=PATIENCE_SECONDS)


def _until_ready(process: subprocess.Popen[str]) -> str:
    printed = ""
    for line in process.stdout or ():
        printed += line
        if line.startswith("Ready"):
            return printed
    raise RuntimeError(printed)

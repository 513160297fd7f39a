"""The real server: gunicorn with the settings people are told to use, over a test's instance."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from io import BufferedWriter
from pathlib import Path

import pytest

from casework.config import Config

ROOT = Path(__file__).parent.parent
PYTHON = Path(sys.executable)
PATIENCE_SECONDS = 120
READY = "/"
OURS = ("CASEWORK_", "PYTEST_", "PYTHON")


@dataclass(frozen=True)
class Server:
    """A running gunicorn: where it listens, its process, and the log it writes."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        """Host and port."""
        return self.url.removeprefix("http://")

    @property
    def pids(self) -> list[int]:
        """The arbiter and its workers, whose descriptors a test may watch."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [self.process.pid, *map(int, children.read_text().split())]


@contextmanager
def serving(
    application: str,
    environ: dict[str, str],
    log: Path,
    ready: str = READY,
    python: Path = PYTHON,
    folder: Path = ROOT,
    workers: int = 1,
    threads: int = 8,
) -> Iterator[Server]:
    """Run gunicorn on a free port until the block ends; `application` is `module:callable()`."""
    with log.open("wb") as written:
        what = str(python), application, str(workers), str(threads)
        server = _started(what, environ, written, folder)
        try:
            _wait(server, ready)
            yield server
        finally:
            server.process.terminate()
            server.process.wait(PATIENCE_SECONDS)


@pytest.fixture
def environment(config: Config) -> dict[str, str]:
    """What an operator would have set to run the instance of `config`."""
    return {
        "CASEWORK_DATABASE": config.database,
        "CASEWORK_FILES": str(config.files),
        "CASEWORK_INSTANCE_SECRET": config.instance_secret.hex(),
        "CASEWORK_OUTBOX": str(config.outbox),
        "CASEWORK_ROOT_KEYS": ",".join(key.hex() for key in config.root_keys),
    }


@pytest.fixture
def live_server(environment: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    """Casework served by gunicorn over `database`, Argon2 at the tests' cost."""
    with serving("tests.application:made()", environment, tmp_path / "server.log") as server:
        yield server


def _started(
    what: tuple[str, str, str, str], environ: dict[str, str], log: BufferedWriter, folder: Path
) -> Server:
    # Gunicorn inherits the socket: no other test can take the port between choice and use.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        process = subprocess.Popen(
            _command(*what, listening.fileno()),
            pass_fds=[listening.fileno()],
            env=_environ(environ, url),
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Server(url, process, Path(log.name))


def _command(
    python: str, application: str, workers: str, threads: str, descriptor: int
) -> list[str]:
    return [
        python,
        "-m",
        "gunicorn",
        "--config=python:casework.serving",
        f"--bind=fd://{descriptor}",
        f"--workers={workers}",
        f"--threads={threads}",
        "--graceful-timeout=2",
        application,
    ]


def _environ(environ: dict[str, str], url: str) -> dict[str, str]:
    ours = {"CASEWORK_ORIGIN": url, "PYTHONUNBUFFERED": "1", **environ}
    foreign = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return foreign | ours


def _wait(server: Server, ready: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not _answers(server, ready):
        if server.process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(server.log.read_text())
        time.sleep(0.05)


def _answers(server: Server, path: str) -> bool:
    connection = HTTPConnection(server.address, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

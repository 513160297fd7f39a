"""What gunicorn is told, seen on a real gunicorn that serves a faulty application."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from casework import serving
from tests.casework.spooler import WORDS
from tests.servers import Server
from tests.servers import serving as served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The faulty application behind our settings."""
    log = tmp_path_factory.mktemp("server") / "log"
    home = {"HOME": str(log.parent), "XDG_RUNTIME_DIR": str(log.parent)}
    with served("tests.casework.spooler:made()", home, log, ready="/") as running:
        yield running


def _get(server: Server, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(server.address, timeout=10)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_nothing_can_be_spooled_to_a_file_in_the_clear(server: Server) -> None:
    assert _get(server, "/spools") == (200, b"refused")


def test_the_log_does_not_repeat_what_an_exception_said(server: Server) -> None:
    status, _ = _get(server, "/fails")

    assert status == 500
    written = server.log.read_text()
    assert "ValueError" in written
    assert WORDS not in written
    assert "fails" not in written


def test_no_control_socket_is_opened(server: Server) -> None:
    assert _get(server, "/") == (200, b"well")

    assert list(server.log.parent.rglob("*.ctl")) == []


def test_the_server_says_which_variable_is_unfit_and_stops(tmp_path: Path) -> None:
    with (
        pytest.raises(RuntimeError, match="CASEWORK_INSTANCE_SECRET is not set"),
        served(serving.APPLICATION, {}, tmp_path / "log"),
    ):
        pass


@pytest.mark.parametrize(("host", "bound"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_the_command_names_the_address_it_serves_on(host: str, bound: str) -> None:
    assert f"--bind={bound}:8000" in serving.command(host, 8000)


class _Ring:
    """Rubbish that only the collector finds: it holds on to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def left() -> Iterator[weakref.ref[_Ring]]:
    """One of the many things that a page left, where no collector comes by itself."""
    gc.disable()
    yield [weakref.ref(_Ring()) for _each in range(serving.RUBBISH + 1)].pop()
    gc.enable()


def test_what_a_page_left_is_collected_once_its_answer_is_out(left: weakref.ref[_Ring]) -> None:
    assert left() is not None

    serving.collect_left()

    assert left() is None

"""Short messages: to a gateway over TLS, filled in and never mixed up, and nowhere else."""

import json
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from auth.texting import Gateway, NoGateway, ShortText, TextUnsent, texter
from casework.config import Sms
from tests.auth.test_notifying import contexts

TEXT = ShortText("+8801712345678", 'Notes: "{to}" & more')
FORM = "to={to}&text={text}"
OK, MOVED = "200 OK", "302 Found\r\nLocation: https://elsewhere.example/"


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A port on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(10)
        yield made


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Where the gateway answers."""
    with ThreadPoolExecutor(1) as made:
        yield made


def answer(listening: socket.socket, context: ssl.SSLContext, status: str) -> tuple[str, str]:
    """Take one message; gives back the head and the body of what was posted."""
    plain, _address = listening.accept()
    with context.wrap_socket(plain, server_side=True) as connection:
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += connection.recv(4096)
        head, _gap, body = heard.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += connection.recv(4096)
        connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
    return head.decode(), body.decode()


def send(
    listening: socket.socket,
    threads: ThreadPoolExecutor,
    folder: Path,
    body: str = FORM,
    status: str = OK,
    path: str = "/send",
) -> Future[tuple[str, str]]:
    """Send the text to a gateway that answers so."""
    theirs, ours = contexts(folder)
    heard = threads.submit(answer, listening, theirs, status)
    address = f"https://localhost:{listening.getsockname()[1]}{path}"
    Gateway(Sms(address, body, "Bearer secret"), ours).send(TEXT)
    return heard


def test_fields_are_filled_once_and_escaped(
    listening: socket.socket, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    head, body = send(listening, threads, tmp_path).result(10)

    assert parse_qs(body) == {"to": [TEXT.to], "text": [TEXT.words]}
    assert "Authorization: Bearer secret" in head
    assert "application/x-www-form-urlencoded" in head


def test_an_object_is_filled_as_one(
    listening: socket.socket, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    template = '{"number": "{to}", "message": {"text": "{text}"}}'

    _head, body = send(listening, threads, tmp_path, template).result(10)

    assert json.loads(body) == {"number": TEXT.to, "message": {"text": TEXT.words}}


def test_an_address_may_hold_them_too(
    listening: socket.socket, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    head, _body = send(listening, threads, tmp_path, path="/to/{to}?key=1").result(10)

    assert head.startswith("POST /to/%2B8801712345678?key=1 HTTP/1.1")


@pytest.mark.parametrize("status", ["500 Broken", "403 Forbidden", MOVED])
def test_what_a_gateway_refuses_or_sends_elsewhere_did_not_leave(
    listening: socket.socket, threads: ThreadPoolExecutor, tmp_path: Path, status: str
) -> None:
    with pytest.raises(TextUnsent):
        send(listening, threads, tmp_path, status=status)


def test_a_gateway_nobody_vouches_for_gets_no_number(
    listening: socket.socket, threads: ThreadPoolExecutor, tmp_path: Path
) -> None:
    theirs, _ours = contexts(tmp_path)
    heard = threads.submit(answer, listening, theirs, OK)

    with pytest.raises(TextUnsent):
        Gateway(Sms(f"https://localhost:{listening.getsockname()[1]}/", FORM)).send(TEXT)

    assert isinstance(heard.exception(10), ssl.SSLError)


def test_without_a_gateway_nothing_leaves() -> None:
    with pytest.raises(TextUnsent):
        texter(None).send(TEXT)

    assert isinstance(texter(None), NoGateway)


def test_neither_number_nor_gateway_stands_in_what_is_printed() -> None:
    assert TEXT.to not in repr(TEXT)
    assert "example" not in repr(Sms("https://gateway.example/", FORM, "secret"))

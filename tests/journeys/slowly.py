"""A file sent slowly, as over a telephone's connection: after each piece one can look around."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.test import Client

from tests.casework.tellers import BOUNDARY
from tests.servers import Server

PIECE = 256 * 1024
PATIENCE_SECONDS = 60
STATUS = re.compile(rb"HTTP/1\.1 (\d+)")


class Sending:
    """A request under way."""

    def __init__(self, connection: socket.socket, body: bytes, piece: int) -> None:
        self._connection = connection
        self._body = body
        self._piece = piece

    def pieces(self) -> Iterator[int]:
        """Send piece after piece; gives how many bytes have left."""
        for start in range(0, len(self._body), self._piece):
            self._connection.sendall(self._body[start : start + self._piece])
            yield min(start + self._piece, len(self._body))

    def status(self) -> int:
        """What the server answers once it has everything."""
        received = b""
        while b"\r\n\r\n" not in received and (more := self._connection.recv(65536)):
            received += more
        found = STATUS.match(received)
        assert found, received[:200]
        return int(found.group(1))


@contextmanager
def sending(
    server: Server, client: Client, path: str, body: bytes, piece: int = PIECE
) -> Iterator[Sending]:
    """Begin to post a form of parts with the cookies of a client."""
    host, _colon, port = server.address.partition(":")
    jar = client._cookies
    cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in jar.values()) if jar else ""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {server.address}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), PATIENCE_SECONDS) as connection:
        connection.sendall(head.encode())
        yield Sending(connection, body, piece)

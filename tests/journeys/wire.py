"""The real server as a client without a window sees it: cookies and forms over a socket."""

from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from typing import Any

from werkzeug.test import Client

from tests.servers import Server
from tests.visitors import TOKEN

PATIENCE_SECONDS = 60
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]


def client(server: Server, address: str = "") -> Client:
    """Somebody's browser at a running server; from an address of hers, behind a proxy."""
    return Client(_forwarding(server, {"X-Forwarded-For": address} if address else {}))


def _forwarding(
    server: Server, more: dict[str, str]
) -> Callable[[Environ, StartResponse], Iterable[bytes]]:
    def forward(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        connection = HTTPConnection(server.address, timeout=PATIENCE_SECONDS)
        body = environ["wsgi.input"].read()
        target = environ["PATH_INFO"].encode("latin-1").decode() + _query(environ)
        connection.request(environ["REQUEST_METHOD"], target, body, _headers(environ) | more)
        answer = connection.getresponse()
        headers = [pair for pair in answer.getheaders() if pair[0].lower() not in HOP]
        content = answer.read()
        connection.close()
        start(f"{answer.status} {answer.reason}", headers)
        return [content]

    return forward


def _query(environ: Environ) -> str:
    return f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""


def _headers(environ: Environ) -> dict[str, str]:
    sent = {
        name[5:].replace("_", "-").title(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_") and name != "HTTP_HOST"
    }
    kind = environ.get("CONTENT_TYPE")
    return {**sent, "Content-Type": str(kind)} if kind else sent


def token_in(page: str) -> str:
    """The token of a page's forms."""
    found = TOKEN.search(page)
    assert found, page[:2000]
    return found.group(1)

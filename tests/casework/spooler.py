"""A faulty application: it spools what it is sent, and it fails loudly."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

Environ = dict[str, str]
StartResponse = Callable[[str, list[tuple[str, str]]], object]
WORDS = "somebody said this"


def made() -> Callable[[Environ, StartResponse], Iterable[bytes]]:
    """The faulty application."""
    return _answer


def _answer(environ: Environ, start: StartResponse) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/fails":
        raise ValueError(WORDS)
    start("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/spools":
        return [_spooled()]
    return [b"well"]


def _spooled() -> bytes:
    try:
        with tempfile.TemporaryFile() as spool:
            spool.write(WORDS.encode())
    except FileNotFoundError:
        return b"refused"
    return str(Path(tempfile.gettempdir())).encode()

"""A list on its way in: held in memory while its request lasts, never in a file."""

from collections.abc import Callable
from io import BytesIO
from typing import IO, cast

from flask import g

from auth.incoming import Incoming

LIMIT = 8 * 1024 * 1024
"""What a page takes; longer lists come in on the command line."""
NAME_LIMIT = 120


class Arrived:
    """One file of a request. What is too much is read to its end and forgotten."""

    def __init__(self, name: str) -> None:
        self.name = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())[-NAME_LIMIT:]
        self.content = BytesIO()
        self.is_too_large = False

    def write(self, data: bytes) -> int:
        """Take a piece."""
        if self.content.tell() + len(data) > LIMIT:
            self.is_too_large = True
            self.content = BytesIO()
        if not self.is_too_large:
            self.content.write(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """The part is complete."""
        return self.content.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        """What came."""
        return self.content.read(size)

    def close(self) -> None:
        """The request is over: what was wanted of it is kept elsewhere."""


def sink(_request: Incoming) -> Callable[[str | None, str | None], IO[bytes]]:
    """The maker of such sinks for `auth.incoming.takes_files`."""
    return receive


def receive(_content_type: str | None, name: str | None) -> IO[bytes]:
    """The sink for one file part; of several the last counts."""
    g.arrived_list = Arrived(name or "")
    return cast("IO[bytes]", g.arrived_list)


def arrived() -> Arrived | None:
    """The file that came with this request; None where the field was empty."""
    found: Arrived | None = g.get("arrived_list")
    if found is None or not (found.content.getbuffer().nbytes or found.is_too_large):
        return None
    return found

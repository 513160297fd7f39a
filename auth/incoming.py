"""A request whose files never reach a disk in the clear."""

from collections.abc import Callable
from typing import IO, TypeVar

from flask import Request
from werkzeug.exceptions import UnsupportedMediaType

UPLOAD_BYTES = 16 * 1024 * 1024
SinkMaker = Callable[["Incoming"], Callable[[str | None, str | None], IO[bytes]]]
View = TypeVar("View", bound=Callable[..., object])


class Incoming(Request):
    """Werkzeug would spool a long part to a temporary file; this one asks a sealing sink for it.

    A route that takes files names the maker of its sink by `takes_files`. Every other route
    refuses a file before its first byte.
    """

    sink: Callable[[str | None, str | None], IO[bytes]] | None = None

    @property
    def at_end(self) -> list[Callable[[], None]]:
        """What to call when the request is over, however it went: sinks clear up here."""
        calls: list[Callable[[], None]] = self.__dict__.setdefault("_at_end", [])
        return calls

    @property
    def when_let_in(self) -> list[Callable[[], None]]:
        """What to call once the gate has let a signed-in request in: slow work on its files."""
        calls: list[Callable[[], None]] = self.__dict__.setdefault("_when_let_in", [])
        return calls

    def close(self) -> None:
        """End the request."""
        super().close()
        for call in self.at_end:
            call()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.sink is None:
            raise UnsupportedMediaType
        return self.sink(content_type, filename)

    def accept_files(self, maker: SinkMaker) -> None:
        """Take files of 16 MB at most in this request, into the sink that `maker` gives."""
        self.max_content_length = UPLOAD_BYTES
        self.sink = maker(self)


def takes_files(maker: SinkMaker) -> Callable[[View], View]:
    """Declare that a view takes files. The gate installs the sink before any field is read.

    `maker(request)` gives a function (content type, file name) → writable sink, called for each
    file of the request.
    """

    def declare(view: View) -> View:
        view.__dict__["sink_maker"] = maker
        return view

    return declare


def sink_maker_of(view: object) -> SinkMaker | None:
    """What `takes_files` declared on a view, if anything."""
    maker: SinkMaker | None = getattr(view, "sink_maker", None)
    return maker

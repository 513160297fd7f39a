"""The words that stand in front of a file, in a form too large to be taken whole."""

from collections.abc import Iterator

from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import Data, Event, Field, MultipartDecoder, Preamble
from werkzeug.wrappers import Request

HEAD = 64 * 1024
"""Octets read of such a form. The file that makes it too large begins before they end."""


def words_before_the_file(request: Request) -> list[tuple[str, str]]:
    """The fields before the first file, by name; none of a body that is no such form.

    Reads the beginning of a body that nobody has read; call it only when it is refused.
    """
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data" or not boundary:
        return []
    head = request.environ["wsgi.input"].read(min(HEAD, request.content_length or 0))
    try:
        return list(_fields(_events(head, boundary.encode())))
    except (HTTPException, ValueError):
        return []


def _events(head: bytes, boundary: bytes) -> Iterator[Event]:
    decoder = MultipartDecoder(boundary, HEAD)
    decoder.receive_data(head)
    event: Event = Preamble(b"")
    while isinstance(event, Preamble | Field | Data):
        event = decoder.next_event()
        yield event


def _fields(events: Iterator[Event]) -> Iterator[tuple[str, str]]:
    """A field counts once it has ended; what was cut off is not given back as if it were all."""
    name, said = "", b""
    for event in events:
        if isinstance(event, Field):
            name, said = event.name, b""
        if isinstance(event, Data) and name:
            said += event.data
            if not event.more_data:
                yield name, said.decode("utf-8", "replace")
                name = ""

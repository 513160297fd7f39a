"""The archive of an export: a tar, sealed piece by piece under a code that is on paper only."""

import tarfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crypto.envelope import derive
from crypto.recovery_code import parse_recovery_code
from crypto.stream import Sealer, Source, open_stream

LABEL = "casework/export/1"
BLOCK = 512
INDEX = "case.json"
OWNER_ONLY = 0o600


class Member(NamedTuple):
    """One file of the archive; its pieces are asked for when their turn comes."""

    path: str
    size: int
    pieces: Iterable[bytes]


class _Collected:
    """A sink that hands on what it was given."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._held.append(data)

    def taken(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def sealed(members: Iterable[Member], code: str) -> Iterator[bytes]:
    """The sealed archive, in pieces, in constant memory.

    Raises RecoveryCodeMistyped, and what the pieces raise: what came before opens to nothing.
    """
    sink = _Collected()
    with Sealer(sink, _key(code), LABEL) as sealer:
        for piece in _tar(members):
            sealer.write(piece)
            yield sink.taken()
    yield sink.taken()


def opened(source: Source, code: str) -> Iterator[bytes]:
    """The tar again, each piece authenticated. Raises RecoveryCodeMistyped, StreamBroken."""
    yield from open_stream(source, _key(code), LABEL)


def _key(code: str) -> bytes:
    return derive(parse_recovery_code(code), LABEL)


def _tar(members: Iterable[Member]) -> Iterator[bytes]:
    for member in members:
        header = tarfile.TarInfo(member.path)
        header.size, header.mode = member.size, OWNER_ONLY
        yield header.tobuf(tarfile.USTAR_FORMAT)
        yield from member.pieces
        yield bytes(-member.size % BLOCK)
    yield bytes(2 * BLOCK)

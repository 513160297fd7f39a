"""The archive of a copy that leaves the house: a plain tar, sealed by crypto.copies."""

import tarfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

BLOCK = 512
ROOM = 16_384
"""A short case is as long an archive as an empty one."""
INDEX = "case.json"
TEXT = "copy.txt"
"""What a survivor takes along, in plain words."""
OWNER_ONLY = 0o600


class Member(NamedTuple):
    """One file of the archive; its pieces are asked for when their turn comes."""

    path: str
    size: int
    pieces: Iterable[bytes]


def tar(members: Iterable[Member]) -> Iterator[bytes]:
    """The archive, in pieces, in constant memory, its end padded."""
    length = 0
    for member in members:
        header = tarfile.TarInfo(member.path)
        header.size, header.mode = member.size, OWNER_ONLY
        yield header.tobuf(tarfile.USTAR_FORMAT)
        yield from member.pieces
        yield bytes(-member.size % BLOCK)
        length += BLOCK + member.size + -member.size % BLOCK
    yield bytes(2 * BLOCK + -(length + 2 * BLOCK) % ROOM)


def one(path: str, data: bytes) -> Member:
    """A file whose bytes are at hand."""
    return Member(path, len(data), [data])

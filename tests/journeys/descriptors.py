"""What the processes of a server hold open: looked at through /proc, never through the server."""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.servers import Server

READ_AT_MOST = 32 * 1024 * 1024


def held_open(server: Server) -> Iterator[tuple[Path, str]]:
    """Every descriptor of the arbiter and its workers, and what it points to."""
    for pid in server.pids:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            try:
                yield descriptor, str(descriptor.readlink())
            except OSError:
                continue


def content_of(descriptor: Path) -> bytes:
    """What is in the file behind a descriptor, by a descriptor of our own."""
    try:
        opened = os.open(descriptor, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        return os.pread(opened, READ_AT_MOST, 0)
    except OSError:
        return b""
    finally:
        os.close(opened)


def in_the_clear(server: Server, needles: dict[str, bytes]) -> list[str]:
    """Open files that hold a needle, and removed files that hold anything at all."""
    found = []
    for descriptor, target in held_open(server):
        content = content_of(descriptor) if target.startswith("/") else b""
        names = [name for name, needle in needles.items() if needle in content]
        is_removed = target.endswith("(deleted)") and content
        found += [f"{target}: {names}"] if names or is_removed else []
    return found

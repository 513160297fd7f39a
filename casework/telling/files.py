"""Where sealed files lie: objects with random names, made once, never changed, holding no name."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import BinaryIO, Protocol

from crypto.stream import Sealer, open_stream

NAME_BYTES = 16
NAME = re.compile(r"[0-9a-f]{32}")
ORPHANS_BEFORE_DAYS = 2
"""An object younger than this may belong to a request that has not committed yet."""


class ObjectMissing(Exception):
    """The store has no object of that name."""


class NewObject(Protocol):
    """An object being written. It exists for readers after `finish` only."""

    @property
    def name(self) -> str:
        """The random name it will be found by."""

    def write(self, data: bytes, /) -> object:
        """Add bytes at its end."""

    def finish(self) -> None:
        """Make it last."""

    def abandon(self) -> None:
        """Leave nothing behind. Also after `finish`; a second time does nothing."""


class FileStore(Protocol):
    """Keeps sealed bytes. It is never given a key, a file's own name or a plain byte."""

    def create(self) -> NewObject:
        """A new object under a fresh random name."""

    def open(self, name: str) -> BinaryIO:
        """The sealed bytes from the beginning; close it. Raises ObjectMissing."""

    def delete(self, name: str) -> None:
        """Remove an object; one that is not there is as good as removed."""

    def names(self, made_before: date) -> Iterator[str]:
        """The names of all objects made before a day."""


def sealer(new: NewObject, key: bytes, limit: int) -> Sealer:
    """Seals a file into an object, bound to the object's name (docs/ciphertext.md,
    "Files (STREAM)").
    """
    return Sealer(new, key, "object", new.name, limit=limit)


def opened(store: FileStore, name: str, key: bytes) -> Iterator[bytes]:
    """The file in pieces, each authenticated. Raises ObjectMissing, StreamBroken on the way."""
    with store.open(name) as source:
        yield from open_stream(source, key, "object", name)


class Folder:
    """A file store in a local folder, readable by this process's user alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def create(self) -> "NewFile":
        """A new file, created exclusively: an existing one is never written again."""
        return NewFile(self._path / secrets.token_hex(NAME_BYTES))

    def open(self, name: str) -> BinaryIO:
        """The file's bytes. Raises ObjectMissing, also for what cannot be a name of ours."""
        try:
            return self._the_path(name).open("rb")
        except FileNotFoundError as missing:
            raise ObjectMissing from missing

    def delete(self, name: str) -> None:
        """Remove the file if it is there. Raises ObjectMissing for what cannot be a name."""
        self._the_path(name).unlink(missing_ok=True)

    def names(self, made_before: date) -> Iterator[str]:
        """Names of ours in the folder, by the day they were made."""
        limit = datetime.combine(made_before, time(), UTC).timestamp()
        for entry in os.scandir(self._path):
            if NAME.fullmatch(entry.name) and entry.stat().st_mtime < limit:
                yield entry.name

    def _the_path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ObjectMissing
        return self._path / name


class NewFile:
    """A file being written in a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._is_open = True

    @property
    def name(self) -> str:
        """The random name it will be found by."""
        return self._path.name

    def write(self, data: bytes) -> int:
        """Add bytes; the kernel may take them in several pieces."""
        left = memoryview(data)
        while left:
            left = left[os.write(self._descriptor, left) :]
        return len(data)

    def finish(self) -> None:
        """Bring it to the disk. Its time says the day, not the minute somebody was here."""
        midnight = datetime.combine(datetime.now(UTC).date(), time(), UTC).timestamp()
        os.utime(self._descriptor, (midnight, midnight))
        os.fsync(self._descriptor)
        self._close()
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def abandon(self) -> None:
        """Close and remove it."""
        self._close()
        self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)

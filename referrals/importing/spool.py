"""Pieces put away in a file until they are written, sealed under a key of this process alone."""

from collections.abc import Iterator
from secrets import token_bytes
from typing import IO

from crypto.envelope import KEY_BYTES, open_, seal

LABEL = "import-spool"
LENGTH = 4


class Spool:
    """Pieces in their order, however many: none of them is held. `file` stays the caller's.

    Nobody can read them after this process has ended, and nobody has to sweep them.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._key = token_bytes(KEY_BYTES)
        self._count = 0

    def add(self, piece: bytes) -> None:
        """Put one away, behind those that came before."""
        sealed = seal(self._key, piece, LABEL, self._count)
        self._file.write(len(sealed).to_bytes(LENGTH, "big"))
        self._file.write(sealed)
        self._count += 1

    def __iter__(self) -> Iterator[bytes]:
        """All of them from the first on. Raises SealBroken where somebody else wrote."""
        self._file.seek(0)
        for number in range(self._count):
            length = int.from_bytes(self._file.read(LENGTH), "big")
            yield open_(self._key, self._file.read(length), LABEL, number)

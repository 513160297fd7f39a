"""The words that the cells of a spreadsheet share, packed: some octets for each of them."""

import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import IO
from xml.parsers import expat

import msgspec

from referrals.importing.archives import ArchiveRefused, Fault
from referrals.importing.rows import CELL_SIGNS

PIECE = 128 * 1024
BLOCK = 256
"""Words that are packed together."""
OPEN = 64
"""Blocks that are held open: cells come nearly in the order in which their words were shared."""


class SharedWords:
    """Words by their number, of the part of a book that holds them. Raises ArchiveRefused."""

    def __init__(self, source: IO[bytes] | None = None) -> None:
        self._blocks: list[bytes] = []
        self._count = 0
        held: list[str] = []
        for word in _words_in(source) if source is not None else ():
            held.append(word)
            self._count += 1
            if len(held) == BLOCK:
                self._pack(held)
        self._pack(held)
        self._block = lru_cache(OPEN)(self._unpacked)

    def __getitem__(self, number: int) -> str:
        """The word of that number. Raises IndexError."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._block(number // BLOCK)[number % BLOCK]

    def _pack(self, words: list[str]) -> None:
        self._blocks.append(zlib.compress(msgspec.msgpack.encode(words), 1))
        words.clear()

    def _unpacked(self, block: int) -> list[str]:
        return msgspec.msgpack.decode(zlib.decompress(self._blocks[block]), type=list[str])


class _Words:
    """Listens to the parser: words as they end."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self._said: list[str] = []
        self._length = 0
        self._is_text = self._is_sound_of_letters = False

    def begin(self, name: str, _given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si":
            self._said, self._length = [], 0
        elif tag == "t":
            self._is_text = not self._is_sound_of_letters
        elif tag == "rPh":
            self._is_sound_of_letters = True

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si":
            self.ended.append("".join(self._said))
        elif tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._is_sound_of_letters = False

    def words(self, text: str) -> None:
        # What is longer than a cell may be is refused with its row.
        if self._is_text and self._length <= CELL_SIGNS:
            self._said.append(text)
            self._length += len(text)


def _words_in(source: IO[bytes]) -> Iterator[str]:
    found = _Words()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def declared(*_what: object) -> None:
        raise ArchiveRefused(Fault.ENTITIES)

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = found.begin
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.words
    try:
        while piece := source.read(PIECE):
            parser.Parse(piece, False)
            yield from found.ended
            found.ended.clear()
    except expat.ExpatError as wrong:
        raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong

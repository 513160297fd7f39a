"""Which of very many things came before: a few octets for each, however they are called."""

from array import array

FIRST = 1 << 12
EMPTY = 0
FULL = 2
"""So many times more room than things."""


class Seen:
    """Things by 64 bits of a hash that is another in each process.

    Two of a million things are mistaken for each other once in ten million runs.
    """

    def __init__(self) -> None:
        self._slots = array("q", bytes(8 * FIRST))
        self._count = 0

    def add(self, name: bytes | str) -> bool:
        """Keep it, and say whether it is new."""
        mark = hash(name) or 1
        at = self._place(mark)
        if self._slots[at] == mark:
            return False
        self._slots[at] = mark
        self._count += 1
        if self._count * FULL > len(self._slots):
            self._grow()
        return True

    def __contains__(self, name: bytes | str) -> bool:
        mark = hash(name) or 1
        return self._slots[self._place(mark)] == mark

    def _place(self, mark: int) -> int:
        """Where it is, or where it would be."""
        slots, last = self._slots, len(self._slots) - 1
        at = mark & last
        while slots[at] not in (EMPTY, mark):
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        marks = self._slots
        self._slots = array("q", bytes(16 * len(marks)))
        for mark in marks:
            if mark != EMPTY:
                self._slots[self._place(mark)] = mark

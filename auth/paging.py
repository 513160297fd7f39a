"""One page of a longer list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Pages:
    """Which page of how many; a page that does not exist is the nearest that does."""

    asked: int
    total: int
    size: int

    @property
    def last(self) -> int:
        """How many pages there are; one of an empty list."""
        return max((self.total - 1) // self.size + 1, 1)

    @property
    def page(self) -> int:
        """Which of them this is, from one on."""
        return min(max(self.asked, 1), self.last)

    def of(self, found: Sequence[T]) -> Sequence[T]:
        """What of the list stands on it."""
        return found[(self.page - 1) * self.size : self.page * self.size]

"""A column that holds several words of a closed list, or several codes, in one order."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

Word = TypeVar("Word", bound=StrEnum)


def joined(words: Iterable[str]) -> str:
    """Words or codes as they are stored: sorted, with commas between them."""
    return ",".join(sorted(str(each) for each in words))


class WordSet(TypeDecorator[frozenset[Word]], Generic[Word]):
    """A set of words of one enumeration, stored sorted and joined by commas."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[Word], length: int) -> None:
        super().__init__(length)
        self.kind = kind

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """What joins the words."""
        return lambda words: joined(words or ())

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """What parts them again."""
        return lambda text: frozenset(self.kind(each) for each in (text or "").split(",") if each)


class CodeSet(TypeDecorator[frozenset[str]]):
    """A set of codes without commas in them, stored sorted and joined by commas."""

    impl = String
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str]:
        """What joins the codes."""
        return lambda codes: joined(codes or ())

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """What parts them again."""
        return lambda text: frozenset(each for each in (text or "").split(",") if each)

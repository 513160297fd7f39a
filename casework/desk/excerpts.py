"""The sentences of a text in which a search found its words, with the words marked in them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from casework.case.folding import folded

END_OF_SENTENCE = re.compile(r"(?<=[.!?…\u0964\u0965\u06d4\u061f\u104b\u17d4\u17d5])\s+|\n+")
LONGEST, STEP = 240, 160
"""Characters: a longer sentence is looked at in windows that overlap."""
MOST_MARKS = 8
MOST_PIECES = 3


@dataclass(frozen=True)
class Passage:
    """Where words may stand: what kind of text it is, and the text."""

    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Excerpt:
    """A piece of a passage as pairs of text and whether it is one of the words."""

    kind: str
    parts: list[tuple[str, bool]] = field(repr=False)
    begins: bool = True
    """Whether it begins where its sentence does."""
    ends: bool = True


def excerpts_of(passages: Iterable[Passage], words: Sequence[str]) -> list[Excerpt]:
    """The pieces that have these folded words: the one with the most of them first.

    Words that it lacks are looked for in another, up to three in all; empty without any.
    """
    left, found = set(words), list[Excerpt]()
    pieces = [_Piece(each.kind, *piece) for each in passages for piece in _pieces(each.text)]
    folds = [(piece, folded(piece.text)) for piece in pieces]
    while left and len(found) < MOST_PIECES:
        piece, plain = max(folds, key=lambda pair: _has(pair[1], left), default=(None, ""))
        if piece is None or not _has(plain, left):
            break
        found.append(Excerpt(piece.kind, _marked(piece.text, words), piece.begins, piece.ends))
        left = {word for word in left if word not in plain}
    return found


@dataclass(frozen=True)
class _Piece:
    kind: str
    text: str = field(repr=False)
    begins: bool
    ends: bool


def _has(plain: str, words: Iterable[str]) -> int:
    return sum(word in plain for word in words)


def _pieces(text: str) -> Iterator[tuple[str, bool, bool]]:
    for sentence in END_OF_SENTENCE.split(text):
        if len(sentence) <= LONGEST:
            yield sentence.strip(), True, True
            continue
        for at in range(0, len(sentence) - LONGEST + STEP, STEP):
            yield sentence[at : at + LONGEST].strip(), at == 0, at + LONGEST >= len(sentence)


def _marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    marks = [False] * len(text)
    for word in words:
        for start, end in _spans(text, word):
            marks[start:end] = [True] * (end - start)
    signs = zip(text, marks, strict=True)
    runs = groupby(signs, key=lambda pair: pair[1])
    return [("".join(sign for sign, _mark in run), is_hit) for is_hit, run in runs]


def _spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for _each in range(MOST_MARKS):
        if word not in folded(text[begin:]):
            return
        start, end = _span(text, begin, word)
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        yield start, end
        begin = end


def _span(text: str, begin: int, word: str) -> tuple[int, int]:
    """Where a word stands in the text as it was written: folding changes lengths."""
    end = _first(begin + 1, len(text), lambda to: word in folded(text[begin:to]))
    return _first(begin, end, lambda start: word not in folded(text[start + 1 : end])), end


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least number from `low` on for which it holds, up to `high`: what holds once, stays."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low

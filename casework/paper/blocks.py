"""What a document is made of, top to bottom: each block is drawn by `templates/print/blocks.typ`.

Every text here is already in the reader's language; a block knows no words of its own.
"""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec


class Drawn(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", repr_omit_defaults=True):
    """One block. Its text may be of a case, so that it never shows itself in a log."""

    def __repr__(self) -> str:
        return type(self).__name__


class Heading(Drawn, frozen=True, kw_only=True, tag="heading"):
    """A part begins. Levels begin at 2 where the document has a heading of its own."""

    text: str
    level: int = 2


class Text(Drawn, frozen=True, kw_only=True, tag="text"):
    """A paragraph; its line breaks are kept."""

    text: str


class Note(Drawn, frozen=True, kw_only=True, tag="note"):
    """A paragraph that stands out."""

    text: str


class Points(Drawn, frozen=True, kw_only=True, tag="points"):
    """A list."""

    points: Sequence[str]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A label and what was answered; where nothing was, so many lines to write on."""

    label: str
    value: str = ""
    lines: int = 1

    def __repr__(self) -> str:
        return type(self).__name__


class Fields(Drawn, frozen=True, kw_only=True, tag="fields"):
    """Labels with their answers, one below the other or beside each other."""

    fields: Sequence[Field]
    columns: int = 1


class Option(msgspec.Struct, frozen=True):
    """Something to tick, and whether it is ticked."""

    text: str
    ticked: bool = False

    def __repr__(self) -> str:
        return type(self).__name__


class Ticks(Drawn, frozen=True, kw_only=True, tag="ticks"):
    """A question with squares before its answers."""

    options: Sequence[Option]
    label: str = ""
    beside: bool = False
    """Whether the squares stand on one line behind the question."""


class Table(Drawn, frozen=True, kw_only=True, tag="table"):
    """Rows under a head, and after them empty ones to write in. `widths` are shares."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]] = ()
    blank: int = 0
    widths: Sequence[int] = ()


class Lines(Drawn, frozen=True, kw_only=True, tag="lines"):
    """Empty lines to write on."""

    count: int


class Signatures(Drawn, frozen=True, kw_only=True, tag="signatures"):
    """Lines to sign on, each with who signs."""

    who: Sequence[str]


class Entry(Drawn, frozen=True, kw_only=True, tag="entry"):
    """One entry of a case: what it is, when and by whom, and its words."""

    head: str
    text: str
    aside: str = ""


class Cut(Drawn, frozen=True, kw_only=True, tag="cut"):
    """A dashed line to cut along."""


class NewPage(Drawn, frozen=True, kw_only=True, tag="page"):
    """What follows begins on a page of its own."""


Block: TypeAlias = (
    Heading
    | Text
    | Note
    | Points
    | Fields
    | Ticks
    | Table
    | Lines
    | Signatures
    | Entry
    | Cut
    | NewPage
)

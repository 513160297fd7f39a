"""A case and a list as they may lie on a table: under the code, and nobody is named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from casework.case.timeline import Line
from casework.desk.reading import Opened
from casework.models.cover import Capacity
from casework.models.entry import Kind
from casework.report.masking import Labels, masked

NOBODY: Labels = MappingProxyType({})
UNPRINTED = frozenset(
    {
        Kind.IDENTITY,
        Kind.NEEDS,
        Kind.CONSENT,
        Kind.REFERRAL,
        Kind.MATCHES,
        Kind.INTAKE,
        Kind.NUMBER,
    }
)
"""Entries that are nothing but names, numbers and how to reach somebody."""
SPOKEN = frozenset(
    {
        Kind.STATEMENT,
        Kind.OTHERS,
        Kind.NOTE,
        Kind.MESSAGE_TO_SURVIVOR,
        Kind.MESSAGE_FROM_SURVIVOR,
        Kind.ADDED_LATER,
    }
)


@dataclass(frozen=True)
class PaperLine:
    """One entry on paper: when, which, by somebody in which capacity, and the words if wished."""

    line: Line = field(repr=False)
    at: datetime
    by: Capacity | None
    """None for whoever told, and for somebody who holds no keys any more."""
    is_hers: bool
    words: str = field(repr=False)
    files: int


def on_paper(opened: Opened, *, words: bool, names: Labels = NOBODY) -> list[PaperLine]:
    """The entries of a case in their order, without the people in them.

    `words` adds what was said and written: names in it stand there too, but for those of
    `names`, in place of which their letters stand (casework.report.masking).
    """
    return list(_lines(opened, names, words=words))


def _lines(opened: Opened, names: Labels, *, words: bool) -> Iterator[PaperLine]:
    for line in opened.timeline.lines:
        if line.kind not in UNPRINTED:
            yield PaperLine(
                line=line,
                at=line.at,
                by=_capacity(opened, line),
                is_hers=_is_hers(line),
                words=masked(line.text, names) if words and line.kind in SPOKEN else "",
                files=len(line.files),
            )


def _is_hers(line: Line) -> bool:
    """Whether whoever told said it, also where somebody else took it in or wrote it down."""
    came, sender = line.facts.get("way"), line.facts.get("by")
    return line.author is None or came == "taken_down" or (came == "inbox" and not sender)


def _capacity(opened: Opened, line: Line) -> Capacity | None:
    if _is_hers(line):
        return None
    sender = line.facts.get("by") if line.facts.get("way") == "inbox" else None
    author = UUID(sender) if isinstance(sender, str) else line.author
    holder = opened.cover.holder(author) if author is not None else None
    return holder.capacity if holder else None

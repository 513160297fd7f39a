"""An entry of the timeline as plain text: the same words on paper as on the page, made once."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from flask import render_template

from casework.case.timeline import Line
from casework.desk.reading import Opened

BODY, WORDS, FILES = "cw-entry__body", "cw-words", "cw-attached"
UNSAID = frozenset({"a", "button", "summary", "form", "nav"})
"""What one presses: it says nothing on paper."""
OWN_LINE = frozenset({"p", "div", "dt", "li", "details"})
SPACES = re.compile(r"\s+")
VOID = frozenset({"br", "hr", "img", "input", "wbr"})

Texts = Mapping[tuple[str, int], str]
"""By compartment and number, as an entry is named within its case."""


def texts(opened: Opened) -> Texts:
    """What the page says of each entry, without who, when, files and what can be pressed."""
    return {
        (line.compartment.value, line.number): text_of(_page(opened, line))
        for line in opened.timeline.lines
    }


def text_of(page: str) -> str:
    """The text of an entry's body. What people typed keeps its line breaks."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "\n".join(filter(None, (line.strip() for line in reader.lines)))


def _page(opened: Opened, line: Line) -> str:
    return render_template("casework/print/entry.html", case=opened.case, opened=opened, line=line)


class _Reader(HTMLParser):
    """Collects lines of text within the body of an entry."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._open: list[tuple[str, set[str]]] = []

    def begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        self._open.append((tag, classes))
        if tag in OWN_LINE:
            self.lines.append("")
        elif tag == "dd":
            self.lines[-1] = f"{self.lines[-1].rstrip()}: "

    def end(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in OWN_LINE and tag != "dt":
            self.lines.append("")

    def read(self, data: str) -> None:
        tags = {tag for tag, _classes in self._open}
        classes = {each for _tag, found in self._open for each in found}
        if BODY not in classes or FILES in classes or tags & UNSAID:
            return
        if WORDS in classes:
            self.lines[-1] += data
        else:
            self.lines[-1] += SPACES.sub(" ", data)

    # The names by which the standard library calls them.
    handle_starttag, handle_endtag, handle_data = begin, end, read

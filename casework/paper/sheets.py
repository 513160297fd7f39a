"""A sheet: what stands on it in the reader's language, blank to be written on or filled."""

from collections.abc import Iterable, Sequence

import msgspec
from flask_babel import gettext as _

from casework.paper.blocks import Block, Field, Fields, Note, Option, Table, Ticks
from casework.paper.typesetting import render


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet, ready for the press."""

    id: str
    """Short and saying nothing, such as `S04`: it stands at the foot and in the file's name."""
    heading: str
    blocks: Sequence[Block]
    layout: str = "sheet"
    opening: Sequence[Block] = ()
    """Of a report: what stands above its contents."""
    is_named: bool = True
    """Whether the name of the body stands above it. Not where a stranger may find the sheet."""
    is_coded: bool = True
    """Whether the case code stands on it. Not where whoever gets it must not know of a case."""
    cites: bool = False
    """Whether it names a rule of the pack as what it rests on."""

    def __repr__(self) -> str:
        return f"<Sheet {self.id}>"


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same on every sheet of a case or of a committee."""

    code: str = ""
    """The case code; empty for the committee's own."""
    body: str = ""
    """What the body is called in its country's pack, and where."""
    language: str = "en"
    footing: str = ""
    """What a sheet says that cites a rule of a pack without counsel."""


def print_sheet(sheet: Sheet, around: Around) -> bytes:
    """The PDF of a sheet. Its title is the code alone, or the sheet's number where there is none.

    Call it in the language the sheet was made in. Raises Unprintable.
    """
    code = around.code if sheet.is_coded else ""
    says_draft = sheet.cites and around.footing
    values = {
        "title": code or sheet.id,
        "code": code,
        "sheet": sheet.id,
        "body": around.body if sheet.is_named else "",
        "pages": _("Page {page} of {pages}"),
        "heading": sheet.heading,
        "contents": _("Contents"),
        "opening": sheet.opening,
        "blocks": [*sheet.blocks, Note(text=around.footing)] if says_draft else sheet.blocks,
    }
    return render(sheet.layout, values, around.language)


def file_name(sheet: Sheet, around: Around) -> str:
    """What the file is called: the code and the sheet's number, in plain letters."""
    parts = (around.code if sheet.is_coded else "", sheet.id)
    bare = "-".join(each for each in parts if each).lower()
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in bare) + ".pdf"


def asked(label: str, value: str = "", lines: int = 1) -> Fields:
    """One question across the page."""
    return Fields(fields=[Field(label=label, value=value, lines=lines)])


def beside(*pairs: tuple[str, str]) -> Fields:
    """Short questions beside each other: label and answer."""
    return Fields(fields=[Field(label=label, value=value) for label, value in pairs], columns=2)


def ticks(label: str, options: Iterable[tuple[str, str]], ticked: Iterable[str] = ()) -> Ticks:
    """A question to tick: name and words of each answer, and the names of those that are given."""
    given = frozenset(ticked)
    return Ticks(
        label=label, options=[Option(str(words), name in given) for name, words in options]
    )


def yes_or_no(label: str, answer: bool | None = None) -> Ticks:
    """A question with two answers, or none yet."""
    options = [Option(_("Yes"), answer is True), Option(_("No"), answer is False)]
    return Ticks(label=label, options=options, beside=True)


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    blank: int = 6,
    widths: Sequence[int] = (),
) -> Table:
    """A table with what is known, and empty rows where nothing is."""
    return Table(head=head, rows=list(rows), blank=0 if rows else blank, widths=widths)

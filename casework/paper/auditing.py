"""What assessors and brands are handed of a committee: it names nobody, and no case."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from casework.paper.blocks import Block, Heading, Note, Text
from casework.paper.sheets import Sheet, table

Rows = Sequence[tuple[str, str]]


def audit_sheet(refusal: str, over: str, parts: Sequence[tuple[str, Rows, str]]) -> Sheet:
    """The sheet. `parts`: heading, rows of label and answer, and a sentence or none."""
    return Sheet(
        id="C10",
        heading=_("How the committee works"),
        blocks=[Note(text=refusal), Text(text=over), *_blocks(parts)],
        is_coded=False,
        cites=True,
    )


def _blocks(parts: Sequence[tuple[str, Rows, str]]) -> Iterator[Block]:
    for heading, rows, said in parts:
        yield Heading(text=heading)
        if rows:
            yield table([_("What"), _("How it is")], rows, blank=0)
        if said:
            yield Text(text=said)

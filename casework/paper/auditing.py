"""What assessors and brands are handed of a committee: it names nobody, and no case."""

import re
from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from casework.paper.blocks import Block, Heading, Note, Text
from casework.paper.sheets import Sheet, table

WIDTHS = (2, 5)
LONG = re.compile(r"([A-Za-z0-9+/=]{40})(?=[A-Za-z0-9+/=])")
"""What is longer than a line of the table takes: signatures are."""
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
            head = [_("What"), _("How it is")]
            yield table(head, [(what, _breaking(how)) for what, how in rows], widths=WIDTHS)
        if said:
            yield Text(text=said)


def _breaking(words: str) -> str:
    """A signature that can be broken, so that it does not run over the edge; words stay."""
    return LONG.sub("\\1\u200b", words)

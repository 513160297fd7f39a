"""The report of a whole case for whoever decides, with what was left out said on its first page."""

from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _

from casework.paper.blocks import Block, Entry, Heading, Note, Signatures, Text
from casework.paper.sheets import Sheet, beside, table


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the report: its heading, and the entries of the case in it."""

    heading: str
    entries: Sequence[Entry] = ()
    blocks: Sequence[Block] = ()
    """Tables and the like, before the entries."""

    def __repr__(self) -> str:
        return "<Part>"


class CaseReport(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed of a case."""

    made_on: str
    made_for: str
    parts: Sequence[Part]
    facts: Sequence[tuple[str, str]] = ()
    """Stage, days and the like: label and answer."""
    left_out: Sequence[str] = ()
    """What is masked or missing, each in a sentence; nothing is left out unsaid."""
    epoch: str = ""
    """The number and digest of the keys in force."""
    heads: Sequence[tuple[str, str, str]] = ()
    """Of each part of the case: its name, its last number, the head of its chain."""
    checkpoint: str = ""
    """The signed head of the trail, as it was published."""
    log_keys: str = ""
    """What its signature is checked with."""

    def __repr__(self) -> str:
        return "<CaseReport>"


def case_report(report: CaseReport) -> Sheet:
    """The report, with a contents page, and at its end what it can be checked against."""
    return Sheet(
        id="R01",
        layout="report",
        cites=True,
        heading=_("Report on a case"),
        opening=_opening(report),
        blocks=[*(block for part in report.parts for block in _part(part)), *_proof(report)],
    )


def _opening(report: CaseReport) -> list[Block]:
    about = [(_("Made on"), report.made_on), (_("Made for"), report.made_for), *report.facts]
    left_out = "\n".join(report.left_out) or _("Nothing that its maker could read was left out.")
    return [
        beside(*about),
        Note(text=left_out),
        Text(
            text=_(
                "Do not copy it or hand it on. Whoever reads it must not try to find out who "
                "is behind a letter or a gap."
            )
        ),
    ]


def _part(part: Part) -> list[Block]:
    return [Heading(text=part.heading, level=1), *part.blocks, *part.entries]


def _proof(report: CaseReport) -> list[Block]:
    heads = [list(each) for each in report.heads]
    return [
        Heading(text=_("What it can be checked against"), level=1),
        Text(
            text=_(
                "Each entry was signed when it was written, and each part ends in the value "
                "below. Whoever holds keys of the case can compare them; so can a court with "
                "a sealed copy, which the command casework export checks by itself. The head "
                "of the trail was signed by the key below it: compare that with the one that the "
                "programme published."
            )
        ),
        beside((_("Keys in force"), report.epoch)),
        table([_("Part"), _("Last entry"), _("Its value")], heads, 0, [3, 2, 8]),
        Entry(head=_("Signed head of the trail"), text=report.checkpoint),
        Entry(head=_("The key that signed it"), text=report.log_keys or _("not entered here")),
        Signatures(who=[_("Made by"), _("Seen by a second person")]),
    ]

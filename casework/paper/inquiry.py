"""Sheets of an inquiry: what a witness says, how a hearing went, what was established."""

from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _

from casework.paper.blocks import Note, Points, Signatures, Text
from casework.paper.sheets import Sheet, asked, beside, table, ticks, yes_or_no


class WitnessStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What a witness says. A masked one has a letter instead of a name."""

    called: str = ""
    """A name, or `Witness A`."""
    taken_on: str = ""
    taken_by: str = ""
    language: str = ""
    words: str = ""
    is_read_back: bool | None = None

    def __repr__(self) -> str:
        return "<WitnessStatement>"


class Minutes(msgspec.Struct, frozen=True, kw_only=True):
    """How a hearing went."""

    on: str = ""
    place: str = ""
    sitting: Sequence[Sequence[str]] = ()
    """Who sat: name, post, whether she declared a conflict."""
    quorum: str = ""
    heard: str = ""
    beside_them: str = ""
    """Companion, interpreter."""
    course: str = ""
    adjourned: str = ""
    is_read_back: bool | None = None
    said_to_it: str = ""

    def __repr__(self) -> str:
        return "<Minutes>"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the committee established and recommends."""

    asked_of_us: str = ""
    heard: str = ""
    findings: Sequence[Sequence[str]] = ()
    """Each allegation, what was found, on what it rests."""
    standard: str = ""
    reasons: str = ""
    dissent: str = ""
    recommended: str = ""
    remedy: str = ""
    handed_over_on: str = ""

    def __repr__(self) -> str:
        return "<Report>"


def witness_statement(statement: WitnessStatement | None = None) -> Sheet:
    """What a witness says, in her own words, with what was promised to her."""
    has = statement or WitnessStatement()
    return Sheet(
        id="S08",
        heading=_("Statement of a witness"),
        blocks=[
            beside((_("Called here"), has.called), (_("Day and time"), has.taken_on)),
            beside((_("Taken down by"), has.taken_by), (_("Language, interpreter"), has.language)),
            ticks(
                _("Said before"),
                (
                    ("free", _("that nobody must speak, and any question can be left out")),
                    ("masked", _("that the name can be kept out of every paper, and how far")),
                    ("safe", _("that nobody may suffer for it, and whom to tell if it happens")),
                    ("quiet", _("to talk with nobody about what was asked here")),
                ),
            ),
            asked(_("What you saw or heard yourself. When, where, who was near"), has.words, 14),
            asked(_("What you heard from others, and from whom"), "", 3),
            yes_or_no(_("Read back, and it is right"), has.is_read_back),
            yes_or_no(_("Wants to be asked again in the weeks to come whether all is well")),
            Signatures(who=[_("Sign, or a mark, and the day"), _("Taken down by")]),
        ],
    )


def hearing_minutes(minutes: Minutes | None = None) -> Sheet:
    """How a hearing went: who sat, what was said, read back and signed or refused."""
    has = minutes or Minutes()
    return Sheet(
        id="S09",
        cites=bool(has.quorum),
        heading=_("Minutes of a hearing"),
        blocks=[
            beside((_("Day, from when to when"), has.on), (_("Place"), has.place)),
            table(
                [_("Who sat"), _("Post"), _("Conflict declared: no, or stepped back")],
                has.sitting,
                5,
                [4, 3, 4],
            ),
            asked(_("Is there a quorum, and by which rule?"), has.quorum),
            beside((_("Heard"), has.heard), (_("Beside them, and interpreter"), has.beside_them)),
            Points(
                points=[
                    _("The two are not brought face to face. Questions go through the chair."),
                    _("Nobody is asked about clothes, past relationships or character."),
                ]
            ),
            asked(
                _("What was asked and answered, as near to the words as possible"), has.course, 16
            ),
            asked(_("Papers handed in, with their numbers"), "", 2),
            asked(_("Broken off, or set for another day: why"), has.adjourned),
            yes_or_no(_("Read back to whoever was heard"), has.is_read_back),
            asked(_("Changes asked for, or why signing was refused"), has.said_to_it, 2),
            Signatures(who=[_("Who was heard"), _("Chair"), _("Member"), _("External member")]),
        ],
    )


def inquiry_report(report: Report | None = None) -> Sheet:
    """What was established, allegation by allegation, and what is recommended."""
    has = report or Report()
    return Sheet(
        id="S10",
        cites=bool(has.recommended or has.standard),
        heading=_("Report of the inquiry"),
        blocks=[
            asked(_("What the committee was asked to look at"), has.asked_of_us, 2),
            asked(_("Who was heard, and which papers were read"), has.heard, 3),
            table(
                [_("What was said"), _("Found"), _("On what it rests")], has.findings, 5, [4, 3, 5]
            ),
            Text(
                text=_(
                    "Found is one of: substantiated, partly substantiated, not enough evidence, "
                    "withdrawn. Not enough evidence does not mean that it did not happen."
                )
            ),
            asked(_("Standard used: how sure the committee had to be"), has.standard),
            asked(_("Reasons"), has.reasons, 8),
            asked(_("Who sees it differently, and why"), has.dissent, 2),
            asked(_("Recommended: measures and sanction"), has.recommended, 3),
            asked(_("For her: what puts it right, as far as she wants it"), has.remedy, 2),
            Note(text=_("Names of witnesses who asked for it stand nowhere in this report.")),
            asked(_("Handed over on, to whom"), has.handed_over_on),
            Signatures(who=[_("Chair"), _("Member"), _("Member"), _("External member")]),
        ],
    )

"""What the respondent takes away: his file, masked, and the letter that it was not proved."""

from collections.abc import Sequence

import msgspec
from flask_babel import gettext as _

from casework.paper.blocks import Block, Heading, Note, Points, Signatures, Text
from casework.paper.sheets import Sheet, asked, beside


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of his file."""

    heading: str
    blocks: Sequence[Block]
    is_known: bool = False
    """Whether he has these words already: his own, and what the law makes us send him."""

    def __repr__(self) -> str:
        return "<Part>"


class HisFile(msgspec.Struct, frozen=True, kw_only=True):
    """His file."""

    to: str
    parts: Sequence[Part]
    not_proved_on: str = ""
    language: str = ""
    companion: str = ""

    def __repr__(self) -> str:
        return "<HisFile>"


class NotProved(msgspec.Struct, frozen=True, kw_only=True):
    """The letter that it was not proved."""

    to: str = ""
    on: str = ""
    put_right: str = ""

    def __repr__(self) -> str:
        return "<NotProved>"


def his_file(has: HisFile) -> Sheet:
    """Everything he is entitled to of the case, and nobody in it but himself."""
    return Sheet(
        id="D01",
        layout="letter",
        cites=bool(has.parts),
        heading=_("Your file"),
        blocks=[
            beside((_("To"), has.to), (_("Language"), has.language)),
            *([Note(text=_it_was_not_proved(has.not_proved_on))] if has.not_proved_on else []),
            Text(
                text=_(
                    "It holds what the decision about you rests on. […] stands where words would "
                    "point at somebody else. Nobody may be looked for, asked or blamed for it."
                )
            ),
            *(block for part in has.parts for block in (Heading(text=part.heading), *part.blocks)),
            *_his_rights(has),
            Signatures(who=[_("For the committee"), _("Received on, and sign")]),
        ],
    )


def not_proved(letter: NotProved | None = None) -> Sheet:
    """The short letter that he can keep, once nothing was substantiated."""
    has = letter or NotProved()
    return Sheet(
        id="D02",
        layout="letter",
        heading=_("It was not proved"),
        blocks=[
            beside((_("To"), has.to), (_("Day"), has.on)),
            Text(
                text=_(
                    "A complaint in which you are named was inquired into. Nothing of what was "
                    "said was proved. You have done nothing wrong as far as this committee has "
                    "established, and nobody may treat you as if you had."
                )
            ),
            Text(
                text=_(
                    "No sanction follows. Nothing of it stays in your file at work, and it is "
                    "counted against you in no other case."
                )
            ),
            asked(_("Put right in your file at work"), has.put_right, 2),
            Text(
                text=_(
                    "That it was not proved does not mean that somebody lied. Nobody may suffer "
                    "for having spoken, or for having been heard."
                )
            ),
            Signatures(who=[_("For the committee"), _("Received on, and sign")]),
        ],
    )


def _it_was_not_proved(on: str) -> str:
    return str(_("Correction of %(day)s: it was not proved. Nothing is held against you.", day=on))


def _his_rights(has: HisFile) -> list[Block]:
    beside_you = _("Somebody you trust beside you whenever you are heard.")
    if has.companion:
        beside_you = _("Somebody you trust beside you: %(who)s, as you said.", who=has.companion)
    return [
        Heading(text=_("What you can ask for")),
        Points(
            points=[
                _("This file, and every talk, in a language you choose."),
                beside_you,
                _("Safety for yourself, if anybody threatens you for this."),
                _("That what is wrong in it about you is corrected: tell the committee what."),
            ]
        ),
    ]

"""Sheets at the end of a case, and what she thinks of it."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.paper.blocks import Block, Note, Option, Signatures, Text, Ticks
from casework.paper.sheets import Sheet, asked, beside, ticks, yes_or_no

CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "safe": _l("Her safety was gone through with her, and nothing worries her now"),
        "done": _l("All that was decided or agreed was done, and somebody else saw it"),
        "help": _l("The help she asked for has reached her, or she does not want it any more"),
        "measures": _l("Measures that protect her stay or end as she wants it"),
        "watched": _l("She knows that she is asked after it, on which days and by whom"),
        "paper": _l("Papers outside were taken back or are accounted for"),
    }
)
"""What is gone through before a case is closed: the same list on paper and on the page."""


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """Why a case is closed, and what is left open on purpose."""

    on: str = ""
    why: str = ""
    done: Iterable[str] = ()
    """Names of what on the list is done, as in `CHECKS`."""
    unmet: str = ""
    """Why it is closed although not all of the list holds."""
    told: str = ""
    """When and how she was told."""
    checks_until: str = ""
    kept_until: str = ""

    def __repr__(self) -> str:
        return "<Closure>"


class Feedback(msgspec.Struct, frozen=True, kw_only=True):
    """What she answered who was asked how it was dealt with."""

    answers: Sequence[tuple[str, str]] = ()
    """Question and answer."""
    asked_by: str = ""
    on: str = ""

    def __repr__(self) -> str:
        return "<Feedback>"


def closure(closing: Closure | None = None) -> Sheet:
    """The list that is gone through before a case is closed."""
    has = closing or Closure()
    return Sheet(
        id="S13",
        heading=_("Closing"),
        blocks=[
            asked(_("Why it is closed"), has.why, 3),
            ticks(_("Done"), CHECKS.items(), has.done),
            asked(_("Why it is closed although not all of it holds"), has.unmet, 2),
            beside(
                (_("Asked how she is, until"), has.checks_until), (_("Kept until"), has.kept_until)
            ),
            asked(_("What stays open, and who looks after it"), "", 3),
            Note(
                text=_(
                    "She can come back at any time. It is opened again by a decision with "
                    "reasons, and never by itself."
                )
            ),
            beside((_("Closed on"), has.on), (_("Told to her on, how"), has.told)),
            Signatures(who=[_("Chair"), _("External member")]),
        ],
    )


def feedback(given: Feedback | None = None) -> Sheet:
    """What she thinks of how it was dealt with; asked by somebody who did not handle it."""
    has = given or Feedback()
    return Sheet(
        id="S14",
        heading=_("How was it for you?"),
        is_named=False,
        blocks=[
            Text(
                text=_(
                    "Asked by somebody who did not deal with it. You need not answer, leave out "
                    "what you like; nothing of it changes what was decided."
                )
            ),
            *([asked(*each) for each in has.answers] or _questions()),
            beside((_("Asked by"), has.asked_by), (_("Day"), has.on)),
        ],
    )


def _questions() -> list[Block]:
    """What is asked of her where nobody has asked yet."""
    scale = [Option(each) for each in (_("no"), _("a little"), _("mostly"), _("yes"))]
    return [
        *(Ticks(label=each, options=scale, beside=True) for each in _asked_of_her()),
        yes_or_no(_("Would you tell a friend to come to us?")),
        asked(_("What was good, what hurt, what should be done differently"), "", 6),
    ]


def _asked_of_her() -> list[str]:
    return [
        _("Were you listened to and believed?"),
        _("Did you decide what happened?"),
        _("Were you told what was going on, in time?"),
        _("Did those hear of it whom you agreed to, and nobody else?"),
        _("Are you safer now?"),
    ]

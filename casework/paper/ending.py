"""Sheets at the end of a case, and what she thinks of it."""

from collections.abc import Iterable

import msgspec
from flask_babel import gettext as _

from casework.paper.blocks import Note, Option, Signatures, Text, Ticks
from casework.paper.sheets import Sheet, asked, beside, ticks, yes_or_no


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """Why a case is closed, and what is left open on purpose."""

    on: str = ""
    why: str = ""
    done: Iterable[str] = ()
    """Names of what on the list is done, as in `CHECKS`."""
    checks_until: str = ""
    kept_until: str = ""

    def __repr__(self) -> str:
        return "<Closure>"


def closure(closing: Closure | None = None) -> Sheet:
    """The list that is gone through before a case is closed."""
    has = closing or Closure()
    return Sheet(
        id="S13",
        heading=_("Closing"),
        blocks=[
            asked(_("Why it is closed"), has.why, 3),
            ticks(_("Done"), checks(), has.done),
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
            beside((_("Closed on"), has.on), (_("Told to her on, how"), "")),
            Signatures(who=[_("Chair"), _("External member")]),
        ],
    )


def checks() -> list[tuple[str, str]]:
    """What is gone through, by name and in words."""
    return [
        ("safety", _("her safety plan was looked at with her in the last week")),
        ("decision", _("the decision was carried out, and somebody else saw it")),
        ("remedy", _("what was promised to her was done: pay, place, leave")),
        ("referrals", _("every referral was answered")),
        ("retaliation", _("no sign of retaliation is unanswered; the next checks have days")),
        ("told", _("she knows that it is closed, and why")),
        ("back", _("she knows that she can come back, and how")),
        ("respondent", _("the respondent was told what concerns him")),
        ("papers", _("papers lie sealed under the code; copies are counted and destroyed")),
    ]


def feedback() -> Sheet:
    """What she thinks of how it was dealt with; asked by somebody who did not handle it."""
    scale = [Option(each) for each in (_("no"), _("a little"), _("mostly"), _("yes"))]
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
            *(Ticks(label=each, options=scale, beside=True) for each in _asked_of_her()),
            yes_or_no(_("Would you tell a friend to come to us?")),
            asked(_("What was good, what hurt, what should be done differently"), "", 6),
            beside((_("Asked by"), ""), (_("Day"), "")),
        ],
    )


def _asked_of_her() -> list[str]:
    return [
        _("Were you listened to and believed?"),
        _("Did you decide what happened?"),
        _("Were you told what was going on, in time?"),
        _("Did those hear of it whom you agreed to, and nobody else?"),
        _("Are you safer now?"),
    ]

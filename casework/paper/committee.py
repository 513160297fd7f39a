"""The committee's own papers: how it is made up, who may be asked, what its members promise."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.paper.blocks import Note, Points, Signatures, Text
from casework.paper.sheets import Sheet, asked, beside, table, ticks, yes_or_no

MONTHLY: Mapping[str, str] = MappingProxyType(
    {
        "debrief": _l("each of us spoke with somebody about how it is to hear this"),
        "time": _l("each of us got the hours for it, and was not asked to make them up"),
        "threat": _l("somebody was threatened, followed, or treated worse"),
        "away": _l("somebody needs a break, and who stands in is named"),
    }
)
"""What is asked once a month of how the members are."""


class Constitution(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits on the committee, and by which rule."""

    body: str = ""
    """What the committee is called there."""
    place: str = ""
    on: str = ""
    rule: str = ""
    members: Sequence[Sequence[str]] = ()
    """Name, post in the factory, seat on the committee, from, until."""
    unmet: Sequence[str] = ()
    """What the rule asks for and is not so yet, each in a sentence."""


class NoticeBoard(msgspec.Struct, frozen=True, kw_only=True):
    """What hangs on the wall."""

    members: Sequence[Sequence[str]] = ()
    """Whom to turn to, where and when. Names only where she agreed to hang there."""
    address: str = ""
    """Where one can write."""
    code: str = ""
    """The code of the poster."""
    outside: Sequence[str] = ()
    """Help outside, each on a line."""


class Undertaking(msgspec.Struct, frozen=True, kw_only=True):
    """A promise of secrecy: by a member, an interpreter, somebody who comes along."""

    name: str = ""
    capacity: str = ""
    on: str = ""


class Care(msgspec.Struct, frozen=True, kw_only=True):
    """How the members themselves are."""

    ticked: Sequence[str] = ()
    """What was there this month, by its names in `MONTHLY`."""
    rows: Sequence[Sequence[str]] = ()
    """Day, what (threat, debrief, time given), what was done."""


def constitution(order: Constitution | None = None) -> Sheet:
    """The order that makes the committee."""
    has = order or Constitution()
    return Sheet(
        id="C01",
        layout="letter",
        cites=bool(has.rule),
        heading=_("How the committee is made up"),
        blocks=[
            beside((_("Name of the committee"), has.body), (_("Place"), has.place)),
            beside((_("As it is on"), has.on), (_("Under"), has.rule)),
            table(
                [_("Name"), _("Work"), _("Seat"), _("From"), _("Until")],
                has.members,
                8,
                [4, 3, 4, 3, 3],
            ),
            *([Note(text="\n".join(has.unmet))] if has.unmet else []),
            Points(
                points=[
                    _(
                        "Members have time for it in working hours, a room where nobody hears, and "
                        "a place to lock papers away."
                    ),
                    _("Nobody may suffer for being a member, or for what the committee finds."),
                    _("Whoever is named in a matter, or close to somebody in it, steps back."),
                ]
            ),
            Signatures(who=[_("For the employer"), _("For the workers")]),
        ],
    )


def notice_board(board: NoticeBoard | None = None) -> Sheet:
    """What hangs where everybody passes."""
    has = board or NoticeBoard()
    return Sheet(
        id="C02",
        layout="poster",
        heading=_("Somebody listens"),
        blocks=[
            Text(
                text=_(
                    "Has somebody at work touched you, followed you, written or said things "
                    "you did not want? Has somebody asked for something in return for work, "
                    "pay or a shift? You can talk to us. So can whoever saw it."
                )
            ),
            table([_("Whom"), _("Where and when")], has.members, 4, [3, 4]),
            Points(
                points=[
                    _("You decide what happens next, and you can stop."),
                    _("You need not give your name."),
                    _("Nobody may be punished for speaking."),
                ]
            ),
            beside((_("Write to us at"), has.address), (_("Code of this poster"), has.code)),
            asked(_("Help outside"), "\n".join(has.outside), 2),
        ],
    )


def undertaking(promise: Undertaking | None = None) -> Sheet:
    """A promise of secrecy, with the questions about closeness and what protects who gives it."""
    has = promise or Undertaking()
    return Sheet(
        id="C03",
        heading=_("Promise of secrecy"),
        blocks=[
            beside((_("Name"), has.name), (_("As"), has.capacity)),
            Points(
                points=[
                    _(
                        "What I hear, read or translate here I tell nobody who does not deal with "
                        "it: no colleague, no superior, nobody at home."
                    ),
                    _("I keep no copy, picture, recording or note of my own."),
                    _("I use no name outside the room. I say the code."),
                    _("If somebody presses me to tell, or threatens me, I say so at once."),
                    _("This goes on when I am not here any more."),
                ]
            ),
            yes_or_no(_("Am I related to, under, over or close to anybody in it?")),
            asked(_("If so: to whom, and how")),
            Note(
                text=_(
                    "Nobody may suffer for this work. Whether all is well is asked again in "
                    "the weeks that follow."
                )
            ),
            beside((_("Day"), has.on), (_("Ends on, if it is for one matter"), "")),
            Signatures(who=[_("Sign"), _("For the committee")]),
        ],
    )


def care(kept: Care | None = None) -> Sheet:
    """Threats, debriefs and time: how the members themselves are looked after."""
    has = kept or Care()
    return Sheet(
        id="C08",
        heading=_("How we are"),
        blocks=[
            Text(
                text=_(
                    "For ourselves, once a month and after every hard talk. No case, no name "
                    "of anybody who told. Keep it in the locked place."
                )
            ),
            ticks(
                _("This month"),
                MONTHLY.items(),
                has.ticked,
            ),
            table([_("Day"), _("What"), _("What was done, by whom")], has.rows, 8, [2, 5, 5]),
            asked(_("What we ask the employer for"), "", 3),
            asked(_("Whom we can call ourselves"), "", 2),
        ],
    )

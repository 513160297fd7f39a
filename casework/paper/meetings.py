"""The committee's weeks: meetings, the box, who is on call, what is handed on before a leave."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.paper.blocks import Heading, Note, Signatures, Text
from casework.paper.sheets import Sheet, asked, beside, table, ticks

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "due": _l("what is due, and what is late"),
        "safety": _l("that every open safety plan was looked at"),
        "box": _l("the box, and the poster"),
        "training": _l("training and terms that end"),
        "care": _l("how we are ourselves"),
    }
)
"""What a meeting goes through."""


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting of the committee."""

    on: str = ""
    place: str = ""
    present: Sequence[Sequence[str]] = ()
    """Name, seat; the third cell is for the sign."""
    absent: str = ""
    topics: Sequence[str] = ()
    """What was gone through, by its names in `TOPICS`."""
    minutes: str = ""
    todo: str = ""
    next_on: str = ""

    def __repr__(self) -> str:
        return "<Meeting>"


class NilReturn(msgspec.Struct, frozen=True, kw_only=True):
    """That in some time nothing came in. It is a report like any other."""

    place: str = ""
    from_on: str = ""
    until_on: str = ""
    opened_on: str = ""
    """Days on which the box was opened."""
    to: str = ""
    by: str = ""
    """Who says so."""


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """What everybody should know on Monday."""

    named: str = ""
    on_call: Sequence[Sequence[str]] = ()
    """Days, who, how to reach her."""
    box_on: str = ""
    steps: Sequence[Sequence[str]] = ()
    """Code, step, by when."""
    meetings: str = ""

    def __repr__(self) -> str:
        return "<Week>"


class BoxLog(msgspec.Struct, frozen=True, kw_only=True):
    """When the box was opened, by which two, and which seal was on it."""

    where: str = ""
    rows: Sequence[Sequence[str]] = ()


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody leaves behind who is away from tomorrow."""

    by: str = ""
    until: str = ""
    to: str = ""
    steps: Sequence[Sequence[str]] = ()
    """Code, open step, by when."""
    calls: Sequence[Sequence[str]] = ()
    """Code, what was promised and when, safe times."""

    def __repr__(self) -> str:
        return "<Handover>"


def meeting_book(meeting: Meeting | None = None) -> Sheet:
    """A page of the meeting book: attendance and minutes."""
    has = meeting or Meeting()
    return Sheet(
        id="C04",
        heading=_("Meeting"),
        blocks=[
            beside((_("Day, from when to when"), has.on), (_("Place"), has.place)),
            table(
                [_("Present"), _("Seat"), _("Sign")],
                [(*each[:2], "") for each in has.present],
                8,
                [4, 3, 4],
            ),
            asked(_("Not there, and why"), has.absent),
            ticks(
                _("Gone through"),
                TOPICS.items(),
                has.topics,
            ),
            asked(_("Minutes. Nothing of a case"), has.minutes, 8),
            asked(_("Who does what until when"), has.todo, 3),
            asked(_("Next meeting"), has.next_on),
            Signatures(who=[_("Chair"), _("Written by")]),
        ],
    )


def nil_return(nothing: NilReturn | None = None) -> Sheet:
    """That nothing came in: asked for, so that silence is seen and not guessed."""
    has = nothing or NilReturn()
    return Sheet(
        id="C05",
        layout="letter",
        heading=_("Nothing came in"),
        blocks=[
            beside((_("Place"), has.place), (_("To"), has.to)),
            beside((_("From"), has.from_on), (_("Until"), has.until_on)),
            Text(
                text=_(
                    "In this time no complaint came to the committee by any way: by voice, "
                    "by letter, by phone, through the box or on the page."
                )
            ),
            asked(_("The box was opened on"), has.opened_on),
            asked(_("Said by"), has.by),
            asked(_("What was done so that people know whom to turn to"), "", 3),
            Note(
                text=_(
                    "That nothing came in does not show that nothing happened. It can show "
                    "that nobody knows, or dares."
                )
            ),
            Signatures(who=[_("Chair"), _("For the workers")]),
        ],
    )


def this_week(week: Week | None = None) -> Sheet:
    """The week on one sheet. Codes only; it may lie on a table."""
    has = week or Week()
    return Sheet(
        id="C06",
        heading=_("This week"),
        blocks=[
            beside((_("Week"), has.named), (_("The box is next opened on"), has.box_on)),
            Heading(text=_("On call")),
            table([_("Days"), _("Who"), _("How")], has.on_call, 4, [3, 3, 4]),
            Heading(text=_("Open steps")),
            table([_("Code"), _("Step"), _("By")], has.steps, 9, [3, 5, 3]),
            asked(_("Meetings, hearings, trainings"), has.meetings, 3),
        ],
    )


def box_log(log: BoxLog | None = None) -> Sheet:
    """The suggestion box: always two who open it, and a numbered seal."""
    has = log or BoxLog()
    return Sheet(
        id="C07",
        heading=_("The box"),
        blocks=[
            asked(_("Where it hangs"), has.where),
            Text(
                text=_(
                    "Always two, never from one department, at the hour that stands on the "
                    "box. The seal is read before it is broken. Letters are not read aloud; "
                    "each goes into an envelope of its own."
                )
            ),
            table(
                [
                    _("Day, hour"),
                    _("Opened by"),
                    _("and by"),
                    _("Seal found"),
                    _("Whole?"),
                    _("Letters"),
                    _("New seal"),
                ],
                has.rows,
                14,
                [4, 4, 4, 3, 2, 2, 3],
            ),
        ],
    )


def handover_of_case(leaving: Handover | None = None) -> Sheet:
    """The same about one case, with its code on it."""
    return msgspec.structs.replace(handover(leaving), id="S15")


def handover(leaving: Handover | None = None) -> Sheet:
    """What whoever stands in must know: open steps, promised calls, safe times."""
    has = leaving or Handover()
    return Sheet(
        id="C09",
        heading=_("I am away from tomorrow"),
        blocks=[
            beside((_("Who"), has.by), (_("Back on"), has.until)),
            asked(_("Handed to"), has.to),
            Heading(text=_("Open steps")),
            table([_("Code"), _("Step"), _("By")], has.steps, 7, [3, 5, 3]),
            Heading(text=_("Promised calls and visits")),
            table(
                [_("Code"), _("Promised: what, when"), _("Safe times and words; when never")],
                has.calls,
                6,
                [3, 4, 4],
            ),
            Note(
                text=_("Hand it over in person. Whoever stands in destroys it when you are back.")
            ),
            Signatures(who=[_("Handed over by, on"), _("Taken by")]),
        ],
    )

"""What is to be changed in a factory, on paper, for the committee that takes it up."""

from collections.abc import Sequence

from flask_babel import gettext as _

from casework.paper.blocks import Note, Text
from casework.paper.sheets import Sheet, beside, table

WIDTHS = (3, 6, 3, 3, 3)


def prevention_sheet(forum: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """The sheet. `rows`: what it is, what is to be changed, who sees to it, by when."""
    head = [
        _("What is it?"),
        _("What is to be changed"),
        _("Who sees to it?"),
        _("By when?"),
        _("Done on, by whom"),
    ]
    asked = _(
        "Please take this up at your next meeting. Write down at the right when it was done, and "
        "give the sheet back: what is not done by its day is asked after."
    )
    why = _(
        "Every workplace is gone through for light, transport, places out of sight, how lines are "
        "led and targets. That something stands here does not say that anybody complained: ask "
        "nobody where it came from."
    )
    return Sheet(
        id="C11",
        heading=_("What is to be changed"),
        blocks=[
            beside((_("For"), forum)),
            Text(text=asked),
            table(head, [[*each, ""] for each in rows], widths=WIDTHS),
            Note(text=why),
        ],
        is_coded=False,
    )

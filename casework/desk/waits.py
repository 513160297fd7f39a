"""What of a case can wait for somebody, and what comes first."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from casework.desk.clocked import Next


class Wait(StrEnum):
    """What of a case waits for somebody, the most urgent first."""

    CARE = "care"
    """Care that has its hours, until she had it or does not want it."""
    WENT_BACK = "went_back"
    """The database shows an older state of it than she remembers."""
    SECOND = "second"
    """Somebody says that life is in danger and asks her, as a second holder."""
    REMOVAL = "removal"
    """Somebody asks that a holder loses her keys, and that she confirms it."""
    OWING = "owing"
    DECLARATION = "declaration"
    """She has not said yet whether she is close to somebody of it: until then it is closed."""
    SIGNAL = "signal"
    """A sign of retaliation, and nobody has said what was done about it."""
    BESIDE = "beside"
    """She asks the union representative to stand beside her."""
    UNION = "union"
    """The union asks the committee something, or somebody of it is to stand among the people."""
    HELP_ANSWERED = "help_answered"
    """A place that helps has answered, and nobody has written it into the case."""
    HELP_LATE = "help_late"
    """A place should have answered by now, or something was to be done for it."""
    ACKNOWLEDGE = "acknowledge"
    INBOX = "inbox"
    ANSWER = "answer"
    HEARD = "heard"
    """She answered a question, and nobody has said that it was read."""
    QUORUM = "quorum"
    """Too few sat on a hearing: whoever is not of the factory sees to it."""
    REVIEW = "review"
    """She asked for a review of what was decided, and nobody has taken it up."""
    TELL_HER = "tell_her"
    """Its time is nearly over, and she was not told when it is destroyed."""
    WITHDRAWAL = "withdrawal"
    NAMED_AGAIN = "named_again"
    """Another case of the programme may name the same person, and nobody has decided about it."""
    NAME = "name"
    """She agreed that a name is compared, and it was not sent to CARE since."""
    PANEL = "panel"
    HAND_OVER = "hand_over"
    OFFER = "offer"
    """A concern: help is offered once, or it is closed."""
    REPLY = "reply"
    """A concern: help was offered, and what became of that is not written down."""


URGENCY = {wait: place for place, wait in enumerate(Wait)}


def order(
    waits: Sequence[Wait], coming: Next | None, received_at: datetime
) -> tuple[int, date, int, float]:
    """Where a case stands in a list: what went back or wants a second first; then what is late,
    what waits, and what is due, the earliest day first.

    `waits`: the most urgent first, as a row has them.
    """
    urgency = URGENCY[waits[0]] if waits else len(URGENCY)
    is_late = coming is not None and coming.is_late
    waits_only = 2 if urgency < len(URGENCY) else 3
    tier = 0 if urgency < URGENCY[Wait.ACKNOWLEDGE] else 1 if is_late else waits_only
    due = coming.days.due_on if coming else date.max
    return tier, date.min if tier == 0 else due, urgency, -received_at.timestamp()

"""What of a case can wait for somebody, and what comes first."""

from enum import StrEnum


class Wait(StrEnum):
    """What of a case waits for somebody, the most urgent first."""

    WENT_BACK = "went_back"
    """The database shows an older state of it than she remembers."""
    SECOND = "second"
    """Somebody says that life is in danger and asks her, as a second holder."""
    REMOVAL = "removal"
    """Somebody asks that a holder loses her keys, and that she confirms it."""
    OWING = "owing"
    ACKNOWLEDGE = "acknowledge"
    INBOX = "inbox"
    ANSWER = "answer"
    HEARD = "heard"
    """She answered a question, and nobody has said that it was read."""
    WITHDRAWAL = "withdrawal"
    PANEL = "panel"
    HAND_OVER = "hand_over"
    OFFER = "offer"
    """A concern: help is offered once, or it is closed."""
    REPLY = "reply"
    """A concern: help was offered, and what became of that is not written down."""


URGENCY = {wait: place for place, wait in enumerate(Wait)}

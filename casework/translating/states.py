"""How far a translated string has come: who has read it."""

from enum import StrEnum

from babel.messages.catalog import Message

PREFIX = "state: "


class State(StrEnum):
    """The states, in their order. A string without a word about it is a draft."""

    DRAFT = "draft"
    """Written by a machine or by somebody who does not speak the language every day."""
    SPEAKER = "speaker"
    """Read and mended by somebody who speaks it."""
    ADVOCATE = "advocate"
    """Read, besides, by somebody who stands by survivors in it."""


def state_of(message: Message) -> State:
    """The state that a catalogue's translator comment says."""
    said = (state for state in State if PREFIX + state in message.user_comments)
    return next(said, State.DRAFT)


def comments_of(state: State) -> list[str]:
    """The translator comments that say it; a draft needs none."""
    return [] if state is State.DRAFT else [PREFIX + state]

"""What she sees on her page of how her case ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.case.timeline import Line
from casework.ending.closing import CLOSED, newest
from casework.ending.confirming import talks
from casework.ending.reopening import REOPENED, wish
from casework.models.cover import CLOSED as STAGE_CLOSED
from casework.models.cover import CoverText


@dataclass(frozen=True)
class HerEnding:
    """The newest of each; None for what there is not."""

    is_closed: bool
    closed: Line | None
    reopened: Line | None
    """That it was opened again, where that stands."""
    wish: Line | None
    talk: Line | None
    """What somebody wrote down that she said alone of her withdrawal, while it stands."""


def her_ending(cover: CoverText, lines: Iterable[Line]) -> HerEnding:
    """What stands of it, by the entries she reads."""
    every = list(lines)
    last = newest(every, CLOSED, REOPENED)
    is_closed = cover.stage == STAGE_CLOSED and not cover.is_concern
    spoken = talks(every)
    return HerEnding(
        is_closed=is_closed,
        closed=last if is_closed else None,
        reopened=last if last and last.facts["step"] == REOPENED else None,
        wish=wish(every),
        talk=spoken[-1] if spoken and cover.is_withdrawn else None,
    )

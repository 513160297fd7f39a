"""What she sees on her page of how her case ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.case.timeline import Line
from casework.clocks.routes import Route
from casework.ending.closing import CLOSED, newest
from casework.ending.confirming import talks
from casework.ending.keeping import HER_HOLD, HER_RELEASE
from casework.ending.reopening import REOPENED, wish
from casework.ending.talks import BEFORE_INQUIRY, Settling, settling
from casework.models.cover import CLOSED as STAGE_CLOSED
from casework.models.cover import CoverText
from casework.models.entry import Kind


@dataclass(frozen=True)
class HerEnding:
    """The newest of each; None for what there is not."""

    is_closed: bool
    closed: Line | None
    reopened: Line | None
    """That it was opened again, where that stands."""
    wish: Line | None
    is_kept_by_her: bool
    """She has said that it is not destroyed."""
    settling: Settling
    can_ask: bool
    """Whether a talk to settle it could be asked for: the formal way, before the inquiry."""
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
        settling=settling(every),
        can_ask=cover.route is Route.FORMAL and cover.stage in BEFORE_INQUIRY,
        is_kept_by_her=_is_kept(every),
        talk=spoken[-1] if spoken and cover.is_withdrawn else None,
    )


def _is_kept(lines: Iterable[Line]) -> bool:
    steps = [
        each.facts["step"]
        for each in lines
        if each.kind is Kind.KEEPING and each.is_verified
        if each.facts["step"] in (HER_HOLD, HER_RELEASE)
    ]
    return bool(steps) and steps[-1] == HER_HOLD

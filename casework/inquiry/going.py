"""Moving a case on by what somebody does in the inquiry."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from casework.case.turns import Turn
from casework.clocks.stages import Need
from casework.course.moving import Because, move_because
from casework.course.recording import the_course
from casework.models.cover import Cover
from casework.procedures.terms import StageId

S = StageId
ORDER = tuple(StageId)
BECAUSE: Mapping[StageId, Because] = {
    S.NOTIFY: Because.LETTER_READ,
    S.REPLY: Because.LETTER_SERVED,
    S.INQUIRY: Because.REPLIED,
    S.REPORT: Because.INQUIRY_DONE,
    S.DECIDE: Because.REPORTED,
    S.MONITOR: Because.CARRIED_OUT,
}
"""Why a case is moved by what somebody does in the inquiry."""


def go_on(
    db: Session, cover: Cover, turn: Turn, origin: StageId, to: StageId, needs: Iterable[Need]
) -> None:
    """Move a case from `origin` on; one that is past it already stays where it is.

    Raises MoveRefused with everything that stands against it, also for one not there yet.
    """
    if ORDER.index(the_course(db, cover.case_id).text.stage) > ORDER.index(origin):
        return
    move_because(db, cover, turn, to, BECAUSE[to], needs=needs)

"""Moving a case on by what somebody does in the inquiry."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from casework.case.turns import Turn
from casework.clocks.course import Move, Verb
from casework.clocks.stages import Need
from casework.course.moving import move_in, who_moves
from casework.course.recording import the_course
from casework.models.cover import Cover
from casework.procedures.terms import StageId

S = StageId
ORDER = tuple(StageId)
WHY = {
    S.NOTIFY: "the letter may go to the respondent",
    S.REPLY: "the respondent has the letter",
    S.INQUIRY: "he has replied, or his time is over",
    S.REPORT: "the inquiry is finished",
    S.DECIDE: "the report is with whoever decides",
    S.MONITOR: "what was decided is carried out",
    S.APPEAL: "a review was asked for",
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
    asked = Move(verb=Verb.GO, who=who_moves(turn), why=WHY[to], to=to)
    move_in(db, cover, turn, asked, needs=needs)

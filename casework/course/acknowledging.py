"""Confirming receipt: the first thing that a committee owes."""

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change, show_progress, show_status
from casework.case.entries import said_now
from casework.case.turns import Turn, begin
from casework.course.recording import note_events
from casework.models.counterfoil import Progress
from casework.models.entry import Kind
from casework.models.number import Status
from casework.procedures.terms import Event
from crypto.compartments import Compartment


def acknowledge(db: Session, turn: Turn) -> None:
    """Say that the complaint was read; a second time does nothing.

    With a second word the survivor can read that, so her number says that an answer waits.

    Raises as `begin`, like every verb here.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    if cover.text.acknowledged_at is not None:
        return
    said = said_now(Kind.ACKNOWLEDGED, turn.now)
    note_events(db, cover, turn, {Event.ACKNOWLEDGED: turn.now}, said=said)
    text = change(db, cover, acknowledged_at=turn.now)
    has_word = text.number is not None and text.number.has_word
    show_status(db, text, status=Status.ANSWER_WAITS if has_word else Status.RECEIVED)
    show_progress(db, text, Progress.DEALT_WITH)
    act(db, turn.case, "case:complaint:acknowledge", turn.author.person, turn.now)

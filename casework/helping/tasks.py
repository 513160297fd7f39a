"""What somebody of ours does for a referral: bringing together, going along, asking afterwards."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.course.reminding import forget
from casework.helping.following import Referral, Task, referrals
from casework.helping.moving import the_one
from casework.helping.passing import ledger_of
from casework.helping.referring import WRITE
from casework.helping.reminders import remind_of_task
from casework.helping.talking import may_be_talked_about
from casework.helping.written import Finished, Planned, TaskKind, said_of
from casework.models.cover import Cover
from crypto.compartments import Compartment

C = Compartment


class NotToBeTalkedAbout(Exception):
    """She has not agreed that anything is talked about with this place."""


class NoTask(Exception):
    """There is no such task in this case, or it was seen to already."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be done, by when, and by whom."""

    kind: TaskKind
    on: date
    who: str = field(default="", repr=False)
    """By name or post, as she knows them."""
    words: str = field(default="", repr=False)


def plan(db: Session, turn: Turn, referral: UUID, wanted: Plan) -> UUID:
    """Something is to be done for a referral; whoever looks after help is told on its day.

    Raises NotToBeTalkedAbout where she is to be brought together with somebody there and has not
    agreed that they are spoken with; casework.helping.moving.NoReferral; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.REFERRAL)
    found = the_one(db, cover, turn, referral)
    if wanted.kind is TaskKind.HAND_OVER:
        _require_talk(db, turn, cover, found)
    planned = Planned(
        task=uuid4(),
        referral=found.id,
        kind=wanted.kind,
        on=wanted.on,
        who=wanted.who,
        reminders=remind_of_task(db, turn, cover.text, wanted.on),
    )
    put(db, cover, C.REFERRAL, said_of(planned, turn.now, wanted.words), turn.author)
    act(db, turn.case, WRITE, turn.author.person, turn.now)
    return planned.task


def finish(db: Session, turn: Turn, task: UUID, words: str, *, is_done: bool) -> None:
    """It was done, or is not needed any more, and what came of it. Raises NoTask."""
    cover = begin(db, turn, C.REFERRAL)
    found = _the_task(db, turn, task)
    forget(db, found.reminders)
    said = said_of(Finished(task=task, is_done=is_done), turn.now, words)
    put(db, cover, C.REFERRAL, said, turn.author)
    act(db, turn.case, WRITE, turn.author.person, turn.now)


def _require_talk(db: Session, turn: Turn, cover: Cover, found: Referral) -> None:
    """Raises NotToBeTalkedAbout."""
    ledger = ledger_of(db, cover.text, timeline(db, turn.case, turn.register).lines)
    if not may_be_talked_about(ledger, found, turn.now):
        raise NotToBeTalkedAbout


def _the_task(db: Session, turn: Turn, task: UUID) -> Task:
    every = referrals(timeline(db, turn.case, turn.register).lines, turn.now.date())
    tasks = (each for referral in every for each in referral.tasks)
    found = next((each for each in tasks if each.id == task), None)
    if found is None or found.finished_at is not None:
        raise NoTask
    return found

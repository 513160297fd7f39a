"""Every referral of a case as it stands today, put together from its entries; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from casework.case.timeline import Line
from casework.helping.states import (
    ENDED,
    FIRST,
    NEXT_CHOICE,
    Mover,
    State,
    lapses_on,
    late_on,
    may_move,
    standing,
)
from casework.helping.written import (
    Felt,
    Finished,
    Moved,
    Named,
    Planned,
    Record,
    Remarked,
    Sent,
    TaskKind,
    records,
)
from referrals.consent.terms import Field
from referrals.sending.steps import Reason


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happened to a referral."""

    state: State | None
    """None where somebody only said something."""
    by: Mover
    who: UUID | None
    """Whoever wrote it down; None for the survivor."""
    at: datetime
    reason: Reason | None = None
    on: date | None = None
    hour: str = field(default="", repr=False)
    where: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    answered_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that somebody of ours does for it, by a day."""

    id: UUID
    kind: TaskKind
    on: date
    who: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    finished_at: datetime | None = None
    is_done: bool = False
    outcome: str = field(default="", repr=False)
    reminders: tuple[UUID, ...] = ()

    def is_late(self, today: date) -> bool:
        """Whether its day has passed and nobody has seen to it."""
        return self.finished_at is None and self.on < today


@dataclass(frozen=True, kw_only=True)
class Referral:
    """One referral with all that became of it. `number` counts within the case, from 1."""

    number: int
    sent: Sent = field(repr=False)
    sent_at: datetime
    by: UUID | None
    words: str = field(default="", repr=False)
    written: State = FIRST
    """As it was last written down."""
    state: State = FIRST
    """As it stands today: what nobody answered in time has expired."""
    steps: tuple[Step, ...] = field(default=(), repr=False)
    tasks: tuple[Task, ...] = field(default=(), repr=False)
    felt: Felt | None = field(default=None, repr=False)
    felt_at: datetime | None = None
    felt_words: str = field(default="", repr=False)
    named: Named | None = field(default=None, repr=False)
    """What followed once it was accepted."""
    answers: frozenset[UUID] = frozenset()
    """Rows of answers that were written down already."""
    reminders: tuple[UUID, ...] = ()

    @property
    def id(self) -> UUID:
        """By which its entries know it."""
        return self.sent.referral

    @property
    def left(self) -> dict[Field, tuple[str, ...]]:
        """All that its provider was told of her."""
        return {**self.sent.left, **(self.named.left if self.named else {})}

    @property
    def sources(self) -> dict[Field, UUID]:
        """By which consent or override each of it is there."""
        return {**self.sent.sources, **(self.named.sources if self.named else {})}

    @property
    def is_open(self) -> bool:
        """Whether anything more is expected of it."""
        return self.state not in ENDED

    @property
    def has_lapsed(self) -> bool:
        """Whether its days are over and nobody has written that down: something may lie there."""
        return self.state is State.EXPIRED and self.written is not State.EXPIRED

    @property
    def leads_on(self) -> bool:
        """Whether another place may be the right one now."""
        return self.state in NEXT_CHOICE

    @property
    def last(self) -> Step | None:
        """The newest step that moved it."""
        return next((each for each in reversed(self.steps) if each.state is self.written), None)

    @property
    def appointment(self) -> Step | None:
        """The appointment that stands, while one does."""
        is_coming = self.state is State.APPOINTMENT
        return self.last if is_coming else None

    @property
    def lapses_on(self) -> date:
        """The first day on which it is over, if nobody answers."""
        return lapses_on(self.sent_at.date(), self.sent.way)

    @property
    def late_on(self) -> date | None:
        """The day from which it is overdue."""
        last = self.last
        return late_on(
            self.state,
            last.at.date() if last else self.sent_at.date(),
            is_urgent=self.sent.is_urgent,
            appointment=last.on if last else None,
        )

    def is_late(self, today: date) -> bool:
        """Whether somebody should have answered, or come, by now."""
        late = self.late_on
        if late is None:
            return False
        # What is urgent is told the same day, and overdue from the next one on.
        return late < today or (late == today and self.sent_at.date() < today)


def referrals(lines: Iterable[Line], today: date) -> tuple[Referral, ...]:
    """Every referral of a timeline, in the order they were sent.

    Only moves that the table of states has count, whoever wrote the others.
    """
    found: dict[UUID, Referral] = {}
    of_task: dict[UUID, UUID] = {}
    for line, record in records(lines):
        _take(found, of_task, line, record)
    return tuple(_as_of(each, today) for each in found.values())


def _as_of(referral: Referral, today: date) -> Referral:
    sent_on = referral.sent_at.date()
    state = standing(referral.written, sent_on, referral.sent.way, today)
    return replace(referral, state=state)


def _take(
    found: dict[UUID, Referral], of_task: dict[UUID, UUID], line: Line, record: Record
) -> None:
    if isinstance(record, Sent):
        found.setdefault(record.referral, _begun(len(found) + 1, line, record))
        return
    whose = of_task.get(record.task) if isinstance(record, Finished) else record.referral
    before = found.get(whose) if whose is not None else None
    if before is None:
        return
    if isinstance(record, Planned):
        of_task.setdefault(record.task, record.referral)
    found[before.id] = _with(before, line, record)


def _with(before: Referral, line: Line, record: Record) -> Referral:
    match record:
        case Moved():
            return _moved(before, line, record)
        case Remarked():
            return _remarked(before, line, record)
        case Named():
            return replace(before, named=record)
        case Planned():
            return replace(before, tasks=(*before.tasks, _planned(line, record)))
        case Finished():
            return replace(before, tasks=_finished(before.tasks, line, record))
        case Felt() if line.author is None or before.felt is None:
            return replace(before, felt=record, felt_at=line.at, felt_words=line.text)
    return before


def _begun(number: int, line: Line, sent: Sent) -> Referral:
    return Referral(
        number=number,
        sent=sent,
        sent_at=line.at,
        by=line.author,
        words=line.text,
        reminders=sent.reminders,
    )


def _moved(before: Referral, line: Line, moved: Moved) -> Referral:
    if not _counts(before, line, moved):
        return before
    step = Step(
        state=moved.state,
        by=moved.by,
        who=line.author,
        at=line.at,
        reason=moved.reason,
        on=moved.on,
        hour=moved.hour,
        where=moved.where,
        words=line.text,
        answered_on=moved.answered_on,
    )
    return replace(
        before,
        written=moved.state,
        steps=(*before.steps, step),
        answers=_answered(before, moved.answer),
        reminders=moved.reminders,
    )


def _counts(before: Referral, line: Line, moved: Moved) -> bool:
    """Whether the table has the move, and it is the hand it says it is."""
    if moved.by is Mover.CLOCK:
        is_theirs = line.at.date() >= before.lapses_on
    else:
        is_theirs = (moved.by is Mover.HER) is (line.author is None)
    return is_theirs and may_move(before.written, moved.state, moved.by)


def _remarked(before: Referral, line: Line, remarked: Remarked) -> Referral:
    step = Step(state=None, by=Mover.PROVIDER, who=line.author, at=line.at, words=line.text)
    answers = _answered(before, remarked.answer)
    return replace(before, steps=(*before.steps, step), answers=answers)


def _answered(before: Referral, answer: UUID | None) -> frozenset[UUID]:
    return before.answers if answer is None else before.answers | {answer}


def _planned(line: Line, planned: Planned) -> Task:
    return Task(
        id=planned.task,
        kind=planned.kind,
        on=planned.on,
        who=planned.who,
        words=line.text,
        reminders=planned.reminders,
    )


def _finished(tasks: tuple[Task, ...], line: Line, finished: Finished) -> tuple[Task, ...]:
    return tuple(
        replace(each, finished_at=line.at, is_done=finished.is_done, outcome=line.text)
        if each.id == finished.task and each.finished_at is None
        else each
        for each in tasks
    )

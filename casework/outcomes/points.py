"""What a union asks the committee about a case, and the answer that is owed to it by a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.clocks.escalation import Rung
from casework.course.grounds import grounds_of
from casework.course.promised import POINTS, kept, with_day
from casework.course.recording import note_events, the_course
from casework.course.reminding import Reminding, on_days, who_stands
from casework.inquiry.steps import step
from casework.models.cover import Capacity, CoverText
from casework.models.entry import Kind
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment

C = Compartment
RAISED, ANSWERED = "raised", "answered"
ANSWER_DAYS = 5
"""Working days in which the committee answers: our own advice, no law."""


class About(StrEnum):
    """What a point is about; what it says beside that stands in its words."""

    LATE = "late"
    NOT_APPLIED = "not_applied"
    REMEDY = "remedy"
    RETALIATION = "retaliation"
    OTHER = "other"


class NoPoint(LookupError):
    """There is no such point in this case, or it was answered already."""


class NotOfTheUnion(Exception):
    """Only who follows this case for the union she chose does this."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point, and what was answered to it."""

    id: UUID
    about: About
    words: str = field(repr=False)
    at: datetime
    by: UUID | None
    due_on: date | None
    answered_at: datetime | None = None
    answered_by: UUID | None = None
    answer: str = field(default="", repr=False)

    @property
    def waits(self) -> bool:
        """Whether nobody has answered."""
        return self.answered_at is None

    def is_late(self, today: date) -> bool:
        """Whether its day has passed without an answer."""
        return self.waits and self.due_on is not None and today > self.due_on


def is_of_the_union(cover: CoverText, person: UUID | None) -> bool:
    """Whether somebody holds this case for a union; pure."""
    held = cover.holder(person) if person is not None else None
    return held is not None and held.capacity is Capacity.UNION_REPRESENTATIVE


def raise_point(db: Session, turn: Turn, about: About, words: str) -> UUID:
    """Ask the committee; gives back the point's id. It stands in the outcome: she reads it too.

    Whoever stands on the first rung is told the same day, and again up to CARE once its day has
    passed. Raises NotOfTheUnion, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME)
    if not is_of_the_union(cover.text, turn.author.person):
        raise NotOfTheUnion
    course, id_ = the_course(db, turn.case).text, uuid4()
    calendar = grounds_of(db, cover.text, course, turn.now).calendar
    today = day_in(calendar.timezone, turn.now)
    due_on = calendar.working_day_after(today, ANSWER_DAYS)
    facts = {"point": id_.hex, "about": about.value, "due_on": iso(due_on)}
    said = step(Kind.UNION_POINT, turn.now, words, step=RAISED, **facts)
    waiting = with_day(course, POINTS, id_.hex, due_on)
    note_events(db, cover, turn, said=said, points=waiting)
    chairs = who_stands(db, Reminding(turn.keys, cover.text, calendar, today))[Rung.CHAIR]
    on_days(db, turn.keys, [(each, today) for each in chairs])
    act(db, turn.case, "case:point:raise", turn.author.person, turn.now)
    return id_


def answer_point(db: Session, turn: Turn, point: UUID, words: str) -> None:
    """What the committee answers; the union reads it, and so does the survivor.

    Raises NoPoint, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.OUTCOME)
    course = the_course(db, turn.case).text
    if point.hex not in kept(course, POINTS):
        raise NoPoint
    said = step(Kind.UNION_POINT, turn.now, words, step=ANSWERED, point=point.hex)
    left = with_day(course, POINTS, point.hex, None)
    note_events(db, cover, turn, said=said, points=left)
    act(db, turn.case, "case:point:answer", turn.author.person, turn.now)


def points(lines: Iterable[Line]) -> dict[UUID, Point]:
    """Every point of a timeline by its id, in the order they were raised; pure."""
    found: dict[UUID, Point] = {}
    for line in lines:
        if line.kind is not Kind.UNION_POINT or not line.is_verified:
            continue
        id_ = UUID(text(line.facts, "point"))
        if text(line.facts, "step") == RAISED:
            found[id_] = _raised(id_, line)
        elif id_ in found and found[id_].waits:
            found[id_] = replace(
                found[id_], answered_at=line.at, answered_by=line.author, answer=line.text
            )
    return found


def _raised(id_: UUID, line: Line) -> Point:
    return Point(
        id=id_,
        about=About(text(line.facts, "about")),
        words=line.text,
        at=line.at,
        by=line.author,
        due_on=day(line.facts, "due_on"),
    )

"""The cases that a union follows, and what of each needs it now: opened in one pass."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from auth.permissions import Permission
from auth.policy import may
from casework.case import one_pass
from casework.case.one_pass import ListedCourse
from casework.case.timeline import Line
from casework.clocks.counting import OURS
from casework.clocks.standing import Days, kept
from casework.desk.clocked import Next, Places, is_older, next_of, places_of
from casework.desk.held import Look, memory_of
from casework.desk.known import Asked, went_back
from casework.inquiry.carrying_out import Carrying, Saw, carried_out
from casework.inquiry.decisions import Decided, the_decision
from casework.models.cover import CLOSED, CoverText
from casework.models.entry import Kind
from casework.outcomes.beside import Company, company
from casework.outcomes.beside import State as Beside
from casework.outcomes.listed import listed_outcomes
from casework.outcomes.points import Point, is_of_the_union, points
from casework.procedures.terms import OutcomeKind
from casework.protection.signs import Signal, open_signals, signals
from crypto.compartments import Compartment

C = Compartment


class Need(StrEnum):
    """What of a case needs the union now, the most urgent first."""

    WENT_BACK = "went_back"
    """What is shown is older than she remembers, or is not what was signed."""
    BESIDE = "beside"
    """The survivor asks for her at her side."""
    SIGNAL = "signal"
    """A sign of retaliation, and nobody has said what was done about it."""
    NOT_APPLIED = "not_applied"
    """Somebody looked, and what was decided was not applied."""
    LOOK = "look"
    """The survivor let her know the post: she goes and looks."""
    UNANSWERED = "unanswered"
    """The committee should have answered by now."""
    LATE = "late"
    """A day of the procedure has passed."""


class Kept(StrEnum):
    """Whether those who owe something by a day kept to it."""

    KEPT = "kept"
    BROKEN = "broken"
    NONE = "none"
    """Nothing was due so far."""


KEPT = {True: Kept.KEPT, False: Kept.BROKEN, None: Kept.NONE}
"""By what casework.clocks.standing.kept says."""


class Shared(StrEnum):
    """What the survivor lets the union know of herself."""

    NOTHING = "nothing"
    """The outcome alone."""
    PLACE = "place"
    """Her post and her line."""
    NAME = "name"


class Row(msgspec.Struct, frozen=True, gc=False):
    """One case as the union's list shows it: nothing of what was told."""

    case: UUID
    code: str
    home: UUID | None
    place: str
    stage: str
    received_at: datetime
    today: date
    needs: tuple[Need, ...] = ()
    next: Next | None = None
    kept: Kept = Kept.NONE
    shared: Shared = Shared.NOTHING
    decided: Decided | None = None
    carryings: tuple[Carrying, ...] = ()
    clocks: tuple[Days, ...] = ()
    signals: tuple[Signal, ...] = ()
    """Every sign of retaliation, dealt with or not."""
    points: tuple[Point, ...] = ()
    company: Company | None = None
    union: UUID | None = None
    """The one she chose."""
    withheld: tuple[UUID, ...] = ()
    """From whom it is kept, because somebody named in it is like her."""

    @property
    def is_closed(self) -> bool:
        """Whether it has come to its end."""
        return self.stage == CLOSED

    @property
    def sanctions(self) -> tuple[Carrying, ...]:
        """What was decided for the respondent."""
        return tuple(each for each in self.carryings if each.item.kind is not OutcomeKind.REMEDY)

    @property
    def remedies(self) -> tuple[Carrying, ...]:
        """What was decided for the survivor."""
        return tuple(each for each in self.carryings if each.item.kind is OutcomeKind.REMEDY)


def list_followed(db: Session, look: Look) -> list[Row]:
    """Every case whose outcome was opened to the union she represents, what needs it first.

    A handful of queries however many cases there are. What was not opened is not there, in no
    count either: nothing is read but what her own ring opens.
    """
    cases = look.actor.ring.cases if may(look.actor, Permission.Outcome.LIST) else ()
    covers = one_pass.listed_covers(db, cases)
    ours = {case: cover for case, cover in covers.items() if _is_ours(cover, look)}
    every = one_pass.homes(db, ours)
    asked = [
        Asked(case, factory, programme, ours[case].is_concern, ours[case].is_closed_concern)
        for case, factory, programme in every
    ]
    seen = [each for each in asked if may(look.actor, Permission.Case.FOLLOW, each)]
    return _rows(db, look, seen, {each.id: ours[each.id] for each in seen})


def needed(rows: Iterable[Row]) -> dict[Need, int]:
    """How many cases need what."""
    counts = Counter(need for row in rows for need in row.needs)
    return {need: counts[need] for need in Need if counts[need]}


def _is_ours(cover: CoverText, look: Look) -> bool:
    person = look.actor.person
    if person is None or not cover.reads(person, look.now.date()):
        return False
    return is_of_the_union(cover, person)


def _rows(
    db: Session, look: Look, cases: Collection[Asked], covers: dict[UUID, CoverText]
) -> list[Row]:
    places = places_of(db, (each.factory_id or each.programme_id for each in cases), look.now)
    courses, outcomes = one_pass.courses(db, covers), listed_outcomes(db, covers)
    gone_back = _gone_back(db, look, covers)
    rows = [
        _row(look, each, covers[each.id], courses.get(each.id), outcomes.get(each.id), places)
        for each in cases
    ]
    marked = (_marked(row) if row.case in gone_back else row for row in rows)
    return sorted(marked, key=_order)


def _gone_back(db: Session, look: Look, covers: dict[UUID, CoverText]) -> set[UUID]:
    memory, epochs = memory_of(db, look), one_pass.epoch_numbers(db, covers)
    return {
        case
        for case, cover in covers.items()
        if went_back(memory, case, cover, epochs.get(case, 0))
    }


def _marked(row: Row) -> Row:
    needs = dict.fromkeys((Need.WENT_BACK, *row.needs))
    return msgspec.structs.replace(row, needs=tuple(needs))


def _row(
    look: Look,
    case: Asked,
    cover: CoverText,
    course: ListedCourse | None,
    lines: list[Line] | None,
    places: Places,
) -> Row:
    home = case.factory_id or case.programme_id
    bare = Row(
        case=case.id,
        code=cover.code,
        home=home,
        place=places.name(home),
        stage=cover.stage,
        received_at=cover.received_at,
        today=places.day(home),
        shared=_shared(look, case.id, lines or []),
        union=cover.chosen.union,
        withheld=tuple(cover.withheld),
    )
    if course is None or lines is None or is_older(course, cover):
        return _marked(bare)
    full = _filled(bare, course, lines)
    return msgspec.structs.replace(full, needs=tuple(_needs(full, course, look.actor.person)))


def _filled(bare: Row, course: ListedCourse, lines: list[Line]) -> Row:
    return msgspec.structs.replace(
        bare,
        next=next_of(course, bare.today),
        kept=kept_so_far(course.clocks, bare.today),
        decided=the_decision(lines),
        carryings=tuple(carried_out(lines)),
        clocks=course.clocks,
        signals=tuple(signals(lines).values()),
        points=tuple(points(lines).values()),
        company=company(lines),
    )


def _shared(look: Look, case: UUID, lines: Iterable[Line]) -> Shared:
    if look.actor.ring.holds(case, C.IDENTITY):
        return Shared.NAME
    return Shared.PLACE if any(is_place_shared(each) for each in lines) else Shared.NOTHING


def is_place_shared(line: Line) -> bool:
    """Whether an entry says her post or her line; one that she left empty says neither."""
    return line.kind is Kind.SHARED and any(line.facts.get(name) for name in ("post", "line"))


def _needs(row: Row, course: ListedCourse, me: UUID | None) -> Iterable[Need]:
    if row.company is not None and row.company.state is Beside.ASKED:
        yield Need.BESIDE
    if open_signals(course):
        yield Need.SIGNAL
    if any(was_not_applied(each) for each in row.carryings):
        yield Need.NOT_APPLIED
    if any(can_look(each, me) for each in row.carryings):
        yield Need.LOOK
    if any(each.is_late(row.today) for each in row.points):
        yield Need.UNANSWERED
    if row.next is not None and row.next.is_late and row.next.days.owner in OURS:
        yield Need.LATE


def can_look(each: Carrying, me: UUID | None) -> bool:
    """Whether the union goes and looks: nobody has seen it, and she let it know the post.

    Of what was decided for her no post is needed: the union asks her, or the employer.
    """
    is_known = each.note is not None or each.item.kind is OutcomeKind.REMEDY
    is_open = is_known and each.applied_on is not None and each.seen is None
    return is_open and each.applied_by != me


def was_not_applied(each: Carrying) -> bool:
    """Whether whoever looked last saw that it is not applied."""
    return each.seen is None and bool(each.seeings) and each.seeings[-1].saw is Saw.NOT_APPLIED


def kept_so_far(clocks: Iterable[Days], today: date) -> Kept:
    """Whether every day that committee or employer owed something by was kept until today."""
    return KEPT[kept(clocks, today)]


def _order(row: Row) -> tuple[int, date, float]:
    urgency = list(Need).index(row.needs[0]) if row.needs else len(Need)
    due = row.next.days.due_on if row.next else date.max
    return urgency, due, -row.received_at.timestamp()

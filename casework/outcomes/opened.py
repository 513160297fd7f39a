"""One case as the union reads it: its outcome, and of her only what she let the union know."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from casework.case.timeline import Line
from casework.clocks.standing import Days, is_owed, standing
from casework.clocks.standing import State as Clock
from casework.inquiry.appeals import Appeal, appeals
from casework.inquiry.carrying_out import Carrying, carried_out
from casework.inquiry.decisions import Decided, the_decision
from casework.models.course import CourseText
from casework.models.entry import Kind
from casework.outcomes.beside import Company, company
from casework.outcomes.following import Kept, Shared, is_place_shared, kept_so_far
from casework.outcomes.points import Point, points
from casework.protection.reading import text
from casework.protection.signs import Signal, signals
from crypto.compartments import Compartment

C = Compartment


@dataclass(frozen=True)
class Her:
    """What the survivor lets the union know of herself."""

    shared: Shared
    post: str = field(default="", repr=False)
    line: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class Followed:
    """Everything of one case that the union reads."""

    her: Her
    kept: Kept
    clocks: tuple[tuple[Days, Clock], ...]
    """What committee and employer owed or owe by a day, and how each stands."""
    decided: Decided | None
    carryings: tuple[Carrying, ...]
    appeals: tuple[Appeal, ...]
    signals: tuple[Signal, ...]
    points: tuple[Point, ...]
    company: Company | None


def followed(lines: Iterable[Line], course: CourseText | None, today: date) -> Followed:
    """The union's view of a timeline; of all but outcome and name nothing is read; pure."""
    read = list(lines)
    outcome = [each for each in read if each.compartment is C.OUTCOME]
    clocks = sorted(course.clocks, key=lambda each: each.due_on) if course is not None else ()
    return Followed(
        her=_her(read),
        kept=kept_so_far(clocks, today),
        clocks=tuple((each, standing(each, today)) for each in clocks if is_owed(each)),
        decided=the_decision(outcome),
        carryings=tuple(carried_out(outcome)),
        appeals=tuple(appeals(outcome)),
        signals=tuple(reversed(signals(outcome).values())),
        points=tuple(reversed(points(outcome).values())),
        company=company(outcome),
    )


def _her(lines: Iterable[Line]) -> Her:
    shared, name, post, line_of = Shared.NOTHING, "", "", ""
    for line in lines:
        if line.compartment is C.OUTCOME and line.is_verified and is_place_shared(line):
            shared = max(shared, Shared.PLACE, key=list(Shared).index)
            post, line_of = text(line.facts, "post"), text(line.facts, "line")
        elif line.kind is Kind.IDENTITY and line.is_verified:
            shared, name = Shared.NAME, text(line.facts, "name")
    return Her(shared, post, line_of, name)

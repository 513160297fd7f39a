"""The measures of a case and where each of them stands, read from what was signed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from casework.asking.questions import Asked, QuestionKind, SafeBy, newest_about
from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.protection.gate import Act
from casework.protection.offers import word_of
from casework.protection.reading import day, text
from crypto.compartments import Compartment


class State(StrEnum):
    """Where a measure stands."""

    PROPOSED = "proposed"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure with all that became of it."""

    id: UUID
    offer: str
    """The pack's or our own id of it."""
    label: str
    moves_her: bool
    wants_consent: bool
    he_notices: bool
    safe_by: SafeBy = SafeBy.PAGE
    what: str = field(repr=False)
    from_on: date | None
    until_on: date | None
    why: str = field(repr=False)
    at: datetime
    by: UUID | None
    state: State = State.PROPOSED
    reason: str = field(default="", repr=False)
    """Why it was granted, refused or ended."""
    decided_at: datetime | None = None
    review_on: date | None = None
    reviews: tuple[tuple[datetime, str], ...] = field(default=(), repr=False)

    @property
    def act(self) -> Act:
        """What it is to the gate."""
        return Act.SUSPENSION if word_of(self.offer).startswith(("suspend", "skors")) else Act.MOVE


def measures(lines: Iterable[Line]) -> dict[UUID, Measure]:
    """Every measure of a timeline by its id, in the order they were proposed."""
    found: dict[UUID, Measure] = {}
    for line in lines:
        if (
            line.kind is Kind.MEASURE
            and line.compartment is Compartment.ACCOUNT
            and line.is_verified
        ):
            _take(found, line)
    return found


def consent(lines: Iterable[Line], measure: Measure) -> Asked | None:
    """The last question to her about a measure."""
    return newest_about(lines, QuestionKind.MEASURE, measure.id.hex)


def day_noticed(measure: Measure, today: date) -> date:
    """The day on which he can notice it: the one it begins on, or today where that has passed."""
    return max(measure.from_on or today, today)


def waits_at_gate(measure: Measure, today: date) -> bool:
    """Whether what would be done with it next is something he notices and she was not told of.

    That it is granted, or that it ends before the day she was told; pure.
    """
    ends_early = measure.until_on is None or measure.until_on > today
    is_next = measure.state is State.PROPOSED or (measure.state is State.GRANTED and ends_early)
    return measure.he_notices and is_next


def _take(found: dict[UUID, Measure], line: Line) -> None:
    id_, state = UUID(text(line.facts, "measure")), State(text(line.facts, "step"))
    before = found.get(id_)
    if before is None:
        found[id_] = _proposed(id_, line)
        return
    until = day(line.facts, "until_on") or before.until_on
    if state is before.state:
        seen = (*before.reviews, (line.at, line.text))
        found[id_] = replace(before, reviews=seen, review_on=day(line.facts, "review_on"))
        return
    found[id_] = replace(
        before,
        state=state,
        reason=line.text,
        decided_at=line.at,
        until_on=until,
        review_on=day(line.facts, "review_on"),
    )


def _proposed(id_: UUID, line: Line) -> Measure:
    facts = line.facts
    return Measure(
        id=id_,
        offer=text(facts, "offer"),
        label=text(facts, "label"),
        moves_her=text(facts, "moves_her") != "no",
        wants_consent=text(facts, "wants_consent") != "no",
        he_notices=text(facts, "he_notices") != "no",
        safe_by=SafeBy(text(facts, "safe_by")),
        what=text(facts, "what"),
        from_on=day(facts, "from_on"),
        until_on=day(facts, "until_on"),
        why=line.text,
        at=line.at,
        by=line.author,
    )

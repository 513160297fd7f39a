"""One act as it is being counted: what is seen of its case, and the facts that it makes."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from casework.clocks.days import day_in
from casework.facts.fact import FactKind, month_of
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.models.entry import Said
from casework.models.measuring import TallyText

UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Made:
    """A fact before it is sealed: what it says beside place and month."""

    id: UUID
    kind: FactKind
    month: str
    replaces: UUID | None
    values: dict[str, object]


@dataclass
class Count:
    """What an entry is counted with. The tally grows while it is read."""

    db: Session = field(repr=False)
    case: UUID
    cover: CoverText = field(repr=False)
    said: Said = field(repr=False)
    course: CourseText | None = field(default=None, repr=False)
    tally: TallyText = field(default_factory=TallyText, repr=False)
    zone: ZoneInfo = UTC
    """Of the place: its days are those of the procedure, and of what people write down."""
    first_open: str = ""
    """The first month that is in no published quarter of the programme."""
    made: list[Made] = field(default_factory=list, repr=False)

    @property
    def today(self) -> date:
        """The day of the entry, at the place."""
        return day_in(self.zone, self.said.at)

    @property
    def received_on(self) -> date:
        """The day on which the complaint was received."""
        return day_in(self.zone, self.cover.received_at)

    def knows(self, about: str) -> bool:
        """Whether something was counted about this."""
        return about in self.tally.facts

    def add(
        self, kind: FactKind, about: str = "", on: date | None = None, **values: object
    ) -> None:
        """Count something; what was counted about the same before is corrected by it.

        Without `about` it stands for itself, and another time counts beside it.
        """
        key = about or f"{kind.value}:{len(self.tally.facts)}"
        month = self._month(about, month_of(on or self.today))
        made = Made(uuid4(), kind, month, self.tally.facts.get(key), values)
        self.made.append(made)
        months = {**self.tally.months, about: month} if about else self.tally.months
        self.keep(facts={**self.tally.facts, key: made.id}, months=months)

    def drop(self, about: str) -> None:
        """Take back what was counted about something."""
        gone = self.tally.facts[about]
        self.note(FactKind.RETRACTED, gone)
        self.keep(facts={key: id_ for key, id_ in self.tally.facts.items() if key != about})

    def note(self, kind: FactKind, of: UUID) -> None:
        """Say something of a fact that was counted before."""
        self.made.append(Made(uuid4(), kind, month_of(self.today), of, {}))

    def _month(self, about: str, month: str) -> str:
        """Where it counts: what is written down after its quarter was published counts in the
        first month that is not; what corrects a fact stays where that one was counted.
        """
        if month >= self.first_open:
            return month
        return self.tally.months.get(about, self.first_open)

    def keep(self, **changes: object) -> None:
        """Remember something for the facts that come later."""
        self.tally = msgspec.structs.replace(self.tally, **changes)

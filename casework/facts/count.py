"""One act as it is being counted: what is seen of its case, and the facts that it makes."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.orm import Session

from casework.facts.fact import FactKind
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.models.entry import Said
from casework.models.measuring import TallyText


@dataclass(frozen=True)
class Made:
    """A fact before it is sealed: what it says beside place and month."""

    id: UUID
    kind: FactKind
    on: date
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
    made: list[Made] = field(default_factory=list, repr=False)

    @property
    def today(self) -> date:
        """The day of the entry."""
        return self.said.at.date()

    @property
    def received_on(self) -> date:
        """The day on which the complaint was received."""
        return self.cover.received_at.date()

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
        made = Made(uuid4(), kind, on or self.today, self.tally.facts.get(key), values)
        self.made.append(made)
        self.keep(facts={**self.tally.facts, key: made.id})

    def drop(self, about: str) -> None:
        """Take back what was counted about something."""
        gone = self.tally.facts[about]
        self.made.append(Made(uuid4(), FactKind.RETRACTED, self.today, gone, {}))
        self.keep(facts={key: id_ for key, id_ in self.tally.facts.items() if key != about})

    def keep(self, **changes: object) -> None:
        """Remember something for the facts that come later."""
        self.tally = msgspec.structs.replace(self.tally, **changes)

"""What an indicator is: facts of one kind, each sorted into exactly one bucket."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from casework.facts.fact import Answer, Fact, FactKind
from casework.measures.counts import INSIDE

UNKNOWN = "unknown"
"""The bucket of what nobody wrote down: never the fastest, never a no, never 0."""


class Figure(StrEnum):
    """What is made of the buckets."""

    COUNT = "count"
    SHARE = "share"
    """Yes out of yes and no. The unknown stand beside it."""


class Direction(StrEnum):
    """How a rise is to be read."""

    TRUST = "trust"
    """A rise early on can be a sign of trust."""
    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True)
class Indicator:
    """One measure of `reference`: what is counted, and how it is sorted."""

    id: str
    """Short, stable, in addresses and exports. What belongs to one number of the practice list
    shares its beginning: "I5-reply"."""
    kind: FactKind
    buckets: tuple[str, ...]
    """Every bucket there can be, in the order they are shown."""
    sort: Callable[[Fact], str]
    figure: Figure = Figure.COUNT
    direction: Direction = Direction.NEITHER
    takes: Callable[[Fact], bool] = field(default=lambda _fact: True)
    """Which facts of the kind are counted at all."""
    has_middle: bool = False
    """Its buckets are days, in their order: that in which the middle lies is told."""
    is_stock: bool = False
    """What stands at the end of the year, and not what happened in it: told with the last quarter
    alone, and rounded, or two quarters would tell one case."""
    family: str = ""
    """Indicators over the very same facts share one: places are hidden in all or in none."""

    @property
    def facts(self) -> str:
        """The family, or the indicator alone."""
        return self.family or self.id

    def bucket(self, fact: Fact) -> str:
        """Its bucket; UNKNOWN also for a value that no list of ours has."""
        found = self.sort(fact)
        return found if found in self.buckets else UNKNOWN

    def middle_of(self, counts: Sequence[int | None]) -> str | None:
        """The bucket in which the middle of what is known lies, out of counts that are shown.

        None where one of them is hidden: a middle beside it would tell of it; below five, and
        where the buckets are no days.
        """
        if not self.has_middle or None in counts:
            return None
        found = dict(zip(self.buckets, (each or 0 for each in counts), strict=True))
        every, before = sum(found.values()) - found.pop(UNKNOWN), 0
        for name, count in found.items():
            before += count
            if every >= INSIDE.minimum and 2 * before >= every:
                return name
        return None


def answered(answer: Answer | None) -> str:
    """The bucket of a yes or no; of one that nobody gave, UNKNOWN."""
    return UNKNOWN if answer is None else answer.value


def within(days: int | None, ends: tuple[tuple[str, int], ...], beyond: str) -> str:
    """The bucket of some days: the first whose last day is not before them.

    `ends`: name and last day, ascending. None, and days below 0, are UNKNOWN.
    """
    if days is None or days < 0:
        return UNKNOWN
    return next((name for name, last in ends if days <= last), beyond)

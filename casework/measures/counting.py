"""Facts counted: by place and by bucket, before anything is suppressed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from statistics import median_low
from uuid import UUID

from casework.facts.fact import Fact, FactKind, Facts
from casework.measures.indicator import Indicator
from casework.measures.quarters import Quarter, last_day_of

Counted = Counter[tuple[UUID, str]]
"""By factory and bucket."""
LONG = timedelta(days=90)
OVER = "over-90"


def tally(indicator: Indicator, facts: Facts, quarter: Quarter) -> Counted:
    """How many of the quarter's facts fell into which bucket, at which factory."""
    if indicator.is_stock:
        return pending(facts, quarter)
    return Counter(
        (fact.factory, indicator.bucket(fact))
        for fact in counted_by(indicator, facts, quarter)
        if fact.factory is not None
    )


def counted_by(indicator: Indicator, facts: Facts, quarter: Quarter) -> Iterator[Fact]:
    """The facts of a quarter that an indicator counts."""
    months = frozenset(quarter.months)
    return (
        fact for fact in facts.of(indicator.kind) if fact.month in months and indicator.takes(fact)
    )


def middle(indicator: Indicator, facts: Iterable[Fact], minimum: int) -> int | None:
    """The middle of what is known in whole days; None below the minimum of known values."""
    numbers = [
        number for fact in facts if (number := indicator.number(fact)) is not None and number >= 0
    ]
    return median_low(numbers) if len(numbers) >= minimum else None


def pending(facts: Facts, quarter: Quarter) -> Counted:
    """Complaints that were open for more than 90 days when a quarter ended, by factory.

    Those open for less are not told: beside what was received, they would tell what was closed.

    What was received in a month and is not closed is open. It counts from the last day of that
    month: a fact knows no day, and nothing is called late that may not be. What is closed and
    does not say when it was received cannot be taken off, and stays.
    """
    end, last = quarter.last_day, quarter.months[-1]
    open_ = _by_month(facts.of(FactKind.RECEIVED), last)
    open_.update(_by_month(facts.of(FactKind.REOPENED), last))
    open_.subtract(_by_month(facts.of(FactKind.CLOSED), last))
    found: Counted = Counter()
    for (factory, month), count in open_.items():
        if count > 0 and end - last_day_of(month) > LONG:
            found[factory, OVER] += count
    return found


def _by_month(facts: Iterable[Fact], last: str) -> Counter[tuple[UUID, str]]:
    return Counter(
        (fact.factory, fact.received or fact.month)
        for fact in facts
        if fact.factory is not None and fact.month <= last
    )

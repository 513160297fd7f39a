"""Facts counted: by place and by bucket, before anything is suppressed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from casework.facts.fact import Fact, FactKind, Facts
from casework.measures.indicator import Indicator
from casework.measures.quarters import Quarter, last_day_of

Where = UUID | str
"""A factory; or of what stands at none its country, "" for one that is not known."""
Counted = Counter[tuple[Where, str]]
"""By place and bucket."""
LONG = timedelta(days=90)
OVER = "over-90"


def tally(indicator: Indicator, facts: Facts, quarter: Quarter) -> Counted:
    """How many of the quarter's facts fell into which bucket, and where."""
    if indicator.is_stock:
        return pending(facts, quarter)
    return Counter(
        (where(fact), indicator.bucket(fact)) for fact in counted_by(indicator, facts, quarter)
    )


def where(fact: Fact) -> Where:
    """Its factory, or its country where it stands at none."""
    return fact.factory if fact.factory is not None else fact.country or ""


def counted_by(indicator: Indicator, facts: Facts, quarter: Quarter) -> Iterator[Fact]:
    """The facts of a quarter that an indicator counts."""
    months = frozenset(quarter.months)
    return (
        fact for fact in facts.of(indicator.kind) if fact.month in months and indicator.takes(fact)
    )


def pending(facts: Facts, quarter: Quarter) -> Counted:
    """Complaints that were open for more than 90 days when a quarter ended, by place.

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
    for (place, month), count in open_.items():
        if count > 0 and end - last_day_of(month) > LONG:
            found[place, OVER] += count
    return found


def _by_month(facts: Iterable[Fact], last: str) -> Counter[tuple[Where, str]]:
    return Counter(
        (where(fact), fact.received or fact.month) for fact in facts if fact.month <= last
    )

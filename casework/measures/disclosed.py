"""A year in lines that stored tables allow: for whom no law names, and so without exact counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from casework.measures.counts import INSIDE, OUTSIDE, Rule
from casework.measures.hiding import rounded
from casework.measures.indicator import UNKNOWN
from casework.measures.laws import Asked, Law, Period
from casework.measures.quarters import Quarter
from casework.measures.reading import QuarterRead
from casework.measures.statutory import TYPE_OF, Beside
from casework.procedures.terms import Gender, StageId

WHOLE = 100
TENTHS = 1000
RULES: Mapping[Law, Rule] = MappingProxyType(
    {
        Law.BETTER_WORK: INSIDE,
        Law.YEARLY: OUTSIDE,
        Law.GRI: OUTSIDE,
        Law.BRSR: OUTSIDE,
        Law.GBVIMS: OUTSIDE,
    }
)
"""Whoever publishes a line of these has published what the rule of outside lets through."""


class Known(StrEnum):
    """What may be said of one line."""

    WHOLE = "whole"
    AT_LEAST = "at_least"
    """Inside, where a part of the year is hidden; outside always: it is rounded down."""
    HIDDEN = "hidden"
    """Too few, or too few of it shown. Outside nobody is told which of the two."""
    UNPUBLISHED = "unpublished"
    """A quarter of the year is not published, or was not sealed to whoever reads."""
    NOT_ASKED = "not_asked"
    """No form and no entry of ours holds it: it is not 0."""
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Figure:
    """One line: what is known of it, and the number where there is one."""

    known: Known
    count: int = 0


NOT_KNOWN, NOT_ASKED = Figure(Known.NOT_KNOWN), Figure(Known.NOT_ASKED)


def summed(counts: Sequence[int | None], rule: Rule) -> Figure:
    """Published numbers of a year added up; what is hidden in one of them stays hidden."""
    shown = [each for each in counts if each is not None]
    least = sum(shown)
    is_whole = len(shown) == len(counts) and not rule.hides_zero
    if not is_whole and least < rule.minimum:
        return Figure(Known.HIDDEN)
    # Outside, one word whether a quarter hides its number or not: which it is tells of a few.
    return Figure(
        Known.WHOLE if is_whole else Known.AT_LEAST,
        least if is_whole else rounded(least, rule.rounds_to),
    )


def disclosed(
    law: Law, quarters: Sequence[QuarterRead], period: Period, place: str, beside: Beside
) -> dict[Asked, Figure]:
    """Each line that a report without exact counts asks for, from a place's own tables."""
    year = _of_the_year(quarters, period)
    rule = RULES[law]
    if year is None:
        found = {each: Figure(Known.UNPUBLISHED) for each in (*_ROWS, Asked.PENDING, Asked.KEPT)}
    else:
        found = {each: _line(year, *of, place, rule) for each, of in _ROWS.items()}
        found[Asked.PENDING] = _line(year[-1:], "I7", "", place, rule)
        found[Asked.KEPT] = _kept(year, place, rule)
    return {
        **found,
        Asked.OPEN: NOT_KNOWN,
        Asked.PLANNED: NOT_ASKED,
        Asked.WORKSHOPS: _entered(beside.workshops),
        Asked.WOMEN: _entered(beside.women),
        Asked.SHARE_OF_WOMEN: _of_the_women(found, beside.women),
    }


def by_sex(
    law: Law, quarters: Sequence[QuarterRead], period: Period, place: str
) -> dict[str, Figure]:
    """Complaints by what the person says of herself or himself."""
    asked = {each.value: ("I2-sex", each.value) for each in Gender}
    asked[Gender.UNSAID.value] = ("I2-sex", UNKNOWN)
    return _by(law, quarters, period, place, asked)


def by_act(quarters: Sequence[QuarterRead], period: Period) -> dict[str, Figure]:
    """Complaints that name an act, of all factories together. A complaint may name several."""
    asked = {form: (f"I2-{form.replace('_', '-')}", "yes") for form in TYPE_OF}
    return _by(Law.GBVIMS, quarters, period, "", asked)


def missing(quarters: Sequence[QuarterRead], period: Period) -> list[Quarter]:
    """The quarters of a year that are not there to be added."""
    found = {each.quarter for each in quarters}
    return [each for each in period.quarters if each not in found]


def _by(
    law: Law,
    quarters: Sequence[QuarterRead],
    period: Period,
    place: str,
    asked: Mapping[str, tuple[str, str]],
) -> dict[str, Figure]:
    year = _of_the_year(quarters, period)
    if year is None:
        return {name: Figure(Known.UNPUBLISHED) for name in asked}
    return {
        name: _line(year, indicator, bucket, place, RULES[law])
        for name, (indicator, bucket) in asked.items()
    }


def _of_the_year(quarters: Sequence[QuarterRead], period: Period) -> list[QuarterRead] | None:
    found = {each.quarter: each for each in quarters}
    if missing(quarters, period):
        return None
    return [found[each] for each in period.quarters]


def _cells(
    year: Sequence[QuarterRead], indicator: str, place: str, bucket: str = ""
) -> list[int | None]:
    return [_cell(each, indicator, place, bucket) for each in year]


def _cell(read: QuarterRead, indicator: str, place: str, bucket: str) -> int | None:
    table = read.table(indicator)
    row = table.row(place) if table is not None else None
    if table is None or row is None:
        return None
    if not bucket:
        return row.n
    return row.counts[table.buckets.index(bucket)] if bucket in table.buckets else None


_ROWS: Mapping[Asked, tuple[str, str]] = MappingProxyType(
    {
        Asked.RECEIVED: ("I1", ""),
        Asked.DISPOSED: ("I6", ""),
        Asked.NO_LONGER: ("I6", ""),
        Asked.UPHELD: ("I8", "substantiated"),
        Asked.REVIEWED: ("decided", ""),
        Asked.ACTION: ("applied", ""),
        Asked.REMEDY: ("remedy", "yes"),
        Asked.RETALIATION: ("I14", ""),
    }
)
"""Indicator, and its bucket or nothing for all of them."""


def _line(
    year: Sequence[QuarterRead], indicator: str, bucket: str, place: str, rule: Rule
) -> Figure:
    if any(each.table(indicator) is None for each in year):
        return NOT_KNOWN
    return summed(_cells(year, indicator, place, bucket), rule)


def _kept(year: Sequence[QuarterRead], place: str, rule: Rule) -> Figure:
    """Per cent of the clocks that are known, to the nearest, where every part of them is shown."""
    yes = [each for stage in StageId for each in _cells(year, f"I5-{stage.value}", place, "yes")]
    no = [each for stage in StageId for each in _cells(year, f"I5-{stage.value}", place, "no")]
    shown = [each for each in (*yes, *no) if each is not None]
    if len(shown) < len(yes) + len(no) or rule.is_small(sum(shown)):
        return Figure(Known.HIDDEN)
    if not sum(shown):
        return NOT_KNOWN
    kept, every = sum(each or 0 for each in yes), sum(shown)
    return Figure(Known.WHOLE, (2 * WHOLE * kept + every) // (2 * every))


def _entered(count: int | None) -> Figure:
    return NOT_KNOWN if count is None else Figure(Known.WHOLE, count)


def _of_the_women(found: Mapping[Asked, Figure], women: int | None) -> Figure:
    """Complaints in tenths of a per cent of the women employed; needs both."""
    received = found[Asked.RECEIVED]
    if not women:
        return NOT_KNOWN
    if received.known is Known.AT_LEAST:
        return Figure(Known.AT_LEAST, TENTHS * received.count // women)
    if received.known is not Known.WHOLE:
        return received
    return Figure(Known.WHOLE, (2 * TENTHS * received.count + women) // (2 * women))

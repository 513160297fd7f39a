"""The same numbers counted once more, one fact at a time, by rules written down again by hand."""

from collections import Counter
from collections.abc import Callable
from uuid import uuid4

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.facts.fact import Answer, Channel, Fact, FactKind, Facts, Result
from casework.measures.quarters import Quarter
from casework.measures.tables import Groups, published
from casework.procedures.terms import StageId
from tests.casework.measures.fixture import FACTORY, FIFTH, FOURTH, SECOND, SIXTH, THIRD, fact

PLACES = {
    **dict.fromkeys((FACTORY, SECOND, THIRD), "bd"),
    **dict.fromkeys((FOURTH, FIFTH, SIXTH), "in"),
}
MONTHS = ("2025-12", "2026-01", "2026-03", "2026-04")
DELAYS = (None, 0, 3, 4, 5, 6, 14, 15, 30, 31, 90, 91)


def _days(delay: int | None) -> str:
    if delay is None:
        return "unknown"
    ends = {3: "0-3", 5: "4-5", 14: "6-14", 30: "15-30", 90: "31-90"}
    return next((name for last, name in ends.items() if delay <= last), "91-")


def _said(answer: Answer | Channel | Result | None) -> str:
    return "unknown" if answer is None else answer.value


BY_HAND: dict[str, Callable[[Fact], str | None]] = {
    "I1": lambda f: _said(f.channel) if f.kind is FactKind.RECEIVED else None,
    "I3": lambda f: _days(f.delay) if f.kind is FactKind.RECEIVED else None,
    "I5-reply": lambda f: (
        _said(f.kept) if f.kind is FactKind.STAGE_ENDED and f.stage is StageId.REPLY else None
    ),
    "I8": lambda f: _said(f.result) if f.kind is FactKind.CLOSED else None,
    "I9": lambda f: _said(f.done) if f.kind is FactKind.SAFETY and f.needed is Answer.YES else None,
    "applied": lambda f: _said(f.done) if f.kind is FactKind.APPLIED else None,
}
"""Of each the bucket of a fact that it counts, and None for one that it does not."""
answers = st.sampled_from([*Answer, None])
facts = st.builds(
    fact,
    st.sampled_from(list(FactKind)),
    at=st.sampled_from(list(PLACES)),
    month=st.sampled_from(MONTHS),
    channel=st.sampled_from([*Channel, None]),
    delay=st.sampled_from(DELAYS),
    stage=st.sampled_from(list(StageId)),
    kept=answers,
    needed=answers,
    done=answers,
    result=st.sampled_from([*Result, None]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(facts, max_size=20), st.integers(1, 12))
def test_what_is_shown_is_what_one_counts_by_hand(some: list[Fact], times: int) -> None:
    every = [msgspec.structs.replace(each, id=uuid4()) for each in some for _time in range(times)]
    made = published(Facts(every), Quarter(2026, 1), Groups(PLACES))

    shown = {
        (table.indicator, row.place, bucket): count
        for table in made.partners
        if table.indicator in BY_HAND
        for row in table.rows
        for bucket, count in zip(("", *table.buckets), (row.n, *row.counts), strict=True)
        if count is not None
    }

    counted = _counted(every)
    assert shown == {each: counted[each] for each in shown}


def _counted(every: list[Fact]) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    for each in every:
        group = PLACES[each.factory] if each.factory is not None else ""
        for id_, bucket_of in BY_HAND.items():
            bucket = bucket_of(each)
            if bucket is not None and each.month in ("2026-01", "2026-02", "2026-03"):
                found.update((id_, place, part) for place in ("", group) for part in ("", bucket))
    return found

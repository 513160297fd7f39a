"""Counts for bargaining: none below five, none to be recomputed, one table a quarter."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest

from casework.clocks.standing import Days
from casework.inquiry.carrying_out import Carrying, Saw, Seeing
from casework.inquiry.decisions import Decided, Item
from casework.measures.quarters import quarter_of
from casework.outcomes.collective import Collective, collective
from casework.outcomes.following import Row
from casework.procedures.terms import Binding, DeadlineKind, OutcomeKind, Owner, StageId
from casework.protection.signs import Sign, Signal, Watched

TODAY = date(2026, 7, 9)
JUNE = date(2026, 6, 30)
KEPT = {"open": (6, 0, 0, 6), "decided": (0, 0, 0, 0), "seen": (0, 0, 0, 0)}


def clock(due: date, done: date | None) -> Days:
    return Days(
        rule="r",
        stage=StageId.INQUIRY,
        kind=DeadlineKind.DUE,
        owner=Owner.COMMITTEE,
        binding=Binding.LAW,
        started_on=due,
        due_on=due,
        safe_on=due,
        warn_on=due,
        calendar="",
        done_on=done,
    )


def row(told: date, done: date | None = None, signals: tuple[Signal, ...] = ()) -> Row:
    """A case whose one clock ran out ten days after it was told."""
    due = told + timedelta(days=10)
    return Row(
        case=uuid4(),
        code="HERON-1",
        home=None,
        place="",
        stage="inquiry",
        received_at=datetime(told.year, told.month, told.day, 9, tzinfo=UTC),
        today=TODAY,
        clocks=(clock(due, done),),
        signals=signals,
    )


def several(count: int, told: date, done: date | None = None) -> list[Row]:
    return [row(told, done) for _each in range(count)]


def counted(rows: Iterable[Row], today: date = TODAY) -> Collective:
    return collective(rows, UTC, quarter_of(today).before)


def progress(found: Collective) -> dict[str, tuple[int | None, ...]]:
    return {each.name: each.counts for each in found.by_progress}


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 3, 31), date(2025, 12, 31)),
        (date(2026, 4, 1), date(2026, 3, 31)),
        (TODAY, JUNE),
        (date(2026, 12, 31), date(2026, 9, 30)),
    ],
)
def test_the_quarter_before_a_day_ends_before_it(today: date, until: date) -> None:
    assert quarter_of(today).before.last_day == until


@pytest.mark.parametrize("count", [0, 1, 4])
def test_fewer_than_five_are_not_counted_at_all(count: int) -> None:
    found = counted(several(count, date(2026, 5, 4)))

    assert not found.cases
    assert {each for line in found.by_progress for each in line.counts} <= {0, None}


def test_five_are_counted_once_their_quarter_is_over() -> None:
    five = several(5, date(2026, 5, 4), date(2026, 5, 14))

    assert counted(five).cases == 5
    assert not counted(five, JUNE).cases


def test_a_day_is_kept_until_its_evening_and_later_is_broken() -> None:
    told = date(2026, 5, 4)
    kept, broken = several(6, told, date(2026, 5, 14)), several(7, told, date(2026, 5, 15))

    found = counted([*kept, *broken])

    assert progress(found)["open"] == (6, 7, 0, 13)


def test_what_happened_after_the_quarter_is_not_in_its_table() -> None:
    late = several(6, date(2026, 6, 25))

    assert progress(counted(late))["open"] == (0, 0, 6, 6)


def test_a_new_case_shows_only_with_four_others() -> None:
    told, done = date(2026, 2, 3), date(2026, 2, 5)
    six, new = several(6, told, done), several(4, date(2026, 5, 4), date(2026, 5, 6))

    assert progress(counted([*six, *new])) == KEPT
    assert counted([*six, *new, row(date(2026, 6, 1))]).cases == 11


def test_a_small_number_is_hidden_and_so_is_what_would_give_it_away() -> None:
    told = date(2026, 5, 4)
    kept, broken = several(9, told, date(2026, 5, 14)), several(2, told, date(2026, 5, 15))

    found = counted([*kept, *broken])

    shown = {each for line in found.by_progress for each in line.counts}
    assert found.cases == 11
    assert shown.isdisjoint({2, 9})


def test_signs_are_counted_by_what_became_of_them() -> None:
    told = date(2026, 5, 4)
    at = datetime(2026, 5, 20, tzinfo=UTC)
    sign = Signal(
        id=uuid4(), whom=Watched.WITNESS, signs=(Sign.SHIFT,), on=None, at=at, by=None,
        is_in_time=True,
    )  # fmt: skip
    with_signs = [row(told, told, (sign,)) for _each in range(5)]

    found = counted([*several(8, told, told), *with_signs])

    assert [each.counts for each in found.by_sign] == [(8,), (0,), (5,)]


def decided(told: date, item: Item, *, is_seen: bool = False) -> Row:
    """A case in which one thing was decided."""
    at = datetime(told.year, told.month, told.day, 9, tzinfo=UTC)
    seen = (Seeing(uuid4(), "union_representative", Saw.APPLIED, "", at),) if is_seen else ()
    return msgspec.structs.replace(
        row(told, told),
        decided=Decided(on=told, items=(item,), at_line=1),
        carryings=(Carrying(item, applied_on=told, seeings=seen),),
    )


WARNING = Item(uuid4(), "warning", "A warning", OutcomeKind.DISCIPLINARY)
DISMISSAL = Item(uuid4(), "dismissal", "Dismissal", OutcomeKind.DISCIPLINARY)
PAY = Item(uuid4(), "remedy:pay", "", OutcomeKind.REMEDY)
MAY = date(2026, 5, 4)


def test_what_was_decided_is_counted_by_sanction_and_by_what_was_seen_applied() -> None:
    seen = [decided(MAY, WARNING, is_seen=True) for _each in range(6)]
    waiting = [decided(MAY, WARNING) for _each in range(5)]
    paid = [decided(MAY, PAY, is_seen=True) for _each in range(7)]

    found = counted([*seen, *waiting, *paid])

    by_class = {each.name: each.counts for each in found.by_class}
    assert by_class == {"warning": (5, 6, 11), "nothing": (0, 7, 7)}
    assert [each.counts for each in found.by_remedy] == [(11,), (0,), (7,)]


def test_a_sanction_that_few_were_given_is_not_even_named() -> None:
    warned = [decided(MAY, WARNING) for _each in range(9)]
    gone = [decided(MAY, DISMISSAL) for _each in range(2)]
    paid = [decided(MAY, PAY) for _each in range(8)]

    found = counted([*warned, *gone, *paid])

    assert "dismissal" not in {each.name for each in found.by_class}
    assert found.hides_classes
    assert {2, 9} & {count for each in found.by_class for count in each.counts} in (set(), {9})


def test_no_question_tells_what_another_hides() -> None:
    seen = [decided(MAY, WARNING, is_seen=True) for _each in range(3)]
    found = counted([*seen, *several(9, MAY, MAY), *(decided(MAY, WARNING) for _each in range(8))])

    together = {each.name: each.counts[-1] for each in found.by_progress}
    assert together["seen"] is None
    assert [each.counts for each in found.by_class] == [(None, None, 11)]

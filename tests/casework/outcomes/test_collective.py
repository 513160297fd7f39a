"""Counts for bargaining: none below ten, none to be recomputed, one table a quarter."""

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
from casework.outcomes.following import Kept, Row
from casework.outcomes.stood import Stood
from casework.procedures.terms import Binding, DeadlineKind, OutcomeKind, Owner, StageId
from casework.protection.signs import Sign, Signal, Watched

TODAY = date(2026, 7, 9)
JUNE = date(2026, 6, 30)


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


@pytest.mark.parametrize("count", [0, 1, 9])
def test_fewer_than_ten_are_not_counted_at_all(count: int) -> None:
    found = counted(several(count, date(2026, 5, 4)))

    assert not found.cases
    assert {each for line in found.by_progress for each in line.counts} <= {0, None}


def test_ten_are_counted_once_their_quarter_is_over() -> None:
    ten = several(10, date(2026, 5, 4), date(2026, 5, 14))

    assert counted(ten).cases == 10
    assert not counted(ten, JUNE).cases


def test_a_day_is_kept_until_its_evening_and_later_is_broken() -> None:
    told = date(2026, 5, 4)
    at = Stood(UTC, JUNE)

    assert at.kept(row(told, date(2026, 5, 14))) is Kept.KEPT
    assert at.kept(row(told, date(2026, 5, 15))) is Kept.BROKEN


def test_what_happened_after_the_quarter_is_not_in_its_table() -> None:
    assert Stood(UTC, JUNE).kept(row(date(2026, 6, 25))) is Kept.NONE


def test_a_quarter_counts_the_cases_in_which_something_happened_in_it() -> None:
    before, new = several(20, date(2026, 2, 3)), several(10, MAY)

    assert counted([*before, *new]).cases == 10


def test_what_is_kept_back_later_is_missing_in_no_later_sheet() -> None:
    first, later = several(20, date(2026, 2, 3)), several(10, MAY)

    assert counted([*first, *later]) == counted([*first[1:], *later])


def test_a_decision_counts_in_its_quarter_also_of_a_case_that_was_told_before() -> None:
    told = datetime(2026, 1, 5, 9, tzinfo=UTC)
    rows = [msgspec.structs.replace(decided(MAY, WARNING), received_at=told) for _each in range(10)]

    assert counted(rows).cases == 10


def test_a_small_number_is_hidden_and_so_is_what_would_give_it_away() -> None:
    told = date(2026, 5, 4)
    kept, broken = several(9, told, date(2026, 5, 14)), several(2, told, date(2026, 5, 15))

    found = counted([*kept, *broken])

    assert found.cases == 10
    assert {each for line in found.by_progress for each in line.counts} == {None}


def test_signs_are_counted_by_what_became_of_them() -> None:
    told = date(2026, 5, 4)
    at = datetime(2026, 5, 20, tzinfo=UTC)
    sign = Signal(
        id=uuid4(), whom=Watched.WITNESS, signs=(Sign.SHIFT,), on=None, at=at, by=None,
        is_in_time=True,
    )  # fmt: skip
    with_signs = [row(told, told, (sign,)) for _each in range(20)]

    assert counted(with_signs).cases == 20
    assert {Stood(UTC, JUNE).sign(each) for each in with_signs} == {"waiting"}


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
    seen = [decided(MAY, WARNING, is_seen=True) for _each in range(20)]
    waiting = [decided(MAY, WARNING) for _each in range(30)]
    paid = [decided(MAY, PAY, is_seen=True) for _each in range(20)]

    found = counted([*seen, *waiting, *paid])

    assert {each.name: each.counts[-1] for each in found.by_class} == {"warning": 50}
    assert [each.counts for each in found.by_remedy] == [(50,), (None,), (None,)]


def test_a_sanction_that_few_were_given_is_not_even_named() -> None:
    warned = [decided(MAY, WARNING) for _each in range(30)]
    gone = [decided(MAY, DISMISSAL) for _each in range(2)]
    paid = [decided(MAY, PAY) for _each in range(20)]

    found = counted([*warned, *gone, *paid])

    assert {each.name for each in found.by_class} == {"warning"}
    assert found.hides_classes


def test_no_question_tells_what_another_hides() -> None:
    seen = [decided(MAY, WARNING, is_seen=True) for _each in range(3)]
    found = counted([*seen, *several(9, MAY, MAY), *(decided(MAY, WARNING) for _each in range(8))])

    together = {each.name: each.counts[-1] for each in found.by_progress}
    assert together["seen"] is None
    assert {each.counts[:2] for each in found.by_class} <= {(None, None)}

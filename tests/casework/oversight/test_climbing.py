"""Who was told of a clock that is late, when it comes up to CARE, and what a board shows first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from auth.models import Organization
from casework.clocks.calendars import Calendar
from casework.clocks.escalation import ALL_RUNGS, Rung
from casework.clocks.standing import Days, State
from casework.desk.clocked import Next
from casework.desk.held import Row
from casework.oversight.board import Board, Followed, Standing
from casework.oversight.choosing import Order, Show, chosen
from casework.oversight.climbing import climbed
from casework.oversight.committees import Sitting
from casework.procedures import loading
from casework.procedures.terms import Binding, DeadlineKind, Owner, StageId

SUNDAY = 6
CALENDAR = Calendar("UTC", frozenset({SUNDAY}))
SATURDAY, MONDAY = date(2026, 3, 7), date(2026, 3, 9)
CLOCK = Days(
    "our_ack", StageId.RECEIVE, DeadlineKind.DUE, Owner.COMMITTEE, Binding.LAW,
    started_on=SATURDAY - timedelta(days=5), due_on=SATURDAY, safe_on=SATURDAY,
    warn_on=SATURDAY - timedelta(days=2), calendar="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("eligible", "today", "rung", "care_on"),
    [
        (ALL_RUNGS, SATURDAY + timedelta(days=1), Rung.EXTERNAL, MONDAY),
        (ALL_RUNGS, MONDAY, Rung.CARE, None),
        (ALL_RUNGS - {Rung.CARE}, MONDAY, Rung.EXTERNAL, None),
        (ALL_RUNGS - {Rung.EXTERNAL}, SATURDAY + timedelta(days=1), Rung.CARE, None),
        (frozenset({Rung.CHAIR}), MONDAY, Rung.CHAIR, None),
        (frozenset(), MONDAY, None, None),
    ],
)
def test_one_day_late_is_told_from_what_has_come_up_to_care(
    eligible: frozenset[Rung], today: date, rung: Rung | None, care_on: date | None
) -> None:
    (found,) = climbed([CLOCK], CALENDAR, eligible, today)

    assert (found.rung, found.care_on) == (rung, care_on)


def test_what_is_not_late_yet_has_climbed_nowhere() -> None:
    assert climbed([CLOCK], CALENDAR, ALL_RUNGS, SATURDAY) == []


NASRIN, SHIRIN = uuid4(), uuid4()


def a_case(late_on: date | None = None, members: tuple[UUID, ...] = (NASRIN,)) -> Followed:
    """An open case; `late_on`: the day on which its clock, late by then, is looked at."""
    clocks = [CLOCK] if late_on else []
    coming = Next(CLOCK, State.LATE, 1) if late_on else None
    came = datetime(2026, 3, 2, tzinfo=UTC)
    row = Row(uuid4(), "KINGFISHER-27", "", "receive", came, (), next=coming)
    up = tuple(climbed(clocks, CALENDAR, ALL_RUNGS, late_on or SATURDAY))
    return Followed(row, None, is_past_committee=not members, members=members, climbed=up)


def a_factory(name: str, *cases: Followed, unanswered: int = 0) -> Standing:
    """A factory of the board whose committee is complete."""
    pack = loading.the_pack(loading.GENERIC)
    place = Organization(name=name)
    sitting = Sitting(place, pack, [], short=[], ending=[], untrained=[], calendar=CALENDAR)
    return Standing(replace(sitting, unanswered=unanswered), list(cases))


def names(board: list[Standing], show: Show | None, order: Order) -> list[str]:
    """Which factories are shown, in their order."""
    found = chosen(Board(board, []), show, order)
    return [each.standing.sitting.place.name for each in found]


FACTORIES = [
    a_factory("Aman", a_case(members=(SHIRIN,)), a_case(members=(SHIRIN,))),
    a_factory("Bela", a_case(SATURDAY + timedelta(days=1)), a_case(members=())),
    a_factory("Char", a_case(MONDAY)),
    a_factory("Dhara", unanswered=1),
]


@pytest.mark.parametrize(
    ("show", "order", "said"),
    [
        (None, Order.LATE, ["Char", "Bela", "Aman", "Dhara"]),
        (None, Order.CASELOAD, ["Aman", "Bela", "Char", "Dhara"]),
        (None, Order.NAME, ["Aman", "Bela", "Char", "Dhara"]),
        (Show.LATE, Order.NAME, ["Bela", "Char"]),
        (Show.CARE, Order.NAME, ["Char"]),
        (Show.PAST, Order.NAME, ["Bela"]),
        (Show.CALLED, Order.NAME, []),
        (Show.SHORT, Order.NAME, []),
        (Show.BESIDE, Order.NAME, ["Dhara"]),
    ],
)
def test_a_board_shows_what_was_asked_for_and_what_came_up_to_care_first(
    show: Show | None, order: Order, said: list[str]
) -> None:
    assert names(FACTORIES, show, order) == said


def test_of_a_factory_only_the_cases_that_were_asked_for_are_listed() -> None:
    (bela,) = chosen(Board(FACTORIES, []), Show.PAST, Order.NAME)

    assert [each.is_past_committee for each in bela.cases] == [True]
    assert len(bela.standing.open) == 2

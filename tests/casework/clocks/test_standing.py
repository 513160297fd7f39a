"""What a committee and an employer owed by a day was kept, or was not; nothing else counts."""

from datetime import date, timedelta

import pytest

from casework.clocks.standing import Days, kept
from casework.procedures.terms import Binding, DeadlineKind, Owner, StageId

DUE_ON = date(2026, 3, 10)
DAY = timedelta(days=1)


def clock(
    done: int | None,
    kind: DeadlineKind = DeadlineKind.DUE,
    owner: Owner = Owner.COMMITTEE,
    stage: StageId = StageId.RECEIVE,
) -> Days:
    """A clock whose day is the tenth, done so many days after it."""
    return Days(
        rule="r",
        stage=stage,
        kind=kind,
        owner=owner,
        binding=Binding.LAW,
        started_on=DUE_ON - 9 * DAY,
        due_on=DUE_ON,
        safe_on=DUE_ON,
        warn_on=DUE_ON,
        calendar="",
        done_on=None if done is None else DUE_ON + done * DAY,
    )


@pytest.mark.parametrize(
    ("clocks", "said"),
    [
        ((), None),
        ((clock(0),), True),
        ((clock(1),), False),
        # Nobody ever did it: its day has passed.
        ((clock(None),), False),
        ((clock(0), clock(None)), False),
        # Done rightly: not before its day.
        ((clock(5, DeadlineKind.NOT_BEFORE),), None),
        ((clock(0), clock(5, DeadlineKind.NOT_BEFORE)), True),
        # His answer, her own filing, a body outside, a bar: nothing that the committee owed.
        ((clock(0), clock(3, owner=Owner.RESPONDENT)), True),
        ((clock(0), clock(3, DeadlineKind.WINDOW, Owner.SURVIVOR)), True),
        ((clock(0), clock(None, owner=Owner.OUTSIDE)), True),
        ((clock(0), clock(3, DeadlineKind.BAR)), True),
        # Another stage has clocks of its own.
        ((clock(0), clock(3, stage=StageId.INQUIRY)), True),
        ((clock(0, stage=StageId.INQUIRY),), None),
    ],
)
def test_of_a_stage_only_what_committee_or_employer_owed_was_kept_or_broken(
    clocks: tuple[Days, ...], said: bool | None
) -> None:
    assert kept(clocks, DUE_ON + DAY, StageId.RECEIVE) is said


def test_what_is_due_today_is_neither_kept_nor_broken() -> None:
    assert kept([clock(None)], DUE_ON) is None

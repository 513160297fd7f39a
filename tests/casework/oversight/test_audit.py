"""What assessors are shown: bands that nobody can count a case from, and half-years alone."""

from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from auth.models import TrailEntry
from auth.trail_rows import RowKeys
from casework.oversight.audit import Band, Checked, Span, band, bands, checked, window
from casework.oversight.board import Clocks
from casework.procedures.terms import StageId
from tests.auth.trails import KEYS, LOG, two_closed_days


@pytest.mark.parametrize(
    ("kept", "late", "said"),
    [
        (0, 0, Band.TOO_FEW),
        (9, 0, Band.TOO_FEW),
        (0, 9, Band.TOO_FEW),
        (10, 0, Band.ALMOST_ALL),
        (19, 1, Band.ALMOST_ALL),
        (18, 2, Band.MOST),
        (8, 2, Band.MOST),
        (7, 3, Band.MORE_THAN_HALF),
        (5, 5, Band.MORE_THAN_HALF),
        (4, 6, Band.FEWER_THAN_HALF),
        (0, 10, Band.FEWER_THAN_HALF),
    ],
)
def test_how_many_were_in_time_is_said_in_bands_from_ten_on(
    kept: int, late: int, said: Band
) -> None:
    assert band(Clocks(kept, late)) is said


@pytest.mark.parametrize("due", [{}, {"appeal": Clocks(1, 0)}, {"receive": Clocks(0, 9)}])
def test_every_stage_is_listed_alike_whether_a_case_came_so_far_or_not(
    due: dict[str, Clocks],
) -> None:
    assert bands(due) == {stage.value: Band.TOO_FEW for stage in StageId}


@pytest.mark.parametrize(
    ("day", "span", "since", "until"),
    [
        (date(2026, 1, 1), Span.HALF, date(2025, 7, 1), date(2025, 12, 31)),
        (date(2026, 6, 30), Span.HALF, date(2025, 7, 1), date(2025, 12, 31)),
        (date(2026, 7, 1), Span.HALF, date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), Span.HALF, date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 1, 1), Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 12, 31), Span.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_two_packs_of_one_half_year_are_over_the_same_days(
    day: date, span: Span, since: date, until: date
) -> None:
    assert window(day, span) == (since, until)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_what_is_printed_says_whether_the_record_holds(db: Session) -> None:
    two_closed_days(db)
    keys = [LOG.verifier]

    whole = checked(db, keys)
    db.execute(delete(TrailEntry).where(TrailEntry.tag == RowKeys(KEYS[0].key).tag(1)))

    assert (whole, checked(db, keys), checked(db, [])) == (
        Checked.SOUND,
        Checked.WRONG,
        Checked.NO_KEYS,
    )

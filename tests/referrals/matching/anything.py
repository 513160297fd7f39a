"""Any services and any needs, drawn from few values so that they often meet."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from referrals.directory.offered import Offered, Opening, Tells
from referrals.matching.ground import Ground
from referrals.matching.needs import AgeBand, Ear, Needs, Reach, Shift, StaffWish
from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Freshness,
    Known,
    StaffSex,
    Status,
    Whom,
)

GROUND = Ground(
    parents={"XX-1": "XX", "XX-2": "XX", "XX-1-A": "XX-1", "XX-1-B": "XX-1", "XX-2-A": "XX-2"},
    neighbours={"XX-1-B": frozenset({"XX-2-A"})},
)
WHEN = datetime(2026, 3, 2, 4, tzinfo=UTC)
AREAS = ["XX", "XX-1", "XX-1-A", "XX-1-B", "XX-2-A"]
KINDS = [Category.HEALTH, Category.SHELTER, Category.LEGAL, Category.EMERGENCY, Category.CHILDCARE]
RULES = ["", "", "", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1FR", "FREQ=SECONDLY"]

known = st.sampled_from(Known)


def some(values: Any, most: int = 3) -> Any:
    """A few of these, or none."""
    return st.frozensets(st.sampled_from(list(values)), max_size=most)


openings = st.builds(
    Opening,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    opens=st.integers(0, 23).map(lambda hour: hour * 60),
    closes=st.integers(24, 30).map(lambda hour: hour * 60),
    rule=st.sampled_from(RULES),
    since=st.sampled_from([None, None, date(2026, 3, 1), date(2026, 4, 1)]),
)
duties = st.sampled_from(Duty)
hours_taken = st.sampled_from([None, 0.5, 12.0, 90.0])
offers = st.builds(
    Offered,
    id=st.uuids(),
    service=st.uuids(),
    organization=st.uuids(),
    name=st.sampled_from(["Asha", "Bela", "Chitra"]),
    organization_name=st.just("Asha Foundation"),
    categories=some(KINDS, 2),
    status=st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.CLOSED]),
    country=st.just("XX"),
    areas=some(AREAS, 2),
    area=st.sampled_from(["", *AREAS]),
    is_remote=st.booleans(),
    is_confidential=st.booleans(),
    languages=some(["bn", "en"], 2),
    cost=st.sampled_from(Cost),
    always_open=known,
    openings=st.lists(openings, max_size=2).map(tuple),
    time_zone=st.sampled_from(["Asia/Dhaka", "UTC", "Nowhere/Land"]),
    serves=some(Whom, 2),
    staff_sex=some(StaffSex, 2),
    trans_friendly=known,
    migrants=known,
    minimum_age=st.sampled_from([None, 15, 18]),
    maximum_age=st.sampled_from([None, 17, 24]),
    ages_known=st.booleans(),
    step_free=known,
    children_welcome=known,
    documents=some(Document, 2),
    documents_known=st.booleans(),
    police_report=known,
    accompaniment=known,
    tells=st.builds(Tells, police=duties, family=duties, employer=duties),
    capacity=st.sampled_from([None, 0, 3]),
    capacity_on=st.sampled_from([None, date(2026, 2, 28), date(2025, 1, 1)]),
    answer_hours=hours_taken,
    learnt_hours=hours_taken,
    freshness=st.sampled_from([*Freshness, Freshness.CONFIRMED]),
    assured_on=st.sampled_from([None, date(2026, 2, 1)]),
)
shifts = st.builds(
    Shift,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    begins=st.integers(0, 23).map(lambda hour: hour * 60),
    ends=st.integers(24, 34).map(lambda hour: hour * 60),
)
moments = st.sampled_from([None, None, *(WHEN - timedelta(hours=ago) for ago in (1, 60, 100, 200))])
needs = st.builds(
    Needs,
    kinds=some(KINDS),
    happened_at=moments,
    exposed=known,
    in_danger=st.booleans(),
    country=st.sampled_from(["XX", ""]),
    area=st.sampled_from(["", "XX-1", "XX-1-A", "XX-1-B"]),
    reach=st.sampled_from(Reach),
    can_call=st.booleans(),
    can_travel=st.booleans(),
    shifts=st.lists(shifts, max_size=1).map(tuple),
    rest_days=st.frozensets(st.integers(0, 6), max_size=2),
    open_now=st.booleans(),
    languages=some(["bn", "en"], 1),
    must_be_free=st.booleans(),
    staff=st.sampled_from(StaffWish),
    staff_is_condition=st.booleans(),
    trans_friendly=st.booleans(),
    whom=some(Whom, 2),
    age=st.sampled_from(AgeBand),
    step_free=st.booleans(),
    children_along=st.booleans(),
    documents=some(Document, 2),
    documents_known=st.booleans(),
    migrant_friendly=st.booleans(),
    accompaniment=st.booleans(),
    secret_from=some(Ear),
)

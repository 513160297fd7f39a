"""A list shows what policy allows, no more and no less; what narrows it loses nothing."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from auth.policy import visible_cases
from casework.case.answers import Age
from casework.desk.coming_days import last_day
from casework.desk.filtering import Filter, State, is_in, month_of, months
from casework.desk.held import Look, Row, list_cases
from casework.desk.unread import IN_TIME, working_days
from casework.desk.waits import Wait
from casework.models.case import Case
from tests.cast import CAST
from tests.worlds import NOW, TODAY, World

TOLD: tuple[dict[str, object], ...] = (
    {},
    {"name_for_committee": False, "union": None},
    {"tells_programme": None, "declines_programme": True},
    {"age": Age.UNDER_18},
    {"for_somebody_else": True},
)
ROWS = st.builds(
    Row,
    case=st.uuids(),
    code=st.just("HERON-11"),
    place=st.just("Rupali Knitwear"),
    stage=st.sampled_from(["receive", "inquiry", "closed"]),
    received_at=st.integers(0, 2000).map(lambda days: NOW - timedelta(days=days, hours=days)),
    waits=st.sampled_from([(), (Wait.INBOX,), (Wait.ACKNOWLEDGE, Wait.WITHDRAWAL)]),
    is_concern=st.booleans(),
    is_unread=st.booleans(),
    is_withdrawn=st.booleans(),
)
ZONES = st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Asia/Dhaka"), ZoneInfo("Asia/Phnom_Penh")])


@pytest.mark.parametrize("who", [each.key for each in CAST])
def test_the_list_is_exactly_what_policy_lets_her_see(db: Session, world: World, who: str) -> None:
    _tell_all(db, world)
    ring = world.as_(db, who)
    actor = Actor(
        rank=Rank.STAFF,
        holder=world.people[who],
        seeds=world.seeds[who],
        standings=standings_of(db, world.people[who], TODAY),
        ring_loader=lambda _actor: ring,
    )

    listed = [row.case for row in list_cases(db, Look(actor, world.keys, world.register(db), NOW))]

    seen = {each.id for each in visible_cases(actor, db.scalars(select(Case)).all())}
    assert len(listed) == len(set(listed))
    assert set(listed) == seen


@given(st.lists(ROWS, max_size=12), ZONES)
def test_every_case_is_in_one_month_and_open_or_closed(rows: list[Row], zone: ZoneInfo) -> None:
    by_month = [Filter(since=each, until=each).of(rows, zone) for each in months(rows, zone)]
    either = [Filter(state).of(rows, zone) for state in (State.OPEN, State.ENDED)]

    assert _ids(chain(*by_month)) == _ids(rows)
    assert _ids(chain(*either)) == _ids(rows)
    assert Filter().of(rows, zone) == rows


@given(st.lists(ROWS, max_size=12), ZONES, st.sampled_from(State))
def test_what_is_left_out_is_not_in_that_state_or_those_months(
    rows: list[Row], zone: ZoneInfo, state: State
) -> None:
    told = months(rows, zone)
    first, last = min(told, default=None), max(told, default=None)

    kept = Filter(state, first, last).of(rows, zone)

    assert all(is_in(row, state) for row in kept)
    assert not any(is_in(row, state) for row in rows if row not in kept)
    assert {month_of(row, zone) for row in rows} <= set(told)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 6))
def test_receipt_is_due_on_the_last_day_that_is_in_time(told: date, rest: int) -> None:
    day = last_day(told, rest)

    assert working_days(told, day, rest) == IN_TIME


def _ids(rows: Iterable[Row]) -> list[UUID]:
    return sorted(row.case for row in rows)


def _tell_all(db: Session, world: World) -> None:
    for at, changes in enumerate(TOLD):
        world.told(db, world.complaint(**changes), world.prepare(number=f"100000000000{at:03}0"))

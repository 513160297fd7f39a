"""Days of asking and looking again: who is asked on which, and who is told that they come."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clocks.calendars import Calendar
from casework.clocks.checks import AFTER_DAYS
from casework.clocks.escalation import Rung, Step
from casework.course.promised import (
    CHECKED,
    COVERED,
    OTHERS,
    REVIEWS,
    SIGNALS,
    TOO_FEW,
    as_kept,
    days_since,
    kept,
    next_asked,
    next_other,
    others,
    promised,
    token,
    with_day,
)
from casework.models.cover import Capacity, CoverText, Holder
from casework.procedures.terms import Event
from crypto.compartments import Compartment

DAY = timedelta(days=1)
MONDAY = date(2026, 6, 8)
CALENDAR = Calendar("UTC", frozenset({5, 6}))
ALL = frozenset(Rung)
CHAIR, UNION, CARE, WITNESS = (UUID(int=number) for number in (11, 22, 33, 44))
some_days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
some_tokens = st.text("0123456789abcdef", min_size=1, max_size=12)


@dataclass
class Following:
    """A course as a list opens it."""

    events: dict[Event, tuple[date, ...]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


def holder(person: UUID, capacity: Capacity) -> Holder:
    return Holder(holder=person, capacity=capacity, compartments=(Compartment.OUTCOME,), grants=())


COVER = CoverText(
    code="KINGFISHER-27",
    received_at=datetime(2026, 6, 8, 9, 0, tzinfo=UTC),
    holders=[
        holder(CHAIR, Capacity.RECEIVER),
        holder(UNION, Capacity.UNION_REPRESENTATIVE),
        holder(CARE, Capacity.SUPERVISOR),
    ],
    survivor=None,
    number=None,
    heads={},
    trail_keys=[],
)


def on_the_days(course: Following, today: date = MONDAY) -> frozenset[Step]:
    return promised(course, COVER, CALENDAR, ALL, today)


@given(some_days, st.none() | some_days, st.none() | some_days)
def test_everybody_is_asked_after_each_moment_that_she_lived_through(
    since: date, notice: date | None, decision: date | None
) -> None:
    later = {Event.NOTICE: notice, Event.DECISION: decision}
    course = Following({event: (on,) for event, on in later.items() if on is not None})

    found = days_since(course, since)

    begun = [since, *(on for on in later.values() if on is not None and on >= since)]
    assert set(found) == {on + days * DAY for on in begun for days in AFTER_DAYS}
    assert list(found) == sorted(found)


@given(some_days, some_days)
def test_she_is_never_asked_for_a_day_that_was_answered_for(told: date, asked: date) -> None:
    course = Following({Event.COMPLAINT: (told,)}, {CHECKED: asked.isoformat()})

    found = next_asked(course, COVER, told)

    left = [on for on in days_since(course, told) if on > asked]
    assert found == min(left, default=None)


@given(some_days, st.integers(0, 400))
def test_nobody_hears_of_a_day_that_has_passed(told: date, later: int) -> None:
    today = told + later * DAY
    course = Following(
        {Event.COMPLAINT: (told,)},
        {SIGNALS: as_kept({"a": told}), REVIEWS: as_kept({"b": told})},
    )

    assert all(step.on >= today for step in on_the_days(course, today))


@given(some_days)
def test_every_day_of_asking_is_told_to_the_first_rung_on_that_day(told: date) -> None:
    course = Following({Event.COMPLAINT: (told,)})

    found = {step.on for step in on_the_days(course, told) if step.rung is Rung.CHAIR}

    assert found == {told + days * DAY for days in AFTER_DAYS}


@given(st.dictionaries(some_tokens, some_days))
def test_what_is_kept_reads_as_it_was_written(days: dict[str, date]) -> None:
    course = Following(facts={REVIEWS: as_kept(days)})

    assert kept(course, REVIEWS) == days


@given(st.dictionaries(some_tokens, some_days), some_tokens, some_days)
def test_a_day_that_moves_leaves_the_others_where_they_are(
    days: dict[str, date], what: str, on: date
) -> None:
    course = Following(facts={REVIEWS: as_kept(days)})

    moved = kept(Following(facts={REVIEWS: with_day(course, REVIEWS, what, on)}), REVIEWS)
    ended = kept(Following(facts={REVIEWS: with_day(course, REVIEWS, what, None)}), REVIEWS)

    assert moved == {**days, what: on}
    assert ended == {each: day for each, day in days.items() if each != what}


def test_members_union_people_and_those_of_the_case_are_asked_and_care_is_not() -> None:
    course = Following(
        {Event.COMPLAINT: (MONDAY,)}, {COVERED: as_kept({token(WITNESS): MONDAY + 9 * DAY})}
    )

    assert others(course, COVER, MONDAY) == {
        token(CHAIR): MONDAY,
        token(UNION): MONDAY,
        token(WITNESS): MONDAY + 9 * DAY,
    }


def test_the_next_day_of_the_others_is_that_of_whoever_was_asked_least() -> None:
    asked = {token(CHAIR): MONDAY + 30 * DAY, token(UNION): MONDAY + 2 * DAY}
    course = Following({Event.COMPLAINT: (MONDAY,)}, {OTHERS: as_kept(asked)})

    assert next_other(course, COVER, MONDAY) == MONDAY + 7 * DAY


def test_after_the_last_day_nobody_is_asked() -> None:
    end = MONDAY + 180 * DAY
    asked = {token(CHAIR): end, token(UNION): end}
    course = Following(
        {Event.COMPLAINT: (MONDAY,)}, {OTHERS: as_kept(asked), CHECKED: end.isoformat()}
    )

    assert next_other(course, COVER, MONDAY) is None
    assert next_asked(course, COVER, MONDAY) is None
    assert on_the_days(course) == frozenset()


@pytest.mark.parametrize("fact", [SIGNALS, TOO_FEW])
def test_what_nobody_sees_to_climbs_from_day_to_day(fact: str) -> None:
    friday = MONDAY + 4 * DAY
    quiet = Following(facts={CHECKED: "2099-01-01", OTHERS: _all_asked()})
    course = Following(facts={**quiet.facts, fact: as_kept({"a": friday})})

    assert on_the_days(course) == {
        Step(friday, Rung.CHAIR),
        Step(friday + 3 * DAY, Rung.EXTERNAL),
        Step(friday + 5 * DAY, Rung.CARE),
    }


def test_a_review_is_told_on_its_day_and_once_more_the_day_after() -> None:
    course = Following(
        facts={CHECKED: "2099-01-01", OTHERS: _all_asked(), REVIEWS: as_kept({"plan": MONDAY})}
    )

    assert on_the_days(course) == {Step(MONDAY, Rung.CHAIR), Step(MONDAY + DAY, Rung.EXTERNAL)}


@pytest.mark.parametrize("how", ["is_concern", "is_kept"])
def test_what_she_has_not_agreed_to_reminds_nobody(how: str) -> None:
    cover = msgspec.structs.replace(COVER, **{how: True})
    course = Following({Event.COMPLAINT: (MONDAY,)})

    assert promised(course, cover, CALENDAR, ALL, MONDAY) == frozenset()


def test_where_nobody_may_be_told_nobody_is() -> None:
    course = Following({Event.COMPLAINT: (MONDAY,)}, {SIGNALS: as_kept({"a": MONDAY})})

    assert promised(course, COVER, CALENDAR, frozenset(), MONDAY) == frozenset()


def _all_asked() -> str:
    return as_kept({token(each): date(2099, 1, 1) for each in (CHAIR, UNION)})

"""What of one case is due on a day: hand-overs, a withdrawal, somebody's last day."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from enum import StrEnum
from uuid import UUID

import msgspec

from casework.case.one_pass import ListedCourse
from casework.course.promised import (
    MALICE_REVIEWS,
    kept,
    next_asked,
    next_other,
    next_review,
    token,
)
from casework.course.recording import TELL_ON
from casework.inquiry.appeals import WAITS as REVIEW_WAITS
from casework.models.cover import CLOSED, CoverText
from casework.number.withdrawing import counts_from
from casework.procedures.terms import Binding
from casework.readers.intentions import can_give, pending
from casework.readers.ripening import ripe_at
from crypto.ring import KeyRing


class Due(StrEnum):
    """What has its day."""

    RECEIPT = "receipt"
    """Until this day somebody confirms that it was read."""
    HAND_OVER = "hand_over"
    """From this day on keys that were announced can be handed over."""
    WITHDRAWAL = "withdrawal"
    """From this day on a withdrawal may be acted on."""
    CLOCK = "clock"
    """Until this day the committee or the employer owes it (casework.clocks)."""
    HOLD = "hold"
    """Evidence of a whole floor can be asked for until then, before it is written over."""
    CHECK_IN = "check_in"
    """From this day on she is asked whether anything has changed at work."""
    CHECK_OTHERS = "check_others"
    """From this day on those are asked the same who spoke or stood by her."""
    SAFETY = "safety"
    """Her plan, or a measure, is looked at with her again."""
    TELL_HER = "tell_her"
    """From this day on she is told that its time is nearly over."""
    LAST_DAY = "last_day"
    """The last day of whoever looks, who stands in for somebody."""


class Day(msgspec.Struct, frozen=True, gc=False):
    """One thing, and its day."""

    on: date
    what: Due
    stage: str = ""
    """Of a clock: the stage it belongs to."""
    binding: Binding | None = None
    """Of a clock: how far what sets its day binds."""


def days_of(
    cover: CoverText, case: UUID, ring: KeyRing, zone: tzinfo, *, answers: bool
) -> tuple[Day, ...]:
    """What a cover knows to be due for the holder of a ring, in the days of a time zone.

    `answers`: whether she is one of those who would act on a withdrawal.
    """
    return tuple(_days(cover, case, ring, zone, answers=answers))


def protecting(
    course: ListedCourse | None, cover: CoverText, hold_by: date | None
) -> Iterator[Day]:
    """What is due to protect her and others: until when evidence is held, who is asked next."""
    if hold_by is not None:
        yield Day(hold_by, Due.HOLD)
    if course is None:
        return
    told = cover.received_at.date()
    for what, on in (
        (Due.CHECK_IN, next_asked(course, cover, told)),
        (Due.CHECK_OTHERS, next_other(course, cover, told)),
        (Due.SAFETY, next_review(course)),
    ):
        if on is not None:
            yield Day(on, what)


def telling(course: ListedCourse | None, cover: CoverText) -> Iterator[Day]:
    """From when on she is told that the time of her closed case is nearly over."""
    is_closed = cover.stage == CLOSED and not cover.is_concern
    on = course.facts.get(TELL_ON) if course is not None and is_closed else None
    if on:
        yield Day(date.fromisoformat(on), Due.TELL_HER)


def is_to_be_told(course: ListedCourse | None, cover: CoverText, today: date) -> bool:
    """Whether that day has come, and nobody has told her."""
    return any(each.on <= today for each in telling(course, cover))


def review_waits(course: ListedCourse | None) -> bool:
    """Whether she asked for a review, and nobody has taken it up."""
    return course is not None and bool(course.facts.get(REVIEW_WAITS))


def waits_for_another(course: ListedCourse | None, person: UUID | None) -> bool:
    """Whether she asked for a review of a proceeding against her that somebody else decided."""
    if course is None or person is None or not course.facts.get(MALICE_REVIEWS):
        return False
    deciders = {each.partition(".")[2] for each in kept(course, MALICE_REVIEWS)}
    return deciders != {token(person)}


def _days(
    cover: CoverText, case: UUID, ring: KeyRing, zone: tzinfo, *, answers: bool
) -> Iterator[Day]:
    for each in pending(cover) if cover.intentions else ():
        ripe = ripe_at(cover, each)
        if ripe is not None and not each.is_for_danger and can_give(ring, case, each):
            yield Day(_local(ripe, zone), Due.HAND_OVER)
    counts = counts_from(cover)
    if counts is not None and answers:
        yield Day(_local(counts, zone), Due.WITHDRAWAL)
    her = cover.holder(ring.holder) if ring.holder is not None else None
    if her is not None and her.until is not None:
        yield Day(her.until, Due.LAST_DAY)


def _local(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()

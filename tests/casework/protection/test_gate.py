"""The gate: nothing he can notice happens before she knows, is safe, and lets it go on."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.questions import QuestionKind, Reply
from casework.case.covers import the_cover
from casework.clocks.stages import GATE
from casework.number.withdrawing import go_on, withdraw
from casework.protection import gate
from casework.protection.gate import Act, GateClosed, Missing
from casework.protection.safety import review
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import (
    NEXT_WEEK,
    TODAY,
    let_through,
    lines_of,
    planned,
    she_says,
    told_of,
)
from tests.casework.turning import turn
from tests.worlds import NOW, World

Q, M = QuestionKind, Missing


def missing(
    db: Session, world: World, case: UUID, act: Act = Act.NOTICE, about: str = "", days: int = 0
) -> tuple[Missing, ...]:
    later = NOW + timedelta(days=days)
    chair = turn(db, world, "chair", case, now=later)
    on = TODAY + timedelta(days=days)
    lines = lines_of(db, world, case)
    cover = the_cover(db, case).text
    bars = gate.barred(db, cover, chair)
    return gate.gate(lines, cover, chair, act, about, on, bars).missing


def test_at_first_everything_is_missing(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(GateClosed) as closed:
        gate.require(db, turn(db, world, "chair", case), Act.NOTICE)

    assert closed.value.missing == (M.PLAN, M.KNOWS, M.MAY_STOP)


@pytest.mark.parametrize("act", list(Act))
def test_with_a_plan_of_this_week_and_her_two_yeses_it_is_open(
    db: Session, world: World, case: UUID, act: Act
) -> None:
    let_through(db, world, case, act)

    passed = gate.require(db, turn(db, world, "chair", case), act)

    assert (passed.is_open, passed.needs) == (True, GATE)


def test_a_question_she_skips_keeps_it_closed(db: Session, world: World, case: UUID) -> None:
    planned(db, world, case)
    told_of(db, world, case, Act.NOTICE)

    assert missing(db, world, case) == (M.KNOWS, M.MAY_STOP)


@pytest.mark.parametrize("reply", [Reply.NO, Reply.IN_WORDS])
def test_she_stops_it_with_one_press_also_after_a_yes(
    db: Session, world: World, case: UUID, reply: Reply
) -> None:
    planned(db, world, case)
    told_of(db, world, case, Act.NOTICE)
    she_says(db, world, case, Reply.YES, Q.DAY_AND_HOUR)
    she_says(db, world, case, reply, Q.MAY_STOP)

    assert missing(db, world, case) == (M.MAY_STOP,)


def test_an_old_plan_closes_it_until_it_was_gone_through_again(
    db: Session, world: World, case: UUID
) -> None:
    planned(db, world, case)
    told_of(db, world, case, Act.NOTICE, on=TODAY + timedelta(days=8))
    she_says(db, world, case)
    before = missing(db, world, case, days=8)
    later = turn(db, world, "chair", case, now=NOW + timedelta(days=8))
    review(db, later, "Nothing to change.", NEXT_WEEK)
    db.commit()

    assert (before, missing(db, world, case, days=8)) == ((M.PLAN,), ())


def test_an_act_that_was_moved_to_another_day_is_told_anew(
    db: Session, world: World, case: UUID
) -> None:
    let_through(db, world, case, Act.NOTICE)

    assert missing(db, world, case, days=1) == (M.KNOWS, M.MAY_STOP)


def test_her_yes_to_one_act_opens_no_other(db: Session, world: World, case: UUID) -> None:
    let_through(db, world, case, Act.MOVE, "m1")

    assert missing(db, world, case, Act.MOVE, "m2") == (M.KNOWS, M.MAY_STOP)
    assert missing(db, world, case, Act.NOTICE) == (M.KNOWS, M.MAY_STOP)


@pytest.mark.parametrize("who", ["union", "officer"])
def test_who_does_not_read_the_inquiry_opens_no_gate(
    db: Session, world: World, case: UUID, who: str
) -> None:
    let_through(db, world, case, Act.NOTICE)

    with pytest.raises(GateClosed):
        gate.require(db, turn(db, world, who, case), Act.NOTICE)


def test_while_she_asks_to_withdraw_nothing_happens_that_he_notices(
    db: Session, world: World, case: UUID
) -> None:
    let_through(db, world, case, Act.NOTICE)
    withdraw(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    with pytest.raises(GateClosed) as closed:
        gate.require(db, turn(db, world, "chair", case), Act.NOTICE)

    assert closed.value.missing == (M.WITHDRAWN,)


def test_when_she_takes_the_withdrawal_back_it_opens_again(
    db: Session, world: World, case: UUID
) -> None:
    let_through(db, world, case, Act.NOTICE)
    withdraw(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()
    before = missing(db, world, case)
    go_on(db, hers(db, world, case, seeds_of(db, world)))
    db.commit()

    assert (before, missing(db, world, case)) == ((M.WITHDRAWN,), ())

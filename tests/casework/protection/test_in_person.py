"""The gate for a panel that reads none of her answers: what she said in person, once, for a day."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.questions import Reply
from casework.case.inbox import Asks, drop
from casework.case.turns import begin
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.protection import gate, in_person, safety
from casework.protection.gate import Act, AnotherDay, GateClosed, Missing
from casework.protection.in_person import InPerson
from casework.readers.intentions import fulfil
from casework.readers.panel import name_panel
from crypto.compartments import Compartment
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.protection.protecting import (
    NEXT_WEEK,
    TODAY,
    let_through,
    planned,
    she_says,
    told_of,
)
from tests.casework.turning import turn
from tests.worlds import NOW, World

C, M = Compartment, Missing
LATER = NOW + timedelta(hours=48)
SAID = InPerson(
    on=NEXT_WEEK,
    hour="15:00",
    spoke="The external member",
    when="Yesterday after the shift",
    how="in_person",
    words="I know it is on Monday. Do it.",
)


@pytest.fixture
def panel(db: Session, world: World) -> UUID:
    """A case on the formal route whose panel reads none of her answers: `conflicted` sits on it."""
    case = world.told(db, world.complaint())
    choose(db, hers(db, world, case, seeds_of(db, world)), Route.FORMAL)
    db.commit()
    people = [world.people["conflicted"]]
    (meant,) = name_panel(db, turn(db, world, "chair", case), people, "Not of his line.")
    db.commit()
    fulfil(db, turn(db, world, "member", case, now=LATER), meant.id)
    db.commit()
    world.kept(db, "conflicted")
    plan = safety.Plan(ways="With Ayesha", review_on=NEXT_WEEK)
    safety.make_plan(db, turn(db, world, "chair", case), plan)
    db.commit()
    return case


def noted(
    db: Session, world: World, case: UUID, who: str = "conflicted", act: Act = Act.HEARING
) -> None:
    in_person.note(db, turn(db, world, who, case), gate.about_of(act), SAID)
    db.commit()


def passed(db: Session, world: World, case: UUID, who: str = "conflicted") -> gate.Gate:
    return gate.require(db, turn(db, world, who, case), Act.HEARING, "", NEXT_WEEK)


def test_a_panel_without_her_answers_does_nothing_that_she_did_not_say_in_person(
    db: Session, world: World, panel: UUID
) -> None:
    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel)

    assert closed.value.missing == (M.KNOWS, M.MAY_STOP)
    assert gate.answers_in(db, turn(db, world, "conflicted", panel)) == ()


def test_what_she_said_opens_it_for_that_day_alone(db: Session, world: World, panel: UUID) -> None:
    noted(db, world, panel)

    assert passed(db, world, panel).is_open
    with pytest.raises(GateClosed):
        gate.require(db, turn(db, world, "conflicted", panel), Act.HEARING, "", TODAY)
    with pytest.raises(GateClosed):
        gate.require(db, turn(db, world, "conflicted", panel), Act.NOTICE, "", NEXT_WEEK)


def test_her_own_no_on_her_page_stands_above_it(db: Session, world: World, panel: UUID) -> None:
    noted(db, world, panel)
    told_of(db, world, panel, Act.HEARING, on=NEXT_WEEK)
    she_says(db, world, panel, Reply.NO)

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel)

    assert closed.value.missing == (M.KNOWS, M.MAY_STOP)


def test_what_was_said_is_used_once(db: Session, world: World, case: UUID) -> None:
    planned(db, world, case)
    noted(db, world, case, "chair")
    chair = turn(db, world, "chair", case)
    cover = begin(db, chair, C.ACCOUNT)
    gate.went_through(db, cover, chair, passed(db, world, case, "chair"))
    db.commit()

    with pytest.raises(GateClosed):
        passed(db, world, case, "chair")


def test_a_withdrawal_by_number_alone_shuts_the_gate_before_anybody_takes_it_in(
    db: Session, world: World, case: UUID
) -> None:
    let_through(db, world, case, Act.NOTICE)
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "", NOW, Asks.WITHDRAWAL)
    db.commit()

    with pytest.raises(GateClosed) as closed:
        gate.require(db, turn(db, world, "chair", case), Act.NOTICE)

    assert closed.value.missing == (M.WITHDRAWN,)


def test_an_act_on_another_day_than_she_knows_waits_until_she_was_told(
    db: Session, world: World, case: UUID
) -> None:
    let_through(db, world, case, Act.NOTICE)
    chair = turn(db, world, "chair", case)
    cover = begin(db, chair, C.ACCOUNT, C.CHANNEL)

    with pytest.raises(AnotherDay):
        gate.again(db, cover, chair, Act.NOTICE, TODAY, NEXT_WEEK)

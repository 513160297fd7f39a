"""The gate for a panel that reads none of her answers: what she said in person, once, for a day."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.asking.questions import Reply
from casework.case.covers import the_cover
from casework.case.inbox import Asks, drop, take_in
from casework.case.timeline import timeline
from casework.case.turns import begin
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.protection import gate, in_person, safety
from casework.protection.gate import Act, AnotherDay, GateClosed, Missing
from casework.protection.in_person import AsksHer, InPerson, NotNoted
from casework.readers.intentions import fulfil
from casework.readers.panel import name_panel
from crypto.compartments import Compartment
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.protection.protecting import (
    NEXT_WEEK,
    TODAY,
    let_through,
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
    """A case on the formal route whose panel reads none of her answers: `conflicted` sits on it.

    The chair reads them, and acts on what `conflicted` wrote down."""
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

    assert passed(db, world, panel, "chair").is_open
    with pytest.raises(GateClosed):
        gate.require(db, turn(db, world, "chair", panel), Act.HEARING, "", TODAY)
    with pytest.raises(GateClosed):
        gate.require(db, turn(db, world, "chair", panel), Act.NOTICE, "", NEXT_WEEK)


def test_whoever_wrote_it_down_does_not_act_on_it(db: Session, world: World, panel: UUID) -> None:
    noted(db, world, panel)

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel)

    assert closed.value.missing == (M.SECOND,)


def test_whoever_reads_her_answers_asks_her_and_writes_down_nothing_for_her(
    db: Session, world: World, panel: UUID
) -> None:
    with pytest.raises(AsksHer):
        noted(db, world, panel, "chair")


def test_while_she_is_asked_on_her_page_and_says_nothing_it_does_not_count(
    db: Session, world: World, panel: UUID
) -> None:
    noted(db, world, panel)
    told_of(db, world, panel, Act.HEARING, on=NEXT_WEEK)

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel, "chair")

    assert closed.value.missing == (M.KNOWS, M.MAY_STOP)


def test_she_reads_that_it_was_written_down_of_which_act_and_which_day(
    db: Session, world: World, panel: UUID
) -> None:
    noted(db, world, panel)

    hers(db, world, panel, seeds_of(db, world))
    (line,) = in_person.noted(timeline(db, panel, world.register(db)).lines)
    shown = {name: line.facts[name] for name in ("about", "on")}
    assert shown == {"about": "hearing", "on": NEXT_WEEK.isoformat()}
    assert (line.text, the_cover(db, panel).text.answered_at) == ("", None)


def test_what_she_denies_counts_for_nobody_and_stands_as_her_no(
    db: Session, world: World, panel: UUID
) -> None:
    noted(db, world, panel)

    in_person.deny(db, hers(db, world, panel, seeds_of(db, world)), "hearing")
    db.commit()
    noted(db, world, panel)

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel, "chair")
    assert closed.value.missing == (M.KNOWS, M.MAY_STOP)


def test_she_denies_nothing_that_nobody_wrote_down(db: Session, world: World, panel: UUID) -> None:
    with pytest.raises(NotNoted):
        in_person.deny(db, hers(db, world, panel, seeds_of(db, world)), "hearing")


def test_her_own_no_on_her_page_stands_above_it(db: Session, world: World, panel: UUID) -> None:
    noted(db, world, panel)
    told_of(db, world, panel, Act.HEARING, on=NEXT_WEEK)
    she_says(db, world, panel, Reply.NO)

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel)

    assert closed.value.missing == (M.KNOWS, M.MAY_STOP)


def test_what_was_said_is_used_once(db: Session, world: World, panel: UUID) -> None:
    noted(db, world, panel)
    chair = turn(db, world, "chair", panel)
    cover = begin(db, chair, C.ACCOUNT)
    gate.went_through(db, cover, chair, passed(db, world, panel, "chair"))
    db.commit()

    with pytest.raises(GateClosed):
        passed(db, world, panel, "chair")


@pytest.mark.parametrize("asks", [Asks.WITHDRAWAL, None])
def test_whoever_opens_none_of_her_messages_waits_until_they_are_read(
    db: Session, world: World, panel: UUID, asks: Asks | None
) -> None:
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "", NOW, asks)
    db.commit()

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel)

    assert closed.value.missing == (M.UNREAD, M.KNOWS, M.MAY_STOP)


def test_once_they_are_read_he_waits_no_longer(db: Session, world: World, panel: UUID) -> None:
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "The bus is late.", NOW)
    chair = turn(db, world, "chair", panel)
    take_in(db, begin(db, chair, C.CHANNEL), chair.author, NOW)
    db.commit()

    with pytest.raises(GateClosed) as closed:
        passed(db, world, panel)

    assert M.UNREAD not in closed.value.missing


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
